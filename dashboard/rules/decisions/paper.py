"""Do the figures of a paper ballot add up, and is the vote void?"""

from dashboard.errors import BadInput
from dashboard.rules.decisions.counts import check_whole


def paper_void(issued: int, returned: int) -> bool:
    """Return whether the vote is void and taken again: more ballots came back than were given out.

    Source: election practice: 收回的选票等于或少于发出的选票，选举有效；多于发出的选票，选举无效，应重新选举.
    """
    return returned > issued


def check_paper(
    issued: int, returned: int, invalid: int, votes_for: int, votes_against: int, votes_abstain: int, present: int
) -> None:
    """Refuse figures that do not add up; ``present`` is how many may be given a ballot.

    A void vote is no wrong figure: its ballots need not be sorted, all four may stay 0.

    Raises:
        BadInput: no whole number, more ballots given out than people may vote, or votes and invalid ballots that
            are not together the ballots returned; ``field`` names the line.

    Source: 有效票＋无效票＝收回票；赞成＋反对＋弃权＝有效票.
    """
    given = {
        "issued": issued,
        "returned": returned,
        "invalid": invalid,
        "votes_for": votes_for,
        "votes_against": votes_against,
        "votes_abstain": votes_abstain,
        "present": present,
    }
    for field, value in given.items():
        check_whole(field, value)
    if issued > present:
        raise BadInput(
            "issued",
            "%(issued)s ballots given out to %(present)s who may vote: count the ballots that are left.",
            issued=issued,
            present=present,
        )
    valid = votes_for + votes_against + votes_abstain
    if paper_void(issued, returned) and not valid + invalid:
        return
    if invalid > returned:
        raise BadInput(
            "invalid",
            "%(invalid)s invalid ballots of %(returned)s returned: count the invalid ballots again.",
            invalid=invalid,
            returned=returned,
        )
    _check_valid(returned, invalid, valid)


def _check_valid(returned: int, invalid: int, valid: int) -> None:
    if valid != returned - invalid:
        raise BadInput(
            "votes_for",
            "For, against and abstained make %(sum)s, but %(returned)s returned less %(invalid)s invalid leaves "
            "%(valid)s valid ballots: count the ballots again.",
            sum=valid,
            returned=returned,
            invalid=invalid,
            valid=returned - invalid,
        )
