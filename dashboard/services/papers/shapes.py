"""What a paper is called, what it is for, when it is needed, and who may have it made."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.rules.permissions import Permission


class Stage(StrEnum):
    """When a paper of a meeting is needed."""

    BEFORE = "before"
    AT = "at"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper of a meeting; ``label`` and ``purpose`` are translated where they are shown."""

    label: str
    purpose: str
    """What it is for, in one line."""
    stage: Stage
    needs: tuple[Permission, ...]
    """One of these permissions is enough."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper as it is offered: its name in ``PAPERS``, and why it cannot be made now, empty where it can."""

    sort: str
    kind: PaperKind
    missing: str = ""


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The papers of one meeting that the reader may have, in order."""

    number: str
    title: str
    lines: tuple[PaperLine, ...]
    has_minutes: bool
    has_record: bool
    """Whether the reader may ask for the record in the bundle."""
