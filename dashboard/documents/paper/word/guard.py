"""Is a file that somebody hands in as a Word template one, and does it bring nothing else along?"""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx.oxml import parse_xml

from dashboard.errors import BadInput

LARGEST = 3_000_000
"""Bytes of a template file."""

LARGEST_UNPACKED, MOST_PARTS, LARGEST_TEXT = 20_000_000, 300, 2_000_000
"""Bytes unpacked, files inside, and bytes of one XML part: a small file may unpack to more than a memory holds."""

MOST_BRACES = 2_000
"""Opening braces in one part; the house's forms have some 200. docxtpl looks for placeholders in a time that grows
with their square."""

MAIN = "word/document.xml"
DANGEROUS_PART = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|afchunk|customui|\.(bin|exe|dll|ole)$", re.IGNORECASE
)
MACRO = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
CHUNK = re.compile(rb"<\w*:?(altChunk|object|control|OLEObject)\b")
FETCHING = re.compile(
    rb"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|RD|DATABASE|MERGEFIELD|MACROBUTTON|FILLIN|ASK)\b"
)
INSTRUCTIONS = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr\s*=\s*[\"'](.*?)[\"']", re.DOTALL)


def refuse_dangerous(content: bytes) -> None:
    """Let a template pass that is a plain Word document, or say what is wrong with it.

    Raises:
        BadInput: the file is too large, no Word document, holds macros or embedded objects, or fetches something.
    """
    if len(content) > LARGEST:
        raise BadInput(
            "template", "The template is larger than %(mb)d MB. Make its pictures smaller.", mb=LARGEST // 1_000_000
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_large(archive.infolist())
            if MAIN not in archive.namelist():
                raise BadInput("template", "The file is no Word document. Save the template as .docx.")
            for part in archive.infolist():
                _refuse_part(part.filename, archive.read(part))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, SyntaxError, ValueError) as problem:
        raise BadInput("template", "The file is no Word document. Save the template as .docx.") from problem


def _refuse_large(parts: list[ZipInfo]) -> None:
    text = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED or text > LARGEST_TEXT:
        raise BadInput("template", "The template holds too much. Begin with the template of the house and change that.")


def _refuse_part(name: str, content: bytes) -> None:
    if DANGEROUS_PART.search(name) or (name == "[Content_Types].xml" and MACRO.search(content)):
        raise BadInput(
            "template", "The template holds macros or embedded objects. Save it as .docx without them and try again."
        )
    if not name.endswith((".xml", ".rels")):
        return
    if ENTITY.search(content) or b"\x00" in content:
        raise BadInput("template", "The file is no Word document. Save the template as .docx.")
    if content.count(b"{") > MOST_BRACES:
        raise BadInput("template", "The template holds too much. Begin with the template of the house and change that.")
    parse_xml(content)
    if name.endswith(".rels") and EXTERNAL.search(content):
        raise BadInput(
            "template",
            "The template links to something outside itself. Take out links, linked pictures and an attached template.",
        )
    fields = b"".join(b"".join(found) for found in INSTRUCTIONS.findall(content))
    if CHUNK.search(content) or FETCHING.search(fields.upper()):
        raise BadInput(
            "template", "The template holds a field or object that fetches something. Only page numbers are allowed."
        )
