"""Every result is derived anew from what is stored; whoever changes a row past the software is found out."""

import pytest
from sqlalchemy import text as sql

from dashboard.errors import NotAllowed, NotFound
from dashboard.services import accounts, meetings, votes
from dashboard.services.context import Context
from dashboard.services.meetings import recusals
from dashboard.services.votes.auditing import BallotAudit, audit_ballots
from dashboard.storage.append_only import APPEND_ONLY
from models.enums import BallotForm, Choice, Outcome, VoteMode
from models.house_rule import HouseRule
from models.meeting import Meeting
from models.motion import Motion
from tests.services import secret_votes
from tests.services.table import Table

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
GUARDED = APPEND_ONLY


def audited(table: Table, motion: int) -> BallotAudit:
    return audit_ballots(table.office, table.row(Meeting, table.row(Motion, motion).meeting_id).number)


def found(table: Table, motion: int) -> list[str]:
    """Return what does not agree, of a meeting with one vote."""
    (vote,) = audited(table, motion).votes
    return list(vote.problems)


def tamper(table: Table, *statements: str) -> None:
    """Change rows as whoever holds the database could, guards and all."""
    with table.engine.execution_options(writes=True).begin() as connection:
        for name in GUARDED:
            if table.engine.dialect.name == "sqlite":
                for guard in ("no_update", "no_delete"):
                    connection.execute(sql(f"DROP TRIGGER IF EXISTS {name}_{guard}"))
            else:
                connection.execute(sql(f"ALTER TABLE {name} DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(sql(statement))


def recorded(table: Table, *choices: Choice, **kwargs: object) -> int:
    """Return a closed recorded vote in which seat 1 changed its mind once."""
    _meeting, _item, motion = table.voting(table.need("N-1"), **kwargs)
    table.cast(motion, AGAINST)
    table.cast(motion, *(choices or [FOR] * 7 + [AGAINST, ABSTAIN]))
    votes.close(table.office, motion)
    return motion


def put(table: Table, mode: VoteMode, **kwargs: object) -> int:
    _meeting, items = table.sitting(table.need("N-1"))
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1", mode=mode, **kwargs)
    votes.open_vote(table.office, motion)
    return motion


def by_hands(table: Table, **kwargs: object) -> int:
    motion = put(table, VoteMode.SHOW_OF_HANDS, **kwargs)
    votes.close_hands(table.office, motion, 7, 2, 1)
    return motion


def on_paper(table: Table, figures: votes.Figures | None = None) -> int:
    motion = put(table, VoteMode.PAPER)
    votes.end_voting(table.office, motion)
    for teller in (2, 3):
        votes.enter_count(table.as_(teller), motion, figures or votes.Figures(10, 9, 1, 6, 1, 1))
    return motion


def in_secret(table: Table) -> int:
    vote = secret_votes.under_way(table)
    vote.cast(*[FOR] * 7, AGAINST)
    vote.end().take_off_outer().count()
    return vote.motion


# --- what agrees ------------------------------------------------------------------------------------------------------


def test_a_meeting_without_votes_agrees(table: Table):
    table.draft()
    assert audit_ballots(table.office, "2026-WY-01") == BallotAudit("2026-WY-01", ())
    assert audit_ballots(table.office, "2026-WY-01").agrees


@pytest.mark.parametrize("vote", [recorded, by_hands, on_paper, in_secret])
def test_a_vote_that_nobody_touched_agrees(table: Table, vote):
    motion = vote(table)
    (one,) = audited(table, motion).votes
    assert (one.problems, one.outcome, one.agrees) == ((), Outcome.CARRIED, True)


def test_conditions_recusal_lists_voids_and_corrections_agree(table: Table):
    table.save(HouseRule(name="recusal_denominator", value="deduct"))
    _meeting, items = table.sitting(table.need("N-1"), table.need("N-2"), table.need("N-3"))
    meetings.take_up(table.office, items[0])
    recusals.declare(table.office, items[0], 3, "Its own unit builds it")
    motion = votes.put(table.office, items[0], "Shall it be adopted?", "P1", conditions="Shades")
    votes.open_vote(table.office, motion)
    table.cast(motion, FOR, FOR)
    table.cast(motion, *[FOR] * 4, first=4)
    assert votes.close(table.office, motion).outcome is Outcome.CARRIED_WITH_CONDITIONS
    meetings.take_up(table.office, items[1])
    options = votes.put(
        table.office, items[1], "Which one?", "P1", form=BallotForm.RANKING, options=("Lamps", "Handrails", "Benches")
    )
    votes.open_vote(table.office, options)
    for seat in range(1, 8):
        votes.cast(table.as_(seat), options, FOR, key=f"o{seat}", marks=[1, 0] if seat < 5 else [0])
    votes.close(table.office, options)
    meetings.take_up(table.office, items[2])
    hands = votes.put(table.office, items[2], "Shall it be adopted?", "P1", mode=VoteMode.SHOW_OF_HANDS)
    votes.open_vote(table.office, hands)
    votes.close_hands(table.office, hands, 7, 2, 1)
    votes.correct(table.office, hands, votes.Figures(None, None, 0, 8, 1, 1), "One hand more")
    votes.void(table.office, options, "A seat voted twice")
    assert [(one.motion_id, one.problems) for one in audited(table, motion).votes] == [
        (motion, ()),
        (options, ()),
        (hands, ()),
    ]


def test_a_void_paper_vote_agrees(table: Table):
    motion = on_paper(table, votes.Figures(9, 10, 0, 0, 0, 0))
    (one,) = audited(table, motion).votes
    assert (one.problems, one.outcome) == ((), Outcome.VOID)


# --- what does not ----------------------------------------------------------------------------------------------------

COUNT = "The ballots do not give the stored count (for / against / abstain): stored 7 / 1 / 1, counted "
TRAIL = "The stored ballots are not those whose casting is in the audit trail."
ELECTORATE = "The electorate is not the one the vote was opened with."
NUMBERS = "The stored numbers of those entitled, present and recused are not those of the electorate."
OUTCOME = "By the frozen rule the outcome would be another one than the stored."
NEEDED = "By the frozen rule another number of votes would be needed than the stored."
NEWEST = "The stored count is not the newest version of the count."
ANNOUNCED = "The count is not the one that was announced when the vote was closed."
BALLOT = "INSERT INTO ballot (motion_id, seat_id, version, choice, cast_at, key) SELECT 1, {}, 1, 'for', {}, 'forged'"
CLOSED_AT = "(SELECT closed_at FROM motion WHERE id = 1)"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE ballot SET choice = 'against' WHERE seat_id = 2", [f"{COUNT}6 / 2 / 1."]),
        ("DELETE FROM ballot WHERE seat_id = 2", [TRAIL, f"{COUNT}6 / 1 / 1."]),
        ("DELETE FROM ballot WHERE seat_id = 1 AND version = 2", [TRAIL, f"{COUNT}6 / 2 / 1."]),
        (BALLOT.format(10, CLOSED_AT), [TRAIL, f"{COUNT}8 / 1 / 1."]),
        (
            BALLOT.format(11, CLOSED_AT),
            ["These seats have ballots and were not allowed to vote: 11.", TRAIL, f"{COUNT}8 / 1 / 1."],
        ),
        (
            "UPDATE ballot SET cast_at = '2026-12-11 00:00:00' WHERE seat_id = 2",
            ["Some ballots were cast before the vote was opened or after it was closed."],
        ),
        ("UPDATE elector SET user_id = NULL WHERE seat_id = 2", [ELECTORATE]),
        ("UPDATE elector SET presence = 'present' WHERE seat_id = 11", [ELECTORATE, NUMBERS]),
        (
            "UPDATE elector SET recused = true WHERE seat_id = 2",
            [ELECTORATE, NUMBERS, "These seats have ballots and were not allowed to vote: 2."],
        ),
        ("DELETE FROM elector WHERE seat_id = 11", [ELECTORATE, NUMBERS]),
        ("UPDATE motion SET entitled = 13", [NUMBERS, NEEDED]),
        (
            "UPDATE motion SET entitled = 9",
            [
                NUMBERS,
                "The stored figures cannot be counted: 10 are present but only 9 should attend: correct the sign-in or "
                "the roster.",
            ],
        ),
        ("UPDATE motion SET outcome = 'not_carried'", [NEWEST, OUTCOME]),
        ("UPDATE motion SET votes_needed = 5", [NEEDED]),
        ("UPDATE motion SET count_version = 2", ["The versions of the count are not complete."]),
        ("UPDATE vote_count SET votes_for = 8", [NEWEST, ANNOUNCED]),
        ("DELETE FROM vote_count", ["No version of the count is kept."]),
        (
            "DELETE FROM audit_entry WHERE action = 'motion.open'",
            ["The audit trail holds 0 lines on the opening of this vote instead of one."],
        ),
        (
            "DELETE FROM audit_entry WHERE action = 'motion.close'",
            ["The audit trail holds 0 lines on the closing of this vote instead of one."],
        ),
    ],
)
def test_a_changed_row_of_a_recorded_vote_is_found(table: Table, statement: str, told: list[str]):
    motion = recorded(table)
    tamper(table, statement)
    assert found(table, motion) == told
    assert not audited(table, motion).agrees


def test_a_changed_rule_is_found(table: Table):
    motion = recorded(table)
    row = table.row(Motion, motion)
    row.rule = row.rule | {"pass": [row.rule["pass"][0] | {"numerator": 3, "denominator": 4}]}
    table.save(row)
    assert found(table, motion) == [
        "The rule frozen with the vote is not the one of the rule book.",
        OUTCOME,
        NEEDED,
    ]


def test_count_and_stored_result_changed_together_do_not_fit_the_ballots(table: Table):
    motion = recorded(table)
    tamper(table, "UPDATE motion SET votes_for = 9", "UPDATE vote_count SET votes_for = 9")
    assert found(table, motion) == [
        ANNOUNCED,
        "The ballots do not give the stored count (for / against / abstain): stored 9 / 1 / 1, counted 7 / 1 / 1.",
    ]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE teller_count SET votes_for = 7 WHERE account_id = 3", ["two tellers entered"]),
        ("DELETE FROM teller_count WHERE account_id = 3", ["two tellers entered"]),
        ("UPDATE elector SET recused = true WHERE seat_id = 3", [ELECTORATE, NUMBERS, "recused from the item"]),
        ("UPDATE motion SET issued = 12", ["12 ballots given out to 10", NEWEST, "stored count"]),
    ],
)
def test_a_changed_row_of_a_paper_vote_is_found(table: Table, statement: str, told: list[str]):
    motion = on_paper(table)
    tamper(table, statement)
    problems = found(table, motion)
    assert len(problems) == len(told)
    assert all(words in problem for words, problem in zip(told, problems, strict=True))


def test_a_correction_past_the_software_is_found(table: Table):
    motion = by_hands(table)
    tamper(
        table,
        "INSERT INTO vote_count (motion_id, version, at, reason, votes_for, votes_against, votes_abstain, invalid, "
        "outcome) SELECT motion_id, 2, at, 'forged', 5, 4, 1, 0, 'not_carried' FROM vote_count",
        "UPDATE motion SET votes_for = 5, votes_against = 4, outcome = 'not_carried', count_version = 2",
    )
    assert found(table, motion) == ["The corrections of the count are not those in the audit trail."]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("INSERT INTO participation VALUES (1, 10)", ["9 seats took part, 8 ballots were opened and 8 receipts"]),
        (
            "INSERT INTO participation VALUES (1, 11)",
            ["that was not allowed to vote", "9 seats took part, 8 ballots were opened and 8 receipts"],
        ),
        (
            "DELETE FROM ballot_receipt WHERE receipt = (SELECT MIN(receipt) FROM ballot_receipt)",
            ["8 seats took part, 8 ballots were opened and 7 receipts"],
        ),
        (
            "DELETE FROM opened_ballot WHERE choice = 'against'",
            ["7 ballots were opened", "number of ballots is not the one noted", "counted 7 / 0 / 0"],
        ),
        ("UPDATE opened_ballot SET choice = 'abstain' WHERE choice = 'against'", ["counted 7 / 0 / 1"]),
        ("INSERT INTO sealed_ballot VALUES (1, 'left', 'x')", ["were not opened: 1"]),
    ],
)
def test_a_changed_row_of_a_secret_vote_is_found(table: Table, statement: str, told: list[str]):
    motion = in_secret(table)
    tamper(table, statement)
    problems = found(table, motion)
    assert len(problems) == len(told)
    assert all(words in problem for words, problem in zip(told, problems, strict=True))


def test_an_open_box_with_an_envelope_too_many_is_found(table: Table):
    vote = secret_votes.under_way(table)
    vote.cast(FOR, FOR, FOR)
    assert found(table, vote.motion) == []
    tamper(table, "INSERT INTO sealed_ballot VALUES (1, 'stuffed', 'x')")
    assert found(table, vote.motion) == ["3 seats took part, but 4 envelopes lie in the box."]


def test_counts_that_may_not_be_shown_are_not_told(table: Table):
    vote = secret_votes.under_way(table)
    vote.cast(FOR, FOR)
    vote.end().take_off_outer().count()
    tamper(table, "UPDATE motion SET votes_for = 1")
    problems = found(table, vote.motion)
    assert "The ballots do not give the stored count." in problems
    assert not any("counted" in problem for problem in problems)


# --- who may ask ------------------------------------------------------------------------------------------------------


def test_the_office_the_chair_administrators_and_the_machine_may_ask(table: Table):
    motion = recorded(table)
    number = audited(table, motion).meeting
    for who in ("2", "reviewer", "resident", "visitor"):
        with pytest.raises(NotAllowed):
            audit_ballots(table.as_(who), number)
    assert audit_ballots(table.chair, number).agrees
    assert audit_ballots(Context(table.engine, accounts.as_system, table.clock), number).agrees
    with pytest.raises(NotFound):
        audit_ballots(table.office, "nowhere")
