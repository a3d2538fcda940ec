"""What does the page of a meeting tell: who came, what was discussed, how the votes went, what follows?"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement

from dashboard.exchange.archive.pages import Cell, Link, facts, heading, links, page, paragraph
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.rules.decisions import Rule, in_words
from dashboard.services.archive.plan import TABLES
from dashboard.services.archive.readable.source import Row, Source, Told, lifeline
from models.enums import VoteMode

ATTENDANCE = (
    Told(N_("Seat"), "seat_id"),
    Told(N_("Presence"), "presence"),
    Told(N_("Sitting in"), "substitute"),
)
GUESTS = (Told(N_("Unit"), "unit"), Told(N_("Post"), "post"), Told(N_("Attends as"), "type"))
VOTES = (
    Told(N_("Round"), "round_no"),
    Told(N_("Motion"), "text"),
    Told(N_("Rule"), lambda _source, row: "" if row["rule"] is None else in_words(Rule.from_json(row["rule"]))),
    Told(N_("How it was voted"), "mode"),
    Told(N_("Entitled"), "entitled"),
    Told(N_("Present"), "present"),
    Told(N_("For"), lambda _source, row: counted(row, "votes_for")),
    Told(N_("Against"), lambda _source, row: counted(row, "votes_against")),
    Told(N_("Abstain"), lambda _source, row: counted(row, "votes_abstain")),
    Told(N_("Votes needed"), "votes_needed"),
    Told(N_("Result"), "outcome"),
    Told(N_("Conditions"), "conditions"),
)
VIEWS = (
    Told(N_("Seat"), "seat_id"),
    Told(N_("Differing view"), "text"),
    Told(N_("What would change it"), "would_change"),
)
DECISIONS = (
    Told(N_("Number"), "number"),
    Told(N_("Decision"), "text"),
    Told(N_("Due date"), "due_on"),
    Told(N_("Status"), "status"),
)
TASKS = (
    Told(N_("Task"), "text"),
    Told(N_("Unit"), lambda source, row: row["unit"] or source.link("organisation", row["organisation_id"])),
    Told(N_("Due date"), "due_on"),
    Told(N_("Status"), "status"),
)
SHEETS = (
    Told(N_("Correction"), "correction_no"),
    Told(N_("Version"), "version"),
    Told(N_("Reason"), "reason"),
    Told(N_("Approved at"), "approved_at"),
    Told(N_("SHA-256 of the text"), "sha256"),
)
RECORD = (
    Told(N_("Entry"), "entry_no"),
    Told(N_("Type"), "type"),
    Told(N_("Seat"), "seat_id"),
    Told(N_("Main view"), "view"),
    Told(N_("Clear position"), "stance"),
    Told(N_("Struck"), "struck"),
    Told(N_("Reason"), "reason"),
)


def counted(row: Row, column: str) -> Cell:
    """Return a count of a vote; nothing for a secret vote with so few ballots that its counts may not be shown."""
    cast = sum(row[name] or 0 for name in ("votes_for", "votes_against", "votes_abstain"))
    if row["mode"] == VoteMode.SECRET and cast < row["hidden_below"]:
        return _("not shown")
    return str(row[column]) if row[column] is not None else ""


def meeting_page(source: Source, meeting: Row, papers: Sequence[Link], home: str) -> tuple[str, bytes]:
    """Return where the page of a meeting lies, and the page."""
    name = source.page_of("meeting", meeting["id"])
    parts = [_head(source, meeting, name)]
    if papers:
        parts += [heading(_("Minutes")), links(papers, name), *_approvals(source, meeting, name)]
    parts += [
        source.section(_("Attendance"), "attendance", ATTENDANCE, _of(source, "attendance", meeting), name),
        source.section(_("Guests"), "guest", GUESTS, _of(source, "guest", meeting), name),
        *_agenda(source, meeting, name),
        source.section(_("Tasks"), "task", TASKS, _of(source, "task", meeting), name),
        source.section(_("Record of the meeting"), "record_entry", RECORD, _newest(source, meeting), name),
        *_public(source, meeting),
        source.section(_("What became of it"), "life_event", lifeline("meeting"), _life(source, meeting), name),
    ]
    return name, page(f"{meeting['number']}　{meeting['title']}", parts, name=name, home=home)


def _head(source: Source, meeting: Row, name: str) -> str:
    told = (
        (N_("Body"), "body_code"),
        (N_("Type"), "type"),
        (N_("Date and time"), "starts_at"),
        (N_("Place"), "place"),
        (N_("Status"), "status"),
    )
    return facts([(_(title), source.cell("meeting", column, meeting)) for title, column in told], name)


def _approvals(source: Source, meeting: Row, name: str) -> Iterator[str]:
    """Yield how the minutes were approved and corrected."""
    for row in _of(source, "minutes", meeting):
        sheets = list(source.rows("minutes_sheet", _here("minutes_sheet", "minutes_id", row["id"])))
        yield source.section(_("Approval of the minutes"), "minutes_sheet", SHEETS, sheets, name)


def _public(source: Source, meeting: Row) -> Iterator[str]:
    """Yield the newest public version of the minutes, its headings without their mark."""
    for row in _of(source, "minutes", meeting):
        public = list(source.rows("public_minutes", _here("public_minutes", "minutes_id", row["id"])))
        if public:
            newest = max(public, key=lambda one: int(one["version"]))
            words = "\n".join(line.removeprefix("# ") for line in newest["text"].split("\n"))
            yield heading(_("Public version of the minutes")) + paragraph(words)
            yield paragraph(newest["left_out"]) if newest["left_out"] else ""


def _agenda(source: Source, meeting: Row, name: str) -> list[str]:
    items = sorted(_of(source, "agenda_item", meeting), key=lambda row: (row["position"], row["id"]))
    ids = [row["id"] for row in items]
    votes, decisions = (
        source.hanging("motion", "agenda_item_id", ids),
        source.hanging("decision", "agenda_item_id", ids),
    )
    views = source.hanging("objection", "motion_id", [vote["id"] for some in votes.values() for vote in some])
    papers = source.hanging("attachment", "owner", [f"agenda_item/{one}" for one in ids])
    parts = []
    for item in items:
        own = votes.get(item["id"], [])
        reserved = [view for vote in own for view in views.get(vote["id"], [])]
        parts += [
            heading(f"{item['position']}. {item['title']}"),
            facts(_item_facts(source, item), name),
            paragraph(item["discussion"]) if item["discussion"] else "",
            source.section(_("Votes"), "motion", VOTES, own, name),
            source.section(_("Differing views"), "objection", VIEWS, reserved, name),
            source.section(_("Decisions"), "decision", DECISIONS, decisions.get(item["id"], []), name),
            links((Link(row["name"], row["content"]) for row in papers.get(f"agenda_item/{item['id']}", [])), name),
        ]
    return parts


def _item_facts(source: Source, item: Row) -> list[tuple[str, Cell]]:
    return [
        (_("Claim-list item"), source.link("need", item["need_id"])),
        (_("Presented by"), item["presenter"]),
        (_("Status"), source.cell("agenda_item", "status", item)),
    ]


def _of(source: Source, name: str, meeting: Row) -> list[dict[str, Any]]:
    return list(source.rows(name, _here(name, "meeting_id", meeting["id"])))


def _here(name: str, column: str, value: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = TABLES[name].c[column] == value
    return found


def _newest(source: Source, meeting: Row) -> list[dict[str, Any]]:
    """Return the newest version of every entry of the record."""
    found: dict[int, dict[str, Any]] = {}
    for row in _of(source, "record_entry", meeting):
        if row["entry_no"] not in found or found[row["entry_no"]]["version"] < row["version"]:
            found[row["entry_no"]] = row
    return [found[number] for number in sorted(found)]


def _life(source: Source, meeting: Row) -> list[dict[str, Any]]:
    return list(source.rows("life_event", _here("life_event", "subject", f"meeting/{meeting['id']}")))
