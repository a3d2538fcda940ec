"""What becomes of a claim: confirmed, declined, handed back or kept?"""

from datetime import date

from sqlmodel import select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.formats import local_date
from dashboard.i18n import either
from dashboard.rules.lifecycle.claims import ClaimAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.basis import DECIDED, UNDER_WAY, has_live
from dashboard.services.claims.reading import leads, one
from dashboard.services.context import Context, Unit
from dashboard.services.notices.posting import require_ended
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import public_text
from models.claim import Claim, ClaimRead
from models.enums import NeedStatus
from models.need import Need
from models.organisation import Organisation
from models.project import Project

MOST_HOURS = 100_000


def hand_back(ctx: Context, claim_id: int, reason: str, *, key: str | None = None) -> ClaimRead:
    """Take back a claim of the actor's own organisation.

    The claim that leads a project can be handed back once the lead has passed on or the project is over.

    Raises:
        NotAllowed: the claim is another organisation's.
        RuleBroken: it leads a project, or ended already.
        BadInput: no reason was given.
    """
    with ctx.writing(P.CLAIM_MAKE) as unit:
        row = unit.get(Claim, claim_id)
        if row.organisation_id != unit.actor.organisation_id:
            raise NotAllowed("This claim belongs to another organisation.")
        project = unit.session.exec(select(Project).where(Project.need_id == row.need_id)).first()
        if leads(row, project) and project is not None:
            raise RuleBroken(
                "Your organisation leads project %(number)s. Let another organisation take the lead first "
                "(a change of the project), then hand the claim back.",
                number=project.number,
            )
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
    return one(unit.session, row.id)


def confirm(ctx: Context, claim_id: int, due_on: date | None, *, reason: str = "", key: str | None = None) -> ClaimRead:
    """Confirm a claim. The first one confirmed that means to lead makes the adopted item a project and leads it.

    Claims confirmed afterwards join that project beside its lead organisation; ``due_on`` then plays no part.
    ``reason`` says why there was no public notice, where there was none.

    Raises:
        RuleBroken: the meeting has not adopted the item, its work is finished, the claim moved meanwhile, or it is
            the first and only means to join.
        BadInput: the project's due date is missing or has passed.
    """
    with ctx.writing(P.CLAIM_CONFIRM) as unit:
        row = unit.get(Claim, claim_id)
        if repeated(unit, key) is not None:
            return one(unit.session, row.id)
        need = unit.get(Need, row.need_id)
        if need.status not in (*DECIDED, *UNDER_WAY):
            raise RuleBroken("Only claims on items that a meeting has adopted can be confirmed.", status=need.status)
        first = need.status in DECIDED
        if first and not row.wants_lead:
            _refuse_joining_nothing(unit, row)
        row.leads = first
        advance(unit, row, ClaimAction.CONFIRM, need=need.id, leads=row.leads)
        if first:
            _establish(unit, need, row, due_on, public_text("reason", reason, most=500))
        unit.remember(key, row.id)
        return one(unit.session, row.id)


def _refuse_joining_nothing(unit: Unit, row: Claim) -> None:
    organisation = unit.get(Organisation, row.organisation_id)
    raise RuleBroken(
        "%(organisation)s only means to join, and nobody leads yet. Confirm a claim first that means to lead.",
        organisation=either(organisation.name_zh, organisation.name_en),
    )


def _establish(unit: Unit, need: Need, leading: Claim, due_on: date | None, reason: str) -> None:
    """Make the item a project led by the organisation of the claim."""
    if due_on is None or due_on < unit.today:
        raise BadInput("due_on", "Please choose today or a later day.")
    require_ended(unit.session, need.id)
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


def fulfil(
    ctx: Context, claim_id: int, fulfilled_on: date, volunteer_hours: int | None = None, *, key: str | None = None
) -> ClaimRead:
    """Note that a confirmed promise was kept, on which day, and how many hours volunteers of the unit gave in all.

    Raises:
        RuleBroken: the claim is not confirmed, or ended.
        BadInput: the day lies ahead or before the claim, or the hours cannot be.
    """
    with ctx.writing(P.CLAIM_CONFIRM) as unit:
        row = unit.get(Claim, claim_id)
        if repeated(unit, key) is None:
            if not local_date(row.claimed_at) <= fulfilled_on <= unit.today:
                raise BadInput("fulfilled_on", "Please choose a day from the claim until today.")
            if volunteer_hours is not None and not 0 <= volunteer_hours <= MOST_HOURS:
                raise BadInput(
                    "volunteer_hours",
                    "Please enter a whole number from %(least)s to %(most)s.",
                    least=0,
                    most=MOST_HOURS,
                )
            row.fulfilled_on, row.volunteer_hours = fulfilled_on, volunteer_hours
            advance(unit, row, ClaimAction.FULFIL, need=row.need_id, hours=volunteer_hours)
            unit.remember(key, row.id)
        return one(unit.session, row.id)
