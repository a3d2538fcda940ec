"""What of each table belongs to the archive of a year, and what is left out for which reason?

Every table stands here, or a test fails: a new one cannot be forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Table

from models.base import TableBase

TABLES: Mapping[str, Table] = {table.name: table for table in TableBase.metadata.sorted_tables}
"""Every table by name, those that others refer to first."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Every row: what the other tables are read with."""

    how = "whole"


@dataclass(frozen=True, slots=True)
class OfYear:
    """The rows that the year's own rule chooses (``selecting.ROOTS``)."""

    how = "of the year"


@dataclass(frozen=True, slots=True)
class With:
    """The rows whose ``column`` refers to a row that belongs to the year."""

    column: str

    @property
    def how(self) -> str:
        """Return how the rows were chosen, for ``schema.json``."""
        return f"with its {self.column}"


@dataclass(frozen=True, slots=True)
class Named:
    """The rows whose text in ``column``, such as ``need/12``, names a row that belongs to the year."""

    column: str

    @property
    def how(self) -> str:
        """Return how the rows were chosen, for ``schema.json``."""
        return f"with what its {self.column} names"


@dataclass(frozen=True, slots=True)
class AsReferred:
    """Only rows that a row of the archive refers to."""

    how = "where something refers to it"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """No row, and why."""

    why: str


Kept = Whole | OfYear | With | Named | AsReferred

PLAN: Mapping[str, Kept | LeftOut] = {
    # the roster, the area, the rules
    "area": Whole(),
    "body": Whole(),
    "category": Whole(),
    "claim_round": Whole(),
    "counter": Whole(),
    "decision_rule": Whole(),
    "document_template": Whole(),
    "house_rule": Whole(),
    "import_batch": Whole(),
    "organisation": Whole(),
    "seat": Whole(),
    "account": AsReferred(),
    # meetings
    "meeting": OfYear(),
    "agenda_item": With("meeting_id"),
    "attendance": With("meeting_id"),
    "guest": With("meeting_id"),
    "topic": With("meeting_id"),
    "speech": With("meeting_id"),
    "recusal": With("meeting_id"),
    "task": With("meeting_id"),
    "decision": With("meeting_id"),
    "meeting_record": With("meeting_id"),
    "record_entry": With("meeting_id"),
    "record_reading": With("meeting_id"),
    "motion": With("meeting_id"),
    "objection": With("meeting_id"),
    "elector": With("motion_id"),
    "ballot": With("motion_id"),
    "vote_count": With("motion_id"),
    "teller_count": With("motion_id"),
    "ballot_key": With("motion_id"),
    "participation": With("motion_id"),
    "opened_ballot": With("motion_id"),
    "ballot_receipt": With("motion_id"),
    "minutes": With("meeting_id"),
    "minutes_version": With("minutes_id"),
    "minutes_remark": With("minutes_id"),
    "minutes_sheet": With("minutes_id"),
    "minutes_correction": With("minutes_id"),
    "public_minutes": With("minutes_id"),
    # the claim list and what comes of it
    "need": OfYear(),
    "need_part": With("need_id"),
    "match_talk": With("need_id"),
    "legal_opinion": With("need_id"),
    "claim": With("need_id"),
    "notice": With("need_id"),
    "notice_objection": With("notice_id"),
    "project": With("need_id"),
    "budget_line": With("project_id"),
    "payment": With("project_id"),
    "milestone": With("project_id"),
    "progress_report": With("project_id"),
    "project_change": With("project_id"),
    "appraisal": With("project_id"),
    "upkeep_report": With("project_id"),
    "resource": OfYear(),
    "agreement": OfYear(),
    "agreement_party": With("agreement_id"),
    "agreement_item": With("agreement_id"),
    # what names its thing in words
    "attachment": Named("owner"),
    "life_event": Named("subject"),
    "audit_entry": Named("subject"),
    # left out
    "account_role": LeftOut("nobody signs in to an archive, and who held which role is no matter of it"),
    "auth_session": LeftOut("sessions of browsers are secrets and end by themselves"),
    "sign_in_ticket": LeftOut("one-time secrets of signing in"),
    "sign_in_failure": LeftOut("failed sign-ins are kept for a day, to brake guessing"),
    "stored_draft": LeftOut("half-written forms are their writers' own"),
    "done_request": LeftOut("keys of clicks, of no meaning afterwards"),
    "need_follower": LeftOut("who follows an item is a matter of that person alone"),
    "column_mapping": LeftOut("a convenience of importing, no record"),
    "sealed_ballot": LeftOut("sealed only while a secret vote runs, and then no archive is written"),
}

SOFT: Mapping[tuple[str, str], str] = {
    ("agenda_item", "decision_id"): "decision",
    ("agenda_item", "resumes_id"): "agenda_item",
    ("agenda_item", "task_id"): "task",
    ("claim", "part_id"): "need_part",
    ("claim", "resource_id"): "resource",
    ("meeting", "current_item_id"): "agenda_item",
    ("motion", "amends_id"): "motion",
    ("need", "batch_id"): "import_batch",
    ("need", "round_id"): "claim_round",
    ("organisation", "batch_id"): "import_batch",
    ("project", "batch_id"): "import_batch",
}
"""References that the database does not check: table and column -> the table referred to."""

ALIASES: Mapping[str, str] = {"project_before": "project", "project_after": "project", "committee": "body"}
"""What the trail and files name otherwise than by their table."""

UNTOLD: Mapping[str, str] = {
    "account": "who opened, changed or used an account is a matter of running the program",
    "archive": "the writing and restoring of archives is told where it was done",
    "column_mapping": "a convenience of importing, no record",
    "demonstration": "says nothing of the committee",
    "draft": "half-written forms are their writers' own",
    "retention": "what was removed because its purpose had ended stays removed",
}
"""Things whose lines of the trail and files are left out, and why."""


def kept() -> dict[str, Kept]:
    """Return every table that is archived and how its rows are chosen, those that others refer to first."""
    return {name: how for name in TABLES if not isinstance(how := PLAN[name], LeftOut)}


def left_out() -> dict[str, str]:
    """Return every table that is left out, and why."""
    return {name: how.why for name in sorted(TABLES) if isinstance(how := PLAN[name], LeftOut)}


def thing(name: str) -> tuple[str, str]:
    """Return table and key of a thing as the trail names it: ``need/12`` is row 12 of ``need``."""
    table, _slash, key = name.partition("/")
    return ALIASES.get(table, table), key
