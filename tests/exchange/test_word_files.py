"""A Word file is kept as a template only where it is one, and nothing in it fetches, embeds or runs anything."""

import hashlib
import zipfile
from io import BytesIO

import pytest
from docx import Document

from dashboard.errors import BadInput
from dashboard.exchange.word_files import DOCX, MOST_BYTES, checked_template
from tests.exchange.builders import docx, pdf, with_entry

RELATIONSHIPS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sound() -> bytes:
    file = BytesIO()
    Document().save(file)
    return file.getvalue()


def part(document: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(document)) as archive:
        return archive.read(name)


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """Return a Word file with one relationship more."""
    extra = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    there = part(sound(), RELATIONSHIPS).decode()
    return with_entry(sound(), RELATIONSHIPS, there.replace("</Relationships>", extra).encode())


def with_field(*instructions: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in instructions)
    return with_body(f"<w:p>{runs}</w:p>")


def with_body(xml: str) -> bytes:
    there = part(sound(), "word/document.xml").decode()
    return with_entry(sound(), "word/document.xml", there.replace("<w:sectPr", f"{xml}<w:sectPr", 1).encode())


def bomb() -> bytes:
    return with_entry(sound(), "word/media/zeros.xml", b"0" * 60_000_000)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
OUTSIDE = "The file points to something outside itself"
OBJECT = "The file holds an embedded object"
FIELD = "The file holds the field"

REFUSED = {
    "empty": ("a.docx", b"", "is empty"),
    "text": ("a.docx", b"hello", "is no Word document"),
    "a pdf under a false name": ("a.docx", pdf(), "is no Word document"),
    "a word file of before 2007": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is no Word document"),
    "another ending": ("a.dotx", sound(), "is no Word document"),
    "no ending": ("docx", sound(), "is no Word document"),
    "macros": ("a.docx", with_entry(sound(), "word/vbaProject.bin", b"x"), "holds macros"),
    "too large": ("a.docx", sound() + b"0" * MOST_BYTES, "larger than 2 MB"),
    "breaks off": ("a.docx", sound()[:2000], "damaged"),
    "bomb": ("a.docx", bomb(), "unpacks to far more"),
    "no XML": ("a.docx", docx({"word/styles.xml": b"<w:styles"}), "damaged"),
    "entities": ("a.docx", with_entry(sound(), "word/styles.xml", ENTITIES), "damaged"),
    "a part outside the folder": ("a.docx", with_entry(sound(), "../evil.xml", b"<a/>"), "damaged"),
    "a template elsewhere": ("a.docx", related("attachedTemplate", "http://evil.test/a.dotm"), OUTSIDE),
    "a picture elsewhere": ("a.docx", related("image", "http://evil.test/a.png"), OUTSIDE),
    "a share on the network": ("a.docx", related("hyperlink", "file://evil.test/share"), OUTSIDE),
    "a website": ("a.docx", related("hyperlink", "https://pingliang.test"), OUTSIDE),
    "a script as link": ("a.docx", related("hyperlink", "javascript:alert(1)"), OUTSIDE),
    "an object": ("a.docx", related("oleObject", "embeddings/a.bin", "Internal"), OBJECT),
    "a packed object": ("a.docx", related("package", "embeddings/a.xlsx", "Internal"), OBJECT),
    "a control": ("a.docx", related("control", "activeX/a.xml", "Internal"), OBJECT),
    "a foreign part": ("a.docx", related("aFChunk", "chunk.html", "Internal"), OBJECT),
    "a foreign part in the text": ("a.docx", with_body('<w:altChunk r:id="rIdX"/>'), OBJECT),
    "a field that runs a program": ("a.docx", with_field(" DDEAUTO c:\\\\windows\\\\cmd.exe "), FIELD),
    "a field cut into runs": ("a.docx", with_field("IN", "CLUDE", "PICTURE "), FIELD),
    "a simple field": ("a.docx", with_body('<w:p><w:fldSimple w:instr="includetext a"/></w:p>'), FIELD),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_or_broken_file_is_refused_with_a_way_to_mend_it(case: str):
    name, data, sentence = REFUSED[case]
    with pytest.raises(BadInput) as refused:
        checked_template(name, data)
    assert refused.value.field == "file"
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        sound(),
        with_field(" PAGE ", " NUMPAGES "),
        with_field(' HYPERLINK "https://pingliang.test" '),
        related("image", "media/logo.png", "Internal"),
    ],
    ids=["plain", "page numbers", "link field", "own picture"],
)
def test_a_sound_file_is_kept_as_it_came(data: bytes):
    checked = checked_template("..\\会议纪要 模板.DOCX", data)
    assert checked.content == data
    assert checked.name == "会议纪要 模板.docx"
    assert checked.media_type == DOCX
    assert checked.sha256 == hashlib.sha256(data).hexdigest()
