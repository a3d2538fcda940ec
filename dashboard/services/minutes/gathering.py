"""What is stored about a meeting that its minutes rest on?"""

from sqlmodel import Session, col, func, select

from dashboard.documents.minutes.facts import ItemFacts, LeaveFacts, MeetingFacts, MotionFacts, OptionFacts, TaskFacts
from dashboard.i18n import either, speaking
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services.votes.results import read_result
from dashboard.services.votes.shapes import Result
from models.enums import AgendaStatus, GuestKind, MeetingKind, MotionStatus, Presence, Resolution, Role
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Task
from models.motion import Motion, Objection
from models.organisation import Organisation, Seat

LANGUAGE = "zh_CN"
"""Minutes are issued in Chinese, whoever draws them up."""


def gather(session: Session, meeting: Meeting, language: str = LANGUAGE) -> MeetingFacts:
    """Return the facts of a meeting, people as unit and post, in the order of seats, agenda and rounds."""
    with speaking(language):
        roll = _roll(session, meeting)
        return MeetingFacts(
            title=meeting.title,
            number=meeting.number,
            kind=label(MeetingKind(meeting.type)),
            starts_at=meeting.starts_at,
            place=meeting.place,
            chair=next((who(seat, unit) for _presence, seat, unit in roll if seat.chairs), ""),
            recorder=label(Role.SECRETARIAT),
            entitled=len(roll),
            present=tuple(_came_as(row, seat, unit) for row, seat, unit in roll if _came(row)),
            on_leave=tuple(
                LeaveFacts(who(seat, unit), row.leave_reason)
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


def who(seat: Seat, unit: Organisation) -> str:
    """Return the holder of a seat as unit and post."""
    return _titled(either(unit.name_zh, unit.name_en), either(seat.post_zh, seat.post_en))


def _came_as(row: Attendance, seat: Seat, unit: Organisation) -> str:
    """Return who came for a seat: its holder, or somebody who sat in for the holder."""
    if not row.substitute:
        return who(seat, unit)
    return _titled(either(unit.name_zh, unit.name_en), _("%(post)s, sitting in") % {"post": row.substitute})


def _titled(unit: str, post: str) -> str:
    return f"{unit}（{post}）" if post else unit


def _guests(session: Session, meeting: Meeting) -> tuple[str, ...]:
    """Return those in attendance (列席); observers (旁听) are not named in minutes."""
    there = select(Guest).where(
        Guest.meeting_id == meeting.id,
        Guest.type == GuestKind.IN_ATTENDANCE,
        col(Guest.removed_at).is_(None),
    )
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
    """Return the closed votes by agenda item, round by round; voided ones are not in the minutes."""
    closed = (
        select(Motion, AgendaItem.need_id)
        .join(AgendaItem, col(AgendaItem.id) == col(Motion.agenda_item_id))
        .where(Motion.meeting_id == meeting.id, Motion.status == MotionStatus.CLOSED)
        .order_by(col(Motion.round_no))
    )
    differing = _differing(session, meeting)
    found: dict[int, list[MotionFacts]] = {}
    for row, need_id in session.exec(closed):
        facts = motion_facts(read_result(session, row.id), own=need_id is None, objections=differing.get(row.id, 0))
        found.setdefault(row.agenda_item_id, []).append(facts)
    return found


def _differing(session: Session, meeting: Meeting) -> dict[int, int]:
    """Return how many seats reserved a differing view, by motion."""
    seats = select(Objection.motion_id, func.count(func.distinct(col(Objection.seat_id))))
    return dict(session.exec(seats.where(Objection.meeting_id == meeting.id).group_by(col(Objection.motion_id))).all())


def motion_facts(result: Result, *, own: bool, objections: int) -> MotionFacts:
    """Return a closed vote; ``own`` is whether its item is no matter of the claim list but the meeting's own."""
    shown = result.shown
    return MotionFacts(
        round_no=result.round_no,
        text=result.text,
        rule_words=result.rule_text(),
        entitled=result.entitled,
        present=result.present,
        votes_for=result.votes_for if shown else 0,
        against=result.votes_against if shown else 0,
        abstain=result.votes_abstain if shown else 0,
        outcome=result.outcome,
        votes_needed=result.votes_needed,
        conditions=result.conditions,
        mode=result.mode,
        form=result.form,
        options=_options(result) if shown else (),
        resolution=None if own and result.resolution is Resolution.PROJECT else result.resolution,
        recused=result.recused,
        recused_present=result.recused_present,
        deducts_recused=result.deducts_recused,
        invalid=result.invalid if shown else 0,
        issued=result.issued,
        returned=result.returned,
        objections=objections,
        shown=shown,
    )


def _options(result: Result) -> tuple[OptionFacts, ...]:
    """Return the options, the most votes first."""
    counted = zip(result.options, result.option_counts or (), result.option_carried, strict=False)
    facts = [OptionFacts(text, count, carried) for text, count, carried in counted]
    return tuple(sorted(facts, key=lambda option: -option.count))


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
