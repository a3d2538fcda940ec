"""Who follows an item, and how does somebody begin or stop?"""

from sqlmodel import Session, col, func, select

from dashboard.errors import NotAllowed
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context, Unit
from dashboard.services.need_rights import seen
from models.base import subject_of
from models.need import NeedFollower


def follow(ctx: Context, need_id: int) -> None:
    """Follow an item: it appears under “My proposals”.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
    """
    with ctx.writing(Permission.NEED_SUBMIT) as unit:
        need = seen(unit, need_id)
        if unit.actor.id is None:
            raise NotAllowed("Please sign in first.")
        if follows_from_now(unit, need.id, unit.actor.id):
            unit.audit("need.follow", subject_of(need))
        else:
            unit.repeat()


def unfollow(ctx: Context, need_id: int) -> None:
    """Stop following an item.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
    """
    with ctx.writing(Permission.NEED_SUBMIT) as unit:
        need = seen(unit, need_id)
        row = unit.session.get(NeedFollower, (need.id, unit.actor.id)) if unit.actor.id is not None else None
        if row is None:
            unit.repeat()
            return
        unit.session.delete(row)
        unit.audit("need.unfollow", subject_of(need))


def follows_from_now(unit: Unit, need_id: int, account_id: int) -> bool:
    """Let an account follow an item; return whether it did not yet."""
    if unit.session.get(NeedFollower, (need_id, account_id)) is not None:
        return False
    unit.add(NeedFollower(need_id=need_id, user_id=account_id, since=unit.now))
    return True


def carry_over(unit: Unit, need_id: int, target_id: int) -> int:
    """Let everybody who follows one item follow another too; return how many are new there."""
    ids = unit.session.exec(select(NeedFollower.user_id).where(NeedFollower.need_id == need_id)).all()
    return sum(follows_from_now(unit, target_id, account_id) for account_id in ids)


def followers(session: Session, need_id: int) -> int:
    """Return how many people follow an item."""
    return session.exec(select(func.count()).where(col(NeedFollower.need_id) == need_id)).one()
