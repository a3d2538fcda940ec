"""The five numbers of one committee vote: enough of us, approved, one camp, across all types, coming together?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from dashboard.rules import consensus
from dashboard.rules.consensus import Split
from dashboard.rules.decisions import Counts, Rule, decide


@dataclass(frozen=True)
class Change:
    """What became of a round's figures in the next; ``None`` where one of the two cannot be told."""

    approval: float | None
    agreement: float | None


@dataclass(frozen=True)
class FiveNumbers:
    """One question each. Shares are 0 to 1; these are full counts, so there is no interval.

    ``votes_over`` and ``votes_short`` are whole votes above or below what the rule asks for. ``converging`` lists the
    change from each round to the next, the last entry being the present vote.
    """

    turnout: float | None
    attendance: float | None
    approval: float | None
    votes_needed: int | None
    votes_over: int | None
    votes_short: int | None
    agreement: float | None
    bridging: float | None
    lowest_type: str | None
    lowest_type_share: float | None
    converging: tuple[Change, ...]

    @property
    def agreed_to_abstain(self) -> bool:
        """Whether one camp means that everybody abstained."""
        return self.agreement == 1 and self.approval is None


def five_numbers(
    vote: Split, rule: Rule, *, by_type: Mapping[str, Split] | None = None, earlier: Sequence[Split] = ()
) -> FiveNumbers:
    """Return the five numbers of a vote; types with fewer than 5 electors are merged first.

    Raises:
        BadInput: the rule counts floor area.
    """
    verdict = decide(rule, Counts(vote.entitled, vote.present, vote.votes_for, vote.against, vote.abstain))
    merged = consensus.merge_small(_typed(by_type or {}))
    lowest = consensus.least_approving(merged)
    return FiveNumbers(
        turnout=consensus.turnout(vote),
        attendance=consensus.attendance(vote),
        approval=consensus.approval(vote),
        votes_needed=verdict.votes_needed,
        votes_over=verdict.over_by,
        votes_short=verdict.short_by,
        agreement=consensus.agreement(vote),
        bridging=consensus.bridging(merged),
        lowest_type=str(lowest[0]) if lowest else None,
        lowest_type_share=lowest[1] if lowest else None,
        converging=_changes([*earlier, vote]),
    )


def _typed(by_type: Mapping[str, Split]) -> dict[Any, Split]:
    """Return the splits under members of an enumeration, which ``consensus`` orders and merges by."""
    make: Any = StrEnum  # mypy knows written-out members only
    names = make("Type", [(f"T{place}", name) for place, name in enumerate(by_type)])
    return {names(name): split for name, split in by_type.items()}


def _changes(rounds: Sequence[Split]) -> tuple[Change, ...]:
    return tuple(
        Change(
            _difference(consensus.approval(before), consensus.approval(after)),
            _difference(consensus.agreement(before), consensus.agreement(after)),
        )
        for before, after in pairwise(rounds)
    )


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before
