"""A differing view is noted by unit once a vote was opened, stays as it is, and is never public."""

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import meetings, votes
from dashboard.services.meetings import recusals
from dashboard.services.votes import objections
from models.audit import AuditEntry
from models.enums import Choice, MinutesStatus, MotionStatus, VoteMode
from models.minutes import Minutes
from models.motion import Motion, Objection
from tests.services.table import Table, at

FOR = Choice.FOR


def test_an_elector_notes_a_differing_view_once_the_vote_is_open(table: Table):
    _meeting, items = table.sitting(table.need("N-1"))
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1")
    for ctx in (table.office, table.as_(2)):
        with table.refused(RuleBroken, "once the vote has been opened"):
            objections.object_to(ctx, motion, "The budget is too high")
    votes.open_vote(table.office, motion)
    made = objections.object_to(table.as_(2), motion, " Too dear ", "A second offer", key="o")
    assert objections.object_to(table.as_(2), motion, "Too dear", "A second offer", key="o") == made
    row = table.row(Objection, made)
    assert (row.seat_id, row.text, row.would_change, row.at) == (2, "Too dear", "A second offer", at(14))
    found = objections.objections(table.as_(2), motion)
    assert [(line.organisation, line.text, line.would_change, line.mine) for line in found.lines] == [
        ("Unit 2", "Too dear", "A second offer", True)
    ]
    assert ([seat.seat_id for seat in found.seats], found.secret, found.decided) == ([2], False, False)
    with Session(table.engine) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "objection.note")).one()
    assert entry.facts == {"motion": motion}


def test_views_are_noted_for_the_own_seat_and_by_the_office_for_any(table: Table):
    _meeting, _item, motion = table.voting(table.need("N-1"))
    with table.refused(NotAllowed):
        objections.object_to(table.as_(2), motion, "Too dear", seat_id=3)
    with table.refused(NotAllowed):
        objections.object_to(table.office, motion, "Too dear")
    for who in ("reviewer", "resident", "visitor"):
        with table.refused(NotAllowed):
            objections.object_to(table.as_(who), motion, "Too dear", seat_id=3)
    objections.object_to(table.office, motion, "Too dear", seat_id=11)
    objections.object_to(table.as_(3), motion, "Too soon", seat_id=3)
    assert [line.seat_number for line in objections.objections(table.office, motion).lines] == [11, 3]
    assert len(objections.objections(table.office, motion).seats) == 11
    assert objections.objections(table.as_("reviewer"), motion).seats == []
    for who in ("resident", "visitor"):
        with table.refused(NotAllowed):
            objections.objections(table.as_(who), motion)
    with table.refused(NotFound):
        objections.objections(table.office, 99)


def test_words_are_needed_and_not_too_many(table: Table):
    _meeting, _item, motion = table.voting(table.need("N-1"))
    for text, change, field in ((" \u200b", "", "text"), ("x" * 1001, "", "text"), ("Dear", "x" * 501, "would_change")):
        with table.refused(BadInput, field=field):
            objections.object_to(table.as_(2), motion, text, change)


def test_who_is_recused_holds_no_view_on_the_item(table: Table):
    _meeting, items = table.sitting(table.need("N-1"))
    recusals.declare(table.as_(4), items[0], 4, "Our own shed")
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "Shall the item be adopted?", "P1")
    votes.open_vote(table.office, motion)
    with table.refused(RuleBroken, "recused"):
        objections.object_to(table.as_(4), motion, "Too dear")
    assert objections.objections(table.as_(4), motion).seats == []


def test_a_view_in_a_secret_vote_is_kept_only_after_the_warning(table: Table):
    _meeting, _item, motion = table.voting(table.need("N-1"))
    row = table.row(Motion, motion)
    row.mode = VoteMode.SECRET
    table.save(row)
    assert objections.objections(table.as_(2), motion).secret
    with table.refused(BadInput, "shows how its holder voted", field="discloses"):
        objections.object_to(table.as_(2), motion, "Too dear")
    objections.object_to(table.as_(2), motion, "Too dear", discloses=True)
    assert len(objections.objections(table.as_(2), motion).lines) == 1


def test_views_are_noted_until_the_minutes_are_approved_and_not_on_a_void_vote(table: Table):
    meeting, _item, motion = table.voting(table.need("N-1"))
    table.cast(motion, *[FOR] * 7)
    votes.close(table.office, motion)
    objections.object_to(table.as_(9), motion, "Too dear")
    meetings.close(table.office, meeting)
    objections.object_to(table.as_(8), motion, "Too dear")
    assert objections.objections(table.as_(8), motion).decided
    row = table.row(Motion, motion)
    row.status = MotionStatus.VOIDED
    table.save(row)
    with table.refused(RuleBroken, "once the vote has been opened"):
        objections.object_to(table.as_(8), motion, "Too dear")
    row.status = MotionStatus.CLOSED
    table.save(row, Minutes(meeting_id=meeting, status=MinutesStatus.APPROVED))
    with table.refused(RuleBroken, "minutes of this meeting are approved"):
        objections.object_to(table.as_(8), motion, "Too dear")
    assert objections.objections(table.as_(8), motion).seats == []


def test_a_view_cannot_be_changed_afterwards(table: Table):
    _meeting, _item, motion = table.voting(table.need("N-1"))
    row = table.row(Objection, objections.object_to(table.as_(2), motion, "Too dear"))
    row.text = "Never mind"
    with pytest.raises(DatabaseError, match="append-only"):
        table.save(row)
    assert [line.text for line in objections.objections(table.as_(2), motion).lines] == ["Too dear"]


def test_public_results_say_nothing_of_differing_views(table: Table):
    _meeting, _item, motion = table.voting(table.need("N-1"))
    objections.object_to(table.as_(2), motion, "A view for the table only")
    table.cast(motion, *[FOR] * 7)
    votes.close(table.office, motion)
    assert "A view for the table only" not in str(votes.public_results(table.as_("visitor")))
