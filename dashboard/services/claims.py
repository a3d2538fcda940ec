"""Which organisation offers what for which item, and what becomes of the offer?"""

from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.formats import quarter_of
from dashboard.i18n import either
from dashboard.rules.lifecycle.claims import ClaimAction
from dashboard.rules.lifecycle.needs import PUBLIC, NeedAction
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.membership import own_organisation
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.claim import Claim, ClaimDraft, ClaimRead
from models.enums import ClaimStatus, NeedStatus
from models.need import Need, NeedRead
from models.organisation import Organisation
from models.project import Project

CLAIMABLE = (
    NeedStatus.OPEN,
    NeedStatus.CLAIMED,
    NeedStatus.MATCHING,
    NeedStatus.ON_AGENDA,
    NeedStatus.ADOPTED,
    NeedStatus.CONSULTING,
    NeedStatus.ON_NOTICE,
)
"""An item can be claimed from its publication until it becomes a project."""
DECIDED = (NeedStatus.ADOPTED, NeedStatus.CONSULTING, NeedStatus.ON_NOTICE)
"""The meeting has agreed and the item is no project yet."""
UNDER_WAY = (
    NeedStatus.APPROVED,
    NeedStatus.SIGNED,
    NeedStatus.IN_PROGRESS,
    NeedStatus.PAUSED,
    NeedStatus.AWAITING_ACCEPTANCE,
    NeedStatus.RECTIFICATION,
)
LIVE = (ClaimStatus.INTENTION, ClaimStatus.CONFIRMED)


def claim(ctx: Context, need_id: int, draft: ClaimDraft, *, key: str | None = None) -> ClaimRead:
    """Enter a claim of the actor's own organisation and return it with its number.

    Raises:
        NotAllowed: the actor acts for no member organisation.
        NotFound: there is no such item, or none that is published.
        RuleBroken: the item is not open for claiming, or the organisation has a live claim on it.
        BadInput: the promised day has passed, or the words cannot be shown to everybody.
    """
    with ctx.writing(P.CLAIM_MAKE) as unit:
        need = unit.get(Need, need_id)
        if (done := repeated(unit, key)) is not None:
            return _one(unit.session, int(done))
        organisation = own_organisation(unit.session, unit.actor, unit.today)
        _refuse_unclaimable(need, unit.now)
        _refuse_second(unit.session, need, organisation)
        if draft.promised_on < unit.today:
            raise BadInput("promised_on", "Please choose today or a later day.")
        words = public_text("offer_text", draft.offer_text, least=4, most=500)
        quarter = quarter_of(unit.now)
        row = Claim(
            **draft.model_dump(exclude={"offer_text"}),
            offer_text=words,
            number=f"PL-RL-{quarter}-{unit.next_number(f'claim:{quarter}'):03d}",
            need_id=need.id,
            organisation_id=organisation.id,
            claimed_at=unit.now,
        )
        begin(unit, unit.add(row), ClaimAction.CLAIM, need=need.id, organisation=organisation.id)
        if need.status == NeedStatus.OPEN:
            advance(unit, need, NeedAction.CLAIM, reference=row.number)
        unit.remember(key, row.id)
        return _one(unit.session, row.id)


def hand_back(ctx: Context, claim_id: int, reason: str, *, key: str | None = None) -> ClaimRead:
    """Take back a claim of the actor's own organisation that was not confirmed yet.

    Raises:
        NotAllowed: the claim is another organisation's.
        RuleBroken: it is not a mere intention any more.
        BadInput: no reason was given.
    """
    with ctx.writing(P.CLAIM_MAKE) as unit:
        row = unit.get(Claim, claim_id)
        if row.organisation_id != unit.actor.organisation_id:
            raise NotAllowed("This claim belongs to another organisation.")
        return _end(unit, row, ClaimAction.HAND_BACK, reason, key)


def decline(ctx: Context, claim_id: int, reason: str, *, key: str | None = None) -> ClaimRead:
    """Decline a claim that was not confirmed yet.

    Raises:
        RuleBroken: it is not a mere intention any more.
        BadInput: no reason was given.
    """
    with ctx.writing(P.CLAIM_CONFIRM) as unit:
        return _end(unit, unit.get(Claim, claim_id), ClaimAction.DECLINE, reason, key)


def _end(unit: Unit, row: Claim, action: ClaimAction, reason: str, key: str | None) -> ClaimRead:
    """Let a claim end with a reason, once for each click."""
    if repeated(unit, key) is None:
        words = public_text("reason", reason, most=500)
        advance(unit, row, action, reason=words, need=row.need_id)
        need = unit.get(Need, row.need_id)
        if need.status in (NeedStatus.CLAIMED, NeedStatus.MATCHING) and not has_live(unit.session, need.id):
            release = NeedAction.LET_GO if action == ClaimAction.HAND_BACK else NeedAction.RELEASE
            advance(unit, need, release, reason=words, reference=row.number)
        unit.remember(key, row.id)
    return _one(unit.session, row.id)


def has_live(session: Session, need_id: int) -> bool:
    """Return whether any organisation means to take the item on, or was confirmed."""
    live = select(Claim.id).where(Claim.need_id == need_id, col(Claim.status).in_(LIVE))
    return session.exec(live.limit(1)).first() is not None


def confirm(ctx: Context, claim_id: int, due_on: date | None, *, reason: str = "", key: str | None = None) -> ClaimRead:
    """Confirm a claim. The first one confirmed on an adopted item leads and makes the item a project.

    Claims confirmed afterwards join that project beside its lead organisation; ``due_on`` then plays no part.
    ``reason`` says why there was no public notice, where there was none.

    Raises:
        RuleBroken: the meeting has not adopted the item, its work is finished, or the claim moved meanwhile.
        BadInput: the project's due date is missing or has passed.
    """
    with ctx.writing(P.CLAIM_CONFIRM) as unit:
        row = unit.get(Claim, claim_id)
        if repeated(unit, key) is not None:
            return _one(unit.session, row.id)
        need = unit.get(Need, row.need_id)
        if need.status not in (*DECIDED, *UNDER_WAY):
            raise RuleBroken("Only claims on items that a meeting has adopted can be confirmed.", status=need.status)
        row.leads = need.status in DECIDED
        advance(unit, row, ClaimAction.CONFIRM, need=need.id, leads=row.leads)
        if row.leads:
            _establish(unit, need, row, due_on, public_text("reason", reason, most=500))
        unit.remember(key, row.id)
        return _one(unit.session, row.id)


def _establish(unit: Unit, need: Need, leading: Claim, due_on: date | None, reason: str) -> None:
    """Make the item a project led by the organisation of the claim."""
    if due_on is None or due_on < unit.today:
        raise BadInput("due_on", "Please choose today or a later day.")
    year = unit.today.year
    project = Project(
        number=f"PL-XM-{year}-{unit.next_number(f'project:{year}'):03d}",
        need_id=need.id,
        organisation_id=leading.organisation_id,
        established_at=unit.now,
        due_on=due_on,
    )
    begin(unit, unit.add(project), ProjectAction.ESTABLISH, need=need.id, claim=leading.id)
    advance(unit, need, NeedAction.ESTABLISH, reason=reason, reference=project.number)


def open_for_claim(ctx: Context) -> list[NeedRead]:
    """Return the items the actor's organisation can claim now: adopted ones first, then by number."""
    with ctx.reading(P.CLAIM_MAKE) as session:
        taken = select(Claim.need_id).where(
            Claim.organisation_id == ctx.actor.organisation_id, col(Claim.status).in_(LIVE)
        )
        wanted = select(Need).where(col(Need.status).in_(CLAIMABLE), col(Need.id).not_in(taken)).order_by(Need.number)
        fit = [need for need in session.exec(wanted) if not _too_late(need, ctx.now())]
        return [NeedRead.of(need) for need in sorted(fit, key=lambda need: need.status != NeedStatus.ADOPTED)]


def mine(ctx: Context) -> list[ClaimRead]:
    """Return every claim of the actor's own organisation, newest first."""
    with ctx.reading(P.CLAIM_MAKE) as session:
        own = select(Claim).where(Claim.organisation_id == ctx.actor.organisation_id)
        return _reads(session, own.order_by(col(Claim.id).desc()))


def waiting(ctx: Context) -> list[ClaimRead]:
    """Return the claims nobody has confirmed or declined yet, oldest first."""
    with ctx.reading(P.CLAIM_CONFIRM) as session:
        return _reads(session, select(Claim).where(Claim.status == ClaimStatus.INTENTION).order_by(col(Claim.id)))


def _refuse_unclaimable(need: Need, now: datetime) -> None:
    if need.status not in PUBLIC:
        raise NotFound("This record does not exist.", table="Need", id=need.id)
    if need.status not in CLAIMABLE:
        raise RuleBroken("This item is not open for claiming.", status=need.status)
    if _too_late(need, now):
        raise RuleBroken("The time for claiming this item has passed. Ask the secretariat to carry it over.")


def _too_late(need: Need, now: datetime) -> bool:
    """An item that goes to a meeting, or was adopted there unclaimed, can be claimed after its deadline too."""
    return need.status == NeedStatus.OPEN and need.claim_deadline is not None and now >= need.claim_deadline


def _refuse_second(session: Session, need: Need, organisation: Organisation) -> None:
    same = select(Claim).where(
        Claim.need_id == need.id, Claim.organisation_id == organisation.id, col(Claim.status).in_(LIVE)
    )
    if (first := session.exec(same).first()) is not None:
        raise RuleBroken("Your organisation has claimed this item already, under %(number)s.", number=first.number)


def _one(session: Session, claim_id: int) -> ClaimRead:
    return _reads(session, select(Claim).where(Claim.id == claim_id))[0]


def _reads(session: Session, wanted: SelectOfScalar[Claim]) -> list[ClaimRead]:
    whole = (
        wanted.add_columns(Need, Organisation, Project)
        .join(Need, col(Claim.need_id) == col(Need.id))
        .join(Organisation, col(Claim.organisation_id) == col(Organisation.id))
        .outerjoin(Project, col(Project.need_id) == col(Need.id))
    )
    return [_read(*found) for found in session.execute(whole)]


def _read(row: Claim, need: Need, organisation: Organisation, project: Project | None) -> ClaimRead:
    around = {
        "need_number": need.number,
        "need_title": need.title,
        "need_status": need.status,
        "organisation": either(organisation.name_zh, organisation.name_en),
        "project_number": project.number if project else "",
    }
    return ClaimRead.model_validate({name: getattr(row, name) for name in Claim.model_fields} | around)
