"""Which decision rules are in force, and under which of them may a body vote?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Row, String, Table, bindparam, cast, literal_column
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, or_, select

from dashboard.errors import BadInput
from dashboard.i18n import either
from dashboard.rules.decisions import Rule, counts_weight, in_words
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from models.decision import DecisionRule
from models.organisation import Body, Seat

RULE: Table = DecisionRule.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_NEWEST = (
    select_columns(cast(RULE.c.rule, String).label("rule"), RULE.c.version, RULE.c.retired)
    .where(RULE.c.code == bindparam("code"))
    .order_by(RULE.c.version.desc())
    .limit(literal_column("1"))
)


@dataclass(frozen=True, slots=True)
class PresetRead:
    """A decision rule on offer: its code, what it is for, and what it says."""

    code: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version of a rule as it was written; ``retired`` where this version took it out of use."""

    version: int
    title_zh: str
    title_en: str
    rule: Rule
    made_at: datetime
    retired: bool

    @property
    def title(self) -> str:
        """What the rule is for, in the language spoken now."""
        return either(self.title_zh, self.title_en)

    @property
    def sentence(self) -> str:
        """What the rule says, in the language spoken now."""
        return in_words(self.rule)


@dataclass(frozen=True, slots=True)
class RuleRead:
    """A decision rule with every version, the newest first: that one is in force."""

    code: str
    versions: tuple[RuleVersion, ...]
    offered: bool
    """Whether a meeting can vote under it now."""

    @property
    def newest(self) -> RuleVersion:
        """The version in force."""
        return self.versions[0]


@dataclass(frozen=True, slots=True)
class BodyRule:
    """A body, how many seats it has in term, and the rule offered first for its votes."""

    code: str
    name: str
    seats: int
    preset: str


def presets(ctx: Context, body: str | None = None) -> list[PresetRead]:
    """Return the rules a meeting can vote under, in order of their codes.

    ``body`` is the body that meets; a rule by floor area is offered where all its seats have one, or without
    ``body`` where all seats of any body have.
    """
    with ctx.reading(P.MEETING_READ) as session:
        weighed = weighed_bodies(session, ctx.today())
        return [
            PresetRead(one.code, one.newest.title, one.newest.sentence)
            for one in _all(session, bool(weighed) if body is None else body in weighed)
            if one.offered
        ]


def rules(ctx: Context) -> list[RuleRead]:
    """Return every rule with its versions, for the office; who made each stands in the audit trail."""
    with ctx.reading(P.HOUSE_RULES) as session:
        return _all(session, bool(weighed_bodies(session, ctx.today())))


def bodies(ctx: Context) -> list[BodyRule]:
    """Return the bodies with the number of their seats in term, by code."""
    today = ctx.today()
    seats = select(func.count()).where(Seat.body_code == Body.code, *_in_term(today)).correlate(Body).scalar_subquery()
    with ctx.reading(P.HOUSE_RULES) as session:
        found = session.exec(select(Body, seats).order_by(col(Body.code)))
        return [BodyRule(row.code, either(row.name_zh, row.name_en), number, row.preset) for row, number in found]


def rule_named(session: Session, code: str, *, body: str | None = None, on: date | None = None) -> Rule:
    """Return the newest version of the rule with this code. See :func:`rule_version`."""
    return rule_version(session, code, body=body, on=on)[0]


def rule_in_force(session: Session, code: str) -> Rule:
    """Return the newest version of a rule for showing what it says, whether or not a vote can be put under it now.

    Raises:
        BadInput: the rule is unknown (field ``preset``).
    """
    return parsed(_newest(session, code).rule)


def _newest(session: Session, code: str) -> Row[Any]:
    found = session.connection().execute(_NEWEST, {"code": code}).first()
    if found is None:
        raise BadInput("preset", "A meeting cannot vote under this rule. Choose another one.")
    return found


def rule_version(session: Session, code: str, *, body: str | None = None, on: date | None = None) -> tuple[Rule, int]:
    """Return the rule with this code as it is in force, and its version.

    Args:
        body: which body votes, and ``on`` which day: a rule by floor area needs one for each of its seats in term.
            Without a body it is enough that some body has them.

    Raises:
        BadInput: the rule is unknown, retired, or counts floor area that is not entered (field ``preset``).
    """
    found = _newest(session, code)
    if found.retired:
        raise BadInput("preset", "A meeting cannot vote under this rule. Choose another one.")
    rule = parsed(found.rule)
    if counts_weight(rule):
        weighed = weighed_bodies(session, on)
        if not (weighed if body is None else body in weighed):
            raise BadInput(
                "preset",
                "This rule counts floor area. Enter the floor area of every seat of the body, or choose another rule.",
            )
    return rule, found.version


@lru_cache(maxsize=256)
def parsed(text: str) -> Rule:
    """Return the rule kept as this JSON text."""
    return Rule.from_json(json.loads(text))


def weighed_bodies(session: Session, on: date | None) -> set[str]:
    """Return the codes of bodies whose seats in term all have a floor area; without a day, of seats without an end."""
    query = (
        select(Seat.body_code)
        .where(*_in_term(on))
        .group_by(col(Seat.body_code))
        .having(func.count() == func.count(col(Seat.weight)))
    )
    return set(session.exec(query))


def _in_term(on: date | None) -> tuple[Any, ...]:
    if on is None:
        return (col(Seat.ends_on).is_(None),)
    return (Seat.starts_on <= on, or_(col(Seat.ends_on).is_(None), col(Seat.ends_on) > on))


def _all(session: Session, with_area: bool) -> list[RuleRead]:
    columns = (RULE.c.code, RULE.c.version, RULE.c.title_zh, RULE.c.title_en, RULE.c.made_at, RULE.c.retired)
    query = select_columns(*columns, cast(RULE.c.rule, String).label("rule")).order_by(
        func.length(RULE.c.code), RULE.c.code, RULE.c.version.desc()
    )
    found = session.connection().execute(query)
    return [_read(code, rows, with_area) for code, rows in groupby(found, key=lambda row: str(row.code))]


def _read(code: str, rows: Iterable[Row[Any]], with_area: bool) -> RuleRead:
    versions = tuple(
        RuleVersion(row.version, row.title_zh, row.title_en, parsed(row.rule), row.made_at, row.retired) for row in rows
    )
    newest = versions[0]
    return RuleRead(code, versions, not newest.retired and (with_area or not counts_weight(newest.rule)))
