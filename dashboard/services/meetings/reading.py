"""Which meetings are there, and what does one of them look like to the reader?"""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from dashboard.i18n import either
from dashboard.rules.lifecycle import LIVES, actions_from
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context
from dashboard.services.meetings.agenda import running_clock
from dashboard.services.meetings.attendance import count
from dashboard.services.meetings.common import items_of, meeting_numbered, notice_days
from dashboard.services.meetings.shapes import (
    AttendanceRead,
    BodyRead,
    GuestRead,
    ItemRead,
    MeetingFilter,
    MeetingLine,
    MeetingPage,
    MeetingRead,
    Schedulable,
    TaskRead,
)
from dashboard.services.meetings.substitutes import acts
from dashboard.services.meetings.topic_reading import schedulable_needs
from dashboard.services.membership import member_on
from dashboard.services.transitions import lifeline
from models.account import Account
from models.attachment import Attachment, AttachmentRead
from models.base import subject_of
from models.enums import AgendaStatus, DecisionPower, GuestKind, MeetingStatus, Presence, TaskStatus
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Task
from models.need import Need
from models.organisation import Body, Organisation, Seat

OVER = (MeetingStatus.CLOSED, MeetingStatus.CANCELLED)
FORWARD = (
    MeetingAction.END_CALL,
    MeetingAction.APPROVE_AGENDA,
    MeetingAction.GIVE_NOTICE,
    MeetingAction.OPEN_SIGN_IN,
    MeetingAction.START,
    MeetingAction.CLOSE,
    MeetingAction.RESCHEDULE,
)
"""The moves a meeting makes where all goes well; the others lead back or off the road."""


def list_meetings(ctx: Context, wanted: MeetingFilter | None = None) -> list[MeetingLine]:
    """Return the meetings: those still to be held or finished first, soonest first; then the past, latest first."""
    wanted = wanted or MeetingFilter()
    items = select(func.count()).where(AgendaItem.meeting_id == Meeting.id).scalar_subquery()
    query = select(Meeting, Body, items).join(Body, col(Body.code) == Meeting.body_code)
    if wanted.type is not None:
        query = query.where(Meeting.type == wanted.type)
    if wanted.over is not None:
        query = query.where(col(Meeting.status).in_(OVER) == wanted.over)
    with ctx.reading(P.MEETING_READ) as session:
        lines = [
            MeetingLine(MeetingRead.of(row), either(body.name_zh, body.name_en), items)
            for row, body, items in session.exec(query.order_by(col(Meeting.starts_at), col(Meeting.id)))
        ]
    coming = [line for line in lines if line.meeting.status not in OVER]
    return coming + [line for line in reversed(lines) if line.meeting.status in OVER]


def bodies(ctx: Context) -> list[BodyRead]:
    """Return the bodies a meeting can be called of, the smallest first: it meets most often."""
    seats = select(func.count()).where(Seat.body_code == Body.code).correlate(Body).scalar_subquery()
    with ctx.reading(P.MEETING_READ) as session:
        return [body_read(row) for row in session.exec(select(Body).order_by(seats, col(Body.code).desc()))]


def units(ctx: Context) -> dict[int, str]:
    """Return the member organisations of today that a task can go to: id -> name."""
    query = select(Organisation).where(member_on(ctx.today())).order_by(Organisation.code)
    with ctx.reading(P.MEETING_READ) as session:
        return {row.id: either(row.name_zh, row.name_en) for row in session.exec(query)}


def body_read(row: Body) -> BodyRead:
    """Return a body with its name in the language spoken now."""
    return BodyRead(row.code, either(row.name_zh, row.name_en), row.preset)


def schedulable(ctx: Context) -> list[Schedulable]:
    """Return the items of the claim list that may be put on an agenda now, by number."""
    with ctx.reading(P.MEETING_PREPARE) as session:
        return schedulable_needs(session)


def meeting(ctx: Context, number: str) -> MeetingPage:
    """Return everything the page of one meeting shows to this reader.

    Raises:
        NotFound: there is no meeting with this number.
    """
    with ctx.reading(P.MEETING_READ) as session:
        row = meeting_numbered(session, number)
        items, ends_at = agenda_read(session, row)
        return MeetingPage(
            meeting=MeetingRead.of(row),
            body=body_read(session.get_one(Body, row.body_code)),
            items=items,
            ends_at=ends_at,
            attendance=attendance_read(session, row.id, ctx.actor),
            guests=_guests(session, row.id),
            tasks=_tasks(session, row.id),
            headcount=count(session, row),
            days_wanted=notice_days(session),
            life=lifeline(session, subject_of(row)),
            actions=open_actions(row, ctx.actor),
        )


def open_actions(row: Meeting, actor: Actor) -> tuple[MeetingAction, ...]:
    """Return the moves the actor may make now, the one that leads on first."""
    open_now = [
        MeetingAction(action)
        for action in actions_from("meeting", row.status)
        if actor.may(LIVES["meeting"][row.status, action].needs)
    ]
    return tuple(sorted(open_now, key=lambda action: action not in FORWARD))


def agenda_read(session: Session, row: Meeting) -> tuple[list[ItemRead], datetime]:
    """Return the agenda with the running clock, and when it is planned to be over."""
    items = items_of(session, row.id)
    clock = running_clock(row.starts_at, [item.minutes_planned for item in items])
    needs = select(Need.id, Need.number).where(col(Need.id).in_([item.need_id for item in items if item.need_id]))
    numbers = dict(session.exec(needs).all())
    papers = _papers(session, items)
    resumed = _left_by(session, items)
    read = [
        ItemRead(
            id=item.id,
            position=item.position,
            title=item.title,
            need_id=item.need_id,
            need_number=numbers.get(item.need_id or 0, ""),
            minutes_planned=item.minutes_planned,
            presenter=item.presenter,
            starts_at=begins,
            status=AgendaStatus(item.status),
            discussion=item.discussion,
            papers=tuple(papers[subject_of(item)]),
            decision_power=DecisionPower(item.decision_power),
            resumes=resumed.get(item.resumes_id or 0, ""),
            reports=item.task_id is not None or item.decision_id is not None,
        )
        for item, begins in zip(items, clock[:-1], strict=True)
    ]
    return read, clock[-1]


def _left_by(session: Session, items: list[AgendaItem]) -> dict[int, str]:
    """Return the number of the meeting that left each resumed item over, by the id of the item it left."""
    before = select(AgendaItem.id, Meeting.number).join(Meeting, col(Meeting.id) == AgendaItem.meeting_id)
    found = session.exec(before.where(col(AgendaItem.id).in_([item.resumes_id for item in items if item.resumes_id])))
    return dict(found.all())


def _papers(session: Session, items: list[AgendaItem]) -> dict[str, list[AttachmentRead]]:
    """Return the papers by item, oldest first; columns only, because the contents are large."""
    fields = ("id", "name", "media_type", "size", "sha256", "uploaded_at")
    query = (
        select_columns(col(Attachment.owner), *(getattr(Attachment, field) for field in fields))
        .where(col(Attachment.owner).in_([subject_of(item) for item in items]), col(Attachment.removed_at).is_(None))
        .order_by(col(Attachment.id))
    )
    found: dict[str, list[AttachmentRead]] = defaultdict(list)
    for row in session.connection().execute(query):
        found[row.owner].append(AttachmentRead.model_validate(row, from_attributes=True))
    return found


def attendance_read(session: Session, meeting_id: int, actor: Actor, *, mine: bool = False) -> list[AttendanceRead]:
    """Return the seats entitled to attend in the order of the sign-in sheet; only the actor's own if ``mine``."""
    query = (
        select(Attendance, Seat, Organisation, Account.display_name)
        .join(Seat, col(Seat.id) == Attendance.seat_id)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .outerjoin(Account, col(Account.id) == Seat.user_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(col(Seat.number), col(Seat.id))
    )
    held = select(Attendance.id).join(Seat, col(Seat.id) == Attendance.seat_id).where(acts(session, actor))
    own = set(session.exec(held.where(Attendance.meeting_id == meeting_id)))
    sitting_in = _substitutes(session, meeting_id)
    if mine:
        query = query.where(col(Attendance.id).in_(own))
    return [
        AttendanceRead(
            id=row.id,
            seat_id=seat.id,
            seat_number=seat.number,
            organisation=either(organisation.name_zh, organisation.name_en),
            post=either(seat.post_zh, seat.post_en),
            holder=holder or "",
            chairs=seat.chairs,
            mine=row.id in own,
            presence=Presence(row.presence),
            leave_reason=row.leave_reason,
            substitute=row.substitute,
            substitute_name=sitting_in.get(row.substitute_user_id or 0, ""),
        )
        for row, seat, organisation, holder in session.exec(query)
    ]


def _substitutes(session: Session, meeting_id: int) -> dict[int, str]:
    """Return the names of those who sit in for a holder, by account."""
    query = select(Account.id, Account.display_name).join(
        Attendance, col(Attendance.substitute_user_id) == col(Account.id)
    )
    return dict(session.exec(query.where(Attendance.meeting_id == meeting_id)).all())


def _guests(session: Session, meeting_id: int) -> list[GuestRead]:
    there = select(Guest).where(Guest.meeting_id == meeting_id, col(Guest.removed_at).is_(None)).order_by(col(Guest.id))
    return [GuestRead(row.id, row.unit, row.post, GuestKind(row.type)) for row in session.exec(there)]


def _tasks(session: Session, meeting_id: int) -> list[TaskRead]:
    query = (
        select(Task, AgendaItem.title, Organisation)
        .outerjoin(AgendaItem, col(AgendaItem.id) == Task.agenda_item_id)
        .outerjoin(Organisation, col(Organisation.id) == Task.organisation_id)
        .where(Task.meeting_id == meeting_id)
        .order_by(col(Task.due_on), col(Task.id))
    )
    return [
        TaskRead(
            id=row.id,
            item_title=title or "",
            text=row.text,
            unit=either(unit.name_zh, unit.name_en) if unit else row.unit,
            due_on=row.due_on,
            status=TaskStatus(row.status),
        )
        for row, title, unit in session.exec(query)
    ]
