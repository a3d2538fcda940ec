"""What do the pages of an item of the claim list and of a project tell, from the proposal to the finished work?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from dashboard.exchange.archive.pages import Cell, Link, facts, heading, links, page, paragraph
from dashboard.formats import yuan
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services.archive.readable.lists import LISTS
from dashboard.services.archive.readable.source import Row, Source, Told, lifeline
from models.enums import OfferKind

AT_ONCE = 200
"""Things whose pages are made together."""
Hanging = dict[Any, list[dict[str, Any]]]


def amount(_source: Source, row: Row) -> Cell:
    """Return how much of something an item asks for: money in yuan, else whole units."""
    return yuan(row["amount"]) if row["offer"] == OfferKind.FUNDS else row["amount"]


def _without_item(name: str) -> tuple[Told, ...]:
    return tuple(one for one in LISTS[name].told if one.of != "need_id")


ITEM_PARTS: Mapping[str, tuple[str, str, tuple[Told, ...]]] = {
    "need_part": (N_("Resources asked for"), "need_id", (
        Told(N_("What is offered"), "offer"), Told(N_("Text"), "text"), Told(N_("How much"), amount),
        Told(N_("Unit of counting"), "unit"), Told(N_("Struck"), "removed_at"))),
    "legal_opinion": (N_("Legal opinions"), "need_id", (
        Told(N_("When"), "at"), Told(N_("Conclusion"), "conclusion"), Told(N_("Text"), "text"),
        Told(N_("Basis"), "basis"))),
    "match_talk": (N_("Talks"), "need_id", (
        Told(N_("Held on"), "held_on"), Told(N_("Present"), "present"), Told(N_("Text"), "text"))),
    "claim": (N_("Claims"), "need_id", _without_item("claims")),
    "notice": (N_("Public notices"), "need_id", _without_item("notices")),
}  # fmt: skip
"""Table -> heading, the column that names the item, and the columns shown."""

PROJECT_PARTS: Mapping[str, tuple[str, str, tuple[Told, ...]]] = {
    "budget_line": (N_("Money by source"), "project_id", (
        Told(N_("Source"), "source"), Told(N_("Amount approved"), "approved_fen"),
        Told(N_("Amount paid"), "paid_fen"))),
    "payment": (N_("Payments"), "project_id", (
        Told(N_("Paid on"), "paid_on"), Told(N_("Source"), "source"), Told(N_("Amount"), "amount_fen"),
        Told(N_("Note"), "note"), Told(N_("Reference"), "reference"))),
    "milestone": (N_("Milestones"), "project_id", (
        Told(N_("Name"), "name"), Told(N_("Planned date"), "planned_on"), Told(N_("Reached on"), "actual_on"),
        Told(N_("Struck"), "removed_at"))),
    "progress_report": (N_("Progress reports"), "project_id", (
        Told(N_("When"), "at"), Told(N_("Progress in percent"), "percent"), Told(N_("Text"), "text"),
        Told(N_("Organisation"), "organisation_id"))),
    "project_change": (N_("Changes"), "project_id", (
        Told(N_("When"), "proposed_at"), Told(N_("Type"), "type"), Told(N_("Reason"), "reason"),
        Told(N_("Scope"), "scope"), Told(N_("Status"), "status"))),
    "upkeep_report": (N_("Looking after the result"), "project_id", (
        Told(N_("Checked on"), "checked_on"), Told(N_("In order"), "in_order"), Told(N_("Text"), "text"))),
}  # fmt: skip


def item_pages(source: Source, home: str) -> Iterator[tuple[str, bytes]]:
    """Yield where the page of each item lies, and the page."""
    for some in _together(source, "need"):
        keys = [row["id"] for row in some]
        parts = {name: source.hanging(name, column, keys) for name, (_title, column, _told) in ITEM_PARTS.items()}
        agenda, projects = source.hanging("agenda_item", "need_id", keys), source.hanging("project", "need_id", keys)
        life, files = _named(source, "need", keys)
        for row in some:
            name = source.page_of("need", row["id"])
            drawn = [
                facts(_item_facts(source, row, projects.get(row["id"], []), agenda.get(row["id"], [])), name),
                *_texts(row),
                *_sections(source, ITEM_PARTS, parts, row["id"], name),
                *_end(source, "need", row["id"], life, files, name),
            ]
            yield name, page(f"{row['number']}　{row['title']}", drawn, name=name, home=home)


def project_pages(source: Source, home: str) -> Iterator[tuple[str, bytes]]:
    """Yield where the page of each project lies, and the page."""
    for some in _together(source, "project"):
        keys = [row["id"] for row in some]
        parts = {name: source.hanging(name, column, keys) for name, (_title, column, _told) in PROJECT_PARTS.items()}
        life, files = _named(source, "project", keys, "project_before", "project_after")
        for row in some:
            name = source.page_of("project", row["id"])
            told = zip(LISTS["projects"].told, source.cells("project", LISTS["projects"].told, row), strict=True)
            drawn = [
                facts([(_(one.title), cell) for one, cell in list(told)[1:]], name),
                facts(
                    [(_("Who looks after it afterwards"), row["upkeep_unit"]), (_("Supplier"), row["supplier"])], name
                ),
                *_sections(source, PROJECT_PARTS, parts, row["id"], name),
                *_end(source, "project", row["id"], life, files, name),
            ]
            title = f"{row['number']}　{source.titles.get(row['need_id'], '')}"
            yield name, page(title, drawn, name=name, home=home)


def _together(source: Source, name: str) -> Iterator[list[dict[str, Any]]]:
    whole = source.selection.whole[name]
    rows = (row for row in source.rows(name) if row["id"] in whole)
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _named(source: Source, kind: str, keys: Sequence[int], *owners: str) -> tuple[Hanging, Hanging]:
    """Return the moves and the files of things by their number."""
    names = {f"{owner}/{key}": key for key in keys for owner in (kind, *owners)}
    found: tuple[Hanging, Hanging] = ({}, {})
    for into, table, column in ((found[0], "life_event", "subject"), (found[1], "attachment", "owner")):
        for name, rows in source.hanging(table, column, list(names)).items():
            into.setdefault(names[name], []).extend(rows)
    return found


def _sections(
    source: Source,
    parts: Mapping[str, tuple[str, str, tuple[Told, ...]]],
    rows: Mapping[str, Hanging],
    key: int,
    name: str,
) -> Iterator[str]:
    for table, (title, _column, told) in parts.items():
        yield source.section(_(title), table, told, rows[table].get(key, []), name)


def _end(source: Source, kind: str, key: int, life: Hanging, files: Hanging, name: str) -> Iterator[str]:
    if papers := files.get(key):
        yield heading(_("Files"))
        yield links((Link(row["name"], row["content"]) for row in papers), name)
    yield source.section(_("What became of it"), "life_event", lifeline(kind), life.get(key, []), name)


def _item_facts(source: Source, row: Row, projects: Sequence[Row], agenda: Sequence[Row]) -> list[tuple[str, Cell]]:
    told = zip(LISTS["claim-list"].told, source.cells("need", LISTS["claim-list"].told, row), strict=True)
    found = [(_(one.title), cell) for one, cell in list(told)[2:]]
    found += [(_("Merged into"), source.link("need", row["merged_into_id"])), (_("Referred to"), row["referred_to"])]
    found += [(_("Project"), source.link("project", one["id"])) for one in projects]
    return found + [(_("Meeting"), source.link("meeting", one["meeting_id"])) for one in agenda]


def _texts(row: Row) -> Iterator[str]:
    for title, words in ((_("What is the matter, and why"), row["reasons"]), (_("Suggestion"), row["suggestion"])):
        if words:
            yield heading(title)
            yield paragraph(words)
