"""Does a text say what the database says, and may it go to the chair?"""

from collections.abc import Iterable

from sqlmodel import Session

from dashboard.documents.minutes import bound, counted
from dashboard.documents.minutes.bound import Finding
from dashboard.documents.minutes.facts import MeetingFacts, digest
from dashboard.documents.minutes.typed import lines, unstopped
from dashboard.errors import RuleBroken
from dashboard.i18n import speaking
from dashboard.services.context import Unit
from dashboard.services.minutes.gathering import LANGUAGE, gather
from dashboard.services.minutes.texts import version
from models.meeting import Meeting
from models.minutes import Minutes

CONTRADICTING = frozenset({"stale", "unknown"})
"""A figure that is not the fact's any more, and one whose fact does not exist: neither may be issued."""


def facts_of(session: Session, row: Minutes) -> MeetingFacts:
    """Return the facts of the meeting as they are now."""
    return gather(session, session.get_one(Meeting, row.meeting_id))


def findings(text: str, facts: MeetingFacts) -> tuple[Finding, ...]:
    """Return where a text and the facts differ: its marks, then the counts of votes and people typed by hand."""
    with speaking(LANGUAGE):
        return (*bound.check(text, facts), *counted.typed_wrong(text, facts))


def tells_discussion(text: str, facts: MeetingFacts) -> bool:
    """Return whether a text gives what was said on each item as it is stored, line by line."""
    printed = bound.printed(text)
    said = (line for item in facts.items for line in lines(item.discussion))
    return all(unstopped(line) in printed for line in said)


def contradictions(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those findings that keep a text from being issued."""
    return tuple(one for one in found if one.kind in CONTRADICTING)


def fresh_facts(unit: Unit, row: Minutes) -> MeetingFacts:
    """Return the facts of the meeting, or refuse a text that was written over others."""
    facts = facts_of(unit.session, row)
    last = version(unit.session, row)
    refuse_contradictions(last.text, facts)
    if digest(facts) != last.facts_sha256:
        raise RuleBroken(
            "The facts of the meeting changed after this text was written. Draft it anew, or compare it with the "
            "facts and save it as checked."
        )
    return facts


def refuse_contradictions(text: str, facts: MeetingFacts) -> None:
    """Refuse a text with a figure that is not its fact's."""
    wrong = contradictions(findings(text, facts))
    if wrong:
        raise RuleBroken(
            "A figure of this text is not the one stored: it says “%(written)s”, stored is “%(now)s”. "
            "Take the present figures over first.",
            written=wrong[0].written,
            now=wrong[0].now or "—",
        )


def refuse_unbinding(text: str, before: str, facts: MeetingFacts) -> None:
    """Refuse a corrected text that unties a figure, or leaves a fact out, that the text in force tells."""
    known = {one.key for one in findings(before, facts) if one.kind == "left_out"}
    gone = [one for one in findings(text, facts) if one.kind == "left_out" and one.key not in known]
    if gone:
        raise RuleBroken(
            "The text in force states “%(now)s” in a mark, and this one does not any more. "
            "Put the mark back: a figure that is tied to no fact cannot be checked.",
            now=gone[0].now,
        )


def refuse_unacknowledged(text: str, facts: MeetingFacts, acknowledged: bool) -> None:
    """Refuse a text that leaves facts out, unless whoever hands it in says that it is meant so."""
    left_out = [one for one in findings(text, facts) if one.kind == "left_out"]
    if left_out and not acknowledged:
        raise RuleBroken(
            "The text leaves out %(n)s facts, the first is “%(now)s”. Put them in, or say that it is meant so.",
            n=len(left_out),
            now=left_out[0].now,
        )
