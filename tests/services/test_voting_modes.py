"""Hands, paper, lists of options, floor area and recusal: every way to take a vote, on both engines."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.services import decisions, meetings, votes
from dashboard.services.votes import Figures
from models.decision import Decision
from models.enums import (
    AgendaStatus,
    BallotForm,
    Choice,
    DecisionPower,
    MotionStatus,
    NeedStatus,
    Outcome,
    Presence,
    Resolution,
    VoteMode,
)
from models.house_rule import HouseRule
from models.meeting import AgendaItem
from models.motion import Ballot, Elector, Motion, TellerCount, VoteCount
from models.need import Need
from models.organisation import Seat
from tests.services.table import Table

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
HANDS, PAPER = VoteMode.SHOW_OF_HANDS, VoteMode.PAPER


def paper(votes_for: int, votes_against: int, votes_abstain: int, *, invalid: int = 0, issued: int = 10) -> Figures:
    """Return a count that adds up."""
    returned = votes_for + votes_against + votes_abstain + invalid
    return Figures(issued, returned, invalid, votes_for, votes_against, votes_abstain)


def counting(table: Table, *needs: int, **put: object) -> tuple[int, int, int]:
    """Return meeting, item and motion of a paper vote whose ballots are being counted."""
    meeting, item, motion = table.voting(*needs, mode=PAPER, **put)
    votes.end_voting(table.office, motion)
    return meeting, item, motion


# --- show of hands ----------------------------------------------------------------------------------------------------


def test_hands_are_entered_by_the_secretariat_and_counted_by_the_rule(table: Table):
    need = table.need("N-1")
    _meeting, item, motion = table.voting(need, mode=HANDS)
    result = votes.close_hands(table.office, motion, 9, 0, 1, key="c")
    assert votes.close_hands(table.office, motion, 9, 0, 1, key="c") == result
    assert (result.outcome, result.votes_needed, result.resolution) == (Outcome.CARRIED, 6, Resolution.PROJECT)
    assert (result.votes_for, result.votes_against, result.votes_abstain, result.mode) == (9, 0, 1, HANDS)
    assert votes.recorded(table.office, motion) == []
    assert table.row(AgendaItem, item).status == AgendaStatus.ADOPTED
    assert table.row(Need, need).status == NeedStatus.ADOPTED


def test_more_hands_than_voters_are_refused_and_nothing_is_lost(table: Table):
    _meeting, _item, motion = table.voting(present=9, mode=HANDS)
    for numbers in ((9, 1, 0), (-1, 0, 0), (0, 0, 10)):
        with table.refused(BadInput, field="votes_for"):
            votes.close_hands(table.office, motion, *numbers)
    with table.refused(RuleBroken, "another way"):
        votes.cast(table.as_(2), motion, FOR, key="k")
    with table.refused(RuleBroken, "another way"):
        votes.close(table.office, motion)
    with table.refused(RuleBroken, "as soon as it is closed"):
        votes.end_voting(table.office, motion)
    with table.refused(NotAllowed):
        votes.close_hands(table.as_(2), motion, 9, 0, 0)


# --- paper ballots and two tellers ------------------------------------------------------------------------------------


def test_the_second_teller_who_counts_the_same_closes_the_vote(table: Table):
    _meeting, item, motion = counting(table)
    first = votes.enter_count(table.as_(2), motion, paper(6, 2, 1, invalid=1), key="t1")
    assert (first.others, first.differs, first.result) == (0, (), None)
    second = votes.enter_count(table.as_(3), motion, paper(6, 2, 1, invalid=1), key="t2")
    assert second.result is not None
    assert (second.result.outcome, second.result.invalid, second.result.cast) == (Outcome.CARRIED, 1, 10)
    assert (second.result.issued, second.result.returned) == (10, 10)
    assert votes.enter_count(table.as_(3), motion, paper(6, 2, 1, invalid=1), key="t2") == second
    assert table.row(AgendaItem, item).status == AgendaStatus.ADOPTED


def test_two_tellers_who_differ_learn_in_what_and_not_the_numbers(table: Table):
    _meeting, _item, motion = counting(table)
    votes.enter_count(table.as_(2), motion, paper(6, 3, 1))
    other = votes.enter_count(table.as_(3), motion, paper(7, 2, 1))
    assert (other.differs, other.result) == (("votes_for", "votes_against"), None)
    assert table.row(Motion, motion).status == MotionStatus.COUNTING
    assert votes.teller_state(table.as_(2), motion).differs == ("votes_for", "votes_against")
    again = votes.enter_count(table.as_(2), motion, paper(7, 2, 1))
    assert again.result is not None
    assert again.result.votes_for == 7
    with Session(table.engine) as session:
        rows = session.exec(select(TellerCount).order_by(col(TellerCount.id))).all()
    assert [(row.account_id, row.version) for row in rows] == [
        (table.people["2"], 1),
        (table.people["3"], 1),
        (table.people["2"], 2),
    ]


def test_one_person_cannot_be_both_tellers(table: Table):
    _meeting, _item, motion = counting(table)
    for _ in range(2):
        state = votes.enter_count(table.as_(2), motion, paper(6, 2, 2))
        assert (state.others, state.result) == (0, None)


def test_more_ballots_back_than_issued_void_the_vote_and_it_is_voted_again(table: Table):
    need = table.need("N-1")
    _meeting, item, motion = counting(table, need)
    for teller in (2, 3):
        state = votes.enter_count(table.as_(teller), motion, paper(7, 2, 1, issued=9))
    assert state.result is not None
    assert (state.result.outcome, state.result.resolution) == (Outcome.VOID, None)
    assert "came back (10) than were issued (9)" in state.result.verdict_text()
    assert table.row(AgendaItem, item).status == AgendaStatus.IN_DISCUSSION
    assert table.row(Need, need).status == NeedStatus.ON_AGENDA
    again = votes.put(table.office, item, "Shall it be adopted?", "P1", mode=HANDS)
    votes.open_vote(table.office, again)
    assert votes.close_hands(table.office, again, 6, 0, 0).round_no == 2


@pytest.mark.parametrize(
    "figures",
    [
        Figures(10, 10, 1, 6, 3, 1),
        Figures(10, 9, 0, 6, 3, 1),
        Figures(-1, 0, 0, 0, 0, 0),
        Figures(11, 10, 0, 6, 3, 1),
        Figures(None, None, 0, 6, 3, 1),
        Figures(10, 10, 0, 6, 3, 1, (5,)),
    ],
)
def test_lines_that_do_not_add_up_are_named(table: Table, figures: Figures):
    _meeting, _item, motion = counting(table)
    with table.refused(BadInput):
        votes.enter_count(table.as_(2), motion, figures)


def test_counting_is_open_to_tellers_after_the_voting_only(table: Table):
    meeting, item, motion = table.voting(mode=PAPER)
    with table.refused(RuleBroken, "not being counted"):
        votes.enter_count(table.as_(2), motion, paper(6, 3, 1))
    votes.end_voting(table.office, motion)
    for who in ("reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            votes.enter_count(table.as_(who), motion, paper(6, 3, 1))
    with table.refused(RuleBroken, "still open"):
        meetings.put_back(table.office, item)
    with table.refused(RuleBroken, "still open"):
        meetings.close(table.office, meeting)


# --- lists of options -------------------------------------------------------------------------------------------------

PLANS = ("Lighting, second phase", "Handrails", "Family corner")


def listed(table: Table, form: BallotForm, **kwargs: object) -> int:
    return table.voting(form=form, options=PLANS, **kwargs)[2]


def mark(table: Table, motion: int, seat: int, *marks: int) -> votes.Receipt:
    return votes.cast(table.as_(seat), motion, FOR, key=f"m{next(table.keys)}", marks=marks)


def test_choices_up_to_n_are_counted_for_each_option(table: Table):
    motion = listed(table, BallotForm.CHOICES, most_choices=2)
    for seat in range(1, 7):
        mark(table, motion, seat, 0, 1)
    mark(table, motion, 7, 2)
    assert mark(table, motion, 8).choice is ABSTAIN
    with table.refused(BadInput, field="marks"):
        mark(table, motion, 9, 0, 1, 2)
    with table.refused(BadInput, field="marks"):
        mark(table, motion, 9, 3)
    result = votes.close(table.office, motion)
    assert (result.option_counts, result.option_carried) == ((6, 6, 1), (True, True, False))
    assert (result.votes_for, result.votes_abstain, result.outcome) == (7, 1, Outcome.CARRIED)


def test_a_changed_list_is_a_new_version_and_the_same_list_stores_nothing(table: Table):
    motion = listed(table, BallotForm.APPROVAL)
    mark(table, motion, 2, 0)
    assert mark(table, motion, 2, 0).version == 1
    assert mark(table, motion, 2, 2, 1).version == 2
    assert votes.paper(table.as_(2), motion).mine.marks == (2, 1)
    result = votes.close(table.office, motion)
    assert (result.option_counts, result.outcome) == ((0, 1, 1), Outcome.NOT_CARRIED)


def test_a_ranking_is_counted_by_points_and_carried_by_who_ranks_it(table: Table):
    motion = listed(table, BallotForm.RANKING)
    for seat in range(1, 5):
        mark(table, motion, seat, 1, 0)
    for seat in range(5, 8):
        mark(table, motion, seat, 0, 1)
    mark(table, motion, 8, 2)
    result = votes.close(table.office, motion)
    assert result.option_counts == (4 * 2 + 3 * 3, 4 * 3 + 3 * 2, 3)
    assert result.option_carried == (True, True, False)


def test_options_fit_the_form_or_are_refused(table: Table):
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    wrong: tuple[tuple[str, dict[str, object]], ...] = (
        ("options", {"options": PLANS}),
        ("options", {"form": BallotForm.APPROVAL, "options": ["One"]}),
        ("options", {"form": BallotForm.APPROVAL, "options": ["One", "One"]}),
        ("options", {"form": BallotForm.APPROVAL, "options": ["One", " "]}),
        ("most_choices", {"form": BallotForm.CHOICES, "options": PLANS, "most_choices": 4}),
        ("most_choices", {"form": BallotForm.CHOICES, "options": PLANS, "most_choices": 0}),
        ("form", {"form": BallotForm.APPROVAL, "options": PLANS, "mode": HANDS}),
        ("form", {"form": BallotForm.RANKING, "options": PLANS, "mode": PAPER}),
    )
    for field, put in wrong:
        with table.refused(BadInput, field=field):
            votes.put(table.office, items[0], "Which plans shall be recommended?", "P1", **put)


def test_paper_lists_are_counted_by_tellers_option_by_option(table: Table):
    _meeting, _item, motion = counting(table, form=BallotForm.APPROVAL, options=PLANS)
    for teller in (2, 3):
        state = votes.enter_count(table.as_(teller), motion, Figures(10, 10, 1, 8, 0, 1, (7, 6, 2)))
    assert state.result is not None
    assert (state.result.option_counts, state.result.option_carried) == ((7, 6, 2), (True, True, False))
    _meeting, _item, motion = counting(table, form=BallotForm.APPROVAL, options=PLANS)
    with table.refused(BadInput, field="option_counts"):
        votes.enter_count(table.as_(2), motion, Figures(10, 10, 1, 8, 0, 1, (9, 6, 2)))


# --- recusal ----------------------------------------------------------------------------------------------------------


def recused_vote(table: Table, how: str | None = None, present: int = 9) -> int:
    if how:
        table.save(HouseRule(name="recusal_denominator", value=how))
    meeting, items = table.sitting(present=present)
    table.recuse(meeting, items[0], 8, 9)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    votes.open_vote(table.office, motion)
    return motion


@pytest.mark.parametrize(("how", "base", "needed"), [(None, 11, 6), ("keep", 11, 6), ("deduct", 9, 5)])
def test_the_house_rule_says_whether_the_recused_count_in_the_denominator(
    table: Table, how: str | None, base: int, needed: int
):
    motion = recused_vote(table, how)
    assert votes.paper(table.as_(2), motion).needed == needed
    table.cast(motion, *[FOR] * 6, AGAINST)
    result = votes.close(table.office, motion)
    assert (result.outcome, result.votes_needed, result.counts.entitled) == (Outcome.CARRIED, needed, base)
    assert result.other_counts is not None
    assert result.other_counts.entitled == 20 - base
    assert (result.recused, result.recused_present, result.deducts_recused) == (2, 2, how == "deduct")


def test_a_changed_house_rule_changes_no_vote_that_was_opened(table: Table):
    motion = recused_vote(table, "deduct")
    table.cast(motion, *[FOR] * 5, AGAINST)
    row = table.row(HouseRule, "recusal_denominator")
    row.value = "keep"
    table.save(row)
    assert votes.close(table.office, motion).outcome is Outcome.CARRIED


def test_who_is_recused_neither_votes_nor_counts_the_ballots(table: Table):
    motion = recused_vote(table)
    slip = votes.paper(table.as_(8), motion)
    assert (slip.recused, slip.may_vote, slip.elector) == (True, False, True)
    assert slip.turnout == votes.Turnout(0, 11, 7)
    with table.refused(RuleBroken, "recused"):
        votes.cast(table.as_(8), motion, FOR, key="k")
    assert [one.seat_number for one in votes.outstanding(table.office, motion)] == [1, 2, 3, 4, 5, 6, 7]
    meeting, items = table.sitting(present=9)
    table.recuse(meeting, items[0], 8)
    meetings.take_up(table.office, items[0])
    paper_vote = votes.put(table.office, items[0], "Shall it be adopted?", "P1", mode=PAPER)
    votes.open_vote(table.office, paper_vote)
    votes.end_voting(table.office, paper_vote)
    with table.refused(RuleBroken, "recused"):
        votes.enter_count(table.as_(8), paper_vote, paper(6, 1, 1, issued=8))
    with table.refused(BadInput):
        votes.enter_count(table.as_(2), paper_vote, paper(6, 2, 1, issued=9))


def test_a_withdrawn_recusal_counts_no_more(table: Table):
    meeting, items = table.sitting(present=9)
    table.recuse(meeting, items[0], 8)
    with Session(table.engine.execution_options(writes=True)) as session:
        from models.meeting import Recusal

        row = session.exec(select(Recusal)).one()
        row.withdrawn_at = row.declared_at
        session.add(row)
        session.commit()
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    votes.open_vote(table.office, motion)
    with Session(table.engine) as session:
        assert not session.exec(select(Elector).where(col(Elector.recused).is_(True))).all()


def test_deducting_the_recused_can_save_a_quorum_and_can_cost_it(table: Table):
    table.save(HouseRule(name="recusal_denominator", value="deduct"))
    meeting, items = table.sitting(present=6)
    table.recuse(meeting, items[0], 1, 2)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    with table.refused(RuleBroken, "4 present, 5 needed"):
        votes.open_vote(table.office, motion)
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 7).id, Presence.PRESENT)
    votes.open_vote(table.office, motion)
    assert table.row(Motion, motion).quorum_needed == 5


# --- floor area: the two-key rules ------------------------------------------------------------------------------------


def areas(table: Table, *values: int) -> None:
    with Session(table.engine.execution_options(writes=True)) as session:
        for seat in session.exec(select(Seat)):
            seat.weight = values[seat.number - 1]
            session.add(seat)
        session.commit()


def test_number_and_area_must_both_carry(table: Table):
    areas(table, *[4500] * 7, *[11000] * 4)
    motion = table.voting(present=11, preset="P7")[2]
    table.cast(motion, *[FOR] * 7, FOR, FOR, AGAINST, AGAINST)
    result = votes.close(table.office, motion)
    assert result.weights is not None
    assert (result.votes_for, result.weights.for_weight, result.weights.entitled_weight) == (9, 53500, 75500)
    assert result.outcome is Outcome.NOT_CARRIED
    assert "floor area" in result.rule_text()


def test_the_recused_are_taken_out_by_number_and_by_area(table: Table):
    areas(table, *[4500] * 7, *[11000] * 4)
    table.save(HouseRule(name="recusal_denominator", value="deduct"))
    meeting, items = table.sitting(present=11)
    table.recuse(meeting, items[0], 10, 11)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P7")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[FOR] * 8, AGAINST)
    result = votes.close(table.office, motion)
    assert (result.counts.entitled, result.counts.entitled_weight) == (9, 53500)
    assert (result.counts.votes_for, result.counts.for_weight, result.outcome) == (8, 42500, Outcome.CARRIED)


def test_a_rule_by_area_needs_the_area_of_every_seat(table: Table):
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    with table.refused(BadInput, field="preset"):
        votes.put(table.office, items[0], "Shall it be adopted?", "P7")


# --- what the body may decide -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("power", "wording"),
    [
        (DecisionPower.COMMITTEE, Resolution.PROJECT),
        (DecisionPower.OWNERS, Resolution.COORDINATION),
        (DecisionPower.DEPARTMENT, Resolution.REFERRAL),
        (DecisionPower.CONFERENCE, Resolution.RECOMMENDATION),
    ],
)
def test_the_wording_follows_who_has_the_power_to_decide(table: Table, power: DecisionPower, wording: Resolution):
    need = table.need("N-1")
    row = table.row(Need, need)
    row.decision_power = power
    table.save(row)
    motion = table.voting(need, mode=HANDS)[2]
    result = votes.close_hands(table.office, motion, 9, 0, 0)
    assert result.resolution is wording
    with Session(table.engine) as session:
        decision = session.exec(select(Decision)).one()
    assert (decision.motion_id, decision.resolution) == (motion, wording)


def test_conditions_make_it_carried_with_conditions(table: Table):
    motion = table.voting(mode=HANDS, conditions="Shades on every lamp")[2]
    assert votes.close_hands(table.office, motion, 8, 1, 1).outcome is Outcome.CARRIED_WITH_CONDITIONS


# --- amended motions --------------------------------------------------------------------------------------------------


def test_a_motion_that_was_not_carried_is_amended_and_voted_on_again(table: Table):
    need = table.need("N-1")
    _meeting, item, motion = table.voting(need, mode=HANDS)
    votes.close_hands(table.office, motion, 5, 3, 1)
    assert table.row(Need, need).status == NeedStatus.NOT_ADOPTED
    second = votes.amend(table.office, motion, "Shall it be adopted without felling?", "Trees stay", key="a")
    assert votes.amend(table.office, motion, "Shall it be adopted without felling?", "Trees stay", key="a") == second
    assert table.row(AgendaItem, item).status == AgendaStatus.IN_DISCUSSION
    assert (table.row(Motion, second).amends_id, table.row(Motion, second).round_no) == (motion, 2)
    votes.open_vote(table.office, second)
    result = votes.close_hands(table.office, second, 9, 1, 0)
    assert (result.amends_id, result.outcome) == (motion, Outcome.CARRIED)
    assert table.row(Need, need).status == NeedStatus.ADOPTED
    with table.refused(RuleBroken, "not carried"):
        votes.amend(table.office, second, "Shall it be adopted again?", "Again")
    with table.refused(RuleBroken, "later motion"):
        votes.amend(table.office, motion, "Shall it be adopted again?", "Again")


def test_a_waiting_motion_is_amended_by_withdrawing_it(table: Table):
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    second = votes.amend(table.office, motion, "Shall half of it be adopted?", "Cheaper")
    assert table.row(Motion, motion).status == MotionStatus.WITHDRAWN
    votes.open_vote(table.office, second)
    with table.refused(RuleBroken, "waits for its vote"):
        votes.amend(table.office, second, "Shall a third be adopted?", "Cheaper still")
    with table.refused(NotAllowed):
        votes.amend(table.as_(2), motion, "Shall a third be adopted?", "Cheaper still")


# --- checking ---------------------------------------------------------------------------------------------------------


def test_a_typed_count_is_corrected_by_a_new_version(table: Table):
    need = table.need("N-1")
    _meeting, item, motion = table.voting(need, mode=HANDS)
    votes.close_hands(table.office, motion, 6, 3, 1)
    result = votes.correct(table.office, motion, Figures(None, None, 0, 5, 4, 1), "Miscounted", key="c")
    assert votes.correct(table.office, motion, Figures(None, None, 0, 5, 4, 1), "Miscounted", key="c") == result
    assert (result.outcome, result.votes_for) == (Outcome.NOT_CARRIED, 5)
    assert [(one.version, one.votes_for, one.reason) for one in result.versions] == [(1, 6, ""), (2, 5, "Miscounted")]
    assert table.row(AgendaItem, item).status == AgendaStatus.NOT_ADOPTED
    assert table.row(Need, need).status == NeedStatus.NOT_ADOPTED
    with Session(table.engine) as session:
        assert session.exec(select(Decision.status)).one() == "set_aside"
    back = votes.correct(table.office, motion, Figures(None, None, 0, 6, 3, 1), "It was right")
    assert (back.outcome, len(back.versions)) == (Outcome.CARRIED, 3)
    assert table.row(Need, need).status == NeedStatus.ADOPTED
    with Session(table.engine) as session:
        assert session.exec(select(Decision.status)).one() == "open"
        assert len(session.exec(select(VoteCount)).all()) == 3


def test_only_typed_counts_can_be_corrected(table: Table):
    motion = table.voting()[2]
    table.cast(motion, *[FOR] * 6)
    votes.close(table.office, motion)
    with table.refused(RuleBroken, "Void the vote"):
        votes.correct(table.office, motion, Figures(None, None, 0, 5, 4, 1), "Miscounted")
    with table.refused(BadInput, field="reason"):
        votes.uphold(table.office, motion, "")
    votes.uphold(table.office, motion, "Counted again in the room", key="u")
    votes.uphold(table.office, motion, "Counted again in the room", key="u")
    assert table.row(Motion, motion).status == MotionStatus.CLOSED


def test_a_voided_vote_is_repeated_in_the_same_meeting(table: Table):
    need = table.need("N-1")
    _meeting, item, motion = table.voting(need)
    table.cast(motion, *[FOR] * 6)
    votes.close(table.office, motion)
    votes.void(table.chair, motion, "The wrong text was read out", key="v")
    votes.void(table.chair, motion, "The wrong text was read out", key="v")
    assert table.row(Motion, motion).status == MotionStatus.VOIDED
    assert table.row(AgendaItem, item).status == AgendaStatus.IN_DISCUSSION
    assert table.row(Need, need).status == NeedStatus.ON_AGENDA
    assert votes.results(table.office, 1) == []
    second = votes.put(table.office, item, "Shall it be adopted?", "P1")
    votes.open_vote(table.office, second)
    table.cast(second, *[FOR] * 7)
    assert votes.close(table.office, second).outcome is Outcome.CARRIED
    with Session(table.engine) as session:
        assert sorted(session.exec(select(Decision.status))) == ["open", "set_aside"]
        assert len(session.exec(select(Ballot)).all()) == 13


def test_a_vote_voided_after_the_meeting_defers_its_item(table: Table):
    need = table.need("N-1")
    meeting, item, motion = table.voting(need)
    table.cast(motion, *[FOR] * 6)
    votes.close(table.office, motion)
    meetings.close(table.office, meeting)
    votes.void(table.office, motion, "The wrong text was read out")
    assert table.row(AgendaItem, item).status == AgendaStatus.DEFERRED
    assert table.row(Need, need).status == NeedStatus.DEFERRED


def test_an_open_vote_can_be_broken_off(table: Table):
    _meeting, item, motion = table.voting()
    table.cast(motion, FOR)
    votes.void(table.office, motion, "The wrong text was read out")
    assert table.row(AgendaItem, item).status == AgendaStatus.IN_DISCUSSION
    with table.refused(RuleBroken, "not open"):
        votes.cast(table.as_(2), motion, FOR, key="late")


def test_a_vote_that_work_builds_on_stays(table: Table):
    need = table.need("N-1")
    _meeting, _item, motion = table.voting(need, mode=HANDS)
    votes.close_hands(table.office, motion, 6, 3, 1)
    row = table.row(Need, need)
    row.status = NeedStatus.APPROVED
    table.save(row)
    changes: tuple[Callable[[], object], ...] = (
        lambda: votes.void(table.office, motion, "The wrong text was read out"),
        lambda: votes.correct(table.office, motion, Figures(None, None, 0, 5, 4, 1), "Miscounted"),
    )
    for change in changes:
        with table.refused(RuleBroken, "N-1"):
            change()


def test_an_overtaken_vote_stays(table: Table):
    _meeting, item, motion = table.voting(mode=HANDS)
    votes.close_hands(table.office, motion, 5, 3, 1)
    second = votes.amend(table.office, motion, "Shall half of it be adopted?", "Cheaper")
    votes.open_vote(table.office, second)
    votes.close_hands(table.office, second, 9, 0, 0)
    with table.refused(RuleBroken, "later vote"):
        votes.void(table.office, motion, "The wrong text was read out")
    with table.refused(RuleBroken, "later vote"):
        votes.correct(table.office, motion, Figures(None, None, 0, 6, 3, 1), "Miscounted")
    assert table.row(AgendaItem, item).status == AgendaStatus.ADOPTED


def test_an_old_vote_stays_once_its_item_went_to_a_later_meeting(table: Table):
    need = table.need("N-1")
    meeting, _item, motion = table.voting(need, mode=HANDS)
    votes.close_hands(table.office, motion, 5, 3, 1)
    meetings.close(table.office, meeting)
    table.draft(need)
    with table.refused(RuleBroken, "later vote"):
        votes.correct(table.office, motion, Figures(None, None, 0, 6, 3, 1), "Miscounted")
    with table.refused(RuleBroken, "later vote"):
        votes.void(table.office, motion, "The wrong text was read out")


def test_a_void_count_is_not_corrected_once_its_item_was_deferred(table: Table):
    meeting, _item, motion = counting(table, table.need("N-1"))
    for teller in (2, 3):
        votes.enter_count(table.as_(teller), motion, paper(7, 2, 1, issued=9))
    meetings.close(table.office, meeting)
    with table.refused(RuleBroken, "deferred or withdrawn"):
        votes.correct(table.office, motion, paper(7, 2, 1), "Ten were issued")


def test_a_vote_of_a_sitting_that_was_broken_off_can_be_voided(table: Table):
    need = table.need("N-1")
    meeting, item, motion = table.voting(need, mode=HANDS)
    votes.close_hands(table.office, motion, 6, 3, 1)
    meetings.postpone(table.office, meeting, "A fire alarm")
    votes.void(table.office, motion, "The wrong text was read out")
    assert table.row(AgendaItem, item).status == AgendaStatus.DEFERRED
    assert table.row(Need, need).status == NeedStatus.DEFERRED


def test_a_decision_given_up_is_not_revived_by_a_correction_that_changes_nothing(table: Table):
    motion = table.voting(table.need("N-1"), mode=HANDS)[2]
    votes.close_hands(table.office, motion, 6, 3, 1)
    with Session(table.engine) as session:
        decision = session.exec(select(Decision.id)).one()
    decisions.give_up(table.office, decision, "The owners do it themselves")
    votes.correct(table.office, motion, Figures(None, None, 0, 7, 2, 1), "Miscounted")
    assert table.row(Decision, decision).status == "set_aside"


def test_a_void_paper_vote_with_a_recusal_can_be_looked_at(table: Table):
    table.save(HouseRule(name="recusal_denominator", value="deduct"))
    meeting, items = table.sitting(present=10)
    table.recuse(meeting, items[0], 10)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1", mode=PAPER)
    votes.open_vote(table.office, motion)
    votes.end_voting(table.office, motion)
    for teller in (2, 3):
        votes.enter_count(table.as_(teller), motion, paper(10, 0, 0, issued=9))
    result = votes.result(table.office, motion)
    assert (result.outcome, result.other_counts, result.counts.votes_for) == (Outcome.VOID, None, 10)


def test_options_of_a_corrected_count_that_is_void_carry_nothing(table: Table):
    _meeting, _item, motion = counting(table, form=BallotForm.APPROVAL, options=PLANS)
    for teller in (2, 3):
        votes.enter_count(table.as_(teller), motion, Figures(10, 10, 1, 8, 0, 1, (7, 6, 2)))
    result = votes.correct(table.office, motion, Figures(9, 10, 1, 8, 0, 1, (7, 6, 2)), "Nine were issued")
    assert (result.outcome, result.option_carried) == (Outcome.VOID, ())


@pytest.mark.parametrize("put", [{"mode": HANDS}, {"mode": PAPER}, {"form": BallotForm.APPROVAL, "options": PLANS}])
def test_floor_area_takes_a_recorded_vote_on_one_question(table: Table, put: dict[str, object]):
    areas(table, *[4500] * 11)
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    with table.refused(BadInput, field="preset"):
        votes.put(table.office, items[0], "Shall it be adopted?", "P7", **put)


def test_a_cancelled_meeting_leaves_no_motion_waiting(table: Table):
    meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    meetings.postpone(table.office, meeting, "A fire alarm")
    meetings.reschedule(table.office, meeting, table.office.now() + timedelta(days=7))
    meetings.cancel(table.office, meeting, "No longer needed")
    assert table.row(Motion, motion).status == MotionStatus.WITHDRAWN


# --- reminding --------------------------------------------------------------------------------------------------------


def test_who_has_not_voted_is_reminded_and_nobody_learns_more(table: Table):
    motion = table.voting()[2]
    table.cast(motion, FOR, AGAINST, first=1)
    assert [one.seat_number for one in votes.outstanding(table.office, motion)] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert votes.remind(table.office, motion, key="r") == 8
    assert votes.remind(table.office, motion, key="r") == 8
    assert votes.paper(table.as_(3), motion).reminded
    table.cast(motion, *[FOR] * 8, first=3)
    with table.refused(RuleBroken, "Everybody"):
        votes.remind(table.office, motion)
    for who in (2, "reviewer"):
        with table.refused(NotAllowed):
            votes.outstanding(table.as_(who), motion)
        with table.refused(NotAllowed):
            votes.remind(table.as_(who), motion)
