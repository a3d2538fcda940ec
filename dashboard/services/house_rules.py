"""Which house rules are in force, and which values may each take?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from dashboard.errors import BadInput, NotFound
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import clean
from dashboard.services.context import Context
from dashboard.services.founding import HOUSE_RULES
from dashboard.services.once import repeated
from models.house_rule import HouseRule

MOST_DAYS = 400
Value = Any
"""A whole number, a word, or whole numbers or words by name: what JSON can hold."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two others, both included."""

    least: int
    most: int

    def checked(self, value: Value) -> Value:
        """Return the value, or refuse it."""
        if type(value) is not int or not self.least <= value <= self.most:
            raise BadInput(
                "value", "Please enter a whole number from %(least)s to %(most)s.", least=self.least, most=self.most
            )
        return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def checked(self, value: Value) -> Value:
        """Return the value, or refuse it."""
        if value not in self.words:
            raise BadInput("value", "Please choose one of the values offered.")
        return value


@dataclass(frozen=True, slots=True)
class Pattern:
    """A short text that holds certain placeholders."""

    holds: tuple[str, ...]

    def checked(self, value: Value) -> Value:
        """Return the text on one line, or refuse it."""
        text = " ".join(clean(str(value)).split())
        if not 1 <= len(text) <= 40:
            raise BadInput("value", "Please write 1 to 40 characters.")
        missing = [part for part in self.holds if part not in text]
        if missing:
            raise BadInput("value", "The text must contain %(parts)s.", parts=" ".join(missing))
        return text


@dataclass(frozen=True, slots=True)
class DayList:
    """Days, as a list or as typed: year-month-day, with commas, spaces or new lines between them."""

    def checked(self, value: Value) -> Value:
        """Return the days in their order, each once, written year-month-day, or refuse them."""
        words = re.split(r"[\s,，、;；]+", value) if isinstance(value, str) else value
        if not isinstance(words, list | tuple) or len(words) > MOST_DAYS:
            raise BadInput("value", "Please enter at most %(n)s days.", n=MOST_DAYS)
        return sorted({self._day(word) for word in words if word})

    @staticmethod
    def _day(word: Value) -> str:
        try:
            return date.fromisoformat(clean(word)).isoformat()
        except (TypeError, ValueError):
            raise BadInput("value", "“%(word)s” is no day. Write it like 2027-01-01.", word=str(word)[:20]) from None


@dataclass(frozen=True, slots=True)
class Parts:
    """Several values by name, all of one kind."""

    names: tuple[str, ...]
    each: Whole | Choice | Pattern | DayList

    def checked(self, value: Value) -> Value:
        """Return the values in order of their names, or refuse them."""
        if not isinstance(value, Mapping) or set(value) != set(self.names):
            raise BadInput("value", "Please fill in every field.")
        return {name: self.each.checked(value[name]) for name in self.names}


Kind = Whole | Choice | Pattern | DayList | Parts
DAYS = Whole(0, 365)

KINDS: Mapping[str, Kind] = {
    "seats": Parts(("members", "conference"), Whole(1, 999)),
    "notice_days": DAYS,
    "topic_deadline_days": DAYS,
    "speaking_rounds": Whole(1, 10),
    "speaking_rounds_most": Whole(1, 10),
    "speaking_minutes": Whole(1, 60),
    "check_in_code_required": Choice(("no", "yes")),
    "substitutes": Choice(("attend_only", "may_vote")),
    "recusal_denominator": Choice(("keep", "deduct")),
    "absent_opinions": Choice(("recorded_not_counted",)),
    "secret_least_voters": Whole(3, 50),
    "secret_result_hidden_below": Whole(1, 50),
    "public_notice_days": Parts(("item", "elevator", "small"), DAYS),
    "objection_reply_working_days": Whole(1, 60),
    "holidays": Parts(("off", "work"), DayList()),
    "carry_over_meetings": Whole(0, 20),
    "minutes_draft_working_days": Whole(1, 60),
    "minutes_approval_working_days": Whole(1, 60),
    "minutes_comment_days": Whole(1, 60),
    "retention": Parts(("adopted", "papers", "not_adopted"), Choice(("permanent", "30 years", "10 years"))),
    "contact_retention_months": Whole(1, 120),
    "small_cell": Whole(1, 50),
    "promise_days": Parts(("answer", "claim", "decide", "finish"), Whole(1, 1000)),
    "minutes_numbering": Pattern(("{year}", "{number}")),
    "line_pitch_pt": Choice(("28.95", "28")),
    "document_fonts": Parts(("body", "heading_1", "heading_2", "title", "digits"), Pattern(())),
}


@dataclass(frozen=True, slots=True)
class HouseRuleRead:
    """A house rule: what it is set to, as shipped, and which values it may take."""

    name: str
    value: Value
    shipped: Value
    kind: Kind


def house_rules(ctx: Context) -> list[HouseRuleRead]:
    """Return every house rule in its usual order."""
    with ctx.reading(P.HOUSE_RULES) as session:
        return [HouseRuleRead(name, value_of(session, name), HOUSE_RULES[name], KINDS[name]) for name in KINDS]


def change(ctx: Context, name: str, value: Value, *, key: str | None = None) -> Value:
    """Change a house rule and return its new value; the audit trail keeps the old and the new one.

    Votes and minutes that exist keep the values they were made with.

    Raises:
        NotFound: there is no such rule.
        BadInput: the rule cannot take this value (field ``value``).
    """
    with ctx.writing(P.HOUSE_RULES) as unit:
        if name not in KINDS:
            raise NotFound("There is no house rule with this name.", name=name)
        before = value_of(unit.session, name)
        if repeated(unit, key) is not None:
            return before
        row = unit.session.get(HouseRule, name, with_for_update=True) or HouseRule(name=name)
        row.value = KINDS[name].checked(value)
        unit.add(row)
        unit.audit("house_rule.change", f"house_rule/{name}", before=before, after=row.value)
        unit.remember(key, name)
        return row.value


APPLIED = frozenset(
    {
        "notice_days",
        "public_notice_days",
        "carry_over_meetings",
        "objection_reply_working_days",
        "holidays",
        "small_cell",
        "promise_days",
        "minutes_numbering",
        "minutes_draft_working_days",
        "minutes_approval_working_days",
        "minutes_comment_days",
        "retention",
        "line_pitch_pt",
        "document_fonts",
        "contact_retention_months",
        "topic_deadline_days",
        "check_in_code_required",
        "substitutes",
        "secret_least_voters",
        "secret_result_hidden_below",
        "speaking_rounds",
        "speaking_rounds_most",
        "speaking_minutes",
        "recusal_denominator",
    }
)
"""Rules the software goes by. The others are kept and shown; people go by them."""


def value_of(session: Session, name: str) -> Value:
    """Return what a house rule is set to; as shipped where nobody has set it."""
    row = session.get(HouseRule, name)
    return HOUSE_RULES[name] if row is None else row.value
