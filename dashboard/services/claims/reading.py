"""Which claims are there, and on what?"""

from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.basis import CLAIMABLE, LIVE
from dashboard.services.context import Context
from models.claim import Claim, ClaimRead
from models.enums import ClaimStatus, NeedStatus, ProjectStatus
from models.need import Need, NeedPart, NeedRead
from models.organisation import Organisation
from models.project import Project
from models.resource import Resource

OVER = (ProjectStatus.ACCEPTED, ProjectStatus.TERMINATED, ProjectStatus.TAKEN_BACK)
"""The project asks nothing of its lead organisation any more."""


def open_for_claim(ctx: Context) -> list[NeedRead]:
    """Return the items the actor's organisation can claim now: adopted ones first, then by number."""
    with ctx.reading(P.CLAIM_MAKE) as session:
        taken = select(Claim.need_id).where(
            Claim.organisation_id == ctx.actor.organisation_id, col(Claim.status).in_(LIVE)
        )
        wanted = select(Need).where(col(Need.status).in_(CLAIMABLE), col(Need.id).not_in(taken)).order_by(Need.number)
        fit = [need for need in session.exec(wanted) if not too_late(need, ctx.now())]
        return [NeedRead.of(need) for need in sorted(fit, key=lambda need: need.status != NeedStatus.ADOPTED)]


def mine(ctx: Context) -> list[ClaimRead]:
    """Return every claim of the actor's own organisation, newest first."""
    with ctx.reading(P.CLAIM_MAKE) as session:
        own = select(Claim).where(Claim.organisation_id == ctx.actor.organisation_id)
        return reads(session, own.order_by(col(Claim.id).desc()))


def waiting(ctx: Context) -> list[ClaimRead]:
    """Return the claims nobody has confirmed or declined yet, oldest first."""
    with ctx.reading(P.CLAIM_CONFIRM) as session:
        return reads(session, select(Claim).where(Claim.status == ClaimStatus.INTENTION).order_by(col(Claim.id)))


def promised(ctx: Context) -> list[ClaimRead]:
    """Return the confirmed claims whose promise is still to be kept, the earliest promise first."""
    with ctx.reading(P.CLAIM_CONFIRM) as session:
        sure = select(Claim).where(Claim.status == ClaimStatus.CONFIRMED)
        return reads(session, sure.order_by(col(Claim.promised_on), col(Claim.id)))


def too_late(need: Need, now: datetime) -> bool:
    """Return whether an item waits for no claim any more.

    One that goes to a meeting, or was adopted there unclaimed, can be claimed after its deadline too.
    """
    return need.status == NeedStatus.OPEN and need.claim_deadline is not None and now >= need.claim_deadline


def one(session: Session, claim_id: int) -> ClaimRead:
    """Return one claim."""
    return reads(session, select(Claim).where(Claim.id == claim_id))[0]


def reads(session: Session, wanted: SelectOfScalar[Claim]) -> list[ClaimRead]:
    """Return claims with what they are claims on."""
    whole = (
        wanted.add_columns(Need, Organisation, Project, NeedPart, Resource)
        .join(Need, col(Claim.need_id) == col(Need.id))
        .join(Organisation, col(Claim.organisation_id) == col(Organisation.id))
        .outerjoin(Project, col(Project.need_id) == col(Need.id))
        .outerjoin(NeedPart, col(NeedPart.id) == col(Claim.part_id))
        .outerjoin(Resource, col(Resource.id) == col(Claim.resource_id))
    )
    return [_read(*found) for found in session.execute(whole)]


def _read(
    row: Claim,
    need: Need,
    organisation: Organisation,
    project: Project | None,
    part: NeedPart | None,
    card: Resource | None,
) -> ClaimRead:
    around = {
        "need_number": need.number,
        "need_title": need.title,
        "need_status": need.status,
        "organisation": either(organisation.name_zh, organisation.name_en),
        "project_number": project.number if project else "",
        "leads_project": leads(row, project),
        "part_text": part.text if part else "",
        "unit": part.unit if part else card.unit if card else "",
        "resource_number": card.number if card else "",
    }
    return ClaimRead.model_validate({name: getattr(row, name) for name in Claim.model_fields} | around)


def leads(row: Claim, project: Project | None) -> bool:
    """Return whether the claim is that of the organisation which leads the project now, and the project is not over."""
    if project is None or row.status != ClaimStatus.CONFIRMED:
        return False
    return project.organisation_id == row.organisation_id and project.status not in OVER
