"""Where does a public item stand, in the few words a resident looks for?"""

from collections.abc import Mapping
from enum import StrEnum

from models.enums import NeedStatus as S


class NeedGroup(StrEnum):
    """Neighbouring states of the claim list. Values stand in addresses: rename labels, never values."""

    CLAIMABLE = "claimable"
    WAITING = "waiting"
    MEETING = "meeting"
    DECISION = "decision"
    WORKS = "works"
    FINISHED = "finished"
    ENDED = "ended"


GROUPS: Mapping[NeedGroup, frozenset[S]] = {
    NeedGroup.CLAIMABLE: frozenset({S.OPEN, S.CLAIMED, S.MATCHING}),
    NeedGroup.WAITING: frozenset({S.ON_LIST, S.UNCLAIMED}),
    NeedGroup.MEETING: frozenset({S.ON_AGENDA, S.DEFERRED}),
    NeedGroup.DECISION: frozenset({S.ADOPTED, S.CONSULTING, S.ON_NOTICE, S.OBJECTED}),
    NeedGroup.WORKS: frozenset({S.APPROVED, S.SIGNED, S.IN_PROGRESS, S.PAUSED, S.AWAITING_ACCEPTANCE, S.RECTIFICATION}),
    NeedGroup.FINISHED: frozenset({S.COMPLETED, S.APPRAISED, S.ARCHIVED}),
    NeedGroup.ENDED: frozenset({S.NOT_ADOPTED, S.REFERRED, S.MERGED, S.CLOSED, S.TERMINATED}),
}
"""Every public state stands in one group, in the order of an item's way."""
