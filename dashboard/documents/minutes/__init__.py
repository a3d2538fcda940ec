"""The minutes of a meeting as they leave the office. A new format is one module here and one line below."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.documents.minutes.docx import to_docx
from dashboard.documents.minutes.markdown import to_markdown
from dashboard.documents.minutes.paper import MinutesPaper
from dashboard.errors import BadInput
from dashboard.i18n import N_


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """A kind of file that minutes are handed out as; ``label`` is translated where it is shown."""

    label: str
    extension: str
    media_type: str
    write: Callable[[MinutesPaper], bytes]


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One file, ready to hand out."""

    extension: str
    media_type: str
    content: bytes


FORMATS: Mapping[str, PaperFormat] = {
    "docx": PaperFormat(
        N_("Word document"),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_docx,
    ),
    "md": PaperFormat(
        N_("Plain text (Markdown)"),
        "md",
        "text/markdown; charset=utf-8",
        lambda paper: to_markdown(paper).encode(),
    ),
}


def render(paper: MinutesPaper, fmt: str) -> PaperFile:
    """Return the minutes as a file of the format that ``FORMATS`` knows under the name ``fmt``.

    Raises:
        BadInput: there is no such format, or a text holds a character that no document can hold.
    """
    if (chosen := FORMATS.get(fmt)) is None:
        raise BadInput(
            "format", "Minutes cannot be handed out as “%(format)s”. Choose one of the formats offered.", format=fmt
        )
    return PaperFile(chosen.extension, chosen.media_type, chosen.write(paper))
