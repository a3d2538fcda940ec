"""The report on a vote is gathered from what is stored, for those at the table only."""

from io import BytesIO

import pytest
from docx import Document

from dashboard.errors import NotAllowed, NotFound, RuleBroken
from dashboard.services import meetings, minutes, votes
from dashboard.services.meetings import recusals
from dashboard.services.votes import objections
from models.enums import Choice, Outcome, Resolution, VoteMode
from models.motion import Motion
from tests.services import secret_votes
from tests.services.table import Table

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def put(table: Table, mode: VoteMode = VoteMode.RECORDED, *recused: int) -> int:
    _meeting, items = table.sitting(table.need("N-1"))
    meetings.take_up(table.office, items[0])
    for seat in recused:
        recusals.declare(table.office, items[0], seat, "Its own unit builds it")
    motion = votes.put(table.office, items[0], "Shall the shed be repaired?", "P1", mode=mode)
    votes.open_vote(table.office, motion)
    return motion


def test_a_recorded_vote_with_a_recusal_and_a_differing_view(table: Table):
    motion = put(table, VoteMode.RECORDED, 3)
    table.cast(motion, FOR, FOR)
    table.cast(motion, *[FOR] * 5, AGAINST, first=4)
    objections.object_to(table.as_(9), motion, "The lamps glare", "Shades")
    votes.close(table.office, motion)
    facts = minutes.result_report(table.as_(2), motion)
    assert (facts.meeting_number, facts.need_number, facts.item_position) == ("2026-WY-01", "N-1", 1)
    assert (facts.motion.outcome, facts.motion.resolution) == (Outcome.CARRIED, Resolution.PROJECT)
    assert (facts.motion.recused, facts.motion.recused_present, facts.motion.votes_for) == (1, 1, 7)
    assert (facts.counts.entitled, facts.other.entitled, facts.quorum_needed) == (11, 10, 6)
    assert (facts.announcer, facts.tellers) == ("Unit 1", ("the software, from the recorded ballots",))
    assert [(view.unit, view.text, view.would_change) for view in facts.views] == [
        ("Unit 9", "The lamps glare", "Shades")
    ]
    assert [(one.version, one.votes_for) for one in facts.versions] == [(1, 7)]
    assert [(seat.number, seat.choice, seat.recused) for seat in facts.seats][:3] == [
        (1, FOR, False),
        (2, FOR, False),
        (3, None, True),
    ]
    assert [seat.choice for seat in facts.seats][8:] == [AGAINST, None, None]


def test_paper_names_both_tellers_by_unit_and_no_seat(table: Table):
    motion = put(table, VoteMode.PAPER)
    votes.end_voting(table.office, motion)
    figures = votes.Figures(10, 9, 1, 6, 1, 1)
    votes.enter_count(table.as_(4), motion, figures)
    votes.enter_count(table.office, motion, figures)
    facts = minutes.result_report(table.office, motion)
    assert facts.tellers == ("Unit 4", "Secretariat")
    assert (facts.motion.issued, facts.motion.returned, facts.motion.invalid, facts.seats) == (10, 9, 1, ())


def test_hands_name_who_counted_them_and_every_version(table: Table):
    motion = put(table, VoteMode.SHOW_OF_HANDS)
    votes.close_hands(table.office, motion, 7, 2, 1)
    votes.correct(table.office, motion, votes.Figures(None, None, 0, 8, 1, 1), "One hand more")
    facts = minutes.result_report(table.office, motion)
    assert (facts.tellers, facts.seats) == (("Secretariat",), ())
    assert [(one.version, one.votes_for, one.reason) for one in facts.versions] == [(1, 7, ""), (2, 8, "One hand more")]


def test_a_secret_vote_names_its_key_holders_and_hides_few_ballots(table: Table):
    vote = secret_votes.under_way(table)
    vote.cast(FOR, AGAINST)
    vote.end().take_off_outer().count()
    facts = minutes.result_report(table.office, vote.motion)
    assert (sorted(facts.tellers), facts.seats) == (["Secretariat", "Unit 2"], ())
    assert (facts.motion.shown, facts.motion.votes_for, facts.motion.against) == (False, 0, 0)
    assert [(one.votes_for, one.against) for one in facts.versions] == [(0, 0)]


def test_the_file_is_written_in_the_language_of_the_office(table: Table):
    motion = put(table)
    table.cast(motion, *[FOR] * 7)
    votes.close(table.office, motion)
    export = minutes.export_report(table.office, motion)
    document = Document(BytesIO(export.content))
    cells = [cell.text for one in document.tables for row in one.rows for cell in row.cells]
    assert export.name == "2026-WY-01-1-1-result.docx"
    assert "Shall the shed be repaired?" in cells
    assert any("第1单位" in cell for cell in cells)


def test_only_the_table_reads_the_report_of_a_closed_vote(table: Table):
    motion = put(table)
    with pytest.raises(RuleBroken):
        minutes.result_report(table.office, motion)
    votes.close(table.office, motion)
    for who in ("resident", "visitor"):
        for read in (minutes.result_report, minutes.export_report):
            with pytest.raises(NotAllowed):
                read(table.as_(who), motion)
    with pytest.raises(NotFound):
        minutes.result_report(table.office, 999)
    assert table.row(Motion, motion).outcome == Outcome.NOT_CARRIED
