"""Vocabularies of minutes, the record of a meeting, and what becomes of documents."""

from enum import StrEnum


class MinutesStatus(StrEnum):
    DRAFT = "draft"
    CHECKING = "checking"
    """核稿: somebody reads the draft against the facts."""
    COMMENTING = "commenting"
    """征求意见: those who attended say what is wrong."""
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    """签发: numbered and locked."""
    ISSUED = "issued"
    SCREENING = "screening"
    """公开版审核: what the public may read is decided."""
    PUBLISHED = "published"
    WITHHELD = "withheld"
    ARCHIVED = "archived"


class RemarkStatus(StrEnum):
    """What became of a correction that somebody who attended asked for."""

    OPEN = "open"
    NOTHING = "nothing"
    """Read, and nothing to correct."""
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class CorrectionStatus(StrEnum):
    """A correction (更正) of minutes that are issued."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RecordStatus(StrEnum):
    """The record (会议记录) of a meeting."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    SIGNED = "signed"


class RecordKind(StrEnum):
    SPEECH = "speech"
    """What somebody said when they had the floor."""
    ABSENT_VIEW = "absent_view"
    """A written opinion of somebody absent: recorded, not counted."""
    HELD_OVER = "held_over"
    """An opinion kept for a later meeting (缓议意见)."""
    NOTE = "note"


class Stance(StrEnum):
    """The clear position (明确态度) a speaker takes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    DEFER = "defer"
    NONE = "none"


class Retention(StrEnum):
    """How long a document is kept. Source: the office's retention table."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "30 years"
    TEN_YEARS = "10 years"
