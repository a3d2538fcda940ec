"""Is the quorum of a rule met by those present, and what are its voters called?"""

from dataclasses import dataclass
from functools import lru_cache

from dashboard.i18n import pgettext
from dashboard.rules.decisions import Rule, least
from models.enums import MeetingKind


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats must be present, and whether they are."""

    needed: int
    met: bool


@lru_cache(maxsize=1024)
def quorum_of(rule: Rule, entitled: int, present: int) -> Quorum:
    """Return the quorum by the seats present; it is never met by nobody.

    Conditions on ballots cast, or on floor area, can only be judged after the vote.
    """
    by_presence = [one for one in rule.quorum if one.of == "present" and one.measure == "heads"]
    needed = max((least(entitled, one.fraction, one.op) for one in by_presence), default=0)
    return Quorum(needed, 0 < present >= needed)


def voters(kind: MeetingKind) -> str | None:
    """Return what the voters of a meeting are called where the rule's own word does not fit."""
    return pgettext("voters", "member organisations") if kind is MeetingKind.CONFERENCE else None
