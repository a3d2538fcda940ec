"""What is stored about a meeting that its minutes rest on?"""

from sqlmodel import Session, col, select

from dashboard.documents.minutes.facts import ItemFacts, LeaveFacts, MeetingFacts, MotionFacts, TaskFacts
from dashboard.i18n import either, speaking
from dashboard.labels import label
from dashboard.rules.decisions import Rule, in_words
from models.enums import AgendaStatus, MeetingKind, MotionStatus, Outcome, Presence, Role
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Task
from models.motion import Motion
from models.organisation import Organisation, Seat

LANGUAGE = "zh_CN"
"""Minutes are issued in Chinese, whoever draws them up."""


def gather(session: Session, meeting: Meeting) -> MeetingFacts:
    """Return the facts of a meeting, people as unit and post, in the order of seats, agenda and rounds."""
    with speaking(LANGUAGE):
        roll = _roll(session, meeting)
        return MeetingFacts(
            title=meeting.title,
            number=meeting.number,
            kind=label(MeetingKind(meeting.type)),
            starts_at=meeting.starts_at,
            place=meeting.place,
            chair=next((_who(seat, unit) for _presence, seat, unit in roll if seat.chairs), ""),
            recorder=label(Role.SECRETARIAT),
            entitled=len(roll),
            present=tuple(_who(seat, unit) for row, seat, unit in roll if _came(row)),
            on_leave=tuple(
                LeaveFacts(_who(seat, unit), row.leave_reason)
                for row, seat, unit in roll
                if row.presence == Presence.ON_LEAVE
            ),
            guests=_guests(session, meeting),
            items=_items(session, meeting),
        )


def _roll(session: Session, meeting: Meeting) -> list[tuple[Attendance, Seat, Organisation]]:
    """Return who was entitled to attend, by seat number."""
    entitled = (
        select(Attendance, Seat, Organisation)
        .join(Seat, col(Attendance.seat_id) == col(Seat.id))
        .join(Organisation, col(Seat.organisation_id) == col(Organisation.id))
        .where(Attendance.meeting_id == meeting.id)
        .order_by(col(Seat.number), col(Seat.id))
    )
    return [(row, seat, unit) for row, seat, unit in session.exec(entitled)]


def _came(row: Attendance) -> bool:
    """Whoever left early was there too; how many were present at each vote is frozen with the vote."""
    return row.presence in (Presence.PRESENT, Presence.LEFT)


def _who(seat: Seat, unit: Organisation) -> str:
    return _titled(either(unit.name_zh, unit.name_en), either(seat.post_zh, seat.post_en))


def _titled(unit: str, post: str) -> str:
    return f"{unit}（{post}）" if post else unit


def _guests(session: Session, meeting: Meeting) -> tuple[str, ...]:
    there = select(Guest).where(Guest.meeting_id == meeting.id, col(Guest.removed_at).is_(None))
    return tuple(_titled(guest.unit, guest.post) for guest in session.exec(there.order_by(col(Guest.id))))


def _items(session: Session, meeting: Meeting) -> tuple[ItemFacts, ...]:
    agenda = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    motions, tasks = _motions(session, meeting), _tasks(session, meeting)
    return tuple(
        ItemFacts(
            position=item.position,
            title=item.title,
            presenter=item.presenter,
            discussion=item.discussion,
            outcome=AgendaStatus(item.status),
            motions=tuple(motions.get(item.id, ())),
            tasks=tuple(tasks.get(item.id, ())),
        )
        for item in session.exec(agenda.order_by(col(AgendaItem.position), col(AgendaItem.id)))
    )


def _motions(session: Session, meeting: Meeting) -> dict[int, list[MotionFacts]]:
    """Return the closed votes by agenda item, round by round."""
    closed = select(Motion).where(Motion.meeting_id == meeting.id, Motion.status == MotionStatus.CLOSED)
    found: dict[int, list[MotionFacts]] = {}
    for row in session.exec(closed.order_by(col(Motion.round_no))):
        found.setdefault(row.agenda_item_id, []).append(_motion(row))
    return found


def _motion(row: Motion) -> MotionFacts:
    return MotionFacts(
        round_no=row.round_no,
        text=row.text,
        rule_words=in_words(Rule.from_json(row.rule)) if row.rule else "",
        entitled=row.entitled or 0,
        present=row.present or 0,
        votes_for=row.votes_for or 0,
        against=row.votes_against or 0,
        abstain=row.votes_abstain or 0,
        outcome=Outcome(row.outcome) if row.outcome else Outcome.UNDEFINED,
        votes_needed=row.votes_needed,
        conditions=row.conditions,
    )


def _tasks(session: Session, meeting: Meeting) -> dict[int | None, list[TaskFacts]]:
    """Return what was agreed to be done, by agenda item."""
    agreed = (
        select(Task, Organisation)
        .outerjoin(Organisation, col(Task.organisation_id) == col(Organisation.id))
        .where(Task.meeting_id == meeting.id)
        .order_by(col(Task.id))
    )
    found: dict[int | None, list[TaskFacts]] = {}
    for task, unit in session.exec(agreed):
        named = either(unit.name_zh, unit.name_en) if unit else task.unit
        found.setdefault(task.agenda_item_id, []).append(TaskFacts(task.text, named, task.due_on))
    return found
