"""What the papers of a meeting have in common: the lines they begin with, their marks, blanks to fill in."""

from collections.abc import Iterable, Sequence

from dashboard.documents.meeting_papers.facts import Head
from dashboard.documents.minutes.punctuation import chinese, with_colon
from dashboard.documents.paper.model import Block, Column, Labelled, Layout, Paper, Paragraph, Table
from dashboard.formats import clock, day_with_weekday, local_date
from dashboard.i18n import gettext as _
from dashboard.i18n import language, pgettext

BLANK = "＿＿＿"
"""A place to write a figure into."""


def when(head: Head) -> str:
    """Return day, weekday and hours of a meeting."""
    day = day_with_weekday(local_date(head.starts_at))
    hours = clock(head.starts_at)
    if head.ends_at > head.starts_at:
        hours = f"{hours}—{clock(head.ends_at)}"
    return f"{day} {hours}"


def particulars(head: Head) -> tuple[Labelled, ...]:
    """Return number, time and place as lines."""
    lines = (
        (_("Meeting"), f"{head.title}（{head.number}）" if chinese() else f"{head.title} ({head.number})"),
        (pgettext("paper", "Time"), when(head)),
        (_("Place"), head.place),
    )
    return tuple(Labelled(label=label, text=text) for label, text in lines)


def marks(*, draft: bool = False, called_off: bool = False, demo: bool = False) -> str:
    """Return the warning at the head of every page."""
    words = (
        (called_off, pgettext("paper", "CALLED OFF")),
        (draft and not called_off, pgettext("paper", "DRAFT")),
        (demo, _("Demonstration data")),
    )
    return "　".join(word for holds, word in words if holds)


def sheet(sort: str, title: str, head: Head, blocks: Iterable[Block], **more: object) -> Paper:
    """Return a form of a meeting in the language spoken now."""
    made = {
        "sort": sort,
        "layout": Layout.FORM,
        "title": title,
        "blocks": tuple(blocks),
        "marks": marks(draft=head.draft, called_off=head.called_off, demo=head.demo),
        "language": language(),
    }
    return Paper.model_validate(made | more)


def two_columns(rows: Sequence[tuple[str, str]], *, share: float = 4.5) -> Table:
    """Return label and text beside each other; rows without a text are left out."""
    columns = (Column(title=_("Point")), Column(title=pgettext("paper", "Content"), share=share))
    return Table(columns=columns, rows=tuple(row for row in rows if row[1]), row_mm=8)


def lines(texts: Iterable[str]) -> str:
    """Return texts one below the other, without the empty ones."""
    return "\n".join(text for text in texts if text)


def small(text: str) -> Paragraph:
    """Return a line of explanation that begins at the margin."""
    return Paragraph(text=text, align="left")


def colon(label: str, text: str) -> str:
    """Return a label, its colon and a text in one line."""
    return f"{with_colon(label)}{text}"


def numbered(position: int, title: str) -> str:
    """Return an item with its place on the agenda: 议题3　…… / Item 3: …"""
    return (_("Item %(n)s　%(title)s") if chinese() else _("Item %(n)s: %(title)s")) % {"n": position, "title": title}
