"""Which lists does an archive hold as tables for everybody: as CSV and as a page?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.exchange.archive import ArchiveWriter
from dashboard.exchange.archive.pages import Cell, Link, page, paragraph, table
from dashboard.exchange.csv_out import safe_csv
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services.archive.readable.source import Row, Source, Told


@dataclass(frozen=True, slots=True)
class List:
    """One list: the table it shows and its columns."""

    title: str
    table: str
    told: tuple[Told, ...]


def _own(source: Source, row: Row, name: str) -> Cell:
    return source.link(name, row["id"])


LISTS: Mapping[str, List] = {
    "meetings": List(
        N_("Meetings"),
        "meeting",
        (
            Told(N_("Number"), lambda source, row: _own(source, row, "meeting")),
            Told(N_("Title"), "title"),
            Told(N_("Type"), "type"),
            Told(N_("Date and time"), "starts_at"),
            Told(N_("Place"), "place"),
            Told(N_("Status"), "status"),
        ),
    ),
    "decisions": List(
        N_("Decisions"),
        "decision",
        (
            Told(N_("Number"), "number"),
            Told(N_("Meeting"), "meeting_id"),
            Told(N_("Decision"), "text"),
            Told(N_("Conditions"), "conditions"),
            Told(N_("Kind of decision"), "resolution"),
            Told(
                N_("Lead organisation"),
                lambda source, row: row["lead_unit"] or source.link("organisation", row["lead_organisation_id"]),
            ),
            Told(N_("Partners"), "partners"),
            Told(N_("Due date"), "due_on"),
            Told(N_("Status"), "status"),
        ),
    ),
    "tasks": List(
        N_("Tasks"),
        "task",
        (
            Told(N_("Meeting"), "meeting_id"),
            Told(N_("Task"), "text"),
            Told(N_("Unit"), lambda source, row: row["unit"] or source.link("organisation", row["organisation_id"])),
            Told(N_("Due date"), "due_on"),
            Told(N_("Status"), "status"),
        ),
    ),
    "claim-list": List(
        N_("Claim list"),
        "need",
        (
            Told(N_("Number"), lambda source, row: _own(source, row, "need")),
            Told(N_("Title"), "title"),
            Told(N_("Category"), "category_code"),
            Told(N_("Neighbourhood"), "area_id"),
            Told(N_("Exact place"), "place"),
            Told(N_("Handed in"), "submitted_at"),
            Told(N_("Budget"), "budget_fen"),
            Told(N_("Power to decide"), "decision_power"),
            Told(N_("Status"), "status"),
            Told(N_("Result"), "result"),
        ),
    ),
    "claims": List(
        N_("Claims"),
        "claim",
        (
            Told(N_("Number"), "number"),
            Told(N_("Claim-list item"), "need_id"),
            Told(N_("Organisation"), "organisation_id"),
            Told(N_("What is offered"), "offer"),
            Told(N_("The offer in words"), "offer_text"),
            Told(N_("Value in yuan"), "value_fen"),
            Told(N_("Promised by"), "promised_on"),
            Told(N_("Status"), "status"),
        ),
    ),
    "projects": List(
        N_("Projects"),
        "project",
        (
            Told(N_("Number"), lambda source, row: _own(source, row, "project")),
            Told(N_("Claim-list item"), "need_id"),
            Told(N_("Lead organisation"), "organisation_id"),
            Told(N_("Established"), "established_at"),
            Told(N_("Due date"), "due_on"),
            Told(N_("Started on"), "started_on"),
            Told(N_("Finished on"), "finished_on"),
            Told(N_("Accepted on"), "accepted_on"),
            Told(N_("Progress in percent"), "percent"),
            Told(N_("Status"), "status"),
        ),
    ),
    "notices": List(
        N_("Public notices"),
        "notice",
        (
            Told(N_("Number"), "number"),
            Told(N_("Claim-list item"), "need_id"),
            Told(N_("Text"), "text"),
            Told(N_("First day"), "starts_on"),
            Told(N_("Last day"), "ends_on"),
            Told(N_("Status"), "status"),
            Told(N_("Outcome"), "outcome"),
        ),
    ),
    "agreements": List(
        N_("Co-building agreements"),
        "agreement",
        (
            Told(N_("Number"), "number"),
            Told(N_("Title"), "title"),
            Told(N_("Goals"), "goals"),
            Told(N_("Money"), "money_fen"),
            Told(N_("First day"), "starts_on"),
            Told(N_("Last day"), "ends_on"),
            Told(N_("Status"), "status"),
        ),
    ),
    "resources": List(
        N_("Resources list"),
        "resource",
        (
            Told(N_("Number"), "number"),
            Told(N_("Organisation"), "organisation_id"),
            Told(N_("What is offered"), "offer"),
            Told(N_("Title"), "title"),
            Told(N_("Text"), "text"),
            Told(N_("First day"), "from_on"),
            Told(N_("Last day"), "until_on"),
            Told(N_("Status"), "status"),
        ),
    ),
    "members": List(
        N_("Member organisations"),
        "organisation",
        (
            Told(N_("Code"), "code"),
            Told(N_("Chinese name"), "name_zh"),
            Told(N_("English name"), "name_en"),
            Told(N_("Type"), "type"),
            Told(N_("Joined on"), "joined_on"),
            Told(N_("Left on"), "left_on"),
        ),
    ),
}
"""Name of the files -> the list."""


def write_lists(source: Source, archive: ArchiveWriter, home: str) -> list[tuple[Cell, ...]]:
    """Write every list as CSV and as a page; return links to both and how many rows there are."""
    found: list[tuple[Cell, ...]] = []
    for name, one in LISTS.items():
        heads, place = [_(told.title) for told in one.told], f"lists/{name}.html"
        rows = [source.cells(one.table, one.told, row) for row in _belonging(source, one.table)]
        drawn = table(heads, rows, place) or paragraph(_("None in this year."))
        archive.add(place, page(_(one.title), [drawn], name=place, home=home))
        archive.add(f"lists/{name}.csv", safe_csv((_plain(row) for row in rows), heads))
        found.append((Link(_(one.title), place), Link(f"{name}.csv", f"lists/{name}.csv"), len(rows)))
    return found


def _belonging(source: Source, name: str) -> Iterable[Row]:
    """Return the rows of the year itself, without those that it only refers to."""
    alone = source.selection.alone.get(name, set())
    return (row for row in source.rows(name) if row.get("id") not in alone)


def _plain(row: Iterable[Cell]) -> list[str | int | None]:
    return [cell.words if isinstance(cell, Link) else cell for cell in row]
