"""Papers for everybody: public notice, poster for the lobby, notices of a week."""

from dashboard.documents.public_papers import poster, public_notice, weekly_notice

__all__ = ["poster", "public_notice", "weekly_notice"]
