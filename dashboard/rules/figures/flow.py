"""Which steps does an item take from submission to completion, and which promises are made on the way?"""

from enum import StrEnum


class Step(StrEnum):
    """The steps of the funnel, in order (提交→受理→发布→认领→签约→办结)."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    CLAIMED = "claimed"
    SIGNED = "signed"
    COMPLETED = "completed"


class Promise(StrEnum):
    """What is promised within so many days; each has its limit in the house rule ``promise_days``."""

    ANSWER = "answer"
    """From submission to the secretariat's first decision."""
    CLAIM = "claim"
    """From publication to the first claim."""
    DECIDE = "decide"
    """From publication to the meeting's decision."""
    FINISH = "finish"
    """From approval as a project to completion."""


BEFORE: dict[Step, Step] = dict(zip(list(Step)[1:], Step, strict=False)) | {Step.COMPLETED: Step.CLAIMED}
"""The step before each step but the first. Works may begin without an agreement, so completion is measured from the
claim."""
