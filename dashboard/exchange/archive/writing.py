"""How does an archive come to stand in a folder: whole or not at all, and never in the place of another file?"""

import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from dashboard.errors import RuleBroken
from dashboard.exchange.archive.layout import FORMAT, MANIFEST, VERSION
from dashboard.exchange.archive.typed import document

Moment = tuple[int, int, int, int, int, int]
STORED = (".docx", ".pdf", ".jpg", ".jpeg", ".png", ".webp", ".xlsx", ".zip")
"""Endings of files that are packed already."""


class ArchiveWriter:
    """An archive while it is written: every file is measured on its way in."""

    def __init__(self, packed: zipfile.ZipFile, moment: Moment) -> None:
        self._packed = packed
        self._moment = moment
        self.files: dict[str, dict[str, Any]] = {}
        self.digest = ""
        """SHA-256 of the manifest, which vouches for every other file."""

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        with self.stream(name) as write:
            write(content)

    @contextmanager
    def stream(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """Add a file piece by piece."""
        if name in self.files:
            raise ValueError(f"{name} is in the archive already")
        digest, size = sha256(), 0

        with self._packed.open(self._entry(name), "w", force_zip64=True) as file:

            def write(piece: bytes) -> None:
                nonlocal size
                size += len(piece)
                digest.update(piece)
                file.write(piece)

            yield write
        self.files[name] = {"size": size, "sha256": digest.hexdigest()}

    def add_document(self, name: str, content: bytes) -> None:
        """Add a document; where it is packed itself, as Word files are, its parts get the archive's moment too."""
        self.add(name, self._dated(content) if name.lower().endswith(".docx") else content)

    def _dated(self, content: bytes) -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                new.writestr(self._entry(part.filename), old.read(part), zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def finish(self, about: Mapping[str, Any]) -> None:
        """Add the manifest: what the archive is, and size and digest of every file in it."""
        content = document({"format": FORMAT, "version": VERSION, **about, "files": dict(sorted(self.files.items()))})
        self.digest = sha256(content).hexdigest()
        self._packed.writestr(self._entry(MANIFEST), content)

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._moment)
        entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(STORED) else zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        return entry


@contextmanager
def writing(target: Path, moment: Moment) -> Iterator[ArchiveWriter]:
    """Write an archive to ``target``; while it is not whole it stands beside under another name.

    Args:
        moment: what every file in it is dated with.

    Raises:
        RuleBroken: the file exists already, or cannot be written.
    """
    _refuse_existing(target)
    beside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                yield ArchiveWriter(packed, moment)
            file.flush()
            os.fsync(file.fileno())
        _publish(beside, target)
    except OSError as error:
        raise RuleBroken(
            "The file %(name)s cannot be written: %(reason)s", name=target.name, reason=error.strerror or str(error)
        ) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _publish(beside: Path, target: Path) -> None:
    """Give the whole file its name; whoever made a file of that name meanwhile keeps it."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        _refuse_existing(target)
        raise
    try:
        os.replace(beside, target)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise RuleBroken("The file %(name)s exists already. Please choose another name.", name=target.name)
