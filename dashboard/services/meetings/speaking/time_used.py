"""How has the time of a meeting been used, by item and on the floor, and what does the record say of who spoke?"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dashboard.i18n import DEFAULT, speaking
from dashboard.i18n import gettext as _
from dashboard.rules import speaking as rules
from dashboard.rules.permissions import Permission as P
from dashboard.rules.speaking import FloorShare, Speaker
from dashboard.services.context import Context
from dashboard.services.house_rules import value_of
from dashboard.services.meetings.common import items_of
from dashboard.services.meetings.speaking.floor import SpeechRead, floor, turn_of
from models.enums import OrganisationType
from models.meeting import AgendaItem, Attendance
from models.organisation import Organisation, Seat
from models.speech import Speech


@dataclass(frozen=True, slots=True)
class ItemTime:
    """How long one item was planned and discussed, in seconds; ``running`` where the clock goes on."""

    item_id: int
    position: int
    title: str
    planned: int
    used: int
    running: bool

    @property
    def over(self) -> int:
        """Return by how many seconds the item has outrun its plan."""
        return max(0, self.used - self.planned)


@dataclass(frozen=True, slots=True)
class MeetingTimes:
    """How the time of a meeting was used: by item, and the floor by organisation type and by guests, in seconds."""

    items: list[ItemTime]
    shares: list[FloorShare]
    guests: int

    @property
    def spoken(self) -> int:
        """Return the seconds of all speeches together."""
        return self.guests + sum(share.seconds for share in self.shares)


def times(ctx: Context, meeting_id: int) -> MeetingTimes:
    """Return how the time of a meeting was used up to now; small organisation types are merged."""
    now = ctx.now()
    with ctx.reading(P.MEETING_READ) as session:
        seats = _types(session, meeting_id)
        spoken = _spoken(session, meeting_id, now)
        by_type: dict[OrganisationType, int] = defaultdict(int)
        for (kind, number), seconds in spoken.items():
            if kind == "seat" and number in seats:
                by_type[seats[number]] += seconds
        least = int(value_of(session, "small_cell"))
        return MeetingTimes(
            items=[_item_time(item, now) for item in items_of(session, meeting_id)],
            shares=rules.floor_shares(by_type, Counter(seats.values()), least),
            guests=sum(seconds for (kind, _number), seconds in spoken.items() if kind == "guest"),
        )


def _types(session: Session, meeting_id: int) -> dict[int, OrganisationType]:
    query = (
        select(Seat.id, Organisation.type)
        .join(Attendance, col(Attendance.seat_id) == Seat.id)
        .join(Organisation, col(Organisation.id) == Seat.organisation_id)
        .where(Attendance.meeting_id == meeting_id)
    )
    return {seat: OrganisationType(kind) for seat, kind in session.exec(query)}


def _spoken(session: Session, meeting_id: int, now: datetime) -> dict[Speaker, int]:
    begun = select(Speech).where(Speech.meeting_id == meeting_id, col(Speech.started_at).is_not(None))
    seconds: dict[Speaker, int] = defaultdict(int)
    for row in session.exec(begun):
        turn = turn_of(row)
        seconds[turn.speaker] += turn.seconds(now)
    return seconds


def _item_time(item: AgendaItem, now: datetime) -> ItemTime:
    running = item.taken_up_at is not None
    since = rules.elapsed(item.taken_up_at, now) if item.taken_up_at is not None else 0
    return ItemTime(item.id, item.position, item.title, 60 * item.minutes_planned, item.seconds_used + since, running)


def speakers_text(ctx: Context, item_id: int) -> str:
    """Return who spoke on an item as lines for the record: order, unit and post, and who had nothing to add.

    In Chinese, as the record is kept, whatever the reader's language.
    """
    with speaking(DEFAULT):
        now = floor(ctx, item_id)
        said = [one for one in (*now.heard, now.speaking) if one is not None and one.started_at is not None]
        said.sort(key=lambda one: (one.started_at, one.id))
        lines = [_line(number, one) for number, one in enumerate(said, 1)]
        silent = [one.name for one in now.heard if one.started_at is None]
        if silent:
            lines.append(_("Nothing to add: %(names)s") % {"names": "、".join(silent)})
    return "\n".join(lines)


def _line(number: int, one: SpeechRead) -> str:
    if one.closing:
        return _("%(n)d. %(who)s, closing statement of the chair:") % {"n": number, "who": one.name}
    if one.round_no > 1:
        words = _("%(n)d. %(who)s, round %(round)d:")
        return words % {"n": number, "who": one.name, "round": one.round_no}
    return _("%(n)d. %(who)s:") % {"n": number, "who": one.name}
