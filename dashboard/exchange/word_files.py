"""May a Word file be kept as a template: is it one, and does nothing in it fetch, embed or run anything?"""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from dashboard.errors import BadInput
from dashboard.exchange.contents import check_archive, content_kind, damaged
from dashboard.exchange.uploads import CheckedFile, clean_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 2 * 1024 * 1024
_MOST_TEXT = 8 * 1024 * 1024
"""Bytes that one part may have unpacked: a form of ten pages has 0.3 million."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FOREIGN = ("oleobject", "package", "control", "activexcontrolbinary", "afchunk", "subdocument", "frame")
"""Kinds of relationship that bring in something that is neither text, style nor picture."""
_FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|RD|DATABASE|EMBED|MACROBUTTON|AUTOTEXT|INCLUDE)\b",
    re.IGNORECASE,
)
"""Fields that Word fills from elsewhere. Source: ISO/IEC 29500-1, 17.16.5."""


def checked_template(name: str, data: bytes) -> CheckedFile:
    """Return a Word file that holds nothing but text, styles and pictures of its own.

    Raises:
        BadInput: larger than 2 MB, no DOCX, with macros or a password, damaged, or with something in it that
            fetches, embeds or runs (field ``file``).
    """
    shown = clean_name(name)
    _check_kind(shown, name, data)
    check_archive(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for part, root in _parts(archive):
            _check_part(part, root)
    return CheckedFile(clean_name(name, "docx"), DOCX, data, hashlib.sha256(data).hexdigest())


def _check_kind(shown: str, name: str, data: bytes) -> None:
    if not data:
        raise BadInput("file", "“%(name)s” is empty. Choose the file again.", name=shown)
    if len(data) > MOST_BYTES:
        raise BadInput(
            "file", "“%(name)s” is larger than 2 MB. Make its pictures smaller and choose it again.", name=shown
        )
    kind = content_kind(data)
    if kind == "macros":
        raise BadInput("file", "“%(name)s” holds macros. Save it without macros and choose it again.", name=shown)
    if kind == "locked":
        raise BadInput(
            "file", "“%(name)s” is locked by a password. Save a copy without one and choose that.", name=shown
        )
    if kind == "damaged":
        raise damaged()
    if kind != "docx" or not name.casefold().rstrip().endswith(".docx"):
        raise BadInput(
            "file",
            "“%(name)s” is no Word document of the kind DOCX. Open it in WPS or Word, choose “Save as”, DOCX, "
            "and choose that file.",
            name=shown,
        )


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, BaseOxmlElement]]:
    """Give every part written in XML, under its name."""
    for entry in archive.infolist():
        if not entry.filename.casefold().endswith((".xml", ".rels")):
            continue
        if entry.file_size > _MOST_TEXT:
            raise BadInput(
                "file",
                "The file unpacks to far more than a document needs. Copy its content into a new file and upload that.",
            )
        try:
            root = parse_xml(archive.read(entry))
        except SyntaxError:  # lxml's for what is no XML; entities are never resolved
            raise damaged() from None
        yield entry.filename, root


def _check_part(part: str, root: BaseOxmlElement) -> None:
    if root.getroottree().docinfo.doctype:
        raise damaged()
    for relationship in root.iter(_RELATIONSHIP):
        _check_relationship(relationship)
    if root.find(f".//{_W}altChunk") is not None:
        raise _foreign(part)
    fields = [field.text or "" for field in root.iter(f"{_W}instrText", f"{_W}delInstrText")]
    fields += [field.get(f"{_W}instr", "") for field in root.iter(f"{_W}fldSimple")]
    # one instruction may be cut into several runs
    if found := _FETCHING.search(" ".join(fields)) or _FETCHING.search("".join(fields)):
        raise BadInput(
            "file",
            "The file holds the field “%(code)s”, which fetches something from elsewhere. "
            "Delete the field and save the file again.",
            code=found.group().upper(),
        )


def _check_relationship(relationship: BaseOxmlElement) -> None:
    """Refuse what points out of the file, and what is no text, style or picture."""
    kind = relationship.get("Type", "").rpartition("/")[2].casefold()
    target = relationship.get("Target", "")
    if kind in _FOREIGN:
        raise _foreign(target)
    if relationship.get("TargetMode", "").casefold() == "external":
        raise BadInput(
            "file",
            "The file points to something outside itself: %(target)s. Remove links, insert pictures as copies, and "
            "where no link is to be seen copy the content into a new document; then choose that file.",
            target=target[:80],
        )


def _foreign(what: str) -> BadInput:
    return BadInput(
        "file",
        "The file holds an embedded object (%(what)s). Templates hold text and pictures only: "
        "delete the object and save the file again.",
        what=what[:80],
    )
