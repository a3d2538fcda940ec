"""How does the text of minutes come about: drafted from the facts, then edited version by version?"""

from sqlmodel import select

from dashboard.documents.minutes import bound
from dashboard.documents.minutes.facts import digest
from dashboard.errors import RuleBroken
from dashboard.i18n import speaking
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.minutes.checking import facts_of, tells_discussion
from dashboard.services.minutes.gathering import LANGUAGE, gather
from dashboard.services.minutes.texts import (
    CHECKED,
    DRAFTED,
    EDITED,
    RENEWED,
    fit,
    meeting_id,
    refuse_unless_open,
    version,
    worded,
    write,
)
from dashboard.services.once import repeated
from dashboard.services.transitions import begin
from models.base import subject_of
from models.enums import MeetingStatus
from models.meeting import Meeting
from models.minutes import Minutes


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
        write(unit, row, worded(facts), digest(facts), DRAFTED)
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
        facts = facts_of(unit.session, row)
        write(unit, row, worded(facts), digest(facts), DRAFTED)
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
        words = fit(text)
        last = version(unit.session, row)
        if words == last.text and not checked:
            unit.repeat()
            return row.version
        now = digest(facts_of(unit.session, row))
        write(unit, row, words, now if checked else last.facts_sha256, CHECKED if checked else EDITED)
        unit.audit("minutes.save", subject_of(row), version=row.version, checked=checked)
        unit.remember(key, row.version)
        return row.version


def take_over_figures(ctx: Context, minutes_id: int, version_seen: int, *, key: str | None = None) -> int:
    """Put the present figures into the newest text, change no other word, and return the number of the version.

    Where the text does not give what was said at the meeting word for word, it stays out of date until somebody
    compares it and saves it as checked: no figure tells that the discussion was written down anew.

    Raises:
        RuleBroken: the minutes are handed in or approved, or somebody saved a newer version meanwhile.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        refuse_unless_open(row, version_seen)
        facts, last = facts_of(unit.session, row), version(unit.session, row)
        with speaking(LANGUAGE):
            words = bound.renewed(last.text, facts)
        fresh = digest(facts) if tells_discussion(words, facts) else last.facts_sha256
        if (words, fresh) == (last.text, last.facts_sha256):
            unit.repeat()
            return row.version
        write(unit, row, words, fresh, RENEWED)
        unit.audit("minutes.figures", subject_of(row), version=row.version)
        unit.remember(key, row.version)
        return row.version
