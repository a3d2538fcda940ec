"""What does an archive hold, and is every file of it the one that was written?

Nothing is unpacked to disk and no name is trusted: files are read piece by piece, up to the size the manifest names.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel, Field, ValidationError

from dashboard.errors import RuleBroken
from dashboard.exchange.archive.layout import DERIVED, FORMAT, MANIFEST, SCHEMA, VERSION, is_safe, rows_name
from dashboard.exchange.archive.typed import Schema, TableSchema, read
from dashboard.i18n import gettext as _

MOST_FILES = 200_000
MOST_BYTES = 8 << 30
MOST_SMALL = 128 << 20
"""Bytes of a file that is read at once."""
MOST_LINE = 64 << 20
MOST_RATIO = 400
"""How many times its packed size a file over a megabyte may have; deflate gives zeros about a thousand."""
PIECE = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class FileEntry(BaseModel):
    """What the manifest says of a file."""

    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What the archive is, and every file in it."""

    format: str
    version: int
    year: int = Field(ge=1, le=9998)
    revision: str
    counts: dict[str, int]
    files: dict[str, FileEntry]


class ArchiveFile:
    """An archive that is open for reading."""

    def __init__(self, packed: zipfile.ZipFile, manifest: Manifest, digest: str) -> None:
        self._packed = packed
        self.manifest = manifest
        self.digest = digest
        """SHA-256 of the manifest."""

    def content(self, name: str) -> bytes:
        """Return a file of moderate size.

        Raises:
            RuleBroken: it is missing, too large, or cannot be read.
        """
        return _content(self._packed, name)

    def document(self, name: str) -> Any:
        """Return a JSON file as a value."""
        return _parsed(name, self.content(name))

    def schema(self) -> Schema:
        """Return which tables and columns the archive holds."""
        try:
            return Schema.model_validate(self.document(SCHEMA))
        except ValidationError as error:
            raise _unreadable(SCHEMA) from error

    def derived(self) -> Any:
        """Return the results that were derived when the archive was written."""
        return self.document(DERIVED)

    def rows(self, table: str, schema: TableSchema) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table as values; bytes as the name of their file.

        Raises:
            RuleBroken: a line is no such row; the sentence names file and line.
        """
        name = rows_name(table)
        for number, line in enumerate(self._lines(name), 1):
            try:
                found = json.loads(line)
                yield {column.name: read(column.sort, found[column.name]) for column in schema.columns}
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise RuleBroken(
                    "Line %(line)s of %(name)s cannot be read as a row.", line=number, name=name
                ) from error

    def problems(self) -> Iterator[str]:
        """Yield everything that is not as the manifest says: missing, changed and further files."""
        there = [entry.filename for entry in self._packed.infolist()]
        for name in sorted(set(self.manifest.files) - set(there)):
            yield _("%(name)s is missing.") % {"name": name}
        for name in there:
            if name == MANIFEST:
                continue
            entry = self.manifest.files.get(name)
            if entry is None:
                yield _("%(name)s does not belong to the archive.") % {"name": name}
            elif not self._is_as_written(name, entry):
                yield _("%(name)s was changed or damaged.") % {"name": name}

    def _is_as_written(self, name: str, entry: FileEntry) -> bool:
        digest, size = sha256(), 0
        try:
            with self._packed.open(name) as file:
                while piece := file.read(PIECE):
                    size += len(piece)
                    if size > entry.size:
                        return False
                    digest.update(piece)
        except _DAMAGE:
            return False
        return size == entry.size and digest.hexdigest() == entry.sha256

    def _lines(self, name: str) -> Iterator[bytes]:
        try:
            with self._packed.open(name) as file:
                while line := file.readline(MOST_LINE):
                    yield line
        except (*_DAMAGE, KeyError) as error:
            raise _unreadable(name) from error


@contextmanager
def opened(source: Path | IO[bytes]) -> Iterator[ArchiveFile]:
    """Open an archive; nothing but its list of files and its manifest has been read then.

    Raises:
        RuleBroken: it is no archive of a year, of a newer format, cut short, or made to overfill whoever unpacks it.
    """
    try:
        packed = zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise RuleBroken("There is no file %(name)s.", name=str(source)) from error
    except _DAMAGE as error:
        raise RuleBroken("This file is no archive, or it is cut short.") from error
    with packed:
        _refuse_unsafe(packed.infolist())
        content = _manifest(packed)
        yield ArchiveFile(packed, _checked(content), sha256(content).hexdigest())


def _refuse_unsafe(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    for name in names:
        # zipfile cuts a name at a NUL and turns backslashes round where the system does: orig_filename tells
        if not is_safe(name):
            raise RuleBroken("The file holds a name that would leave its folder: %(name)s", name=ascii(name[:120]))
    for entry in entries:
        if entry.orig_filename != entry.filename:
            raise RuleBroken("The file holds a name that would leave its folder: %(name)s", name=ascii(entry.filename))
    if len(set(names)) != len(names):
        raise RuleBroken("The file holds two files of the same name.")
    if len(names) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise RuleBroken("The file would unpack to more than an archive may hold.")
    for entry in entries:
        if entry.file_size > PIECE and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise RuleBroken("The file would unpack to more than an archive may hold.")


def _manifest(packed: zipfile.ZipFile) -> bytes:
    if MANIFEST not in packed.namelist():
        raise RuleBroken("This ZIP file is no archive of a year: it has no %(name)s.", name=MANIFEST)
    return _content(packed, MANIFEST)


def _content(packed: zipfile.ZipFile, name: str) -> bytes:
    try:
        if packed.getinfo(name).file_size > MOST_SMALL:
            raise RuleBroken("%(name)s is too large.", name=name)
        return packed.read(name)
    except (*_DAMAGE, KeyError) as error:
        raise _unreadable(name) from error


def _checked(content: bytes) -> Manifest:
    """Return the manifest, or refuse an archive of another kind."""
    found = _parsed(MANIFEST, content)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise RuleBroken("This ZIP file is no archive of a year.")
    if type(found.get("version")) is not int or found["version"] > VERSION:
        raise RuleBroken("The archive was written by a newer version of the program. Please bring this one up to date.")
    try:
        return Manifest.model_validate(found)
    except ValidationError as error:
        raise _unreadable(MANIFEST) from error


def _parsed(name: str, content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> RuleBroken:
    return RuleBroken("%(name)s cannot be read.", name=name)
