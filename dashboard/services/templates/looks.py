"""In which look was a paper issued, so that it keeps it whatever template and fonts count by now?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from dashboard.documents.paper.office_fonts import SHIPPED, in_office_fonts
from dashboard.services.templates.layout import fonts, line_pitch
from dashboard.services.templates.reading import of_version, version_in_force


@dataclass(frozen=True, slots=True)
class Look:
    """The template of a Word file, ``None`` for the one shipped, and the fonts it names."""

    template: bytes | None
    fonts: Mapping[str, str]

    def finished(self, fmt: str, content: bytes) -> bytes:
        """Return a file in its fonts: a Word file names them, any other comes back as it is."""
        return in_office_fonts(content, self.fonts) if fmt == "docx" else content


def kept(session: Session, sort: str) -> dict[str, Any]:
    """Return the look in force now as JSON values, to be frozen with a paper when it is issued."""
    return {
        "line_pitch_pt": line_pitch(session),
        "document_fonts": fonts(session),
        "template_version": version_in_force(session, sort),
    }


def look(session: Session, sort: str, frozen: Mapping[str, Any]) -> Look:
    """Return the look a paper was issued in; what was issued before looks were kept has the one shipped."""
    version = int(frozen.get("template_version", 0))
    return Look(of_version(session, sort, version), frozen.get("document_fonts", SHIPPED))
