"""How does a paper become a PDF in the layout of official documents?

The text reaches typst as JSON and stays data there: nothing in it is read as markup.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

from dashboard.documents.paper.drawn import drawn
from dashboard.documents.paper.fonts import Library, library
from dashboard.documents.paper.model import Paper
from dashboard.documents.paper.texts import texts
from dashboard.errors import BadInput
from dashboard.i18n import N_, speaking
from dashboard.i18n import gettext as _

FOLDER = Path(__file__).parent / "templates"

STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1, tagged for screen readers. Not PDF/A: that asks for a moment of making, and equal papers would differ."""

NO_FONT = N_(
    "No Chinese font was found on this server, so no PDF can be made. Install the package fonts-noto-cjk, or put "
    "fonts into a folder and name it in RIVERSIDE_FONT_DIR; until then take the Word document or the web page."
)

_one_at_a_time = Lock()
"""A typst compiler serves one call at a time."""


@dataclass(frozen=True, slots=True)
class PdfState:
    """Whether PDF files can be made here; if not, the reason, translated."""

    ready: bool
    reason: str
    faces: tuple[str, ...]
    """Families that set Chinese here, the best first."""


def pdf_state(fonts: Library | None = None) -> PdfState:
    """Return whether PDF files can be made with these fonts, or with those of this installation."""
    faces = (fonts or library()).chinese()
    return PdfState(bool(faces), "" if faces else _(NO_FONT), faces)


def to_pdf(paper: Paper, fonts: Library | None = None) -> bytes:
    """Return the paper as a tagged PDF, A4, its fonts inside. Equal papers give equal bytes.

    Raises:
        BadInput: no Chinese font is here, or none of those here has a character of the paper.
    """
    held = fonts or library()
    if not held.chinese():
        raise BadInput("format", NO_FONT)
    with speaking(paper.language):
        _refuse_missing(paper, held)
        data = json.dumps(drawn(paper, held), ensure_ascii=False)
    with _one_at_a_time:
        made = _compiler(held).compile(format="pdf", sys_inputs={"paper": data}, pdf_standards=[STANDARD])
    if not isinstance(made, bytes):
        raise TypeError("typst returned no single file")
    return made


@lru_cache(maxsize=4)
def _compiler(fonts: Library) -> typst.Compiler:
    return typst.Compiler(FOLDER / "office.typ", root=FOLDER, font_paths=fonts.fonts, ignore_system_fonts=True)


def _refuse_missing(paper: Paper, fonts: Library) -> None:
    for field, text in texts(paper):
        if lacking := fonts.missing(text):
            raise BadInput(
                field,
                "No font on this server has the characters %(characters)s, so a PDF would leave them out. Take the "
                "Word document or the web page, or have a font with these characters put into RIVERSIDE_FONT_DIR.",
                characters=" ".join(f"{one} (U+{ord(one):04X})" for one in lacking),
            )
