"""What readers get of minutes: a line of the list, the text with its state, a version, a file."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.documents.minutes.bound import Finding
from dashboard.rules.lifecycle.minutes import MinutesAction
from models.enums import CorrectionStatus, MinutesStatus, RemarkStatus, Retention
from models.life import LifeEventRead


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """A closed meeting and how far its minutes are."""

    meeting_number: str
    title: str
    starts_at: datetime
    status: MinutesStatus | None
    """``None`` where nothing is drafted yet."""
    number: str
    """Document number; empty before approval."""
    due_on: date | None = None
    """By when the next step the house sets a time for is due: the draft, then the issue."""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class SheetRead:
    """An approval sheet: of the original (0) or of a numbered correction."""

    correction_no: int
    version: int
    reason: str
    sha256: str
    approved_at: datetime
    approved_by: str
    """The name shown of the chair; empty where the account is unknown."""


@dataclass(frozen=True, slots=True)
class MinutesState:
    """The minutes of one closed meeting as they stand now."""

    meeting_id: int
    meeting_number: str
    title: str
    starts_at: datetime
    minutes_id: int | None
    """``None`` where nothing is drafted yet; what follows is then empty."""
    status: MinutesStatus | None = None
    number: str = ""
    version: int = 0
    """Of the text shown: the newest saved one, once approved the one in force."""
    text: str = ""
    """With its marks."""
    printed: str = ""
    saved_at: datetime | None = None
    sha256: str = ""
    """Digest of the text in force as it is printed; empty before approval."""
    approved_at: datetime | None = None
    issued_at: datetime | None = None
    archived_at: datetime | None = None
    retention: Retention | None = None
    usual_retention: Retention = Retention.PERMANENT
    comments_until: date | None = None
    usual_comments_until: date | None = None
    """Last day for corrections where the draft goes round today and nobody chooses another."""
    draft_due: date | None = None
    issue_due: date | None = None
    overdue: bool = False
    stale: bool = False
    """The facts of the meeting changed after this text was written; never so once approved."""
    findings: tuple[Finding, ...] = ()
    """Where the text and the facts differ; empty once approved and for those who only read."""
    intact: bool = True
    """The text is the one that was approved; true as long as nothing is."""
    file_stem: str = ""
    """Name of the files made of this text, without their endings: meeting, version, beginning of the digest."""
    private: tuple[str, ...] = ()
    """Words of the text that look like personal details."""
    sheets: tuple[SheetRead, ...] = ()
    """The original and each correction, in order."""
    life: tuple[LifeEventRead, ...] = ()
    steps: tuple[MinutesAction, ...] = ()
    """The moves open to this reader now."""
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class VersionRead:
    """One saved text. ``author`` is the name shown of whoever saved it, empty for the system."""

    version: int
    text: str
    """As it is printed."""
    saved_at: datetime
    author: str
    origin: str
    """``draft`` where it was written from the facts, ``checked`` where it was compared with them, ``figures`` where
    the present figures were taken over, ``correction`` where it corrects issued minutes, else empty."""


@dataclass(frozen=True, slots=True)
class RemarkRead:
    """What somebody who attended said of a draft."""

    id: int
    who: str
    """Unit and post of the seat."""
    version: int
    at: datetime
    text: str
    status: RemarkStatus
    reply: str
    mine: bool


@dataclass(frozen=True, slots=True)
class RemarkBoard:
    """Everything said of a draft that this reader may read, and whether they may say something now."""

    remarks: tuple[RemarkRead, ...]
    waiting: tuple[str, ...]
    """Units and posts of those who attended and have said nothing yet; for the secretariat and the chair only."""
    attended: bool
    """The reader attended the meeting."""
    open: bool
    """Corrections can be asked for today."""
    may_answer: bool


@dataclass(frozen=True, slots=True)
class CorrectionRead:
    """A correction of issued minutes."""

    id: int
    correction_no: int | None
    over_version: int
    before: str
    """The text it was written over, as printed."""
    text: str
    """As printed."""
    reason: str
    status: CorrectionStatus
    proposed_at: datetime
    proposed_by: str


@dataclass(frozen=True, slots=True)
class PublicSide:
    """The public version of minutes as the office sees it."""

    proposal: str
    """What the secretariat proposes; the text in force where nothing is prepared yet."""
    left_out: str
    proposal_version: int
    """0 where nothing is prepared yet."""
    whole: str
    """The text in force, as printed."""
    private: tuple[str, ...]
    """Words of the proposal that look like personal details."""
    released: int
    """How many public versions were released."""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """Minutes that everybody may read."""

    meeting_number: str
    number: str
    title: str
    held_at: datetime
    published_at: datetime
    corrections: int
    """How many corrections the public text takes in."""


@dataclass(frozen=True, slots=True)
class PublicText:
    """The public version of one meeting's minutes."""

    line: PublicLine
    text: str
    left_out: str
    sha256: str
    reasons: tuple[tuple[int, str, datetime], ...]
    """Number, reason and moment of each correction taken in."""
    superseded: bool
    """A correction came into force that is not screened for the public yet."""
    file_stem: str


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One number given in a year."""

    number: str
    serial: int | None
    """The counted part of the number; ``None`` where the house rule's form does not show it."""
    meeting_number: str
    title: str
    approved_at: datetime
    status: MinutesStatus
    corrections: int


@dataclass(frozen=True, slots=True)
class Register:
    """The numbers of a year in their order; ``gaps`` is empty as long as nobody took one out."""

    year: int
    lines: tuple[RegisterLine, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes
