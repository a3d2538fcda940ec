"""How are ballots with a list of options checked, counted and decided?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.errors import BadInput
from dashboard.rules.decisions.counts import Counts, check_whole
from dashboard.rules.decisions.rule import Rule, counts_weight
from dashboard.rules.decisions.verdict import decide
from models.enums import BallotForm, Outcome

Marks = Sequence[int]
"""Positions of the options a ballot marks, the first option being 0; the best first in a ranking."""


@dataclass(frozen=True)
class Place:
    """One place of a recommendation list; several options share it where they are level."""

    place: int
    options: tuple[int, ...]
    count: int
    """Approvals, or points of a ranking."""


def check_marks(form: BallotForm, options: int, most_choices: int, marks: Marks | None) -> None:
    """Refuse a ballot that cannot be counted. Whoever abstains marks nothing and is not asked about marks.

    Raises:
        BadInput: nothing or too much is marked, an option is marked twice or does not exist, or a plain question
            is answered with marks (field ``marks``).
    """
    if form is BallotForm.QUESTION:
        if marks:
            raise BadInput("marks", "This ballot has no list: choose for, against or abstain.")
        return
    if not marks:
        raise BadInput("marks", "Nothing is marked: mark at least one option, or abstain.")
    if any(type(mark) is not int or not 0 <= mark < options for mark in marks):
        raise BadInput("marks", "Options are numbered 1 to %(options)s: mark one of these.", options=options)
    twice = next((mark for mark in marks if list(marks).count(mark) > 1), None)
    if twice is not None:
        raise BadInput("marks", "Option %(option)s is marked twice: mark it once.", option=twice + 1)
    if form is BallotForm.CHOICES and len(marks) > most_choices:
        raise BadInput(
            "marks",
            "%(marked)s options are marked, at most %(most)s may be: take some off.",
            marked=len(marks),
            most=most_choices,
        )


def tally_options(form: BallotForm, options: int, ballots: Sequence[Marks]) -> list[int]:
    """Return what each option got: approvals, or under ``RANKING`` Borda points.

    A ranking of m options gives m points to its first, m - 1 to its second and so on; an option left out gets 0.

    Source: J.-C. de Borda, Mémoire sur les élections au scrutin (1781): an equal step from place to place, the last
    place one step above nothing. Over complete rankings the order is that of m - 1 … 0 points.

    Raises:
        BadInput: a ballot marks an option twice or one that does not exist (field ``marks``).
    """
    totals = [0] * options
    for marks in ballots:
        if marks:
            check_marks(BallotForm.RANKING, options, options, marks)
        for rank, option in enumerate(marks):
            totals[option] += options - rank if form is BallotForm.RANKING else 1
    return totals


def ranked_by(options: int, ballots: Sequence[Marks]) -> list[int]:
    """Return how many ballots give each option a place at all: what stands for approvals in a ranking."""
    return tally_options(BallotForm.APPROVAL, options, ballots)


def options_carried(rule: Rule, counts: Counts, option_counts: Sequence[int]) -> list[bool]:
    """Return which options the rule carries: the approvals of an option stand in the place of votes for.

    Every base stays that of the vote: a ballot that left the option out was cast, and did not approve of it. Points
    of a ranking are no approvals; there, ``option_counts`` is how many ballots rank the option (``ranked_by``).

    Raises:
        BadInput: the rule counts floor area, or an option has more approvals than there are valid ballots.
    """
    if counts_weight(rule):
        raise BadInput("preset", "A list of options is decided by number of voters: choose a rule without floor area.")
    return [_carries(rule, counts, approvals) for approvals in option_counts]


def _carries(rule: Rule, counts: Counts, approvals: int) -> bool:
    check_whole("option_counts", approvals)
    valid = counts.count("heads", "valid")
    if approvals > valid:
        raise BadInput(
            "option_counts",
            "An option has %(approvals)s approvals from %(valid)s valid ballots: count the ballots again.",
            approvals=approvals,
            valid=valid,
        )
    against = max(0, counts.count("heads", "decisive") - approvals)
    own = replace(counts, votes_for=approvals, votes_against=against, votes_abstain=valid - approvals - against)
    return decide(rule, own).outcome is Outcome.CARRIED


def in_order(option_counts: Sequence[int], carried: Sequence[bool] | None = None) -> list[Place]:
    """Return the recommendation list, most first; level options share a place and the next places stay empty.

    Ties stay ties: who breaks one, by beneficiaries and then by lower cost, is the office and not the count.
    ``carried`` leaves out the options that were not.
    """
    kept = [number for number in range(len(option_counts)) if carried is None or carried[number]]
    by_count: dict[int, list[int]] = {}
    for number in kept:
        by_count.setdefault(option_counts[number], []).append(number)
    places, place = [], 1
    for count in sorted(by_count, reverse=True):
        places.append(Place(place, tuple(by_count[count]), count))
        place += len(by_count[count])
    return places
