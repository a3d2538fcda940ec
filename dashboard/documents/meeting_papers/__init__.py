"""The papers of a meeting: notice, agenda, members' pack, sign-in sheet, ballots, tally sheet."""

from dashboard.documents.meeting_papers import agenda, ballots, meeting_notice, pack, sign_in_sheet, tally_sheet

__all__ = ["agenda", "ballots", "meeting_notice", "pack", "sign_in_sheet", "tally_sheet"]
