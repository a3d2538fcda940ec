"""What is a file really, whatever its name says, and does it unpack to a sane size?"""

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

import filetype

from dashboard.errors import BadInput

MOST_BYTES = 10 * 1024 * 1024
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_ENTRIES = 2_000
_MOST_TIMES = 100
"""How often larger than packed an entry above a megabyte may be; real documents stay below 50."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PARTS = {
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"wordprocessingml.document.main+xml": "docx",
}
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def content_kind(data: bytes) -> str:
    """Return the ending that fits the content: ``pdf``, ``docx``, ``xlsx``, ``xls``, ``jpg``, ``png``, ``webp`` …

    ``macros`` is a document with macros, ``locked`` one with a password, ``damaged`` an archive that breaks off;
    ``text`` is what no signature is known of.
    """
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(data)
    if data.startswith(_OLE):
        return _old_office_kind(data)
    if data.startswith(b"%PDF-"):
        return "pdf"
    return str(filetype.guess_extension(data) or "text")


def _office_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("[Content_Types].xml") as part:
            types = part.read(1_000_000)
            names = archive.namelist()
    except KeyError:
        return "zip"
    except _DAMAGED:
        return "damaged"
    if re.search(rb"macroEnabled", types) or any(_holds_macros(name) for name in names):
        return "macros"
    return next((kind for part_type, kind in _MAIN_PARTS.items() if part_type in types), "zip")


def _holds_macros(name: str) -> bool:
    return name.casefold().endswith("vbaproject.bin") or "/macrosheets/" in name.casefold()


def _old_office_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "locked"
    streams = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
    return "xls" if any(stream in data for stream in streams) else "ole"


def check_archive(data: bytes) -> None:
    """Refuse a packed document that would burst, hides entries, or does not unpack to what it declares.

    Raises:
        BadInput: damaged, encrypted, too large unpacked, or with entries outside its own folder.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if _bursts(entries):
                raise BadInput(
                    "file",
                    "The file unpacks to far more than a document needs. "
                    "Copy its content into a new file and upload that.",
                )
            sound = not any(_is_odd(entry) for entry in entries) and archive.testzip() is None
    except _DAMAGED:
        sound = False
    if not sound or len({entry.filename for entry in entries}) < len(entries):
        raise damaged()


def damaged() -> BadInput:
    """Return the refusal of a document that cannot be unpacked."""
    return BadInput("file", "The file is damaged. Open it in Word, Excel or WPS, save it again and upload that.")


def _bursts(entries: list[zipfile.ZipInfo]) -> bool:
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        return True
    return any(
        entry.file_size > 1_000_000 and entry.file_size > _MOST_TIMES * max(entry.compress_size, 1) for entry in entries
    )


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry points out of the document."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in entry.filename
