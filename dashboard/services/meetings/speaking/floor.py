"""Who has the floor of an item, who waits for it, and who may speak on it at all?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dashboard.errors import NotFound
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.rules import speaking as rules
from dashboard.rules.permissions import Permission as P
from dashboard.rules.speaking import Left, Speaker, Turn
from dashboard.services.context import Actor, Context
from dashboard.services.house_rules import value_of
from models.enums import GuestKind, OrganisationType, Presence, SpeechStatus
from models.meeting import AgendaItem, Attendance, Guest, Recusal
from models.organisation import Organisation, Seat
from models.speech import Speech


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who sits in a meeting, and whether they may speak on an item now; by unit and post, never by name."""

    speaker: Speaker
    name: str
    seat_number: int | None
    type: OrganisationType | None
    chairs: bool
    user_ids: frozenset[int]
    able: bool
    votes: bool
    """Whether this is a voting member who is present and takes part, for whom the chair waits."""


@dataclass(frozen=True, slots=True)
class Around:
    """Who sits around an item: the voices by speaker, and its speaking list without entries of who may not speak."""

    voices: dict[Speaker, Voice]
    turns: list[Turn]

    @property
    def members(self) -> list[Speaker]:
        """Return the voting members who are present and take part in the item, the chair apart, by seat number."""
        return [one.speaker for one in self.voices.values() if one.votes and not one.chairs]

    @property
    def chairs(self) -> frozenset[Speaker]:
        """Return the seats of the chair."""
        return frozenset(one.speaker for one in self.voices.values() if one.chairs)

    @property
    def left(self) -> Left:
        """Return who has to come before the chair."""
        return rules.before_the_chair(self.turns, self.members, self.chairs)


@dataclass(frozen=True, slots=True)
class SpeakingRules:
    """House rules of speaking: rounds as usual and at most, and minutes for each speech."""

    rounds: int
    rounds_most: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SpeechRead:
    """One entry of the speaking list. Times are seconds; ``over`` is what goes beyond the house rule."""

    id: int
    speaker: Speaker
    name: str
    round_no: int
    status: SpeechStatus
    closing: bool
    chairs: bool
    mine: bool
    started_at: datetime | None
    seconds: int
    over: int


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of one item: who speaks, who waits in which order, who was heard, and what comes before the chair."""

    item_id: int
    rules: SpeakingRules
    round_no: int
    speaking: SpeechRead | None
    waiting: list[SpeechRead]
    heard: list[SpeechRead]
    voices: list[Voice]
    """Who may speak on the item now."""
    mine: list[Voice]
    """Those of them that are the actor's own seats."""
    left: Left
    next_round: int
    """The round in which somebody may still be called; 0 where all are on the list or had their last turn."""
    closed: bool
    """Whether the chair has stated a position, after which members ask no more."""


def speaking_rules(session: Session) -> SpeakingRules:
    """Return the house rules of speaking; at most is never less than as usual."""
    rounds = int(value_of(session, "speaking_rounds"))
    most = int(value_of(session, "speaking_rounds_most"))
    return SpeakingRules(rounds, max(rounds, most), int(value_of(session, "speaking_minutes")))


def around(session: Session, meeting_id: int, item_id: int) -> Around:
    """Return who sits around an item of a meeting, with its speaking list."""
    voices = {one.speaker: one for one in (*_seats(session, meeting_id, item_id), *_guests(session, meeting_id))}
    rows = select(Speech).where(Speech.agenda_item_id == item_id).order_by(col(Speech.id))
    turns = [turn_of(row) for row in session.exec(rows)]
    return Around(voices, [turn for turn in turns if turn.status != SpeechStatus.WAITING or _able(voices, turn)])


def _able(voices: dict[Speaker, Voice], turn: Turn) -> bool:
    voice = voices.get(turn.speaker)
    return voice is not None and voice.able


def turn_of(row: Speech) -> Turn:
    """Return an entry of the speaking list as the rules read it."""
    return Turn(
        id=row.id,
        speaker=("seat", row.seat_id) if row.seat_id is not None else ("guest", row.guest_id or 0),
        round_no=row.round_no,
        status=SpeechStatus(row.status),
        asked_at=row.asked_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        closing=row.closing,
    )


def _seats(session: Session, meeting_id: int, item_id: int) -> Iterable[Voice]:
    away = select(Recusal.seat_id).where(Recusal.agenda_item_id == item_id, col(Recusal.withdrawn_at).is_(None))
    recused = set(session.exec(away))
    query = (
        select(Attendance, Seat, Organisation)
        .join(Seat, col(Seat.id) == Attendance.seat_id)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(col(Seat.number), col(Seat.id))
    )
    for row, seat, unit in session.exec(query):
        votes = row.presence == Presence.PRESENT and seat.id not in recused
        # A substitute without a vote speaks while the seat itself is on leave.
        sits_in = row.presence == Presence.ON_LEAVE and bool(row.substitute)
        yield Voice(
            speaker=("seat", seat.id),
            name=titled(either(unit.name_zh, unit.name_en), row.substitute or either(seat.post_zh, seat.post_en)),
            seat_number=seat.number,
            type=OrganisationType(unit.type),
            chairs=seat.chairs,
            user_ids=frozenset(user for user in (seat.user_id, row.substitute_user_id) if user is not None),
            able=votes or (sits_in and seat.id not in recused),
            votes=votes,
        )


def _guests(session: Session, meeting_id: int) -> Iterable[Voice]:
    """Return those in attendance; observers have no voice (旁听)."""
    there = select(Guest).where(
        Guest.meeting_id == meeting_id, col(Guest.removed_at).is_(None), Guest.type == GuestKind.IN_ATTENDANCE
    )
    for row in session.exec(there.order_by(col(Guest.id))):
        yield Voice(("guest", row.id), titled(row.unit, row.post), None, None, False, frozenset(), True, False)


def titled(unit: str, post: str) -> str:
    """Return unit and post in one name."""
    return f"{unit}（{post}）" if post else unit


def floor(ctx: Context, item_id: int) -> Floor:
    """Return the floor of an item as it is now.

    Raises:
        NotFound: there is no such item.
    """
    with ctx.reading(P.MEETING_READ) as session:
        item = session.get(AgendaItem, item_id)
        if item is None:
            raise NotFound("This record does not exist.", table="AgendaItem", id=item_id)
        here, by = around(session, item.meeting_id, item_id), speaking_rules(session)
        return _floor(ctx.actor, ctx.now(), item_id, here, by)


def _floor(actor: Actor, now: datetime, item_id: int, here: Around, by: SpeakingRules) -> Floor:
    read = {turn.id: _read(actor, now, here, turn, by.minutes) for turn in here.turns}
    able = [voice for voice in here.voices.values() if voice.able]
    round_no, called = rules.to_call(here.turns, here.members)
    return Floor(
        item_id=item_id,
        rules=by,
        round_no=rules.round_now(here.turns),
        speaking=next((one for one in read.values() if one.status == SpeechStatus.SPEAKING), None),
        waiting=[read[turn.id] for turn in rules.queue(here.turns, here.chairs)],
        heard=[one for one in read.values() if one.status in rules.HEARD],
        voices=able,
        mine=[voice for voice in able if actor.id in voice.user_ids],
        left=here.left,
        next_round=round_no if called and round_no <= by.rounds_most else 0,
        closed=rules.list_closed(here.turns),
    )


def _read(actor: Actor, now: datetime, here: Around, turn: Turn, minutes: int) -> SpeechRead:
    voice = here.voices.get(turn.speaker)
    seconds = turn.seconds(now)
    return SpeechRead(
        id=turn.id,
        speaker=turn.speaker,
        name=voice.name if voice else _("somebody who is not on the list any more"),
        round_no=turn.round_no,
        status=turn.status,
        closing=turn.closing,
        chairs=voice is not None and voice.chairs,
        mine=voice is not None and actor.id in voice.user_ids,
        started_at=turn.started_at,
        seconds=seconds,
        over=rules.over_time(seconds, minutes),
    )
