"""What does a decision rule say, and how is it kept beside a vote?"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from typing import Any, Literal, Self, get_args

from dashboard.errors import BadInput

Measure = Literal["heads", "weight"]
"""Heads are persons or seats; weight is floor area in 0.01 m²."""
Base = Literal["entitled", "present", "cast", "valid", "decisive"]
"""What the share is taken of. Cast includes invalid ballots, valid does not, decisive is for and against only."""
Counted = Literal["for", "cast", "present"]
"""What is counted: approvals, those who took part, those present."""
Op = Literal[">", ">="]

MEASURES: tuple[Measure, ...] = get_args(Measure)
BASES: tuple[Base, ...] = get_args(Base)
COUNTED: tuple[Counted, ...] = get_args(Counted)
OPS: tuple[Op, ...] = get_args(Op)

LARGEST_DENOMINATOR = 1_000_000
_CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
# Any other pair is either always or never met: those present against those who voted, for instance.
BASES_OF: dict[Counted, tuple[Base, ...]] = {
    "for": BASES,
    "cast": ("entitled", "present"),
    "present": ("entitled",),
}
"""What each thing counted may be measured against."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """``of`` must be more than (``>``), or at least (``>=``), ``numerator / denominator`` of ``base``.

    Source: Civil Code art. 1259: 以上 includes the number itself, 超过 does not.

    Raises:
        BadInput: a word is unknown, the fraction is not in (0, 1], or the condition could never matter.
    """

    measure: Measure
    base: Base
    of: Counted
    numerator: int
    denominator: int
    op: Op

    def __post_init__(self) -> None:
        _known("measure", self.measure, MEASURES)
        _known("base", self.base, BASES)
        _known("of", self.of, COUNTED)
        _known("op", self.op, OPS)
        self._check_fraction()
        if self.base not in BASES_OF[self.of]:
            raise BadInput(
                "base",
                "“%(of)s” cannot be measured against “%(base)s”: choose one of %(choices)s.",
                of=self.of,
                base=self.base,
                choices=", ".join(BASES_OF[self.of]),
            )

    def _check_fraction(self) -> None:
        for field in ("numerator", "denominator"):
            value: object = getattr(self, field)
            if type(value) is not int or not 0 < value <= LARGEST_DENOMINATOR:
                raise BadInput(
                    field,
                    "A share needs whole numbers from 1 to 1,000,000: write two thirds as 2 and 3, not “%(value)s”.",
                    value=shown(value),
                )
        if self.numerator > self.denominator:
            raise BadInput(
                "numerator", "No vote can reach more than the whole: write a share of at most 1, such as 2/3."
            )
        if self.numerator == self.denominator and self.op == ">":
            raise BadInput("op", "No vote can reach more than the whole: choose “at least” where all must agree.")

    @property
    def fraction(self) -> Fraction:
        """The share in lowest terms; the two numbers themselves stay as they were written."""
        return Fraction(self.numerator, self.denominator)

    def holds(self, counted: int, base: int) -> bool:
        """Return whether ``counted`` suffices of ``base``, by multiplying whole numbers crosswise."""
        left, right = counted * self.denominator, base * self.numerator
        return left > right if self.op == ">" else left >= right


@dataclass(frozen=True)
class Rule:
    """When a vote is valid (every condition of ``quorum``) and carried (every condition of ``pass_``).

    Raises:
        BadInput: no passing condition, or one that stands in the wrong list.
    """

    code: str
    quorum: tuple[Condition, ...]
    pass_: tuple[Condition, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.code, str) or not _CODE.fullmatch(self.code):
            raise BadInput("code", "A rule needs a short code of letters and digits, such as P1 or P10.")
        _conditions_only("quorum", self.quorum)
        _conditions_only("pass_", self.pass_)
        if any(condition.of == "for" for condition in self.quorum):
            raise BadInput(
                "quorum", "A quorum counts those present or taking part; approvals belong to the passing part."
            )
        if not self.pass_ or any(condition.of != "for" for condition in self.pass_):
            raise BadInput("pass_", "The passing part needs at least one condition, and each must count approvals.")

    def to_json(self) -> dict[str, Any]:
        """Return the rule as JSON values; ``from_json`` gives back an equal rule."""
        return {
            "code": self.code,
            "quorum": [asdict(condition) for condition in self.quorum],
            "pass": [asdict(condition) for condition in self.pass_],
        }

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """Return the rule kept beside a vote or typed by the secretariat.

        Raises:
            BadInput: anything missing, unknown, or that is no exact whole number.
        """
        rule = _exactly(stored, ("code", "quorum", "pass"))
        parts = [rule["quorum"], rule["pass"]]
        if not all(isinstance(part, list | tuple) for part in parts):
            raise BadInput("rule", "“quorum” and “pass” of a rule must each be a list of conditions.")
        names = tuple(field.name for field in fields(Condition))
        quorum, passing = (tuple(Condition(**_exactly(one, names)) for one in part) for part in parts)
        return cls(code=rule["code"], quorum=quorum, pass_=passing)


def counts_weight(rule: Rule) -> bool:
    """Return whether the rule also, or only, counts floor area."""
    return any(condition.measure == "weight" for condition in (*rule.quorum, *rule.pass_))


def _exactly(stored: object, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the mapping if it has these keys and no other: a misspelt key must never fall back to a default."""
    if not isinstance(stored, Mapping) or set(stored) != set(names):
        raise BadInput(
            "rule",
            "This part of the rule must have exactly the entries %(names)s: add what is missing, remove the rest.",
            names=", ".join(names),
        )
    return dict(stored)


def _known(field: str, value: object, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise BadInput(
            field,
            "“%(value)s” is not known here: choose one of %(choices)s.",
            value=shown(value),
            choices=", ".join(choices),
        )


def _conditions_only(field: str, conditions: object) -> None:
    if not isinstance(conditions, tuple) or not all(isinstance(one, Condition) for one in conditions):
        raise BadInput(field, "This part of a rule must be a tuple of conditions.")


def shown(value: object) -> str:
    """Return what was typed, cut: an integer of thousands of digits cannot even be printed."""
    return f"{type(value).__name__} > 10¹²" if isinstance(value, int) and abs(value) > 10**12 else str(value)[:40]
