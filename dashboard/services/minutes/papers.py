"""What stands around the text when minutes leave the office: head, roll and dates, as of their approval."""

from typing import Any

from sqlmodel import Session, select

from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.minutes.paper import MinutesPaper, parse
from dashboard.formats import day, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.i18n import speaking
from dashboard.services.minutes.gathering import LANGUAGE
from models.audit import AuditEntry
from models.base import subject_of
from models.minutes import Minutes

APPROVAL = "minutes.approve"
"""The audit line of an approval; its fact ``surroundings`` is what :func:`surroundings` returned then."""


def surroundings(facts: MeetingFacts, row: Minutes) -> dict[str, Any]:
    """Return everything a paper prints except the text, as JSON values, to be frozen at approval."""
    with speaking(LANGUAGE):
        return {
            "head_title": _("Minutes of the Riverside Joint Party Committee, Pingliang Community"),
            "number": row.number,
            "issuer": _("Riverside Joint Party Committee, Pinglianglu Sub-district"),
            "title": facts.title,
            "held_at": moment(facts.starts_at),
            "place": facts.place,
            "chair": facts.chair,
            "recorder": facts.recorder,
            "present": list(facts.present),
            "on_leave": [leave.who for leave in facts.on_leave],
            "in_attendance": list(facts.guests),
            "issued_on": day(local_date(row.approved_at)) if row.approved_at else "",
            "copy_to": _("all member organisations"),
            "language": LANGUAGE,
        }


def frozen(session: Session, row: Minutes) -> dict[str, Any] | None:
    """Return the surroundings as they were at approval, ``None`` where the minutes are not approved."""
    approval = select(AuditEntry).where(AuditEntry.action == APPROVAL, AuditEntry.subject == subject_of(row))
    found = session.exec(approval).first()
    return None if found is None else dict(found.facts["surroundings"])


def paper(around: dict[str, Any], text: str, digest: str, *, draft: bool, demo: bool) -> MinutesPaper:
    """Return the whole paper, ready to be rendered."""
    return MinutesPaper.model_validate(
        around | {"blocks": tuple(parse(text)), "sha256": digest, "draft": draft, "demo": demo}
    )
