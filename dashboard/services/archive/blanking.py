"""Which columns never leave the house with an archive, and what stands in their place?

People outside the office are not named, not even by a number; whoever acted in an office is a number and no more.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from dashboard.services.demonstration import RULE
from models.enums import Role

Row = Mapping[str, Any]
Blank = Callable[[Row], Any]
OUTSIDE = (Role.VISITOR, Role.RESIDENT)


def _always(value: Any) -> Blank:
    return lambda _row: value


def _archived(row: Row) -> str:
    return f"archived-{row['id']}"


def _rule(row: Row) -> Any:
    """A demonstration's rule holds its passwords."""
    told = row["value"]
    return told | {"accounts": {}} if row["name"] == RULE and isinstance(told, dict) else told


def _actor(row: Row) -> int | None:
    return None if row["actor_role"] in OUTSIDE else row["actor_id"]


BLANKS: Mapping[str, Mapping[str, Blank]] = {
    "account": {
        "username": _archived,
        "display_name": _always(""),
        "password_hash": _always("!"),
        "active": _always(False),
        "epoch": _always(0),
        "language": _always(None),
        "large_text": _always(False),
        "organisation_id": _always(None),
        "created_at": _always(datetime(2000, 1, 1, tzinfo=UTC)),
        "consented_at": _always(None),
        "must_change_password": _always(False),
    },
    "agreement_party": {"contact_post": _always("")},
    "appraisal": {"account_id": _always(None)},
    "attachment": {"uploaded_by": _always(None)},
    "attendance": {"substitute_user_id": _always(None)},
    "audit_entry": {"actor_id": _actor},
    "ballot": {"key": _archived},
    "document_template": {"uploaded_by": _always(None)},
    "house_rule": {"value": _rule},
    "meeting": {"check_in_code": _always("")},
    "need": {"contact": _always(""), "follow_code": _always(None), "proposer_id": _always(None)},
    "notice_objection": {"account_id": _always(None)},
    "resource": {"contact_post": _always("")},
    "topic": {"user_id": _always(None)},
}
"""Table -> column -> what stands there instead. Blanking twice changes nothing."""


def closed(table: str, row: Row) -> dict[str, Any]:
    """Return a row of an archive; an account that an archive does not call closed is closed all the same."""
    blanks = BLANKS[table] if table == "account" else {}
    return {**row, **{name: blank(row) for name, blank in blanks.items() if name not in row}}


def blanked(table: str, row: Row) -> dict[str, Any]:
    """Return a row without what stays in the house."""
    found = dict(row)
    for column, blank in BLANKS.get(table, {}).items():
        if column in found:
            found[column] = blank(row)
    return found
