"""What everybody may read on paper: a public notice, a poster, the notices of a week. Nothing private."""

from dataclasses import dataclass
from datetime import date, datetime

from models.enums import MeetingKind, Resolution


@dataclass(frozen=True, slots=True)
class PublicNoticeFacts:
    """A public notice (公示) as it hangs on the board; both days are included."""

    number: str
    need_number: str
    need_title: str
    kind: str
    """What it is about, in words."""
    text: str
    places: str
    contact_post: str
    days: int
    starts_on: date
    ends_on: date
    issuer: str
    path: str
    """Where it is on the site, such as ``/notices?number=…``."""
    site: str = ""
    """Address of the site without a slash at the end; empty where it is not set."""
    ended: bool = False
    demo: bool = False


@dataclass(frozen=True, slots=True)
class PosterFacts:
    """A poster for a lobby (楼道海报): one sentence, what it is about, where to read on."""

    sentence: str
    """The one sentence read from two metres."""
    title: str
    number: str
    lines: tuple[tuple[str, str], ...]
    """Label and text, a few only."""
    issuer: str
    path: str
    site: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class WeekNotice:
    number: str
    need_title: str
    need_number: str
    starts_on: date
    ends_on: date
    places: str
    contact_post: str


@dataclass(frozen=True, slots=True)
class WeekDecision:
    """A decision of the week on an item that everybody may read."""

    number: str
    decided_on: date
    need_number: str
    need_title: str
    text: str
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class WeekMeeting:
    starts_at: datetime
    number: str
    title: str
    kind: MeetingKind
    place: str


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """One week, Monday to Sunday: what hangs out, what was decided, which meetings there are."""

    first: date
    last: date
    notices: tuple[WeekNotice, ...]
    decisions: tuple[WeekDecision, ...]
    meetings: tuple[WeekMeeting, ...]
    issuer: str
    issued_on: date
    path: str
    site: str = ""
    demo: bool = False
