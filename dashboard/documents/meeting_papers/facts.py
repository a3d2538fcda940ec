"""What is known of a meeting when its papers are made?"""

from dataclasses import dataclass
from datetime import date, datetime

from models.enums import BallotForm, VoteMode


@dataclass(frozen=True, slots=True)
class Head:
    """What every paper of a meeting begins with. Times are aware."""

    title: str
    number: str
    kind: str
    """The kind of meeting in words, such as 委员会议."""
    body: str
    """The body that meets, in words."""
    starts_at: datetime
    ends_at: datetime
    """When it is planned to be over."""
    place: str
    draft: bool = False
    """Whether the agenda is not approved yet."""
    called_off: bool = False
    """Whether the meeting does not take place."""
    demo: bool = False
    residents: bool = False
    """Whether it is a meeting of the residents, who have no seats and are counted on the spot."""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice of a meeting (会议通知): whom it goes to, what about, what to bring, whom to ask."""

    head: Head
    addressed: tuple[str, ...]
    """Units, each once, in the order of their seats."""
    seats: int
    """应到: how many seats should attend."""
    guests: tuple[str, ...]
    """Units in attendance without a vote."""
    topics: tuple[str, ...]
    contact_post: str
    issuer: str
    given_on: date | None = None
    """``None`` while notice is not given."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item with the time its turn comes."""

    position: int
    starts_at: datetime
    minutes: int
    title: str
    need_number: str = ""
    presenter: str = ""
    power: str = ""
    """Who has the power to decide, in words."""
    note: str = ""
    """That it was left over, or reports on something."""


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """An agenda (议程)."""

    head: Head
    chair: str
    """Unit and post of the chair; empty where no seat chairs."""
    lines: tuple[AgendaLine, ...]
    address: str = ""
    """Where the meeting's page with its calendar file is; empty where the site has no address."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """What is asked for, promised or approved: in money (``amount_fen``) or in words, and from which source."""

    text: str
    source: str
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True)
class PackItem:
    """Everything a member reads about one item before the meeting."""

    position: int
    title: str
    need_number: str = ""
    place: str = ""
    presenter: str = ""
    beneficiaries: int | None = None
    reasons: str = ""
    suggestion: str = ""
    options: tuple[str, ...] = ()
    estimate_fen: int | None = None
    costs: tuple[CostLine, ...] = ()
    power: str = ""
    consultation: tuple[str, ...] = ()
    """What was heard before: talks, opinions, notices, objections, earlier votes; one sentence each."""
    legal: str = ""
    """The legal reviewer's conclusion and reasons, or that none is needed."""
    motion: str = ""
    conditions: str = ""
    suggested: bool = False
    """Whether the motion is not put yet and its wording a suggestion."""
    rule: str = ""
    """The decision rule in words."""
    way: str = ""
    """How the vote is taken, in words."""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackFacts:
    """The papers a member gets before the meeting (会议材料), one page or more for each item."""

    head: Head
    items: tuple[PackItem, ...]


@dataclass(frozen=True, slots=True)
class SignInRow:
    """Somebody who is expected: by unit and post, never by name."""

    unit: str
    post: str
    seat: int | None
    kind: str
    """出席 / 列席 / 旁听, in words."""
    note: str = ""
    arrived_at: datetime | None = None
    """When sign-in was noted, once the meeting is over."""


@dataclass(frozen=True, slots=True)
class Attended:
    """How many were there, once the meeting is over."""

    present: int
    on_leave: int
    guests: int


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """A sign-in sheet (签到表). ``attended`` is ``None`` as long as it is filled in by hand."""

    head: Head
    rows: tuple[SignInRow, ...]
    entitled: int
    recorder: str
    attended: Attended | None = None


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """The ballot on one item. ``copies`` is how many are given out: one for each who may vote."""

    position: int
    title: str
    text: str
    form: BallotForm
    signed: bool
    """记名: whether unit and signature stand on it."""
    copies: int
    rule: str = ""
    conditions: str = ""
    options: tuple[str, ...] = ()
    most_choices: int = 1
    round_no: int = 1
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class BallotsFacts:
    """The ballot papers of a meeting (表决票)."""

    head: Head
    issuer: str
    ballots: tuple[BallotFacts, ...]


@dataclass(frozen=True, slots=True)
class TallyCounts:
    """What was counted; ``issued`` and ``returned`` of paper ballots only."""

    issued: int | None
    returned: int | None
    votes_for: int
    against: int
    abstain: int
    invalid: int
    options: tuple[int, ...] = ()

    @property
    def valid(self) -> int:
        """Return the valid ballots (有效票): abstentions count among them."""
        return self.votes_for + self.against + self.abstain


@dataclass(frozen=True, slots=True)
class TallyVote:
    """One vote to be counted. ``counts`` is ``None`` before the count, and where so few voted that it is not shown."""

    position: int
    title: str
    text: str
    form: BallotForm
    mode: VoteMode | None
    round_no: int
    due: int | None
    """应发: ballots to be given out, one for each who may vote; ``None`` before the vote opens."""
    options: tuple[str, ...] = ()
    counts: TallyCounts | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TallyFacts:
    """A tally sheet (计票表)."""

    head: Head
    votes: tuple[TallyVote, ...]
