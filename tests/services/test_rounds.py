"""Claim rounds: opened for a quarter, closed once, what nobody claimed carried over as often as the house allows."""

from datetime import date, timedelta

import pytest

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.formats import at_shanghai
from dashboard.services import claims, house_rules, needs
from dashboard.services.needs import closing, rounds, talks
from models.claim import Claim, ClaimDraft
from models.enums import ClaimStatus, HandlingResult, NeedStatus, OfferKind, RoundStatus
from models.need import Need
from tests.services.proposals import CLERKS, audited, inhabited, life, number_of, put
from tests.services.table import Table
from tests.services.test_votes_together import at_once

LAST = date(2026, 12, 31)
EVERYBODY_ELSE = ("1", "2", "reviewer", "resident", "liaison", "administrator", "visitor")


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def offer(**changed) -> ClaimDraft:
    typed = {"offer": OfferKind.LABOUR, "offer_text": "We mend the roof.", "promised_on": date(2027, 3, 1)}
    return ClaimDraft(**typed | changed)


def opened(town: Table, *publish: int, carry: tuple[int, ...] = ()) -> rounds.RoundRead:
    return rounds.open_round(town.office, "2026Q4", LAST, publish, carry)


def status(town: Table, need: int) -> NeedStatus:
    return town.row(Need, need).status


def to_the_next_quarter(town: Table) -> None:
    town.clock.at = at_shanghai(date(2027, 1, 4), 9)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_a_round_publishes_the_needs_list_and_carries_over(town: Table):
    fresh, left = put(town, NeedStatus.ON_LIST), put(town, NeedStatus.UNCLAIMED, carried=1)
    other = put(town, NeedStatus.ON_LIST)
    number = number_of(town, left)

    read = opened(town, fresh, carry=(left,))

    assert (read.quarter, read.opens_on, read.closes_on, read.status) == (
        "2026Q4",
        date(2026, 12, 1),
        LAST,
        RoundStatus.OPEN,
    )
    assert (read.published, read.carried_over, read.total, read.claimed, read.unclaimed) == (1, 1, 2, 0, 0)
    for need, carried in ((fresh, 0), (left, 2)):
        row = town.row(Need, need)
        assert (row.status, row.round_id, row.carried) == (NeedStatus.OPEN, read.id, carried)
        assert row.claim_deadline == at_shanghai(LAST, 23, 59)
    assert number_of(town, left) == number
    assert [(event.action, event.reference) for event in life(town, fresh)] == [("publish", "2026Q4")]
    assert [(event.action, event.reference) for event in life(town, left)] == [("carry_over", "2026Q4")]
    assert status(town, other) == NeedStatus.ON_LIST
    assert audited(town)[0].action == "claim_round.open"


@pytest.mark.parametrize(
    ("quarter", "last", "field"),
    [
        ("2026Q3", LAST, "quarter"),
        ("2027Q2", LAST, "quarter"),
        ("2026", LAST, "quarter"),
        ("", LAST, "quarter"),
        ("2026Q4", date(2026, 12, 1), "closes_on"),
        ("2026Q4", date(2027, 5, 31), "closes_on"),
    ],
)
def test_what_cannot_be_a_round_is_refused(town: Table, quarter: str, last: date, field: str):
    with town.refused(BadInput, field=field):
        rounds.open_round(town.office, quarter, last)


@pytest.mark.parametrize(
    ("today", "quarters"),
    [
        (date(2026, 12, 31), ["2026Q4", "2027Q1"]),
        (date(2027, 1, 1), ["2027Q1", "2027Q2"]),
        (date(2027, 3, 31), ["2027Q1", "2027Q2"]),
        (date(2027, 8, 5), ["2027Q3", "2027Q4"]),
    ],
)
def test_this_quarter_and_the_next_can_be_opened(town: Table, today: date, quarters: list[str]):
    town.clock.at = at_shanghai(today, 12)
    assert rounds.quarters_to_open(town.office) == quarters
    rounds.open_round(town.office, quarters[1], today + timedelta(days=20))
    assert rounds.quarters_to_open(town.office) == quarters[:1]


def test_one_round_runs_at_a_time_and_a_quarter_has_one(town: Table):
    first = opened(town)
    with town.refused(RuleBroken, "still open"):
        rounds.open_round(town.office, "2027Q1", LAST)
    rounds.close_round(town.office, first.id, "Opened by mistake.")
    with town.refused(RuleBroken, "had its claim round already"):
        opened(town)
    assert rounds.open_round(town.office, "2027Q1", LAST).quarter == "2027Q1"


def test_one_item_that_cannot_go_in_holds_the_round_back(town: Table):
    ready = put(town, NeedStatus.ON_LIST)
    for wrong in (NeedStatus.SUBMITTED, NeedStatus.OPEN, NeedStatus.UNCLAIMED):
        other = put(town, wrong)
        with town.refused(RuleBroken):
            opened(town, ready, other)
    with town.refused(RuleBroken):
        opened(town, carry=(ready,))


def test_two_clerks_who_open_together_open_one(town: Table):
    done = at_once(
        [
            lambda: rounds.open_round(town.as_("clerk1"), "2026Q4", LAST),
            lambda: rounds.open_round(town.as_("clerk2"), "2027Q1", LAST),
        ]
    )
    assert sum(isinstance(one, RuleBroken) for one in done) == 1
    assert len(rounds.rounds(town.office)) == 1


def test_clicks_count_once(town: Table):
    need, left = put(town, NeedStatus.ON_LIST), put(town, NeedStatus.UNCLAIMED)
    first = rounds.open_round(town.office, "2026Q4", LAST, [need], key="a")
    rounds.carry_over(town.office, [left], key="b")
    before = town.everything()
    assert rounds.open_round(town.office, "2026Q4", LAST, [need], key="a").id == first.id
    rounds.carry_over(town.office, [left], key="b")
    assert town.everything() == before


def test_only_the_secretariat_keeps_rounds(town: Table):
    running = opened(town)
    left = put(town, NeedStatus.UNCLAIMED)
    for who in EVERYBODY_ELSE:
        for use_case in (
            lambda ctx: rounds.open_round(ctx, "2027Q1", LAST),
            lambda ctx: rounds.close_round(ctx, running.id, "Enough."),
            lambda ctx: rounds.carry_over(ctx, [left]),
        ):
            with town.refused(NotAllowed):
                use_case(town.as_(who))


# --- publishing during a round ----------------------------------------------------------------------------------------


def test_what_is_published_meanwhile_joins_the_round(town: Table):
    running = opened(town)
    short, long = put(town, NeedStatus.ON_LIST), put(town, NeedStatus.ON_LIST)
    needs.publish(town.office, short, 10)
    needs.publish(town.office, long, 90)
    assert [town.row(Need, need).round_id for need in (short, long)] == [running.id, running.id]
    assert town.row(Need, short).claim_deadline == at_shanghai(date(2026, 12, 11), 23, 59)
    assert town.row(Need, long).claim_deadline == at_shanghai(LAST, 23, 59)
    assert rounds.rounds(town.office)[0].published == 2


def test_a_round_whose_last_day_has_passed_takes_nothing_in(town: Table):
    running = opened(town)
    to_the_next_quarter(town)
    need, left = put(town, NeedStatus.ON_LIST), put(town, NeedStatus.UNCLAIMED)
    needs.publish(town.office, need, 10)
    assert town.row(Need, need).round_id is None
    with town.refused(RuleBroken, "No claim round is running"):
        rounds.carry_over(town.office, [left])
    rounds.close_round(town.office, running.id)
    assert status(town, need) == NeedStatus.OPEN


# --- closing ----------------------------------------------------------------------------------------------------------


def test_closing_leaves_what_is_claimed_and_lapses_the_rest(town: Table):
    ids = [put(town, NeedStatus.ON_LIST) for _ in range(4)]
    running = opened(town, *ids)
    claims.claim(town.as_("liaison"), ids[0], offer())
    talks.hold_talk(town.office, ids[0], date(2026, 12, 1), "Unit 1 and the residents", "Who mends which part.")
    town.noticed(ids[1])
    to_the_next_quarter(town)

    read = rounds.close_round(town.office, running.id)

    states = [NeedStatus.MATCHING, NeedStatus.ON_AGENDA, NeedStatus.UNCLAIMED, NeedStatus.UNCLAIMED]
    assert [status(town, need) for need in ids] == states
    assert (read.status, read.published, read.claimed, read.unclaimed) == (RoundStatus.CLOSED, 4, 1, 2)
    event = life(town, ids[2])[-1]
    assert (event.action, event.reference, event.reason) == ("lapse", "2026Q4", "")
    assert rounds.rounds(town.as_("visitor")) == [read]


def test_closing_early_needs_a_reason_that_everybody_reads(town: Table):
    need = put(town, NeedStatus.ON_LIST)
    running = opened(town, need)
    town.clock.at = at_shanghai(LAST, 23, 59)
    for reason in ("", "  "):
        with town.refused(BadInput, "runs to the end of Dec 31, 2026", "reason"):
            rounds.close_round(town.office, running.id, reason)
    with town.refused(BadInput, field="reason"):
        rounds.close_round(town.office, running.id, "Ask 13812345678")
    rounds.close_round(town.office, running.id, "The hall is needed.")
    assert life(town, need)[-1].reason == "The hall is needed."
    assert status(town, need) == NeedStatus.UNCLAIMED


def test_closing_again_changes_nothing(town: Table):
    need = put(town, NeedStatus.ON_LIST)
    running = opened(town, need)
    to_the_next_quarter(town)
    read = rounds.close_round(town.office, running.id, key="a")
    before = town.everything()
    assert rounds.close_round(town.office, running.id, key="a") == read
    assert rounds.close_round(town.office, running.id) == read
    assert town.everything() == before


def test_eight_clerks_who_close_together_close_once(town: Table):
    need = put(town, NeedStatus.ON_LIST)
    running = opened(town, need)
    to_the_next_quarter(town)
    done = at_once([lambda n=n: rounds.close_round(town.as_(n), running.id) for n in CLERKS])
    assert done == [done[0]] * 8
    assert [event.action for event in life(town, need)] == ["publish", "lapse"]


def test_what_ran_out_of_time_outside_the_round_goes_with_it(town: Table):
    early = put(town, NeedStatus.ON_LIST)
    needs.publish(town.office, early, 10)
    running = opened(town)
    later = put(town, NeedStatus.OPEN, claim_deadline=at_shanghai(date(2027, 6, 30)))
    to_the_next_quarter(town)
    read = rounds.close_round(town.office, running.id)
    assert (status(town, early), status(town, later)) == (NeedStatus.UNCLAIMED, NeedStatus.OPEN)
    assert (read.total, read.unclaimed) == (0, 0)


@pytest.mark.parametrize("attempt", range(3))
def test_a_claim_at_the_moment_of_closing_is_either_in_or_refused(town: Table, attempt: int):
    ids = [put(town, NeedStatus.ON_LIST) for _ in range(6)]
    running = opened(town, *ids)
    liaison = town.as_("liaison")

    def claim_all() -> list[bool]:
        taken = []
        for need in ids if attempt % 2 else reversed(ids):
            try:
                claims.claim(liaison, need, offer())
            except RuleBroken:
                taken.append(False)
            else:
                taken.append(True)
        return taken if attempt % 2 else taken[::-1]

    taken, read = at_once([claim_all, lambda: rounds.close_round(town.office, running.id, "Closed early.")])

    assert [status(town, need) for need in ids] == [
        NeedStatus.CLAIMED if won else NeedStatus.UNCLAIMED for won in taken
    ]
    assert (read.claimed, read.unclaimed) == (sum(taken), 6 - sum(taken))


# --- carrying over ----------------------------------------------------------------------------------------------------


def test_an_item_is_carried_over_twice_and_then_referred_or_closed(town: Table):
    ids = [put(town, NeedStatus.UNCLAIMED, carried=2) for _ in range(2)]
    opened(town)
    for need in ids:
        with town.refused(RuleBroken, r"as often as the house rule allows \(2\)"):
            rounds.carry_over(town.office, [need])
    needs.screen_refer(town.office, ids[0], "Pinglianglu Sub-district Office", "Nobody claimed it three times.")
    closing.close(town.office, ids[1], HandlingResult.NOT_FEASIBLE, "Nobody claimed it three times.")
    assert [status(town, need) for need in ids] == [NeedStatus.REFERRED, NeedStatus.CLOSED]
    assert town.row(Need, ids[1]).result == HandlingResult.NOT_FEASIBLE


def test_the_house_rule_says_how_often(town: Table):
    need = put(town, NeedStatus.UNCLAIMED, carried=2)
    opened(town)
    house_rules.change(town.office, "carry_over_meetings", 3)
    assert rounds.most_carried(town.office) == 3
    (read,) = rounds.carry_over(town.office, [need, need])
    assert (read.status, read.carried) == (NeedStatus.OPEN, 3)
    other = put(town, NeedStatus.UNCLAIMED)
    house_rules.change(town.office, "carry_over_meetings", 0)
    with town.refused(RuleBroken, r"\(0\)"):
        rounds.carry_over(town.office, [other])
    assert "carry_over_meetings" in house_rules.APPLIED


def test_carrying_over_wants_a_round_and_an_item(town: Table):
    need = put(town, NeedStatus.UNCLAIMED)
    with town.refused(RuleBroken, "No claim round is running"):
        rounds.carry_over(town.office, [need])
    with town.refused(BadInput, field="items"):
        rounds.carry_over(town.office, [])
    running = opened(town)
    other = put(town, NeedStatus.OPEN)
    with town.refused(RuleBroken, "not open any more"):
        rounds.carry_over(town.office, [need, other])
    rounds.carry_over(town.office, [need])
    assert rounds.rounds(town.office)[0].carried_over == 1
    assert town.row(Need, need).round_id == running.id


# --- ending and going back --------------------------------------------------------------------------------------------


def claimed(town: Table, state: NeedStatus) -> tuple[int, int]:
    """Return an item in a state with one claim intention on it."""
    need = put(town, NeedStatus.OPEN)
    claim = claims.claim(town.as_("liaison"), need, offer()).id
    row = town.row(Need, need)
    row.status = state
    town.save(row)
    return need, claim


@pytest.mark.parametrize("state", [NeedStatus.NOT_ADOPTED, NeedStatus.DEFERRED])
def test_claims_on_an_item_that_ends_are_declined_with_its_reason(town: Table, state: NeedStatus):
    need, claim = claimed(town, state)
    closing.close(town.office, need, HandlingResult.EXPLAINED, "The meeting said no.")
    assert town.row(Claim, claim).status == ClaimStatus.DECLINED
    assert town.row(Need, need).result == HandlingResult.EXPLAINED


def test_claims_on_an_item_that_is_revised_are_made_anew(town: Table):
    need, claim = claimed(town, NeedStatus.NOT_ADOPTED)
    closing.revise(town.office, need, "The plan is to be smaller.")
    assert (status(town, need), town.row(Claim, claim).status) == (NeedStatus.ON_LIST, ClaimStatus.DECLINED)
    needs.publish(town.office, need, 14)
    claims.claim(town.as_("liaison"), need, offer())
    assert status(town, need) == NeedStatus.CLAIMED
