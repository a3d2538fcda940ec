"""Who may see an item of the claim list, and who may act for its proposer?"""

from sqlalchemy import ColumnElement
from sqlmodel import col, or_

from dashboard.errors import NotAllowed, NotFound
from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.rules.permissions import Permission
from dashboard.services.context import Actor, Unit
from models.need import Need


def is_public(need: Need) -> bool:
    """Return whether anybody may read the item in its present state."""
    return need.status in PUBLIC


def is_public_row() -> ColumnElement[bool]:
    """Return the same question as a condition of a query."""
    return col(Need.status).in_(sorted(PUBLIC))


def acts_for_proposer(actor: Actor, need: Need) -> bool:
    """Return whether the actor proposed the item, or keeps it because it was handed in on paper."""
    if need.proposer_id is None:
        return actor.may(Permission.NEED_SCREEN)
    return need.proposer_id == actor.id


def may_see(actor: Actor, need: Need) -> bool:
    """Return whether the actor may read the item now."""
    return is_public(need) or acts_for_proposer(actor, need) or actor.may(Permission.NEED_SCREEN)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition of a query that leaves only items the actor may read."""
    if actor.may(Permission.NEED_SCREEN):
        return col(Need.id).is_not(None)
    own = col(Need.proposer_id) == actor.id if actor.id is not None else col(Need.id).is_(None)
    return or_(is_public_row(), own)


def seen(unit: Unit, need_id: int) -> Need:
    """Return the item, locked.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
    """
    need = unit.session.get(Need, need_id, with_for_update=True)
    if need is None or not may_see(unit.actor, need):
        raise NotFound("There is no such item, or it is not public.")
    return need


def own(unit: Unit, need_id: int) -> Need:
    """Return the actor's own item, locked.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
        NotAllowed: it is somebody else's.
    """
    need = seen(unit, need_id)
    if not acts_for_proposer(unit.actor, need):
        raise NotAllowed("Only the person who proposed this item may do that.")
    return need
