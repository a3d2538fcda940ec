"""Which steps still lie before an item, as far as they can be foreseen from its state and who decides?"""

from collections.abc import Mapping

from models.enums import DecisionPower as D
from models.enums import NeedStatus as S

WAY = (
    S.SUBMITTED, S.ON_LIST, S.OPEN, S.CLAIMED, S.MATCHING, S.ON_AGENDA, S.ADOPTED, S.CONSULTING, S.ON_NOTICE,
    S.APPROVED, S.SIGNED, S.IN_PROGRESS, S.AWAITING_ACCEPTANCE, S.COMPLETED, S.APPRAISED, S.ARCHIVED,
)  # fmt: skip
"""The usual way of an item, from a resident's sentence to the archive."""
ASIDE: Mapping[S, S] = {
    S.RETURNED: S.SUBMITTED,
    S.UNCLAIMED: S.OPEN,
    S.NOT_ADOPTED: S.ON_AGENDA,
    S.DEFERRED: S.ON_AGENDA,
    S.OBJECTED: S.ON_NOTICE,
    S.PAUSED: S.IN_PROGRESS,
    S.RECTIFICATION: S.AWAITING_ACCEPTANCE,
}
"""States beside the way, and the step at which it is taken up again."""
ASKED_FIRST = frozenset({D.OWNERS, D.RESIDENTS, D.PROPERTY_HOLDER})
"""Who is asked after the meeting, before anything is announced."""
ELSEWHERE = frozenset({D.DEPARTMENT, D.OFFICE, D.CONFERENCE})
"""Who decides outside the committee: it adopts a request and hands it on."""


def ahead(status: S, power: D) -> tuple[S, ...]:
    """Return the states an item in this state will still come through, in order; none where it is at an end."""
    if status in ASIDE:
        again = ASIDE[status]
        return (again, *ahead(again, power))
    if status not in WAY:
        return ()
    here = WAY.index(status)
    rest = WAY[here + 1 :]
    if power in ELSEWHERE and here <= WAY.index(S.ADOPTED):
        return (*(one for one in rest if WAY.index(one) <= WAY.index(S.ADOPTED)), S.REFERRED)
    return tuple(one for one in rest if one is not S.CONSULTING or power in ASKED_FIRST)
