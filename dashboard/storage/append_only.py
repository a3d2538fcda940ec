"""Rows that can be added and never changed: refused by the database itself, on both engines."""

FIRST = ("audit_entry", "life_event", "minutes_version", "ballot", "progress_report", "done_request")
SECOND = ("decision_rule", "vote_count", "teller_count", "objection", "opened_ballot", "ballot_receipt")
THIRD = ("match_talk", "legal_opinion", "payment", "upkeep_report")
APPEND_ONLY = FIRST + SECOND + THIRD
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
