"""In which look was a paper issued, so that it keeps it whatever template and fonts count by now?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from dashboard.documents.paper import Paper, PaperFile, render
from dashboard.documents.paper.office_fonts import SHIPPED, in_office_fonts
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
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


def dressed(ctx: Context, needs: Permission, made: Paper, fmt: str) -> PaperFile:
    """Return a paper as a file in the look in force now for its sort: template, line pitch and fonts.

    Raises:
        NotAllowed: the actor lacks the permission ``needs``.
        BadInput: there is no such format, or a text holds a character that cannot be printed.
    """
    with ctx.reading(needs) as session:
        now = kept(session, made.sort)
        worn = look(session, made.sort, now)
    own = worn.template if fmt == "docx" else None
    file = render(made.model_copy(update={"line_pitch_pt": now["line_pitch_pt"]}), fmt, template=own)
    return PaperFile(file.extension, file.media_type, worn.finished(fmt, file.content))
