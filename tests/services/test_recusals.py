"""Who has an interest in an item takes no part in it; before its discussion by their own word, later as noted."""

import pytest
from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import house_rules, meetings, votes
from dashboard.services.meetings import recusals, speaking
from dashboard.services.meetings.recusal_shapes import Denominator
from models.audit import AuditEntry
from models.enums import Choice
from models.meeting import Recusal
from models.motion import Elector, Motion
from models.organisation import Body
from tests.services.table import Table, at


def seats(table: Table, item: int) -> list[tuple[int, str, bool]]:
    """Return seat, reason and whether it was late, of every recusal in force."""
    lines = recusals.of_item(table.office, item).lines
    return [(line.seat_number, line.reason, line.late) for line in lines]


def test_a_holder_declares_for_the_own_seat_from_the_notice_on(table: Table):
    _meeting, (item,) = table.noticed()
    made = recusals.declare(table.as_(4), item, 4, " Our own shed ", key="d")
    assert recusals.declare(table.as_(4), item, 4, "Our own shed", key="d") == made
    assert seats(table, item) == [(4, "Our own shed", False)]
    with table.refused(RuleBroken, "noted already"):
        recusals.declare(table.as_(4), item, 4, "Our own shed")
    for who in ("2", "reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            recusals.declare(table.as_(who), item, 5, "Their shed")
    with table.refused(BadInput, field="reason"):
        recusals.declare(table.as_(5), item, 5, " ")
    with table.refused(BadInput, field="reason"):
        recusals.declare(table.as_(5), item, 5, "x" * 201)
    with table.refused(NotFound):
        recusals.declare(table.office, item, 99, "No such seat")
    recusals.declare(table.office, item, 2, "Spouse works there")
    assert [number for number, _reason, _late in seats(table, item)] == [2, 4]
    with Session(table.engine) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "recusal.declare")).first()
    assert entry.facts == {"item": item, "seat": 4, "late": False}


def test_nobody_declares_before_the_notice_or_after_the_decision(table: Table):
    meeting, (item,) = table.draft()
    with table.refused(NotFound):
        recusals.declare(table.office, item, 4, "Our own shed")
    meetings.approve_agenda(table.chair, meeting)
    meetings.give_notice(table.office, meeting)
    meetings.open_sign_in(table.office, meeting)
    for seat in range(1, 7):
        meetings.sign_in(table.as_(seat), meeting)
    meetings.start(table.office, meeting)
    meetings.take_up(table.office, item)
    meetings.note(table.office, item)
    with table.refused(RuleBroken, "until the item is decided"):
        recusals.declare(table.office, item, 4, "Our own shed")


def test_once_somebody_has_spoken_only_who_runs_the_meeting_notes_a_recusal(table: Table):
    _meeting, (item,) = table.sitting()
    meetings.take_up(table.office, item)
    recusals.declare(table.as_(3), item, 3, "Our own shed")
    speaking.begin(table.office, speaking.ask(table.as_(2), item, seat_id=2))
    table.clock.forward(seconds=1)
    with table.refused(RuleBroken, "has begun"):
        recusals.declare(table.as_(4), item, 4, "Our own shed")
    recusals.declare(table.office, item, 4, "Our own shed")
    assert seats(table, item) == [(3, "Our own shed", False), (4, "Our own shed", True)]
    found = recusals.of_item(table.as_(5), item)
    assert (found.seats, found.may_withdraw, found.begun) == ([], frozenset(), True)
    mine = next(line.id for line in recusals.of_item(table.as_(3), item).lines if line.mine)
    with table.refused(RuleBroken, "has begun"):
        recusals.withdraw(table.as_(3), mine)


def test_an_opened_motion_begins_the_discussion_and_a_vote_is_not_disturbed(table: Table):
    _meeting, item, motion = table.voting(table.need("N-1"))
    for ctx in (table.office, table.as_(4)):
        with table.refused(RuleBroken, "A vote is still open"):
            recusals.declare(ctx, item, 4, "Our own shed")
    assert recusals.of_item(table.office, item).seats == []
    votes.void(table.office, motion, "Sign-in was wrong")
    with table.refused(RuleBroken, "has begun"):
        recusals.declare(table.as_(4), item, 4, "Our own shed")
    recusals.declare(table.office, item, 4, "Our own shed")


def test_a_recusal_is_taken_back_and_its_row_stays(table: Table):
    _meeting, (item,) = table.noticed()
    made = recusals.declare(table.as_(4), item, 4, "Our own shed")
    with table.refused(NotAllowed):
        recusals.withdraw(table.as_(3), made)
    table.clock.at = at(9)
    recusals.withdraw(table.as_(4), made, key="w")
    recusals.withdraw(table.as_(4), made, key="w")
    assert table.row(Recusal, made).withdrawn_at == at(9)
    with table.refused(RuleBroken, "taken back before"):
        recusals.withdraw(table.office, made)
    again = recusals.declare(table.as_(4), item, 4, "Our own shed after all")
    assert [line.id for line in recusals.of_item(table.as_(2), item).lines] == [again]


def test_what_may_be_declared_is_the_own_seat_or_for_the_office_any_that_is_left(table: Table):
    _meeting, (item,) = table.noticed()
    recusals.declare(table.as_(4), item, 4, "Our own shed")
    assert [seat.seat_id for seat in recusals.of_item(table.as_(5), item).seats] == [5]
    assert recusals.of_item(table.as_(4), item).seats == []
    assert [seat.seat_id for seat in recusals.of_item(table.office, item).seats] == [1, 2, 3, 5, 6, 7, 8, 9, 10, 11]
    with table.refused(NotAllowed):
        recusals.of_item(table.as_("resident"), item)
    with table.refused(NotFound):
        recusals.of_item(table.office, 99)


def test_who_is_recused_is_in_the_electorate_and_casts_no_ballot(table: Table):
    _meeting, items = table.sitting(table.need("N-1"))
    recusals.declare(table.as_(4), items[0], 4, "Our own shed")
    taken_back = recusals.declare(table.as_(5), items[0], 5, "Our own shed")
    recusals.withdraw(table.as_(5), taken_back)
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    with Session(table.engine) as session:
        query = select(Elector.seat_id).where(Elector.motion_id == motion, col(Elector.recused).is_(True))
        assert session.exec(query).all() == [4]
    row = table.row(Motion, motion)
    assert (row.entitled, row.recused, row.recused_present, row.deducts_recused) == (11, 1, 1, False)
    with table.refused(RuleBroken):
        votes.cast(table.as_(4), motion, Choice.FOR, key="k")


@pytest.mark.parametrize(
    ("preset", "recused", "kept", "deducted"),
    [("P1", 1, 6, 6), ("P1", 2, 6, 5), ("P1", 5, 6, 4), ("P4", 2, 6, 5)],
)
def test_both_ways_of_counting_are_shown(table: Table, preset: str, recused: int, kept: int, deducted: int):
    body = table.row(Body, "members")
    body.preset = preset
    table.save(body)
    _meeting, items = table.sitting(present=10)
    for seat in range(2, 2 + recused):
        recusals.declare(table.as_(seat), items[0], seat, "Own interest")
    found = recusals.of_item(table.office, items[0]).denominator
    assert found == Denominator(entitled=11, recused=recused, kept=kept, deducted=deducted, deducts=False)
    house_rules.change(table.office, "recusal_denominator", "deduct")
    assert recusals.of_item(table.office, items[0]).denominator.deducts
