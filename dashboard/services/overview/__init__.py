"""What is going on at a glance, and what waits for the person who is here."""

from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.overview.counts import FINISHED, TO_CLAIM, UNDER_WAY, Figures, figures, newest
from dashboard.services.overview.lines import Waiting
from dashboard.services.overview.minutes import minutes_of_members
from dashboard.services.overview.office import for_the_secretariat
from dashboard.services.overview.others import for_liaisons, for_residents, for_reviewers
from dashboard.services.overview.table import for_members, for_proposers, for_the_chair

__all__ = ["FINISHED", "TO_CLAIM", "UNDER_WAY", "Figures", "Waiting", "figures", "newest", "waiting"]


def waiting(ctx: Context) -> list[Waiting]:
    """Return what waits for the actor, most urgent first; empty where nothing does."""
    actor = ctx.actor
    if actor.id is None:
        return []
    with ctx.reading(P.OWN_ACCOUNT) as session:
        found = [
            *for_members(session, actor),
            *minutes_of_members(session, actor, ctx.today()),
            *for_proposers(session, actor, ctx.today()),
            *for_the_chair(session, actor),
            *for_the_secretariat(session, actor, ctx.today()),
            *for_liaisons(session, actor, ctx.today()),
            *for_residents(session, actor),
        ]
    found += for_reviewers(ctx)
    return [line for line in found if line.count]
