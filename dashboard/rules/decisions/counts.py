"""How many were entitled, came, and voted how?"""

from dataclasses import dataclass
from typing import Literal

from dashboard.errors import BadInput
from dashboard.i18n import pgettext
from dashboard.rules.decisions.rule import Base, Counted, Measure, shown

Rest = Literal["against", "abstain", "invalid"]
"""What a rule never counts by itself, but a tally shows."""

_SINGLE = ("entitled", "present", "for", "against", "abstain", "invalid")
_SUMS: dict[str, tuple[str, ...]] = {
    "decisive": ("for", "against"),
    "valid": ("for", "against", "abstain"),
    "cast": ("for", "against", "abstain", "invalid"),
}
_HEADS = ("entitled", "present", "votes_for", "votes_against", "votes_abstain", "invalid")
_WEIGHTS = ("entitled_weight", "present_weight", "for_weight", "against_weight", "abstain_weight")


@dataclass(frozen=True)
class Counts:
    """The numbers of one vote: heads, and floor area in 0.01 m² where the rule asks for it.

    Areas are given all or not at all; ``invalid_weight`` only where ballots were invalid. In a written
    consultation ``present`` is the number of sheets that came back.

    Raises:
        BadInput: no whole number, a negative one, or more cast than present, more present than entitled.
    """

    entitled: int
    present: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    invalid: int = 0
    entitled_weight: int | None = None
    present_weight: int | None = None
    for_weight: int | None = None
    against_weight: int | None = None
    abstain_weight: int | None = None
    invalid_weight: int | None = None

    def __post_init__(self) -> None:
        for field in _HEADS:
            check_whole(field, getattr(self, field))
        self._check_heads()
        given = [field for field in (*_WEIGHTS, "invalid_weight") if getattr(self, field) is not None]
        for field in given:
            check_whole(field, getattr(self, field))
        if given:
            self._check_weights()

    def _check_heads(self) -> None:
        if self.present > self.entitled:
            raise BadInput(
                "present",
                "%(present)s are present but only %(entitled)s should attend: correct the sign-in or the roster.",
                present=self.present,
                entitled=self.entitled,
            )
        if self.count("heads", "cast") > self.present:
            raise BadInput(
                "votes_for",
                "%(cast)s votes from %(present)s present: the vote is void; count again or vote again.",
                cast=self.count("heads", "cast"),
                present=self.present,
            )

    def _check_weights(self) -> None:
        wanted = (*_WEIGHTS, "invalid_weight") if self.invalid else _WEIGHTS
        missing = next((field for field in wanted if getattr(self, field) is None), None)
        if missing:
            raise BadInput(
                missing, "Floor areas are counted for all or for none: enter “%(name)s” too.", name=_name(missing)
            )
        if self.invalid_weight and not self.invalid:
            raise BadInput(
                "invalid", "There is floor area of invalid ballots but no invalid ballot: correct one of the two."
            )
        if self.count("weight", "present") > self.count("weight", "entitled"):
            raise BadInput("present_weight", "The floor area present is more than the total: correct one of the two.")
        if self.count("weight", "cast") > self.count("weight", "present"):
            raise BadInput(
                "for_weight", "The floor area of the votes is more than the area present: count the ballots again."
            )

    @property
    def weighed(self) -> bool:
        """Whether floor areas were given."""
        return self.entitled_weight is not None

    def count(self, measure: Measure, what: Base | Counted | Rest) -> int:
        """Return one total, in heads or in 0.01 m².

        Raises:
            BadInput: floor area is asked for and was not given.
        """
        if measure == "weight" and not self.weighed:
            raise BadInput(
                "entitled_weight", "This rule also counts floor area: enter the areas beside the numbers of people."
            )
        fields = dict(zip(_SINGLE, _HEADS if measure == "heads" else (*_WEIGHTS, "invalid_weight"), strict=True))
        return sum(getattr(self, fields[one]) or 0 for one in _SUMS.get(what, (what,)))


def check_whole(field: str, value: object) -> None:
    """Refuse what is no count.

    Raises:
        BadInput: no whole number, or a negative one.
    """
    # ``bool`` is an ``int`` to Python; a ticked box is no count.
    if type(value) is not int or value < 0:
        raise BadInput(
            field,
            "“%(name)s” must be a whole number, 0 or more, not “%(value)s”: correct it.",
            name=_name(field),
            value=shown(value),
        )


def _name(field: str) -> str:
    """Return what the office calls a count."""
    return {
        "entitled": pgettext("count", "should attend"),
        "present": pgettext("count", "present"),
        "votes_for": pgettext("count", "for"),
        "votes_against": pgettext("count", "against"),
        "votes_abstain": pgettext("count", "abstained"),
        "invalid": pgettext("count", "invalid ballots"),
        "entitled_weight": pgettext("count", "total floor area"),
        "present_weight": pgettext("count", "floor area present"),
        "for_weight": pgettext("count", "floor area for"),
        "against_weight": pgettext("count", "floor area against"),
        "abstain_weight": pgettext("count", "floor area abstained"),
        "invalid_weight": pgettext("count", "floor area of invalid ballots"),
        "recused": pgettext("count", "recused"),
        "recused_present": pgettext("count", "recused and present"),
        "recused_weight": pgettext("count", "floor area of the recused"),
        "recused_present_weight": pgettext("count", "floor area of the recused present"),
        "issued": pgettext("count", "ballots given out"),
        "returned": pgettext("count", "ballots returned"),
        "option_counts": pgettext("count", "approvals of an option"),
        "numbers": pgettext("count", "members"),
    }[field]
