"""What is told of an archive: that it was written, what checking it found, that it was restored."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[float], None]
"""Called with the share of the work that is done."""


def unseen(_share: float) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Created:
    """An archive that was written. ``sha256`` is the digest of its manifest, which vouches for every file."""

    path: Path
    year: int
    size: int
    files: int
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking an archive found; nothing is wrong where ``problems`` is empty."""

    year: int
    revision: str
    files: int
    rows: int
    votes: int
    minutes: int
    sha256: str
    problems: tuple[str, ...]
    """Sentences in the language spoken when it was checked."""

    @property
    def sound(self) -> bool:
        """Return whether every file, row and result is as it was written."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Restored:
    """An archive that was restored; every re-derived result, number and digest was equal."""

    year: int
    rows: int
    votes: int
    minutes: int
    sha256: str
