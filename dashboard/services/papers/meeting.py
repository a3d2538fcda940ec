"""What is stored of a meeting that its notice, agenda and sign-in sheet print?"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.documents.meeting_papers.facts import (
    AgendaFacts,
    AgendaLine,
    Attended,
    Head,
    NoticeFacts,
    SignInFacts,
    SignInRow,
)
from dashboard.formats import local_date
from dashboard.i18n import either, pgettext
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.meeting_kinds import OF_RESIDENTS
from dashboard.services.meetings.common import BUILDABLE, in_term
from dashboard.services.meetings.reading import agenda_read
from dashboard.services.meetings.shapes import ItemRead
from dashboard.services.minutes.gathering import who
from dashboard.services.papers.places import page_address
from models.enums import AgendaStatus, GuestKind, MeetingKind, MeetingStatus, Presence, Role
from models.meeting import Attendance, Guest, Meeting
from models.organisation import Body, Organisation, Seat

CAME = (Presence.PRESENT, Presence.LEFT)
"""Whoever left early was there too."""


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting with its agenda, as one session reads it."""

    row: Meeting
    head: Head
    items: tuple[ItemRead, ...]
    seats: tuple[tuple[Seat, Organisation, Attendance | None], ...]
    guests: tuple[Guest, ...]


def called(session: Session, row: Meeting, *, demo: bool) -> Called:
    """Return what every paper of the meeting rests on, names in the language spoken now; withdrawn items are out."""
    items, ends_at = agenda_read(session, row)
    body = session.get_one(Body, row.body_code)
    head = Head(
        title=row.title,
        number=row.number,
        kind=label(MeetingKind(row.type)),
        body=either(body.name_zh, body.name_en),
        starts_at=row.starts_at,
        ends_at=ends_at,
        place=row.place,
        draft=row.status in (*BUILDABLE, MeetingStatus.POSTPONED),
        called_off=row.status == MeetingStatus.CANCELLED,
        demo=demo,
        residents=row.type in OF_RESIDENTS,
    )
    kept = tuple(item for item in items if item.status is not AgendaStatus.WITHDRAWN)
    return Called(row, head, kept, _seats(session, row), _guests(session, row))


def _seats(session: Session, row: Meeting) -> tuple[tuple[Seat, Organisation, Attendance | None], ...]:
    """Return who should attend by seat number: as fixed by the notice, before it the seats in term on the day."""
    units = select(Seat, Organisation).join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
    order = (col(Seat.number), col(Seat.id))
    rolled = {one.seat_id: one for one in session.exec(select(Attendance).where(Attendance.meeting_id == row.id))}
    if rolled:
        query = units.where(col(Seat.id).in_(rolled))
    else:
        query = units.where(Seat.body_code == row.body_code, in_term(local_date(row.starts_at)))
    return tuple((seat, unit, rolled.get(seat.id)) for seat, unit in session.exec(query.order_by(*order)))


def _guests(session: Session, row: Meeting) -> tuple[Guest, ...]:
    there = select(Guest).where(Guest.meeting_id == row.id, col(Guest.removed_at).is_(None))
    return tuple(session.exec(there.order_by(col(Guest.id))))


def issuer() -> str:
    """Return in whose name papers are issued."""
    return _("Riverside Joint Party Committee, Pinglianglu Sub-district")


def secretariat() -> str:
    """Return the post that answers questions: never a person."""
    return _("Secretariat of the Riverside Joint Party Committee")


def notice(meeting: Called) -> NoticeFacts:
    """Return the facts of the notice."""
    units = dict.fromkeys(either(unit.name_zh, unit.name_en) for _seat, unit, _there in meeting.seats)
    guests = [guest for guest in meeting.guests if guest.type == GuestKind.IN_ATTENDANCE]
    return NoticeFacts(
        head=meeting.head,
        addressed=tuple(units),
        seats=len(meeting.seats),
        guests=tuple(dict.fromkeys(guest.unit for guest in guests)),
        topics=tuple(item.title for item in meeting.items),
        contact_post=secretariat(),
        issuer=issuer(),
        given_on=local_date(meeting.row.noticed_at) if meeting.row.noticed_at else None,
    )


def agenda(meeting: Called) -> AgendaFacts:
    """Return the facts of the agenda."""
    chair = next((who(seat, unit) for seat, unit, _there in meeting.seats if seat.chairs), "")
    lines = tuple(_line(item) for item in meeting.items)
    return AgendaFacts(meeting.head, chair, lines, page_address(f"/meeting?number={meeting.row.number}"))


def _line(item: ItemRead) -> AgendaLine:
    resumed = _("Left over by %(meeting)s") % {"meeting": item.resumes} if item.resumes else ""
    return AgendaLine(
        position=item.position,
        starts_at=item.starts_at,
        minutes=item.minutes_planned,
        title=item.title,
        need_number=item.need_number,
        presenter=item.presenter,
        power=label(item.decision_power),
        note=_("Report on what was agreed earlier") if item.reports else resumed,
    )


def sign_in_sheet(meeting: Called) -> SignInFacts:
    """Return the facts of the sign-in sheet; why somebody is on leave does not stand on it."""
    over = meeting.row.status == MeetingStatus.CLOSED
    seated = tuple(_seated(seat, unit, there, over=over) for seat, unit, there in meeting.seats)
    others = tuple(SignInRow(one.unit, one.post, None, label(GuestKind(one.type))) for one in meeting.guests)
    return SignInFacts(
        head=meeting.head,
        rows=seated + others,
        entitled=len(meeting.seats),
        recorder=label(Role.SECRETARIAT),
        attended=_attended(meeting) if over else None,
    )


def _seated(seat: Seat, unit: Organisation, there: Attendance | None, *, over: bool) -> SignInRow:
    note, arrived = "", None
    if there is not None:
        if there.presence == Presence.ON_LEAVE:
            note = label(Presence.ON_LEAVE)
        elif there.substitute:
            note = _("%(post)s, sitting in") % {"post": there.substitute}
        elif over and there.presence == Presence.LEFT:
            note = label(Presence.LEFT)
        arrived = there.changed_at if over and there.presence == Presence.PRESENT else None
    return SignInRow(
        unit=either(unit.name_zh, unit.name_en),
        post=either(seat.post_zh, seat.post_en),
        seat=seat.number,
        kind=pgettext("sign-in sheet", "Attending"),
        note=note,
        arrived_at=arrived,
    )


def _attended(meeting: Called) -> Attended:
    states = [there.presence for _seat, _unit, there in meeting.seats if there is not None]
    return Attended(
        present=sum(state in CAME for state in states),
        on_leave=states.count(Presence.ON_LEAVE),
        guests=sum(guest.type == GuestKind.IN_ATTENDANCE for guest in meeting.guests),
    )
