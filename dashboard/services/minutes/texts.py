"""Which text of minutes is meant, the newest saved or the one in force, and may it be touched now?"""

from hashlib import sha256

from sqlmodel import Session, col, select

from dashboard.documents.minutes import bound
from dashboard.documents.minutes.draft import draft_text
from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.i18n import speaking
from dashboard.rules.lifecycle.minutes import EDITABLE, LOCKED
from dashboard.rules.texts import clean
from dashboard.services.context import Unit
from dashboard.services.minutes.gathering import LANGUAGE
from models.enums import MinutesStatus
from models.meeting import Meeting
from models.minutes import Minutes, MinutesSheet, MinutesVersion

LONGEST = 100_000
"""Characters; a long meeting fills about a tenth of it."""
DRAFTED, CHECKED, EDITED, RENEWED, CORRECTED = "draft", "checked", "", "figures", "correction"
"""How a version came about."""


def meeting_id(session: Session, meeting: int | str) -> int:
    """Return the id of a meeting given by id or number.

    Raises:
        NotFound: there is no meeting with this number.
    """
    if isinstance(meeting, int):
        return meeting
    found = session.exec(select(Meeting.id).where(Meeting.number == meeting)).first()
    if found is None:
        raise NotFound("There is no meeting with the number %(number)s.", number=meeting)
    return found


def version(session: Session, row: Minutes) -> MinutesVersion:
    """Return the newest saved text."""
    saved = select(MinutesVersion).where(MinutesVersion.minutes_id == row.id)
    return session.exec(saved.order_by(col(MinutesVersion.version).desc()).limit(1)).one()


def sheet(session: Session, row: Minutes) -> MinutesSheet | None:
    """Return the newest approval sheet, ``None`` before the first approval."""
    sheets = select(MinutesSheet).where(MinutesSheet.minutes_id == row.id)
    return session.exec(sheets.order_by(col(MinutesSheet.correction_no).desc()).limit(1)).first()


def in_force(session: Session, row: Minutes) -> MinutesVersion:
    """Return the text that counts: of the newest sheet once approved, the newest saved before that."""
    newest = sheet(session, row) if row.status in LOCKED else None
    if newest is None:
        return version(session, row)
    return numbered(session, row, newest.version)


def numbered(session: Session, row: Minutes, number: int) -> MinutesVersion:
    """Return the saved text with this number."""
    saved = select(MinutesVersion).where(MinutesVersion.minutes_id == row.id, MinutesVersion.version == number)
    return session.exec(saved).one()


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text as it is printed, in hexadecimal."""
    return plain_digest(bound.printed(text))


def plain_digest(text: str) -> str:
    """Return the SHA-256 of a text that holds no marks, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def worded(facts: MeetingFacts) -> str:
    """Return the minutes as the office words them."""
    with speaking(LANGUAGE):
        return draft_text(facts)


def fit(text: str) -> str:
    """Return the text as it may be stored.

    Raises:
        BadInput: it is empty or too long.
    """
    words = clean(text)
    if not words:
        raise BadInput("text", "Please fill in this field.")
    if len(words) > LONGEST:
        raise BadInput("text", "Please shorten this to at most %(n)s characters.", n=LONGEST)
    return words


def write(unit: Unit, row: Minutes, text: str, facts_sha256: str, note: str) -> None:
    """Save a text as the next version."""
    row.version += 1
    unit.add(
        MinutesVersion(
            minutes_id=row.id,
            version=row.version,
            text=text.strip(),
            facts_sha256=facts_sha256,
            saved_at=unit.now,
            saved_by=unit.actor.id,
            note=note,
        )
    )
    unit.add(row)


def refuse_unless_open(row: Minutes, version_seen: int) -> None:
    """Refuse to touch a text that is with the chair, locked, or not the one that was seen."""
    if row.status in LOCKED:
        raise RuleBroken("These minutes are approved and locked.")
    if row.status not in EDITABLE:
        raise RuleBroken("These minutes are with the chair. They can be edited once the chair sends them back.")
    refuse_newer(row, version_seen)


def refuse_newer(row: Minutes, version_seen: int) -> None:
    """Refuse where the text that was seen is not the newest any more."""
    if row.version != version_seen:
        raise RuleBroken(
            "Somebody saved version %(version)s meanwhile. What you typed is kept: compare it with the new version.",
            version=row.version,
        )


def refuse_unless(row: Minutes, status: MinutesStatus, sentence: str) -> None:
    """Refuse with a sentence of the catalogue where the minutes are not as far as this, or further."""
    if row.status != status:
        raise RuleBroken(sentence, status=row.status)
