"""Rows that can be added and never changed: refused by the database itself, on both engines."""

FIRST = ("audit_entry", "life_event", "minutes_version", "ballot", "progress_report", "done_request")
SECOND = ("decision_rule", "vote_count", "teller_count", "objection", "opened_ballot", "ballot_receipt")
THIRD = ("match_talk", "legal_opinion", "payment", "upkeep_report")
FOURTH = ("minutes_sheet", "public_minutes", "record_entry", "record_reading", "document_template")
APPEND_ONLY = FIRST + SECOND + THIRD + FOURTH
"""Tables whose rows are written once."""

_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    # INSERT OR REPLACE deletes without the delete trigger where recursive_triggers is off
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
_POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)
_POSTGRESQL = (
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
)


def guards(dialect: str, tables: tuple[str, ...]) -> list[str]:
    """Return the statements that make these tables append-only on this dialect (``sqlite`` or ``postgresql``)."""
    key = {"done_request": "key", "ballot_receipt": "receipt"}
    if dialect == "sqlite":
        return [line.format(table=table, key=key.get(table, "id")) for table in tables for line in _SQLITE]
    return [_POSTGRESQL_FUNCTION] + [line.format(table=table) for table in tables for line in _POSTGRESQL]


ONCE = {
    "minutes_version": ("minutes_id", "version"),
    "minutes_sheet": ("minutes_id", "correction_no"),
    "public_minutes": ("minutes_id", "version"),
    "record_entry": ("meeting_id", "entry_no", "version"),
    "document_template": ("paper", "version"),
}
"""What is unique beside the id: a row that takes the place of another by it would delete that one unseen."""


_ONCE = (
    "CREATE TRIGGER {table}_no_second BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)


def once(dialect: str) -> list[str]:
    """Return the statements that keep INSERT OR REPLACE from replacing a row by what is unique; SQLite alone has it."""
    if dialect != "sqlite":
        return []
    return [
        _ONCE.format(table=table, same=" AND ".join(f"{column} = NEW.{column}" for column in columns))
        for table, columns in ONCE.items()
    ]


def unlock_once(dialect: str) -> list[str]:
    """Return the statements that take these guards away from the tables that stay, for the way back."""
    return ["DROP TRIGGER minutes_version_no_second"] if dialect == "sqlite" else []


LOCKED = ("id", "meeting_id", "number", "sha256", "approved_at", "approved_by")
"""What nobody changes in minutes that carry a number."""


_NOT_REPLACED = (
    "CREATE TRIGGER minutes_not_replaced BEFORE INSERT ON minutes "
    "WHEN EXISTS (SELECT 1 FROM minutes WHERE number <> '' AND ({taken})) "
    "BEGIN SELECT RAISE(ABORT, 'minutes with a number are locked'); END"
)
_NOT_OUSTED = (
    "CREATE TRIGGER minutes_not_ousted BEFORE UPDATE ON minutes "
    "WHEN EXISTS (SELECT 1 FROM minutes WHERE number <> '' AND id <> OLD.id AND ({taken})) "
    "BEGIN SELECT RAISE(ABORT, 'minutes with a number are locked'); END"
)


def lock_minutes(dialect: str) -> list[str]:
    """Return the statements that keep minutes with a number from being changed or deleted on this dialect."""
    if dialect == "sqlite":
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in LOCKED)
        taken = "id = NEW.id OR meeting_id = NEW.meeting_id OR number = NEW.number"
        return [
            f"CREATE TRIGGER minutes_locked BEFORE UPDATE ON minutes WHEN OLD.number <> '' AND ({changed}) "
            "BEGIN SELECT RAISE(ABORT, 'minutes with a number are locked'); END",
            "CREATE TRIGGER minutes_kept BEFORE DELETE ON minutes WHEN OLD.number <> '' "
            "BEGIN SELECT RAISE(ABORT, 'minutes with a number are locked'); END",
            _NOT_REPLACED.format(taken=taken),
            # UPDATE OR REPLACE deletes the row that is in the way, too
            _NOT_OUSTED.format(taken=taken),
        ]
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in LOCKED)
    return [
        "CREATE OR REPLACE FUNCTION refuse_locked_minutes() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'minutes with a number are locked'; END $$",
        f"CREATE TRIGGER minutes_locked BEFORE UPDATE ON minutes FOR EACH ROW WHEN (OLD.number <> '' AND ({changed})) "
        "EXECUTE FUNCTION refuse_locked_minutes()",
        "CREATE TRIGGER minutes_kept BEFORE DELETE ON minutes FOR EACH ROW WHEN (OLD.number <> '') "
        "EXECUTE FUNCTION refuse_locked_minutes()",
        "CREATE TRIGGER minutes_not_emptied BEFORE TRUNCATE ON minutes FOR EACH STATEMENT "
        "EXECUTE FUNCTION refuse_locked_minutes()",
        *(f"ALTER TABLE minutes ENABLE ALWAYS TRIGGER minutes_{name}" for name in ("locked", "kept", "not_emptied")),
    ]


def unlock_minutes(dialect: str) -> list[str]:
    """Return the statements that take the lock away again, for the way back to an older version."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER minutes_{name}" for name in ("locked", "kept", "not_replaced", "not_ousted")]
    drops = [f"DROP TRIGGER minutes_{name} ON minutes" for name in ("locked", "kept", "not_emptied")]
    return [*drops, "DROP FUNCTION refuse_locked_minutes()"]


def lock_record(dialect: str) -> list[str]:
    """Return the statements that keep a record signed by both from being changed or deleted on this dialect."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER record_locked_{event} BEFORE {event} ON meeting_record WHEN 'signed' = OLD.status "
            "BEGIN SELECT RAISE(ABORT, 'a signed record is locked'); END"
            for event in ("UPDATE", "DELETE")
        ]
    return [
        "CREATE OR REPLACE FUNCTION refuse_signed_record() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a signed record is locked'; END $$",
        "CREATE TRIGGER record_locked BEFORE UPDATE OR DELETE ON meeting_record FOR EACH ROW "
        "WHEN ('signed' = OLD.status) EXECUTE FUNCTION refuse_signed_record()",
        "ALTER TABLE meeting_record ENABLE ALWAYS TRIGGER record_locked",
    ]
