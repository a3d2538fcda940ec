"""What stands around the text when minutes leave the office: head, roll and dates, as of their approval."""

from typing import Any

from sqlmodel import Session

from dashboard.documents.minutes import bound
from dashboard.documents.minutes.facts import MeetingFacts, to_json
from dashboard.documents.minutes.paper import MinutesPaper, parse
from dashboard.formats import day, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.i18n import speaking
from dashboard.services import templates
from dashboard.services.context import Unit
from dashboard.services.minutes.gathering import LANGUAGE, gather
from dashboard.services.minutes.texts import text_digest
from models.meeting import Meeting
from models.minutes import Minutes, MinutesSheet, MinutesVersion

ENGLISH = "en"


def surroundings(session: Session, row: Minutes, *, correction_no: int = 0, reason: str = "") -> dict[str, Any]:
    """Return everything a paper prints except the text, as JSON values, to be frozen at approval.

    The Chinese is on top, the English under ``en``; the facts it rests on are under ``facts``.
    """
    held = session.get_one(Meeting, row.meeting_id)
    facts = gather(session, held)
    return (
        _around(facts, row, LANGUAGE)
        | {
            "en": _around(gather(session, held, ENGLISH), row, ENGLISH),
            "facts": to_json(facts),
            "issued_day": local_date(row.approved_at).isoformat() if row.approved_at else None,
            "correction_no": correction_no,
            "correction_reason": reason,
        }
        | templates.kept(session, "minutes")
    )


def _around(facts: MeetingFacts, row: Minutes, language: str) -> dict[str, Any]:
    with speaking(language):
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
            "language": language,
        }


def add_sheet(unit: Unit, row: Minutes, text: MinutesVersion, correction_no: int, reason: str = "") -> MinutesSheet:
    """Write the approval sheet of a text and return it."""
    return unit.add(
        MinutesSheet(
            minutes_id=row.id,
            correction_no=correction_no,
            version=text.version,
            reason=reason,
            sha256=text_digest(text.text),
            around=surroundings(unit.session, row, correction_no=correction_no, reason=reason),
            approved_at=unit.now,
            approved_by=unit.actor.id,
        )
    )


def spoken(around: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the surroundings in a language; sheets of an older release know Chinese only."""
    whole = {name: value for name, value in around.items() if name != "en"}
    return whole | around.get("en", {}) if language == ENGLISH else whole


def paper(around: dict[str, Any], text: str, digest: str, *, draft: bool, demo: bool) -> MinutesPaper:
    """Return the whole paper, ready to be rendered; marks of figures are dropped."""
    blocks = tuple(parse(bound.printed(text)))
    return MinutesPaper.model_validate(around | {"blocks": blocks, "sha256": digest, "draft": draft, "demo": demo})
