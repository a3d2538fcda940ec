"""What people read in an archive without the program: an introduction, the contents, pages, lists, the minutes."""

from collections.abc import Sequence
from itertools import chain

from dashboard.documents.minutes import FORMATS
from dashboard.errors import DomainError
from dashboard.exchange.archive import ArchiveWriter
from dashboard.exchange.archive.layout import INDEX, README, safe_name
from dashboard.exchange.archive.pages import Cell, Link, heading, links, page, paragraph, table
from dashboard.i18n import DEFAULT, speaking
from dashboard.i18n import gettext as _
from dashboard.services import minutes
from dashboard.services.archive.plan import left_out
from dashboard.services.archive.readable.introduction import introduction
from dashboard.services.archive.readable.items import item_pages, project_pages
from dashboard.services.archive.readable.lists import write_lists
from dashboard.services.archive.readable.meetings import meeting_page
from dashboard.services.archive.readable.source import Row, Source
from dashboard.services.archive.shapes import Progress
from dashboard.services.context import Context

Papers = dict[str, list[Link]]
"""Number of a meeting -> its minutes as files."""


def write_readable(ctx: Context, source: Source, archive: ArchiveWriter, progress: Progress) -> None:
    """Write everything people read, in the language of the office.

    Args:
        ctx: whoever may read the minutes.
    """
    year = source.selection.year.number
    with speaking(DEFAULT):
        home = _("Contents")
        meetings = [row for row in source.rows("meeting") if row["id"] in source.selection.whole["meeting"]]
        unfinished: list[str] = []
        for done, meeting in enumerate(meetings, 1):
            papers = _minutes(ctx, source, archive, meeting, unfinished)
            archive.add(*meeting_page(source, meeting, papers, home))
            progress(0.8 * done / len(meetings))
        for name, content in chain(item_pages(source, home), project_pages(source, home)):
            archive.add(name, content)
        lists = write_lists(source, archive, home)
        archive.add(README, introduction(year, left_out(), unfinished).encode("utf-8-sig"))
        archive.add(INDEX, _contents(source, meetings, lists, unfinished))
        progress(1.0)


def _minutes(ctx: Context, source: Source, archive: ArchiveWriter, meeting: Row, unfinished: list[str]) -> list[Link]:
    """Write the minutes of a meeting in every format there is; note those that cannot be made."""
    found: list[Link] = []
    drafted = [row for row in source.rows("minutes") if row["meeting_id"] == meeting["id"]]
    for fmt, known in FORMATS.items() if drafted else ():
        try:
            made = minutes.export(ctx, meeting["number"], fmt)
        except DomainError as refused:
            words = {"meeting": meeting["number"], "format": _(known.label), "reason": str(refused)}
            unfinished.append(_("Minutes of %(meeting)s as %(format)s: %(reason)s") % words)
            continue
        name = f"meetings/{safe_name(meeting['number'])}/{safe_name(made.name)}"
        archive.add_document(name, made.content)
        found.append(Link(f"{_(known.label)}　{made.name}", name))
    return found


def _contents(
    source: Source, meetings: Sequence[Row], lists: Sequence[Sequence[Cell]], unfinished: Sequence[str]
) -> bytes:
    """Return the contents: by meeting, by list, by item, by project."""
    title = _("Archive of %(year)s, Riverside Joint Party Committee") % {"year": source.selection.year.number}
    chosen = source.selection.whole
    held = [Link(f"{row['number']}　{row['title']}", source.page_of("meeting", row["id"])) for row in meetings]
    items = (
        Link(f"{row['number']}　{row['title']}", source.page_of("need", row["id"]))
        for row in source.rows("need")
        if row["id"] in chosen["need"]
    )
    works = (
        Link(f"{row['number']}　{source.titles.get(row['need_id'], '')}", source.page_of("project", row["id"]))
        for row in source.rows("project")
        if row["id"] in chosen["project"]
    )
    parts = [links([Link(README, README)], INDEX)]
    for words, found in ((_("Meetings"), held), (_("Claim list"), items), (_("Projects"), works)):
        drawn = links(found, INDEX)
        parts += [heading(words), drawn or paragraph(_("None in this year."))]
    parts += [heading(_("Lists")), table([_("List"), _("Table as CSV"), _("Rows")], lists, INDEX)]
    if unfinished:
        parts += [heading(_("Papers that could not be made")), *(paragraph(sentence) for sentence in unfinished)]
    return page(title, parts, name=INDEX)


__all__ = ["Source", "write_readable"]
