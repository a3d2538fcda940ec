"""What public notices and objections to them can be. Values are stored in the database: rename labels, never values."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a public notice is about; it decides how long the notice runs."""

    ITEM = "item"
    ELEVATOR = "elevator"
    SMALL = "small"


class NoticeStatus(StrEnum):
    POSTED = "posted"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class NoticeOutcome(StrEnum):
    NO_OBJECTIONS = "no_objections"
    """公示期满无异议: only where there was no objection at all."""
    NONE_UPHELD = "none_upheld"
    SOME_UPHELD = "some_upheld"


class NoticeObjectionStatus(StrEnum):
    RECEIVED = "received"
    ANSWERED = "answered"


class ObjectionCategory(StrEnum):
    PROCEDURE = "procedure"
    FACTS = "facts"
    INTERESTS = "interests"
    SAFETY = "safety"
    FUNDS = "funds"


class ObjectionOutcome(StrEnum):
    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"
