"""Votes are put, opened, cast, closed and announced by the frozen rule and electorate; a refusal writes nothing."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.decisions import PRESETS, Condition
from dashboard.rules.lifecycle import motions as table_of_moves
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.services import decision_rules, meetings, votes
from dashboard.web.live import version_of
from models.account import Account
from models.audit import AuditEntry
from models.enums import AgendaStatus, Choice, MeetingKind, MeetingStatus, MotionStatus, NeedStatus, Outcome, Presence
from models.meeting import AgendaItem, Attendance, Meeting
from models.motion import Ballot, Elector, Motion
from models.need import Need
from models.organisation import Body, Seat
from tests.factories import Clock
from tests.services.table import Table, at, lay

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def discussing(table: Table, *needs: int, present: int = 10) -> tuple[int, int]:
    """Return a meeting and its item under discussion."""
    meeting, items = table.sitting(*needs, present=present)
    meetings.take_up(table.office, items[0])
    return meeting, items[0]


def ballots(table: Table, motion: int) -> list[tuple[int, int, str]]:
    """Return seat, version and choice of every stored ballot."""
    with Session(table.engine) as session:
        query = select(Ballot.seat_id, Ballot.version, Ballot.choice).where(Ballot.motion_id == motion)
        return [tuple(row) for row in session.exec(query.order_by(Ballot.seat_id, Ballot.version))]


# --- putting ----------------------------------------------------------------------------------------------------------


def test_a_motion_is_put_on_the_item_under_discussion(table: Table):
    _meeting, items = table.sitting(table.need("N-1"))
    with table.refused(RuleBroken, "Take it up first"):
        votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.chair, items[0], "Shall it be adopted?", "P2", conditions="Shades", key="k")
    assert votes.put(table.chair, items[0], "Shall it be adopted?", "P2", key="k") == motion
    row = table.row(Motion, motion)
    assert (row.status, row.round_no, row.preset, row.conditions) == (MotionStatus.READY, 1, "P2", "Shades")
    assert (row.rule, row.entitled, row.outcome) == (None, None, None)
    with table.refused(RuleBroken, "There is a motion on this item already"):
        votes.put(table.office, items[0], "Another question?", "P1")


def test_a_motion_needs_words_and_a_rule_that_fits_a_meeting(table: Table):
    _meeting, item = discussing(table)
    for text, preset, field in (
        (" \u200b ", "P1", "text"),
        ("x" * 501, "P1", "text"),
        ("Ring 13812345678?", "P1", "text"),
        ("Shall it be adopted?", "P6", "preset"),
        ("Shall it be adopted?", "P7", "preset"),
        ("Shall it be adopted?", "P10", "preset"),
        ("Shall it be adopted?", "nonsense", "preset"),
    ):
        with table.refused(BadInput, field=field):
            votes.put(table.office, item, text, preset)
    for who in ("2", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            votes.put(table.as_(who), item, "Shall it be adopted?", "P1")


def test_rules_on_offer_are_those_without_floor_area(table: Table):
    offered = decision_rules.presets(table.office)
    assert [one.code for one in offered] == ["P1", "P2", "P3", "P4", "P5", "P8", "P9"]
    half = PRESETS["P1"]
    decision_rules.compose(table.office, None, "自定义", "Our own", half.quorum, half.pass_)
    assert decision_rules.presets(table.office)[-1].code == "P10"


def test_a_withdrawn_motion_makes_room_for_the_next_round(table: Table):
    _meeting, item = discussing(table)
    first = votes.put(table.office, item, "Shall it be adopted?", "P1")
    with table.refused(BadInput, "give a reason"):
        votes.withdraw(table.office, first, "")
    with table.refused(NotAllowed):
        votes.withdraw(table.as_(2), first, "Unclear")
    votes.withdraw(table.office, first, "Unclear", key="w")
    votes.withdraw(table.office, first, "Unclear", key="w")
    second = votes.put(table.office, item, "Shall it be adopted as amended?", "P1")
    assert (table.row(Motion, first).status, table.row(Motion, second).round_no) == (MotionStatus.WITHDRAWN, 2)


# --- the table of moves -----------------------------------------------------------------------------------------------


def test_a_motion_moves_by_its_table_and_nowhere_else(table: Table):
    steps = {
        MotionAction.OPEN: lambda motion: votes.open_vote(table.office, motion),
        MotionAction.CLOSE: lambda motion: votes.close(table.office, motion),
        MotionAction.WITHDRAW: lambda motion: votes.withdraw(table.office, motion, "Unclear"),
        MotionAction.END_VOTING: lambda motion: votes.end_voting(table.office, motion),
    }
    checks = {MotionAction.UPHOLD, MotionAction.CORRECT, MotionAction.VOID}
    assert set(steps) == set(MotionAction) - {MotionAction.PUT} - checks
    _meeting, _item, motion = table.voting()
    votes.close(table.office, motion)
    for status in (MotionStatus.CLOSED, MotionStatus.WITHDRAWN):
        row = table.row(Motion, motion)
        row.status = status
        table.save(row)
        for step in steps.values():
            with table.refused(RuleBroken):
                step(motion)
    _meeting, item = discussing(table)
    ready = votes.put(table.office, item, "Shall it be adopted?", "P1")
    with table.refused(RuleBroken, "This vote is not open"):
        votes.close(table.office, ready)
    votes.open_vote(table.office, ready)
    for action in (MotionAction.OPEN, MotionAction.WITHDRAW):
        assert (MotionStatus.OPEN, action) not in table_of_moves.MOVES
        with table.refused(RuleBroken, "not open any more"):
            steps[action](ready)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_opening_copies_the_electorate_and_freezes_the_rule(table: Table):
    _meeting, _item, motion = table.voting()
    row = table.row(Motion, motion)
    assert (row.status, row.entitled, row.present, row.quorum_needed) == (MotionStatus.OPEN, 11, 10, 6)
    assert (row.rule, row.opened_at) == (PRESETS["P1"].to_json(), at(14))
    with Session(table.engine) as session:
        query = select(Elector.user_id, Elector.presence, Elector.organisation_type).order_by(Elector.seat_id)
        electors = session.exec(query).all()
        opened = session.exec(select(AuditEntry).where(AuditEntry.action == "motion.open")).one()
    assert [user for user, _presence, _kind in electors] == [table.people[str(n)] for n in range(1, 12)]
    assert [presence for _user, presence, _kind in electors] == [Presence.PRESENT] * 10 + [Presence.EXPECTED]
    assert [kind for _user, _presence, kind in electors] == ["enterprise"] * 6 + ["quarter"] * 2 + ["two_new"] * 3
    assert len(opened.facts["electorate_sha256"]) == 64


def test_no_vote_is_opened_without_a_quorum(table: Table):
    for preset, present, needed in (("P1", 5, 6), ("P2", 7, 8), ("P5", 5, 6), ("P9", 8, 9)):
        meeting, item = discussing(table, present=present)
        motion = votes.put(table.office, item, "Shall it be adopted?", preset)
        words = f"No quorum: {present} present, {needed} needed. Postpone the meeting, or go on with reports"
        with table.refused(RuleBroken, words):
            votes.open_vote(table.office, motion)
        meetings.sign_in(table.as_(present + 1), meeting)
        votes.open_vote(table.office, motion)
        assert table.row(Motion, motion).quorum_needed == needed


def test_a_quorum_lost_in_the_meeting_blocks_the_later_votes(table: Table):
    _meeting, items = table.sitting(table.need("N-1"), table.need("N-2"), present=6)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[FOR] * 6)
    votes.close(table.office, motion)
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 6).id, Presence.LEFT)
    meetings.take_up(table.office, items[1])
    later = votes.put(table.office, items[1], "Shall it be adopted?", "P1")
    with table.refused(RuleBroken, "5 present, 6 needed"):
        votes.open_vote(table.office, later)


def test_one_vote_of_a_meeting_is_open_at_a_time(table: Table):
    meeting, items = table.sitting(table.need("N-1"), table.need("N-2"))
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    votes.open_vote(table.office, motion, key="o")
    votes.open_vote(table.office, motion, key="o")
    other = table.row(AgendaItem, items[1])
    other.status = AgendaStatus.IN_DISCUSSION
    table.save(other)
    second = votes.put(table.office, items[1], "Shall it be adopted?", "P1")
    with table.refused(RuleBroken, "Another vote of this meeting is open"):
        votes.open_vote(table.office, second)
    with table.refused(RuleBroken, "A vote is still open"):
        meetings.close(table.office, meeting)


def test_a_vote_opens_in_session_on_the_item_under_discussion(table: Table):
    meeting, item = discussing(table)
    motion = votes.put(table.office, item, "Shall it be adopted?", "P1")
    meetings.put_back(table.office, item)
    with table.refused(RuleBroken, "Take it up first"):
        votes.open_vote(table.office, motion)
    meetings.postpone(table.office, meeting, "Power cut")
    with table.refused(RuleBroken, "not in session"):
        votes.open_vote(table.office, motion)
    with table.refused(NotAllowed):
        votes.open_vote(table.as_(2), motion)
    with table.refused(NotFound):
        votes.open_vote(table.office, 999)


# --- casting ----------------------------------------------------------------------------------------------------------


def test_a_ballot_is_stored_read_back_and_changed_until_the_close(table: Table):
    _meeting, _item, motion = table.voting()
    me = table.as_(3)
    assert votes.paper(me, motion).mine is None
    first = votes.cast(me, motion, FOR, key="one")
    assert (first.choice, first.version, first.cast_at) == (FOR, 1, at(14))
    table.clock.forward(minutes=1)
    second = votes.cast(me, motion, AGAINST, key="two")
    assert (second.choice, second.version, second.cast_at) == (AGAINST, 2, at(14, 1))
    assert ballots(table, motion) == [(first.seat_id, 1, "for"), (first.seat_id, 2, "against")]
    assert votes.paper(me, motion).mine == votes.MyBallot(AGAINST, at(14, 1))
    assert votes.paper(table.as_(4), motion).mine is None


def test_the_same_click_and_the_same_choice_store_nothing_twice(table: Table):
    _meeting, _item, motion = table.voting()
    first = votes.cast(table.as_(3), motion, FOR, key="one")
    before = table.everything()
    assert votes.cast(table.as_(3), motion, FOR, key="one") == first
    assert votes.cast(table.as_(3), motion, AGAINST, key="one") == first
    assert votes.cast(table.as_(3), motion, FOR, key="two") == first
    assert table.everything() == before
    second = votes.cast(table.as_(3), motion, ABSTAIN, key="three")
    assert votes.cast(table.as_(3), motion, FOR, key="one") == first
    assert votes.paper(table.as_(3), motion).mine.choice is second.choice
    votes.close(table.office, motion)
    assert votes.cast(table.as_(3), motion, ABSTAIN, key="three") == second


def test_a_repeated_click_finds_its_own_ballot_among_many(table: Table):
    _meeting, _item, motion = table.voting()
    receipts = [votes.cast(table.as_(3), motion, (FOR, AGAINST)[n % 2], key=f"key {n}") for n in range(12)]
    assert [receipt.version for receipt in receipts] == list(range(1, 13))
    assert votes.cast(table.as_(3), motion, ABSTAIN, key="key 4") == receipts[4]
    assert votes.paper(table.as_(3), motion).mine.choice is receipts[-1].choice


def test_a_key_of_another_member_gives_nothing_away(table: Table):
    _meeting, _item, motion = table.voting()
    votes.cast(table.as_(3), motion, FOR, key="one")
    with table.refused(RuleBroken, "a moment earlier"):
        votes.cast(table.as_(4), motion, AGAINST, key="one")


def test_only_electors_who_were_present_vote(table: Table):
    _meeting, _item, motion = table.voting()
    with table.refused(RuleBroken, "not signed in when this vote opened"):
        votes.cast(table.as_(11), motion, FOR, key="k")
    table.seat_people({"stranger": ("member",)})
    with table.refused(NotAllowed, "hold no seat"):
        votes.cast(table.as_("stranger"), motion, FOR, key="k")
    for who in ("secretariat", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            votes.cast(table.as_(who), motion, FOR, key="k")
    with table.refused(NotFound):
        votes.cast(table.as_(3), 999, FOR, key="k")


def test_nobody_votes_before_the_opening_or_after_the_close(table: Table):
    _meeting, item = discussing(table)
    motion = votes.put(table.office, item, "Shall it be adopted?", "P1")
    with table.refused(RuleBroken, "not open, so no ballot was stored"):
        votes.cast(table.as_(3), motion, FOR, key="k")
    votes.open_vote(table.office, motion)
    votes.cast(table.as_(3), motion, FOR, key="k")
    votes.close(table.office, motion)
    for number in (3, 4):
        with table.refused(RuleBroken, "not open, so no ballot was stored"):
            votes.cast(table.as_(number), motion, AGAINST, key="late")


def test_a_role_taken_away_a_moment_ago_no_longer_votes(table: Table):
    _meeting, _item, motion = table.voting()
    me = table.as_(3)
    assert votes.paper(me, motion).may_vote
    account = table.row(Account, table.people["3"])
    account.active = False
    table.save(account)
    with table.refused(NotAllowed):
        votes.cast(me, motion, FOR, key="k")


def test_the_audit_trail_tells_that_somebody_voted_and_never_how(table: Table):
    _meeting, _item, motion = table.voting()
    votes.cast(table.as_(3), motion, ABSTAIN, key="k")
    with Session(table.engine) as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert (entry.action, entry.subject, entry.actor_id) == ("ballot.cast", f"motion/{motion}", table.people["3"])
    assert entry.channel == f"meeting:{table.row(Motion, motion).meeting_id}"
    assert entry.facts == {"seat": 3, "version": 1}
    assert not any(choice in str(entry) for choice in Choice)


def test_while_a_vote_is_open_only_the_turnout_is_known(table: Table):
    _meeting, _item, motion = table.voting()
    table.cast(motion, FOR, AGAINST, FOR)
    votes.cast(table.as_(1), motion, AGAINST, key="changed")
    assert votes.turnout(table.as_("reviewer"), motion) == votes.Turnout(3, 11, 10)
    paper = votes.paper(table.office, motion)
    assert (paper.turnout, paper.mine, paper.may_vote, paper.elector) == (votes.Turnout(3, 11, 10), None, False, False)
    absent = votes.paper(table.as_(11), motion)
    assert (absent.may_vote, absent.elector, absent.mine) == (False, True, None)
    assert votes.paper(table.as_(1), motion).mine.choice is AGAINST
    for read in (votes.result, votes.recorded):
        with pytest.raises(RuleBroken, match="once it has closed"):
            read(table.chair, motion)
    assert votes.public_results(table.as_("visitor")) == []
    for who in ("resident", "visitor"):
        for read in (votes.turnout, votes.paper, votes.result, votes.recorded):
            with pytest.raises(NotAllowed):
                read(table.as_(who), motion)
    for read in (votes.turnout, votes.paper, votes.result, votes.recorded):
        with pytest.raises(NotFound):
            read(table.chair, 999)


def test_the_slip_says_where_the_meeting_stands(table: Table):
    meeting, items = table.sitting(table.need("N-1"), present=7)
    meetings.add_guest(table.office, meeting, "Property company")
    me = table.as_(3)

    def moment() -> votes.Moment:
        seen = votes.slip(me, meeting)
        assert seen.headcount == meetings.headcount(me, meeting)
        assert seen.paper == (votes.paper(me, motion) if seen.moment.motion_status is MotionStatus.OPEN else None)
        assert seen.version == version_of(table.engine, f"meeting:{meeting}")
        return seen.moment

    motion = 0
    sitting = MeetingStatus.IN_SESSION
    assert moment() == votes.Moment(sitting, None, None, None)
    meetings.take_up(table.office, items[0])
    assert moment() == votes.Moment(sitting, items[0], None, None)
    first = votes.put(table.office, items[0], "Shall it be adopted?", "P1")
    assert moment() == votes.Moment(sitting, items[0], first, MotionStatus.READY)
    votes.withdraw(table.office, first, "Unclear")
    assert moment() == votes.Moment(sitting, items[0], None, None)
    motion = votes.put(table.office, items[0], "Shall it be adopted as amended?", "P1")
    votes.open_vote(table.office, motion)
    assert moment() == votes.Moment(sitting, items[0], motion, MotionStatus.OPEN)
    votes.cast(me, motion, FOR, key="k")
    assert moment() == votes.Moment(sitting, items[0], motion, MotionStatus.OPEN)
    votes.close(table.office, motion)
    assert moment() == votes.Moment(sitting, None, None, None)
    with pytest.raises(NotFound):
        votes.slip(me, 999)
    with pytest.raises(NotAllowed):
        votes.slip(table.as_("resident"), meeting)


# --- closing ----------------------------------------------------------------------------------------------------------


CASES = (
    (10, (9, 0, 1), True),  # case 1
    (10, (8, 1, 1), True),  # case 3
    (9, (9, 0, 0), True),  # case 4
    (9, (5, 3, 1), False),  # case 5, first round
    (10, (9, 1, 0), True),  # case 5, second round
    (9, (8, 0, 0), True),  # case 6, one recused
    (9, (8, 0, 1), True),  # case 7
    (10, (10, 0, 0), True),  # cases 2 and 8
    (9, (6, 1, 0), True),  # case 10, two recused
    (11, (5, 5, 1), False),  # a tie
    (6, (0, 0, 0), False),  # nobody votes
)
"""Present of 11, for, against and abstained, and whether it carries."""


def test_the_votes_of_the_demonstration_end_as_they_should(table: Table):
    for present, tally, carried in CASES:
        need = table.need(f"N-{present}-{tally}")
        meeting, item, motion = table.voting(need, present=present)
        table.cast(motion, *[FOR] * tally[0], *[AGAINST] * tally[1], *[ABSTAIN] * tally[2])
        result = votes.close(table.office, motion)
        outcome = Outcome.CARRIED if carried else Outcome.NOT_CARRIED
        assert (result.votes_for, result.votes_against, result.votes_abstain, result.outcome) == (*tally, outcome)
        assert (result.entitled, result.present, result.votes_needed) == (11, present, 6)
        assert (result.not_voted, result.need_number) == (11 - sum(tally), f"N-{present}-{tally}")
        row = table.row(Motion, motion)
        assert (row.votes_for, row.votes_against, row.votes_abstain, row.outcome) == (*tally, outcome)
        moved = (
            (AgendaStatus.ADOPTED, NeedStatus.ADOPTED)
            if carried
            else (
                AgendaStatus.NOT_ADOPTED,
                NeedStatus.NOT_ADOPTED,
            )
        )
        assert (table.row(AgendaItem, item).status, table.row(Need, need).status) == moved
        assert table.row(Meeting, meeting).current_item_id is None
        assert votes.result(table.as_("reviewer"), motion) == result
        assert votes.public_results(table.as_("visitor"))[-1] == result


def test_the_conference_recommends_by_its_54_units(engine, clock: Clock):
    table = lay(engine, clock, 54, body="conference")
    _meeting, _item, motion = table.voting(present=47, kind=MeetingKind.CONFERENCE)
    table.cast(motion, *[FOR] * 31, *[AGAINST] * 9, *[ABSTAIN] * 5)
    result = votes.close(table.office, motion)
    assert (result.entitled, result.present, result.votes_for, result.not_voted) == (54, 47, 31, 9)
    assert (result.votes_needed, result.quorum_needed, result.outcome) == (28, 27, Outcome.CARRIED)
    assert "member organisations" in result.rule_text()


def test_a_majority_of_those_present_is_not_one_of_those_entitled(table: Table):
    for preset, outcome in (("P1", Outcome.NOT_CARRIED), ("P4", Outcome.CARRIED)):
        _meeting, _item, motion = table.voting(table.need(f"N-{preset}"), present=9, preset=preset)
        table.cast(motion, *[FOR] * 5, *[AGAINST] * 3, ABSTAIN)
        assert votes.close(table.office, motion).outcome is outcome


def test_closing_counts_the_last_version_once(table: Table):
    _meeting, _item, motion = table.voting()
    table.cast(motion, *[AGAINST] * 10)
    table.cast(motion, *[FOR] * 7)
    table.cast(motion, ABSTAIN)
    first = votes.close(table.office, motion, key="c")
    assert (first.votes_for, first.votes_against, first.votes_abstain) == (6, 3, 1)
    assert sum(votes.tally_of(Session(table.engine), motion).values()) == 10
    before = table.everything()
    assert votes.close(table.office, motion, key="c") == first
    assert table.everything() == before
    with table.refused(RuleBroken, "not open"):
        votes.close(table.office, motion)


def test_a_vote_without_quorum_at_the_count_leaves_the_item_under_discussion(table: Table):
    half = Condition(measure="heads", base="entitled", of="cast", numerator=1, denominator=2, op=">=")
    assert decision_rules.compose(table.office, None, "自定义", "Our own", [half], PRESETS["P1"].pass_) == "P10"
    need = table.need("N-1")
    _meeting, item, motion = table.voting(need, preset="P10")
    table.cast(motion, *[FOR] * 5)
    assert votes.close(table.office, motion).outcome is Outcome.NO_QUORUM
    assert table.row(AgendaItem, item).status == AgendaStatus.IN_DISCUSSION
    assert table.row(Need, need).status == NeedStatus.ON_AGENDA
    again = votes.put(table.office, item, "Shall it be adopted?", "P10")
    votes.open_vote(table.office, again)
    table.cast(again, *[FOR] * 6)
    result = votes.close(table.office, again)
    assert (result.round_no, result.outcome) == (2, Outcome.CARRIED)
    assert table.row(Need, need).status == NeedStatus.ADOPTED


def test_nothing_done_after_the_opening_changes_the_vote(table: Table):
    meeting, _item, motion = table.voting(present=10)
    table.cast(motion, *[FOR] * 6)
    meetings.set_presence(table.office, table.attendance("2026-WY-01", 7).id, Presence.LEFT)
    meetings.sign_in(table.as_(11), meeting)
    with Session(table.engine.execution_options(writes=True)) as session:
        for seat in session.exec(select(Seat)):
            seat.user_id = table.people["secretariat"] if seat.number == 8 else seat.user_id
            seat.ends_on = at(14).date() if seat.number in (1, 2) else None
        session.get_one(Body, "members").preset = "P9"
        for row in session.exec(select(Attendance).where(Attendance.seat_id > 8)):
            session.delete(row)
        session.commit()
    table.seat(20, 21, 22)
    with table.refused(RuleBroken, "not signed in when this vote opened"):
        votes.cast(table.as_(11), motion, AGAINST, key="late")
    table.cast(motion, AGAINST, AGAINST, first=7)
    result = votes.close(table.office, motion)
    assert (result.entitled, result.present, result.votes_for, result.votes_against) == (11, 10, 6, 2)
    assert (result.votes_needed, result.preset, result.outcome) == (6, "P1", Outcome.CARRIED)


def test_conditions_are_voted_on_with_the_motion(table: Table):
    _meeting, item = discussing(table)
    motion = votes.put(table.office, item, "Shall the lamps be added?", "P1", conditions="Shades; dim after 22:30")
    votes.open_vote(table.office, motion)
    table.cast(motion, *[FOR] * 8, AGAINST, ABSTAIN)
    assert votes.close(table.office, motion).conditions == "Shades; dim after 22:30"


def test_only_the_table_closes(table: Table):
    _meeting, _item, motion = table.voting()
    for who in ("2", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            votes.close(table.as_(who), motion)
    votes.close(table.chair, motion)
    assert table.row(Motion, motion).status == MotionStatus.CLOSED


# --- announcing -------------------------------------------------------------------------------------------------------


def test_the_record_names_every_seat_for_the_table_alone(table: Table):
    _meeting, _item, motion = table.voting()
    table.cast(motion, FOR, AGAINST, ABSTAIN)
    votes.cast(table.as_(1), motion, ABSTAIN, key="changed")
    votes.close(table.office, motion)
    record = votes.recorded(table.as_(2), motion)
    assert [(line.seat_number, line.choice) for line in record] == [
        (1, ABSTAIN),
        (2, AGAINST),
        (3, ABSTAIN),
        *((number, None) for number in range(4, 12)),
    ]
    assert [line.present for line in record] == [True] * 10 + [False]
    assert record[0].organisation == "Unit 1"


def test_results_are_public_as_numbers(table: Table):
    _meeting, _item, first = table.voting(table.need("N-1"))
    table.cast(first, *[FOR] * 7)
    votes.close(table.office, first)
    table.clock.forward(minutes=5)
    _other, _item, second = table.voting(table.need("N-2"))
    votes.close(table.office, second)
    anybody = table.as_("visitor")
    assert [result.motion_id for result in votes.public_results(anybody)] == [first, second]
    assert [result.motion_id for result in votes.public_results(anybody, "2026-WY-02")] == [second]
    assert votes.public_results(anybody, "2026-WY-99") == []
    assert votes.public_meetings(anybody) == [
        ("2026-WY-02", "Meeting of the fourth quarter"),
        ("2026-WY-01", "Meeting of the fourth quarter"),
    ]
    assert [result.motion_id for result in votes.results(table.office, 1)] == [first]


def test_a_result_is_said_in_words(table: Table):
    _meeting, _item, motion = table.voting(present=9)
    table.cast(motion, *[FOR] * 5, *[AGAINST] * 3, ABSTAIN)
    result = votes.close(table.office, motion)
    assert result.rule_text().startswith("valid if at least half of the members who should attend are present")
    assert result.verdict_text() == (
        "Should attend 11, present 9, for 5, against 3, abstained 1; 6 needed, 1 short, not carried"
    )


def test_the_clock_is_the_houses_own(table: Table):
    _meeting, _item, motion = table.voting()
    table.clock.forward(minutes=3)
    table.cast(motion, FOR)
    table.clock.forward(minutes=4)
    result = votes.close(table.office, motion)
    assert (result.opened_at, result.closed_at) == (at(14), at(14) + timedelta(minutes=7))
