"""Everything the page of one item shows to the person who reads it."""

from sqlmodel import Session, col, select

from dashboard.errors import NotFound
from dashboard.rules.checklist import Checklist
from dashboard.rules.lifecycle import actions_from, move
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission
from dashboard.services import attachments
from dashboard.services.context import Actor, Context
from dashboard.services.need_rights import acts_for_proposer, is_public_row, may_see
from dashboard.services.needs.following import followers
from dashboard.services.needs.opinions import opinions_of
from dashboard.services.needs.parts import parts_of
from dashboard.services.needs.reading import area_name, find
from dashboard.services.needs.shapes import ItemClaim, ItemMeeting, ItemPage, ItemProject, Name
from dashboard.services.transitions import lifeline
from models.base import subject_of
from models.claim import Claim
from models.enums import AgendaStatus, ClaimStatus, MeetingStatus, OfferKind, ProjectStatus
from models.meeting import AgendaItem, Meeting
from models.need import Need, NeedFollower, NeedRead
from models.organisation import Organisation
from models.project import Project

BY_PROPOSER = (NeedAction.RESUBMIT, NeedAction.WITHDRAW)
BY_OFFICE = (
    NeedAction.ACCEPT, NeedAction.RETURN, NeedAction.DECLINE, NeedAction.MERGE, NeedAction.REFER, NeedAction.PUBLISH,
    NeedAction.REOPEN,
)  # fmt: skip
SHOWN = (ClaimStatus.INTENTION, ClaimStatus.CONFIRMED, ClaimStatus.FULFILLED)
"""Claims that stand or were kept."""
CALLED_OFF = (MeetingStatus.CANCELLED,)
NOT_YET_NOTICED = (MeetingStatus.DRAFT, MeetingStatus.CALL_FOR_TOPICS, MeetingStatus.AGENDA_APPROVED)


def item(ctx: Context, number: str) -> ItemPage:
    """Return the page of an item.

    Raises:
        NotFound: there is none, or the actor may not know that there is.
    """
    with ctx.reading(Permission.PUBLIC_READ) as session:
        need, category, area, above = find(session, number)
        actor = ctx.actor
        if not may_see(actor, need):
            raise NotFound("There is no such item, or it is not public.")
        return ItemPage(
            need=NeedRead.of(need),
            category=Name(category.name_zh, category.name_en),
            area=area_name(area, above),
            life=lifeline(session, subject_of(need)),
            photos=attachments.listed(session, subject_of(need)),
            claims=_claims(session, need),
            meetings=_meetings(session, actor, need),
            project=_project(session, need),
            merged_into=_number(session, need.merged_into_id),
            merged_here=_merged_here(session, need),
            followers=followers(session, need.id),
            follows=actor.id is not None and session.get(NeedFollower, (need.id, actor.id)) is not None,
            own=acts_for_proposer(actor, need),
            contact=need.contact if actor.may(Permission.NEED_SCREEN) or acts_for_proposer(actor, need) else None,
            actions=_actions(actor, need),
            parts=parts_of(session, need.id),
            opinions=opinions_of(session, need.id),
            checklist=_checklist(actor, need),
            slip=need.proposer_id is None and actor.may(Permission.NEED_SCREEN),
        )


def _checklist(actor: Actor, need: Need) -> Checklist | None:
    reads = actor.may(Permission.NEED_SCREEN) or actor.may(Permission.LEGAL_OPINE)
    return Checklist.of(need.checklist) if reads else None


def _actions(actor: Actor, need: Need) -> tuple[NeedAction, ...]:
    """Return the moves this reader may make from this page, in the order of the table."""
    allowed: list[NeedAction] = []
    for action in map(NeedAction, actions_from("need", need.status)):
        step = move("need", need.status, action)
        if step is None or not actor.may(step.needs):
            continue
        if action in BY_OFFICE or (action in BY_PROPOSER and acts_for_proposer(actor, need)):
            allowed.append(action)
    return tuple(allowed)


def _claims(session: Session, need: Need) -> list[ItemClaim]:
    query = (
        select(Claim, Organisation)
        .join(Organisation, col(Organisation.id) == col(Claim.organisation_id))
        .where(Claim.need_id == need.id, col(Claim.status).in_(SHOWN))
        .order_by(col(Claim.leads).desc(), col(Claim.id))
    )
    return [
        ItemClaim(
            claim.number, Name(unit.name_zh, unit.name_en), OfferKind(claim.offer), claim.offer_text, claim.leads,
            claim.promised_on, ClaimStatus(claim.status),
        )
        for claim, unit in session.exec(query)
    ]  # fmt: skip


def _meetings(session: Session, actor: Actor, need: Need) -> list[ItemMeeting]:
    hidden = CALLED_OFF if actor.may(Permission.MEETING_READ) else CALLED_OFF + NOT_YET_NOTICED
    query = (
        select(Meeting, AgendaItem)
        .join(AgendaItem, col(AgendaItem.meeting_id) == col(Meeting.id))
        .where(AgendaItem.need_id == need.id, col(Meeting.status).not_in(hidden))
        .order_by(col(Meeting.starts_at))
    )
    return [
        ItemMeeting(meeting.id, meeting.number, meeting.title, meeting.starts_at, AgendaStatus(entry.status))
        for meeting, entry in session.exec(query)
    ]


def _project(session: Session, need: Need) -> ItemProject | None:
    query = (
        select(Project, Organisation)
        .join(Organisation, col(Organisation.id) == col(Project.organisation_id))
        .where(Project.need_id == need.id)
    )
    found = session.exec(query).first()
    if found is None:
        return None
    project, unit = found
    name = Name(unit.name_zh, unit.name_en)
    return ItemProject(project.number, name, ProjectStatus(project.status), project.percent, project.due_on)


def _number(session: Session, need_id: int | None) -> str | None:
    return None if need_id is None else session.exec(select(Need.number).where(Need.id == need_id)).first()


def _merged_here(session: Session, need: Need) -> list[str]:
    query = select(Need.number).where(Need.merged_into_id == need.id, is_public_row()).order_by(col(Need.id))
    return list(session.exec(query))
