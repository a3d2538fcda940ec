"""How does a paper become a file as the office hands it out: its template, its line pitch, its fonts?"""

from contextlib import AbstractContextManager

from dashboard.documents.paper import Paper
from dashboard.errors import BadInput
from dashboard.i18n import LANGUAGES, speaking
from dashboard.rules.permissions import Permission
from dashboard.services import templates
from dashboard.services.context import Context
from dashboard.services.minutes.shapes import Export


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
    file = templates.dressed(ctx, needs, made, fmt)
    return Export(f"{stem}.{file.extension}", file.media_type, file.content)
