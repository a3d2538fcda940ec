"""How does a paper become a file as the office hands it out: its template, its line pitch, its fonts?"""

from contextlib import AbstractContextManager

from dashboard.documents.paper import Paper, render
from dashboard.documents.paper.office_fonts import in_office_fonts
from dashboard.errors import BadInput
from dashboard.i18n import LANGUAGES, speaking
from dashboard.rules.permissions import Permission
from dashboard.services import templates
from dashboard.services.context import Context
from dashboard.services.minutes.shapes import Export

DOCX = "docx"


def speaking_as_asked(language: str) -> AbstractContextManager[None]:
    """Speak the language a paper is asked for in.

    Raises:
        BadInput: there is no such language (field ``language``).
    """
    if language not in LANGUAGES:
        raise BadInput("language", "Please choose one of the languages offered.")
    return speaking(language)


def filed(ctx: Context, needs: Permission, made: Paper, fmt: str, stem: str) -> Export:
    """Return a paper as a file; a Word file uses the office's own template where there is one.

    Raises:
        NotAllowed: the actor lacks the permission ``needs``.
        BadInput: there is no such format, or a text holds a character that cannot be printed.
    """
    with ctx.reading(needs) as session:
        own = templates.in_force(session, made.sort) if fmt == DOCX else None
        pitch, fonts = templates.line_pitch(session), templates.fonts(session)
    file = render(made.model_copy(update={"line_pitch_pt": pitch}), fmt, template=own)
    content = in_office_fonts(file.content, fonts) if fmt == DOCX else file.content
    return Export(f"{stem}.{file.extension}", file.media_type, content)
