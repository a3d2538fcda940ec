"""What are the numbers of a vote without those who recused themselves (回避)?"""

from dataclasses import replace

from dashboard.errors import BadInput
from dashboard.rules.decisions.counts import Counts, check_whole


def without_recused(
    counts: Counts,
    recused: int,
    recused_present: int,
    *,
    recused_weight: int = 0,
    recused_present_weight: int = 0,
) -> Counts:
    """Return the counts with the recused taken out of those entitled and of those present.

    No source settles whether the recused stay in the number votes are counted against; the house rule
    ``recusal_denominator`` says which of the two counts decides, and the tally sheet shows both.
    Heads come out alone unless their floor area (0.01 m²) is given too. Votes stay as they are: the recused cast none.

    Raises:
        BadInput: more recused than there are, or more votes than the others could cast.
    """
    given = {
        "recused": recused,
        "recused_present": recused_present,
        "recused_weight": recused_weight,
        "recused_present_weight": recused_present_weight,
    }
    for field, value in given.items():
        check_whole(field, value)
    _within("recused_present", recused_present, recused)
    _within("recused", recused, counts.entitled)
    _within("recused_present", recused_present, counts.present)
    deducted = replace(counts, entitled=counts.entitled - recused, present=counts.present - recused_present)
    if not (recused_weight or recused_present_weight):
        return deducted
    entitled, present = counts.count("weight", "entitled"), counts.count("weight", "present")
    _within("recused_present_weight", recused_present_weight, recused_weight)
    _within("recused_weight", recused_weight, entitled)
    _within("recused_present_weight", recused_present_weight, present)
    return replace(deducted, entitled_weight=entitled - recused_weight, present_weight=present - recused_present_weight)


def _within(field: str, part: int, whole: int) -> None:
    if part > whole:
        raise BadInput(
            field,
            "%(part)s are recused of %(whole)s there are: correct the list of the recused or the roster.",
            part=part,
            whole=whole,
        )
