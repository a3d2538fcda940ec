"""A secret vote takes each voter once, opens for two people together only, and writes down who voted, never how."""

from collections import Counter

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules import sealing
from dashboard.rules.permissions import Permission
from dashboard.rules.sealing import SecretBallot
from dashboard.services import house_rules, meetings, votes
from dashboard.services.votes import secret
from dashboard.storage.checkpoint import empty_log
from dashboard.web.live import version_of
from models.audit import AuditEntry
from models.enums import AgendaStatus, BallotForm, Choice, MotionStatus, Outcome, Role, VoteMode
from models.house_rule import HouseRule
from models.meeting import AgendaItem, Recusal
from models.motion import Ballot, Motion
from models.secret import BallotKey, BallotReceipt, OpenedBallot, Participation, SealedBallot
from tests.factories import Clock
from tests.services.secret_votes import FIRST, SECOND, SecretVote, put, under_way
from tests.services.table import Table, lay

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
CHOICES = (FOR,) * 6 + (AGAINST,) * 2 + (ABSTAIN,)
OPTIONS = ("Sheds", "Walls", "Lamps", "Benches")


def recuse(table: Table, vote: SecretVote, seat: int) -> None:
    table.save(
        Recusal(
            meeting_id=vote.meeting,
            agenda_item_id=vote.item,
            seat_id=seat,
            reason="Own shed",
            declared_at=table.clock.at,
        )
    )


# --- from the first key to the result ---------------------------------------------------------------------------------


def test_a_secret_vote_from_the_first_key_to_the_result(table: Table):
    vote = put(table)
    assert secret.key_state(table.office, vote.motion) == secret.KeyState(0, 0, False, False, None)
    vote.draw()
    assert secret.key_state(table.office, vote.motion) == secret.KeyState(2, 0, True, False, 1)
    assert secret.key_state(table.as_(3), vote.motion) == secret.KeyState(2, 0, False, False, None)
    vote.open().cast(*CHOICES)
    vote.end().take_off_outer()
    assert table.row(Motion, vote.motion).status == MotionStatus.COUNTING
    assert secret.key_state(table.office, vote.motion) == secret.KeyState(2, 1, True, True, 1)
    assert secret.key_state(table.as_(SECOND), vote.motion) == secret.KeyState(2, 1, True, False, 2)
    result = vote.count()
    assert (result.votes_for, result.votes_against, result.votes_abstain, result.invalid) == (6, 2, 1, 0)
    assert (result.outcome, result.mode, result.option_counts) == (Outcome.CARRIED, VoteMode.SECRET, None)
    assert table.row(Motion, vote.motion).status == MotionStatus.CLOSED
    assert table.row(AgendaItem, vote.item).status == AgendaStatus.ADOPTED
    assert secret.key_state(table.as_(SECOND), vote.motion) == secret.KeyState(2, 2, True, True, 2)


def test_what_is_kept_is_who_took_part_what_was_in_the_box_and_receipts_apart(table: Table):
    vote = under_way(table)
    receipts = vote.cast(*CHOICES)
    assert [len(vote.rows(one)) for one in (Participation, SealedBallot, OpenedBallot, BallotReceipt)] == [9, 9, 0, 0]
    sealed = {row.sealed for row in vote.rows(SealedBallot)}
    vote.end().take_off_outer()
    inner = {row.sealed for row in vote.rows(SealedBallot)}
    assert len(inner) == 9
    assert not inner & sealed
    assert len({len(one) for one in sealed}) == len({len(one) for one in inner}) == 1
    vote.count()
    assert vote.rows(SealedBallot) == vote.rows(Ballot) == []
    assert sorted(row.seat_id for row in vote.rows(Participation)) == list(range(1, 10))
    assert Counter(row.choice for row in vote.rows(OpenedBallot)) == Counter(CHOICES)
    assert {row.marks for row in vote.rows(OpenedBallot)} == {None}
    assert sorted(row.receipt for row in vote.rows(BallotReceipt)) == sorted(receipts)
    assert secret.receipts(table.as_(3), vote.motion) == sorted(receipts)


def test_a_list_of_options_is_voted_on_in_secret(table: Table):
    vote = under_way(table, form=BallotForm.APPROVAL, options=OPTIONS)
    marked = [(0, 1), (1,), (2, 1), (1, 0), (0,), (1, 2), ()]
    for number, marks in enumerate(marked, 1):
        secret.cast_secret(table.as_(number), vote.motion, FOR, marks=marks)
    with table.refused(BadInput, field="marks"):
        secret.cast_secret(table.as_(8), vote.motion, FOR, marks=[4])
    assert len({len(row.sealed) for row in vote.rows(SealedBallot)}) == 1
    result = vote.end().take_off_outer().count()
    assert (result.votes_for, result.votes_abstain) == (6, 1)
    assert result.option_counts == (3, 5, 2, 0)
    assert sorted(tuple(row.marks) for row in vote.rows(OpenedBallot)) == sorted(marked)


def test_a_vote_nobody_took_part_in_can_be_counted(table: Table):
    result = under_way(table).end().take_off_outer().count()
    assert (result.cast, secret.receipts(table.office, result.motion_id)) == (0, [])


def test_opening_carried_out_again_by_the_same_click_returns_the_same(table: Table):
    vote = under_way(table)
    vote.cast(*CHOICES)
    vote.end()
    for _again in range(2):
        assert secret.open_envelopes(table.office, vote.motion, vote.codes[0], key="one") is None
    results = [secret.open_envelopes(table.as_(SECOND), vote.motion, vote.codes[1], key="two") for _again in range(2)]
    assert results[0] == results[1] == votes.result(table.office, vote.motion)


# --- keys -------------------------------------------------------------------------------------------------------------


def test_two_different_people_draw_the_keys_and_nobody_else(table: Table):
    vote = put(table)
    for who in ("reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            secret.draw_key(table.as_(who), vote.motion)
    first = secret.draw_key(table.office, vote.motion)
    with table.refused(RuleBroken, "You have drawn your key"):
        secret.draw_key(table.office, vote.motion)
    with table.refused(RuleBroken, "1 of 2 keys"):
        votes.open_vote(table.office, vote.motion)
    second = secret.draw_key(table.as_(4), vote.motion)
    with table.refused(RuleBroken, "Both keys of this vote are drawn already"):
        secret.draw_key(table.as_(5), vote.motion)
    assert first != second
    keys = {row.position: (row.holder_id, row.public_key, row.used) for row in vote.rows(BallotKey)}
    assert keys == {
        1: (table.people["secretariat"], sealing.public_key(first), False),
        2: (table.people["4"], sealing.public_key(second), False),
    }


def test_a_code_is_stored_nowhere(table: Table):
    vote = under_way(table)
    vote.cast(*CHOICES)
    vote.end().take_off_outer().count()
    stored = str(table.everything())
    for code in vote.codes:
        assert not any(group in stored for group in code.split("-"))
        assert code.replace("-", "") not in stored


def test_a_lost_code_is_replaced_before_the_vote_opens(table: Table):
    vote = put(table)
    lost = secret.draw_key(table.office, vote.motion, key="a")
    secret.draw_key(table.as_(SECOND), vote.motion)
    secret.check_code(table.office, vote.motion, lost.lower())
    found = secret.draw_key(table.office, vote.motion, again=True, key="a")
    assert secret.key_state(table.office, vote.motion) == secret.KeyState(2, 0, True, False, 1)
    secret.check_code(table.office, vote.motion, found)
    with table.refused(BadInput, "not the code of your key", field="code"):
        secret.check_code(table.office, vote.motion, lost)
    with table.refused(NotAllowed, "You hold no key"):
        secret.check_code(table.as_(3), vote.motion, found)
    vote.open()
    with table.refused(RuleBroken, "Keys are drawn before the vote opens"):
        secret.draw_key(table.office, vote.motion, again=True)


def test_only_a_secret_vote_that_waits_has_keys_to_draw(table: Table):
    vote = put(table)
    votes.withdraw(table.office, vote.motion, "Unclear")
    with table.refused(RuleBroken, "Keys are drawn before the vote opens"):
        secret.draw_key(table.office, vote.motion)
    recorded = votes.put(table.office, vote.item, "Shall it be adopted?", "P1")
    with table.refused(RuleBroken, "taken in another way"):
        secret.draw_key(table.office, recorded)
    with table.refused(NotFound):
        secret.draw_key(table.office, 999)
    with table.refused(NotFound):
        secret.key_state(table.office, 999)


def test_whoever_is_recused_holds_no_key(table: Table):
    vote = put(table)
    recuse(table, vote, seat=4)
    with table.refused(RuleBroken, "cannot hold a key"):
        secret.draw_key(table.as_(4), vote.motion)


# --- what a secret vote needs -----------------------------------------------------------------------------------------


def test_a_secret_vote_needs_enough_voters(engine: Engine, clock: Clock):
    table = lay(engine, clock, seats=7)
    house_rules.change(table.office, "secret_least_voters", 6)
    vote = put(table, present=6)
    recuse(table, vote, seat=5)
    vote.draw()
    with table.refused(RuleBroken, "at least 6 voters in the room, .* there are 5"):
        vote.open()
    house_rules.change(table.office, "secret_least_voters", 5)
    vote.open()
    assert table.row(Motion, vote.motion).status == MotionStatus.OPEN


def test_floor_area_cannot_be_voted_on_in_secret(table: Table):
    vote = put(table).draw()
    with table.office.writing(Permission.VOTE_RUN) as unit:
        motion = unit.session.get_one(Motion, vote.motion)
        motion.entitled_weight = 100
        with pytest.raises(RuleBroken, match="A floor area tells whose ballot it is"):
            secret.require_secret(unit, motion, [])
        unit.session.rollback()
        unit.repeat()


# --- casting ----------------------------------------------------------------------------------------------------------


def test_a_secret_ballot_is_cast_once(table: Table):
    vote = under_way(table)
    vote.cast(FOR)
    for choice in Choice:
        with table.refused(RuleBroken, "You have voted already"):
            vote.cast(choice)
    assert len(vote.rows(SealedBallot)) == 1


def test_only_those_in_the_room_when_the_vote_opened_cast(table: Table):
    vote = put(table, present=9).draw()
    recuse(table, vote, seat=4)
    vote.open()
    meetings.sign_in(table.as_(10), vote.meeting)
    with table.refused(RuleBroken, "You were not signed in when this vote opened"):
        vote.cast(FOR, first=10)
    with table.refused(RuleBroken, "You were recused"):
        vote.cast(FOR, first=4)
    table.seat_people({"99": (Role.MEMBER,)})
    with table.refused(NotAllowed, "You hold no seat"):
        vote.cast(FOR, first=99)
    for who in ("secretariat", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            secret.cast_secret(table.as_(who), vote.motion, FOR)
    with table.refused(NotFound):
        secret.cast_secret(table.as_(3), 999, FOR)


def test_no_ballot_before_the_vote_opens_or_after_it_ends(table: Table):
    vote = put(table)
    with table.refused(RuleBroken, "not open"):
        vote.cast(FOR)
    vote.draw().open().cast(FOR)
    vote.end()
    with table.refused(RuleBroken, "not open"):
        vote.cast(FOR, first=3)
    vote.take_off_outer().count()
    with table.refused(RuleBroken, "not open"):
        vote.cast(FOR, first=3)


def test_a_recorded_and_a_secret_ballot_do_not_mix(table: Table):
    vote = under_way(table)
    with table.refused(RuleBroken, "taken in another way"):
        votes.cast(table.as_(3), vote.motion, FOR, key="k")
    vote.end().take_off_outer().count()
    _meeting, _item, recorded = table.voting(table.need("N-2"))
    with table.refused(RuleBroken, "taken in another way"):
        secret.cast_secret(table.as_(3), recorded, FOR)


def test_a_ballot_cast_moves_the_page_of_everybody_in_the_room(table: Table):
    vote = under_way(table)
    before = version_of(table.engine, f"meeting:{vote.meeting}")
    vote.cast(FOR)
    assert version_of(table.engine, f"meeting:{vote.meeting}") > before


# --- what the records say ---------------------------------------------------------------------------------------------


def test_no_record_says_who_voted_how_or_when(table: Table):
    vote = under_way(table)
    opened_at = table.clock.at
    untouched = table.everything()
    for number, choice in enumerate(CHOICES, 1):
        table.clock.forward(minutes=1)
        vote.cast(choice, first=number)
    after = table.everything()
    changed = {name for name in after if after[name] != untouched[name]}
    assert changed == {"audit_entry", "participation", "sealed_ballot"}
    new = [line for line in after["audit_entry"] if line not in untouched["audit_entry"]]
    assert {line[1:] for line in [(*line[:-1], str(line[-1])) for line in new]} == {
        (opened_at, None, Role.SYSTEM, "ballot.secret", f"motion/{vote.motion}", f"meeting:{vote.meeting}", "{}")
    }
    assert len(new) == len(CHOICES)
    assert sorted(after["participation"]) == [(vote.motion, seat) for seat in range(1, 10)]
    assert {len(row) for row in after["sealed_ballot"]} == {3}


def test_no_record_of_the_count_joins_a_ballot_and_a_voter(table: Table):
    vote = under_way(table)
    receipts = vote.cast(*CHOICES)
    vote.end()
    before = table.everything()
    vote.take_off_outer().count()
    after = table.everything()
    for name in set(after) - {"ballot_receipt"}:
        assert not any(receipt in str(after[name]) for receipt in receipts)
    said = [str(line) for line in after["audit_entry"] + after["life_event"] if line not in before["audit_entry"]]
    assert not any(row.id in line for row in vote.rows(OpenedBallot) for line in said)
    assert {len(row) for row in after["opened_ballot"]} == {4}
    assert {len(row) for row in after["ballot_receipt"]} == {2}


# --- opening ----------------------------------------------------------------------------------------------------------


def test_the_envelopes_open_for_the_two_holders_in_turn_and_for_nobody_else(table: Table):
    vote = under_way(table)
    vote.cast(*CHOICES)
    first, second = vote.codes
    with table.refused(RuleBroken, "not being opened now"):
        secret.open_envelopes(table.office, vote.motion, first)
    vote.end()
    for code in vote.codes:
        with table.refused(NotAllowed, "You hold no key"):
            secret.open_envelopes(table.as_(3), vote.motion, code)
    with table.refused(NotAllowed):
        secret.open_envelopes(table.as_("reviewer"), vote.motion, first)
    with table.refused(RuleBroken, "key holder 1 opens them, then you"):
        secret.open_envelopes(table.as_(SECOND), vote.motion, second)
    with table.refused(BadInput, "Group 1 of the code", field="code"):
        secret.open_envelopes(table.office, vote.motion, ("1" if first[0] == "0" else "0") + first[1:])
    with table.refused(BadInput, "not the code of your key", field="code"):
        secret.open_envelopes(table.office, vote.motion, second)
    with table.refused(RuleBroken, "Receipts are listed once"):
        secret.receipts(table.office, vote.motion)
    vote.take_off_outer()
    with table.refused(RuleBroken, "You have opened your envelopes already"):
        secret.open_envelopes(table.office, vote.motion, first)
    with table.refused(BadInput, "not the code of your key", field="code"):
        secret.open_envelopes(table.as_(SECOND), vote.motion, first)
    vote.count()
    with table.refused(RuleBroken, "not being opened now"):
        secret.open_envelopes(table.as_(SECOND), vote.motion, second)
    with table.refused(NotFound):
        secret.receipts(table.office, 999)


TAKEN_OUT = "DELETE FROM sealed_ballot WHERE id = (SELECT min(id) FROM sealed_ballot)"
PUT_IN_TWICE = "INSERT INTO sealed_ballot SELECT motion_id, 'copy', sealed FROM sealed_ballot LIMIT 1"
DAMAGED = "UPDATE sealed_ballot SET sealed = 'AAAA' || substr(sealed, 5) WHERE id = (SELECT min(id) FROM sealed_ballot)"
TOOK_PART = "INSERT INTO participation (motion_id, seat_id) VALUES (:motion, :seat)"
NEVER_DID = "DELETE FROM participation WHERE seat_id = 1"


@pytest.mark.parametrize("by_now", [1, 2])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([TAKEN_OUT], "There are 8 ballots, and 9"),
        ([PUT_IN_TWICE], "There are 10 ballots, and 9"),
        ([NEVER_DID], "There are 9 ballots, and 8"),
        ([PUT_IN_TWICE, TOOK_PART], "There are 10 ballots, and 9"),
        ([DAMAGED], "A ballot cannot be read"),
    ],
)
def test_a_box_that_was_tampered_with_is_not_counted(table: Table, changes: list[str], words: str, by_now: int):
    vote = under_way(table)
    vote.cast(*CHOICES)
    vote.end()
    if by_now == 2:
        vote.take_off_outer()
    for statement in changes:
        vote.tamper(statement, **({"seat": 11} if statement is TOOK_PART else {}))  # seat 11 was not in the room
    with table.refused(RuleBroken, words):
        secret.open_envelopes(table.as_({1: FIRST, 2: SECOND}[by_now]), vote.motion, vote.codes[by_now - 1])
    votes.void(table.office, vote.motion, "The box was tampered with")
    assert table.row(Motion, vote.motion).status == MotionStatus.VOIDED


@pytest.mark.parametrize(
    "stuffed",
    [
        SecretBallot(FOR, (0, 1, 2), "0000-0000-0000-0000"),
        SecretBallot(AGAINST, (0,), "0000-0000-0000-0000"),
        SecretBallot(FOR, (), "0000-0000-0000-0000"),
        SecretBallot(FOR, None, "0000-0000-0000-0000"),
    ],
)
def test_a_stuffed_ballot_that_nobody_could_have_cast_is_not_counted(table: Table, stuffed: SecretBallot):
    vote = under_way(table, form=BallotForm.CHOICES, options=OPTIONS, most_choices=2)
    for number in range(1, 6):
        secret.cast_secret(table.as_(number), vote.motion, FOR, marks=[number % 4])
    keys = tuple(sealing.public_key(code) for code in vote.codes)
    sealed = sealing.seal(stuffed, (keys[0], keys[1]), len(OPTIONS))
    vote.tamper(
        "UPDATE sealed_ballot SET sealed = :sealed WHERE id = (SELECT min(id) FROM sealed_ballot)", sealed=sealed
    )
    vote.end().take_off_outer()
    with table.refused(RuleBroken, "A ballot cannot be read"):
        secret.open_envelopes(table.as_(SECOND), vote.motion, vote.codes[1])


def test_an_envelope_copied_over_another_is_found_out(table: Table):
    vote = under_way(table)
    vote.cast(*CHOICES)
    vote.tamper(
        "UPDATE sealed_ballot SET sealed = (SELECT sealed FROM sealed_ballot ORDER BY id DESC LIMIT 1) "
        "WHERE id = (SELECT min(id) FROM sealed_ballot)"
    )
    vote.end().take_off_outer()
    with table.refused(RuleBroken, "A ballot lies in the box twice"):
        secret.open_envelopes(table.as_(SECOND), vote.motion, vote.codes[1])


def test_an_inner_envelope_opens_with_the_second_code_only(table: Table):
    vote = under_way(table)
    vote.cast(*CHOICES)
    vote.end().take_off_outer()
    inner = [row.sealed for row in vote.rows(SealedBallot)]
    with pytest.raises(sealing.BrokenEnvelope):
        sealing.open_outer(inner, vote.codes[0])
    assert len(sealing.open_inner(inner, vote.codes[1], 0)) == 9


def test_the_envelopes_of_a_voided_vote_are_thrown_away(table: Table):
    vote = under_way(table)
    vote.cast(*CHOICES)
    with table.office.writing(Permission.VOTE_RUN) as unit:
        secret.discard_envelopes(unit.session, vote.motion)
        unit.repeat()
    assert vote.rows(SealedBallot) == vote.rows(BallotKey) == []
    assert sorted(row.seat_id for row in vote.rows(Participation)) == list(range(1, 10))


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_log_of_the_file_is_emptied_where_there_is_one(table: Table):
    table.need("N-9")
    assert empty_log(table.engine) is (table.engine.dialect.name == "sqlite")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_reader_keeps_the_log_and_nobody_waits_for_long(table: Table):
    with table.engine.connect() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM need").scalar()
        table.need("N-9")
        assert empty_log(table.engine) is False
    with table.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30000
    assert empty_log(table.engine) is True


def test_the_limit_below_which_counts_are_hidden_is_frozen_at_the_opening(table: Table):
    table.save(HouseRule(name="secret_result_hidden_below", value=9))
    vote = under_way(table)
    vote.cast(*[Choice.FOR] * 7, Choice.AGAINST)
    vote.end().take_off_outer().count()
    assert not votes.result(table.office, vote.motion).shown
    house_rules.change(table.office, "secret_result_hidden_below", 1)
    assert not votes.result(table.office, vote.motion).shown


def test_no_audit_line_holds_the_counts_of_a_secret_vote(table: Table):
    vote = under_way(table)
    vote.cast(*[Choice.FOR] * 7, Choice.AGAINST)
    vote.end().take_off_outer().count()
    with Session(table.engine) as session:
        closed = session.exec(select(AuditEntry).where(AuditEntry.action == "motion.close")).one()
    assert set(closed.facts) == {"before", "after", "outcome"}


def test_a_key_holder_who_was_recused_later_opens_nothing(table: Table):
    meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1", mode=VoteMode.SECRET)
    for who in (2, 3):
        votes.draw_key(table.as_(who), motion)
    table.recuse(meeting, items[0], 3)
    with table.refused(RuleBroken, "recused"):
        votes.open_vote(table.office, motion)
