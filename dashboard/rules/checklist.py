"""The checklist of the screening: does it belong here, who decides, which legal gate stands before the works?

Source: rules on common topics. Sheds built by plan are the owners' common property, so a private operator on them is
business on common parts (Civil Code, article 278: three quarters). Moving or felling trees needs the greening
authority, pruning does not. Roads and sidewalks outside the estate are the district's. A lift added to a building
needs its owners and the planning authority. Charging in halls, stairs and on fire lanes is forbidden.
Personal complaints (litigation, arbitration, review, personal claims) are no suggestions of the people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.i18n import N_
from models.enums import DecisionPower, LegalGate


class Fact(StrEnum):
    """What the secretariat may find about an item of a category; each has consequences below."""

    PRIVATE_OPERATOR = "private_operator"
    ESCAPE_ROUTE = "escape_route"
    TREES = "trees_moved"
    OUTSIDE = "outside_estate"
    NEW_LIFT = "new_lift"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a fact: who decides, which gate, and why, in a sentence. ``None`` where nothing follows."""

    power: DecisionPower | None
    gate: LegalGate | None
    why: str


ASKED: Mapping[Fact, str] = {
    Fact.PRIVATE_OPERATOR: N_("A private operator will run charging or other business on a part the owners share"),
    Fact.ESCAPE_ROUTE: N_("Parking or charging is planned in a hall, corridor or staircase, or on a fire lane"),
    Fact.TREES: N_("Trees will be moved or felled (pruning alone does not count)"),
    Fact.OUTSIDE: N_("The road or sidewalk lies outside the estate"),
    Fact.NEW_LIFT: N_("A lift will be added to a building"),
}
"""What is asked about a fact, as a statement that can be ticked."""
FOLLOWS: Mapping[Fact, Consequence] = {
    Fact.PRIVATE_OPERATOR: Consequence(
        DecisionPower.OWNERS,
        LegalGate.OWNERS_SPECIAL,
        N_("Business on a part that the owners share needs their joint decision by three quarters."),
    ),
    Fact.ESCAPE_ROUTE: Consequence(
        None,
        LegalGate.FIRE,
        N_("Parking or charging there is forbidden. Another place must be found with the fire safety office."),
    ),
    Fact.TREES: Consequence(
        None,
        LegalGate.GREENING,
        N_("Moving or felling trees needs the approval of the greening authority."),
    ),
    Fact.OUTSIDE: Consequence(
        DecisionPower.DEPARTMENT,
        None,
        N_("Outside the estate the district department decides; the committee can only ask it."),
    ),
    Fact.NEW_LIFT: Consequence(
        DecisionPower.OWNERS,
        LegalGate.PLANNING,
        N_("A lift needs the joint decision of the owners and the planning permit."),
    ),
}
BY_CATEGORY: Mapping[str, tuple[Fact, ...]] = {
    "shed": (Fact.PRIVATE_OPERATOR, Fact.ESCAPE_ROUTE),
    "safety": (Fact.ESCAPE_ROUTE,),
    "greening": (Fact.TREES,),
    "sidewalk": (Fact.OUTSIDE,),
    "lighting": (Fact.OUTSIDE,),
    "elevator": (Fact.NEW_LIFT,),
    "parking": (Fact.PRIVATE_OPERATOR,),
}
"""Category code -> what is asked about its items."""
OWNERS_GATES = frozenset({LegalGate.OWNERS_ORDINARY, LegalGate.OWNERS_SPECIAL})
ROUTES = (
    N_("Petitions office of the sub-district"),
    N_("12345 hotline"),
    N_("People's mediation committee"),
)
"""Where a personal complaint goes instead."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The answers of a screening; ``None`` is a question that was not answered.

    ``belongs``: it is a shared matter of this area. ``personal``: it is a personal complaint or claim.
    """

    belongs: bool | None = None
    personal: bool | None = None
    facts: frozenset[Fact] = frozenset()

    def stored(self) -> dict[str, Any]:
        """Return the answers as JSON can hold them."""
        return {"belongs": self.belongs, "personal": self.personal, "facts": sorted(self.facts)}

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> "Checklist | None":
        """Return stored answers, ``None`` where there are none."""
        if stored is None:
            return None
        known = (Fact(one) for one in stored.get("facts", ()) if one in Fact._value2member_map_)
        return cls(stored.get("belongs"), stored.get("personal"), frozenset(known))


def facts_of(category_code: str) -> tuple[Fact, ...]:
    """Return what is asked about an item of this category."""
    return BY_CATEGORY.get(category_code, ())


def suggested(facts: Iterable[Fact]) -> tuple[DecisionPower | None, LegalGate | None]:
    """Return who decides and which gate follows from the facts; ``None`` where they leave it open."""
    found = [FOLLOWS[fact] for fact in Fact if fact in set(facts)]
    power = next((one.power for one in found if one.power is not None), None)
    return power, next((one.gate for one in found if one.gate is not None), None)


OWNERS_DECIDE = N_("With a joint decision of the owners as its legal gate, the owners decide. Change one of the two.")
UNANSWERED = N_("Please answer both questions of the checklist: does it belong here, and is it a personal complaint?")
PERSONAL = N_(
    "A personal complaint cannot be accepted. Refer it to the petitions office, the 12345 hotline or mediation."
)
ELSEWHERE = N_("What does not belong here cannot be accepted. Refer it to the office in charge, or decline it.")
OTHER_GATE = N_("What was ticked calls for another legal gate. Choose the gate suggested below the ticks.")
OTHER_POWER = N_("What was ticked means that somebody else decides. Choose who decides as suggested below the ticks.")


def contradictions(answers: Checklist | None, power: DecisionPower, gate: LegalGate) -> tuple[str, ...]:
    """Return what keeps an item from being accepted with these answers, as sentences that say how to mend it."""
    found = [OWNERS_DECIDE] if gate in OWNERS_GATES and power is not DecisionPower.OWNERS else []
    if answers is None:
        return tuple(found)
    if answers.belongs is None or answers.personal is None:
        found.insert(0, UNANSWERED)
    if answers.belongs is False:
        found.insert(0, ELSEWHERE)
    if answers.personal:
        found.insert(0, PERSONAL)
    return (*found, *_against_facts(answers.facts, power, gate))


def _against_facts(facts: frozenset[Fact], power: DecisionPower, gate: LegalGate) -> list[str]:
    gates = {FOLLOWS[fact].gate for fact in facts} - {None}
    powers = {FOLLOWS[fact].power for fact in facts} - {None}
    found = []
    if gates and gate not in gates:
        found.append(OTHER_GATE)
    if powers and power not in powers:
        found.append(OTHER_POWER)
    return found
