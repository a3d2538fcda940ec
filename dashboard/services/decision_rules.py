"""Which decision rules may a meeting vote under, and is its quorum met?"""

from dataclasses import dataclass, replace
from functools import lru_cache

from sqlmodel import Session

from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.rules.decisions import CUSTOM, PRESET_TITLES, PRESETS, Counts, Rule, decide, in_words
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from models.enums import MeetingKind, Outcome
from models.house_rule import HouseRule

CUSTOM_RULE = "custom_decision_rule"
"""Name of the house rule that holds the rule the secretariat composed itself (P10), as JSON."""

OFFERED = tuple(
    code
    for code, rule in PRESETS.items()
    if all(condition.measure == "heads" for condition in (*rule.quorum, *rule.pass_))
)
"""Presets a meeting can vote under: owners' decisions also count floor area, which no meeting has."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats must be present, and whether they are."""

    needed: int
    met: bool


@dataclass(frozen=True, slots=True)
class PresetRead:
    """A decision rule on offer: its code, what it is for, and what it says."""

    code: str
    title: str
    sentence: str


def presets(ctx: Context) -> list[PresetRead]:
    """Return the rules a meeting can vote under, the secretariat's own last where there is one."""
    with ctx.reading(P.MEETING_READ) as session:
        own = [CUSTOM] if session.get(HouseRule, CUSTOM_RULE) is not None else []
        return [
            PresetRead(code, _(PRESET_TITLES[code]), in_words(rule_named(session, code))) for code in (*OFFERED, *own)
        ]


def rule_named(session: Session, code: str) -> Rule:
    """Return the rule with this code.

    Raises:
        BadInput: no meeting can vote under it (field ``preset``).
    """
    if code in OFFERED:
        return PRESETS[code]
    stored = session.get(HouseRule, CUSTOM_RULE) if code == CUSTOM else None
    if stored is None:
        raise BadInput("preset", "A meeting cannot vote under this rule. Choose another one.")
    return Rule.from_json(stored.value)


@lru_cache(maxsize=1024)
def quorum_of(rule: Rule, entitled: int, present: int) -> Quorum:
    """Return the quorum by the seats present; conditions on ballots cast can only be judged after the vote."""
    by_presence = tuple(condition for condition in rule.quorum if condition.of == "present")
    verdict = decide(replace(rule, quorum=by_presence), Counts(entitled, present, 0, 0, 0))
    met = verdict.outcome is Outcome.NOT_CARRIED or verdict.outcome is Outcome.CARRIED
    return Quorum(verdict.quorum_needed, met)


def voters(kind: MeetingKind) -> str | None:
    """Return what the voters of a meeting are called where the rule's own word does not fit."""
    return pgettext("voters", "member organisations") if kind is MeetingKind.CONFERENCE else None
