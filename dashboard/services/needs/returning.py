"""Where does an item go that leaves an agenda without a decision?"""

from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services.claims import has_live
from dashboard.services.context import Unit
from dashboard.services.transitions import advance
from models.need import Need


def back_to_the_list(unit: Unit, need: Need, *, reason: str = "", reference: str = "") -> None:
    """Put an item back among those that can be claimed; with a live claim on it, among the claimed ones.

    Raises:
        RuleBroken: it is on no agenda.
    """
    advance(unit, need, NeedAction.UNSCHEDULE, reason=reason, reference=reference)
    if has_live(unit.session, need.id):
        advance(unit, need, NeedAction.PICK_UP, reference=reference)
