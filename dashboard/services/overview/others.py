"""What waits for liaisons of member organisations, for legal reviewers, and for residents?"""

from datetime import date

from sqlmodel import Session, col, func, select

from dashboard.rules.permissions import Permission as P
from dashboard.services.claims import promises_due
from dashboard.services.context import Actor, Context
from dashboard.services.needs.opinions import waiting_for_opinion
from dashboard.services.overview.counts import TO_CLAIM
from dashboard.services.overview.lines import Waiting, named
from models.claim import Claim
from models.decision import Decision
from models.enums import ClaimStatus, DecisionStatus, NeedStatus, ProjectStatus
from models.need import Need
from models.project import Project


def for_liaisons(session: Session, actor: Actor, today: date) -> list[Waiting]:
    if not actor.may(P.CLAIM_MAKE) or actor.organisation_id is None:
        return []
    mine = select(Project.number).where(
        Project.organisation_id == actor.organisation_id,
        col(Project.status).in_([ProjectStatus.PLANNED, ProjectStatus.UNDER_WAY, ProjectStatus.RECTIFICATION]),
    )
    claimed = select(Claim.need_id).where(col(Claim.status).in_([ClaimStatus.INTENTION, ClaimStatus.CONFIRMED]))
    free = select(func.count()).where(
        col(Need.status).in_([*TO_CLAIM, NeedStatus.ADOPTED]), col(Need.id).not_in(claimed)
    )
    led = select(func.count()).where(
        Decision.lead_organisation_id == actor.organisation_id, Decision.status == DecisionStatus.OPEN
    )
    return [
        *named("report", "project", session.exec(mine).all(), "projects"),
        Waiting("promises", len(promises_due(session, actor, today)), "claims"),
        Waiting("carry_out", session.exec(led).one(), "decisions"),
        Waiting("claim", session.exec(free).one(), "claims"),
    ]


def for_reviewers(ctx: Context) -> list[Waiting]:
    """Return how many items wait for a legal opinion."""
    if not ctx.actor.may(P.LEGAL_OPINE):
        return []
    return [Waiting("opinions", len(waiting_for_opinion(ctx)), "legal")]


def for_residents(session: Session, actor: Actor) -> list[Waiting]:
    returned = select(Need.number).where(Need.proposer_id == actor.id, Need.status == NeedStatus.RETURNED)
    return [Waiting("complete", 1, "item", number) for number in session.exec(returned)]
