"""How does the text of minutes come about: drafted from the facts, then edited version by version?"""

from hashlib import sha256

from sqlmodel import Session, col, select

from dashboard.documents.minutes.draft import draft_text
from dashboard.documents.minutes.facts import MeetingFacts, digest
from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.i18n import speaking
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import clean
from dashboard.services.context import Context, Unit
from dashboard.services.minutes.gathering import LANGUAGE, gather
from dashboard.services.once import repeated
from dashboard.services.transitions import begin
from models.base import subject_of
from models.enums import MeetingStatus, MinutesStatus
from models.meeting import Meeting
from models.minutes import Minutes, MinutesVersion

LONGEST = 100_000
"""Characters; a long meeting fills about a tenth of it."""
DRAFTED, CHECKED, EDITED = "draft", "checked", ""


def draft(ctx: Context, meeting: int | str, *, key: str | None = None) -> int:
    """Write the first version from what is stored of a closed meeting and return the id of the minutes.

    Args:
        meeting: its id or its number.

    Raises:
        RuleBroken: the meeting is not closed, or its minutes are drafted already.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        held = unit.get(Meeting, meeting_id(unit.session, meeting))
        if (done := repeated(unit, key)) is not None:
            return int(done)
        if held.status != MeetingStatus.CLOSED:
            raise RuleBroken("Minutes can be drafted once the meeting is closed.", status=held.status)
        if unit.session.exec(select(Minutes).where(Minutes.meeting_id == held.id)).first() is not None:
            raise RuleBroken("The minutes of this meeting are drafted already. Reload the page to see them.")
        row = unit.add(Minutes(meeting_id=held.id))
        facts = gather(unit.session, held)
        _write(unit, row, worded(facts), digest(facts), DRAFTED)
        begin(unit, row, MinutesAction.DRAFT, meeting=held.number)
        unit.remember(key, row.id)
        return row.id


def redraft(ctx: Context, minutes_id: int, version_seen: int, *, key: str | None = None) -> int:
    """Write a new version from the facts as they are now and return its number; earlier versions stay stored.

    Raises:
        RuleBroken: the minutes are handed in or approved, or somebody saved a newer version meanwhile.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        refuse_unless_open(row, version_seen)
        facts = gather(unit.session, unit.session.get_one(Meeting, row.meeting_id))
        _write(unit, row, worded(facts), digest(facts), DRAFTED)
        unit.audit("minutes.redraft", subject_of(row), version=row.version)
        unit.remember(key, row.version)
        return row.version


def save(
    ctx: Context, minutes_id: int, text: str, version_seen: int, *, checked: bool = False, key: str | None = None
) -> int:
    """Save an edited text as a new version and return its number.

    Args:
        version_seen: the version the text was edited from.
        checked: the text was compared with the facts as they are now, so that it is no longer out of date.

    Raises:
        RuleBroken: the minutes are handed in or approved, or somebody saved a newer version meanwhile.
        BadInput: the text is empty or too long.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        refuse_unless_open(row, version_seen)
        words = _text(text)
        last = version(unit.session, row)
        if words == last.text and not checked:
            unit.repeat()
            return row.version
        now = digest(gather(unit.session, unit.session.get_one(Meeting, row.meeting_id)))
        _write(unit, row, words, now if checked else last.facts_sha256, CHECKED if checked else EDITED)
        unit.audit("minutes.save", subject_of(row), version=row.version, checked=checked)
        unit.remember(key, row.version)
        return row.version


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


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def worded(facts: MeetingFacts) -> str:
    """Return the minutes as the office words them."""
    with speaking(LANGUAGE):
        return draft_text(facts)


def _text(text: str) -> str:
    words = clean(text)
    if not words:
        raise BadInput("text", "Please fill in this field.")
    if len(words) > LONGEST:
        raise BadInput("text", "Please shorten this to at most %(n)s characters.", n=LONGEST)
    return words


def _write(unit: Unit, row: Minutes, text: str, facts_sha256: str, note: str) -> None:
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
    if row.status == MinutesStatus.APPROVED:
        raise RuleBroken("These minutes are approved and locked.")
    if row.status != MinutesStatus.DRAFT:
        raise RuleBroken("These minutes are with the chair. They can be edited once the chair sends them back.")
    refuse_newer(row, version_seen)


def refuse_newer(row: Minutes, version_seen: int) -> None:
    """Refuse where the text that was seen is not the newest any more."""
    if row.version != version_seen:
        raise RuleBroken(
            "Somebody saved version %(version)s meanwhile. What you typed is kept: compare it with the new version.",
            version=row.version,
        )


def fresh_facts(unit: Unit, row: Minutes) -> MeetingFacts:
    """Return the facts of the meeting, or refuse a text that was written over others."""
    facts = gather(unit.session, unit.session.get_one(Meeting, row.meeting_id))
    if digest(facts) != version(unit.session, row).facts_sha256:
        raise RuleBroken(
            "The facts of the meeting changed after this text was written. Draft it anew, or compare it with the "
            "facts and save it as checked."
        )
    return facts
