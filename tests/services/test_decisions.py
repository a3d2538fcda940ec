"""The register follows the votes; whoever keeps it names leads and notes progress; a refusal writes nothing."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.lifecycle.decisions import DecisionAction, TaskAction
from dashboard.services import decisions, meetings, votes
from dashboard.services.decisions import RegisterFilter
from models.decision import Decision
from models.enums import BallotForm, Choice, DecisionStatus, MotionStatus, Outcome, Resolution, TaskStatus, VoteMode
from models.meeting import Task
from models.motion import Motion
from models.organisation import Organisation
from tests.services.table import DAY, Table

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def by_hands(table: Table, *needs: int, hands: tuple[int, int, int] = (8, 1, 1), conditions: str = "") -> int:
    """Return a motion voted on by show of hands."""
    _meeting, items = table.sitting(*needs)
    meetings.take_up(table.office, items[0])
    motion = votes.put(
        table.office, items[0], "Shall the shed be repaired?", "P1", conditions=conditions, mode=VoteMode.SHOW_OF_HANDS
    )
    votes.open_vote(table.office, motion)
    votes.close_hands(table.office, motion, *hands)
    return motion


def rows(table: Table) -> list[Decision]:
    with Session(table.engine) as session:
        return list(session.exec(select(Decision).order_by(Decision.id)))


def life(table: Table) -> list[str]:
    """Return the moves of the first decision."""
    return [event.action for event in decisions.decisions(table.office)[0].life]


def task(table: Table, motion: int, text: str = "Fit shades", **who: object) -> int:
    row = table.row(Motion, motion)
    given = who or {"unit": "Street lighting office"}
    return meetings.add_task(table.office, row.meeting_id, row.agenda_item_id, text, due_on=date(2026, 12, 20), **given)


# --- following the votes ----------------------------------------------------------------------------------------------


def test_a_carried_motion_is_entered_with_its_words_and_the_next_number(table: Table):
    motion = by_hands(table, table.need("N-1"), conditions="Shades, dimmed after 22:30")
    (row,) = rows(table)
    assert (row.number, row.motion_id, row.status) == ("PL-JY-2026-001", motion, DecisionStatus.OPEN)
    assert (row.text, row.conditions) == ("Shall the shed be repaired?", "Shades, dimmed after 22:30")
    assert row.resolution == table.row(Motion, motion).resolution == Resolution.PROJECT
    assert (row.lead_organisation_id, row.lead_unit, row.partners, row.due_on) == (None, "", "", None)
    assert life(table) == ["register"]


def test_a_chinese_question_is_entered_as_what_was_agreed(table: Table):
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    motion = votes.put(table.office, items[0], "是否同意车棚改造立项？", "P1", mode=VoteMode.SHOW_OF_HANDS)
    votes.open_vote(table.office, motion)
    votes.close_hands(table.office, motion, 8, 1, 1)
    assert rows(table)[0].text == "同意车棚改造立项"


def test_a_motion_that_is_not_carried_is_not_entered(table: Table):
    by_hands(table, hands=(5, 3, 1))
    assert rows(table) == []


def test_carried_options_stand_under_the_text(table: Table):
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    motion = votes.put(
        table.office,
        items[0],
        "Which projects shall be recommended?",
        "P1",
        form=BallotForm.APPROVAL,
        options=("Lamps", "Handrails", "Family corner"),
    )
    votes.open_vote(table.office, motion)
    for seat in range(1, 9):
        votes.cast(table.as_(seat), motion, FOR, key=f"k{seat}", marks=[0, 2] if seat < 7 else [0])
    votes.close(table.office, motion)
    assert rows(table)[0].text.split("\n") == ["Which projects shall be recommended?", "Lamps", "Family corner"]


def test_a_void_vote_sets_its_decision_aside_and_the_number_stays(table: Table):
    motion = by_hands(table)
    votes.void(table.chair, motion, "Two hands were counted twice")
    (row,) = rows(table)
    assert (row.number, row.status) == ("PL-JY-2026-001", DecisionStatus.SET_ASIDE)
    assert life(table) == ["register", "set_aside"]
    with table.refused(RuleBroken, "does not stand"):
        decisions.resume(table.office, row.id, "Carried out after all")
    assert decisions.decisions(table.office)[0].steps == ()


def test_a_finished_decision_whose_vote_is_voided_is_set_aside_too(table: Table):
    motion = by_hands(table)
    decisions.finish(table.office, rows(table)[0].id, "All lamps hang")
    votes.void(table.office, motion, "Two hands were counted twice")
    assert rows(table)[0].status == DecisionStatus.SET_ASIDE
    assert life(table) == ["register", "finish", "resume", "set_aside"]


def test_a_count_corrected_to_and_fro_sets_aside_and_reopens_one_decision(table: Table):
    motion = by_hands(table)
    lost, won = votes.Figures(None, None, 0, 5, 4, 1), votes.Figures(None, None, 0, 7, 2, 1)
    votes.correct(table.office, motion, lost, "Counted again")
    assert [row.status for row in rows(table)] == [DecisionStatus.SET_ASIDE]
    votes.correct(table.office, motion, won, "Counted a third time")
    (row,) = rows(table)
    assert (row.number, row.status) == ("PL-JY-2026-001", DecisionStatus.OPEN)
    votes.correct(table.office, motion, votes.Figures(None, None, 0, 8, 1, 1), "One hand more")
    assert len(rows(table)) == 1
    assert life(table) == ["register", "set_aside", "resume"]


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_lead_partners_and_due_date_are_named_and_named_anew(table: Table):
    by_hands(table)
    decision = rows(table)[0].id
    with Session(table.engine) as session:
        unit = session.exec(select(Organisation.id).where(Organisation.name_en == "Unit 3")).one()
    for _click in range(2):
        decisions.assign(
            table.office,
            decision,
            organisation_id=unit,
            partners=" Unit 4,\n Unit 5 ",
            due_on=date(2026, 12, 31),
            key="a",
        )
    line = decisions.decisions(table.office)[0]
    assert (line.lead, line.partners, line.due_on) == ("Unit 3", "Unit 4, Unit 5", date(2026, 12, 31))
    decisions.assign(table.office, decision, unit="Greening office")
    line = decisions.decisions(table.office)[0]
    assert (line.lead, line.organisation_id, line.partners, line.due_on) == ("Greening office", None, "", None)


def test_an_assignment_that_makes_no_sense_is_refused(table: Table):
    by_hands(table)
    decision = rows(table)[0].id
    with table.refused(BadInput, field="unit"):
        decisions.assign(table.office, decision)
    with table.refused(BadInput, field="unit"):
        decisions.assign(table.office, decision, organisation_id=1, unit="Greening office")
    with table.refused(BadInput, field="due_on"):
        decisions.assign(table.office, decision, unit="Greening office", due_on=date(2026, 12, 9))
    with table.refused(BadInput, field="partners"):
        decisions.assign(table.office, decision, unit="Greening office", partners="x" * 201)
    with table.refused(NotFound):
        decisions.assign(table.office, decision, organisation_id=999)
    with table.refused(NotFound):
        decisions.assign(table.office, 999, unit="Greening office")
    decisions.finish(table.office, decision, "Done")
    with table.refused(RuleBroken, "Take it up again first"):
        decisions.assign(table.office, decision, unit="Greening office")


def test_progress_is_noted_in_words_and_a_click_counts_once(table: Table):
    by_hands(table)
    decision = rows(table)[0].id
    for _click in range(2):
        decisions.report(table.office, decision, "Lamps ordered", key="r")
    decisions.finish(table.office, decision, "All lamps hang", key="f")
    decisions.resume(table.office, decision, "Two lamps fell", key="u")
    decisions.give_up(table.office, decision, "The house is pulled down", key="g")
    decisions.resume(table.office, decision, "The house stays", key="v")
    events = decisions.decisions(table.office)[0].life
    assert [(event.action, event.reason) for event in events] == [
        ("register", ""),
        ("report", "Lamps ordered"),
        ("finish", "All lamps hang"),
        ("resume", "Two lamps fell"),
        ("set_aside", "The house is pulled down"),
        ("resume", "The house stays"),
    ]


def test_moves_need_words_without_personal_details_and_follow_the_table(table: Table):
    by_hands(table)
    decision = rows(table)[0].id
    for words in ("", "x" * 501, "Ring 13812345678"):
        with table.refused(BadInput, field="reason"):
            decisions.report(table.office, decision, words)
    with table.refused(RuleBroken):
        decisions.resume(table.office, decision, "Again")
    decisions.finish(table.office, decision, "Done")
    for move in (decisions.report, decisions.finish, decisions.give_up):
        with table.refused(RuleBroken):
            move(table.office, decision, "Again")


@pytest.mark.parametrize("who", ["2", "reviewer", "resident", "visitor"])
def test_only_those_who_keep_the_register_write_in_it(table: Table, who: str):
    motion = by_hands(table)
    decision, noted = rows(table)[0].id, task(table, motion)
    someone = table.as_(who)
    with table.refused(NotAllowed):
        decisions.assign(someone, decision, unit="Greening office")
    for move in (decisions.report, decisions.finish, decisions.resume, decisions.give_up):
        with table.refused(NotAllowed):
            move(someone, decision, "Words")
    for move in (decisions.task_report, decisions.task_finish, decisions.task_resume, decisions.task_drop):
        with table.refused(NotAllowed):
            move(someone, noted, "Words")


@pytest.mark.parametrize("who", ["resident", "visitor"])
def test_only_those_who_read_minutes_read_the_register(table: Table, who: str):
    for read in (
        decisions.decisions,
        decisions.tasks,
        decisions.meetings_in_register,
        decisions.leads_in_register,
        decisions.possible_leads,
    ):
        with pytest.raises(NotAllowed):
            read(table.as_(who))
    with pytest.raises(NotAllowed):
        decisions.export(table.as_(who), "csv")


# --- tasks ------------------------------------------------------------------------------------------------------------


def test_a_task_is_reported_on_finished_resumed_and_dropped(table: Table):
    noted = task(table, by_hands(table))
    with table.refused(BadInput, field="reason"):
        decisions.task_report(table.office, noted, "")
    for _click in range(2):
        decisions.task_report(table.office, noted, "Ordered", key="r")
    decisions.task_finish(table.office, noted, "Fitted")
    decisions.task_resume(table.office, noted, "Fell off")
    decisions.task_drop(table.office, noted, "No lamp, no shade")
    with table.refused(RuleBroken):
        decisions.task_resume(table.office, noted, "Again")
    (line,) = decisions.tasks(table.office)
    assert [event.action for event in line.life] == ["report", "finish", "resume", "drop"]
    assert (line.lead, line.item_title, line.status, line.steps) == (
        "Street lighting office",
        "Report of the year",
        TaskStatus.DROPPED,
        (),
    )


# --- reading ----------------------------------------------------------------------------------------------------------


def another(table: Table, number: str, text: str, due_on: date | None, status: DecisionStatus) -> None:
    """Enter a further decision of the first meeting past the use cases."""
    first = table.row(Motion, 1)
    motion = table.save(
        Motion(
            meeting_id=first.meeting_id,
            agenda_item_id=first.agenda_item_id,
            round_no=int(number[-1]) + 1,
            text=text,
            status=MotionStatus.CLOSED,
            outcome=Outcome.CARRIED,
        )
    )
    table.save(
        Decision(
            number=number,
            meeting_id=first.meeting_id,
            agenda_item_id=first.agenda_item_id,
            motion_id=motion.id,
            text=text,
            resolution=Resolution.REFERRAL,
            due_on=due_on,
            status=status,
        )
    )


def numbers(table: Table, **wanted: object) -> list[str]:
    return [line.number[-3:] for line in decisions.decisions(table.office, RegisterFilter(**wanted))]


def test_open_decisions_come_first_the_most_overdue_on_top(table: Table):
    by_hands(table)
    another(table, "PL-JY-2026-002", "Done long ago", date(2026, 1, 1), DecisionStatus.DONE)
    another(table, "PL-JY-2026-003", "Due last week", date(2026, 12, 3), DecisionStatus.OPEN)
    another(table, "PL-JY-2026-004", "Due today", DAY, DecisionStatus.OPEN)
    assert numbers(table) == ["003", "004", "001", "002"]
    assert [line.overdue_days for line in decisions.decisions(table.office)] == [7, 0, 0, 0]


def test_filters_narrow_the_register(table: Table):
    by_hands(table)
    another(table, "PL-JY-2026-002", "Prune the 100% old trees", date(2026, 1, 1), DecisionStatus.DONE)
    another(table, "PL-JY-2026-003", "Due last week", date(2026, 12, 3), DecisionStatus.OPEN)
    decisions.assign(table.office, 1, organisation_id=3, partners="Gardeners")
    meeting = decisions.decisions(table.office)[0].meeting_number
    assert numbers(table, status=DecisionStatus.DONE) == ["002"]
    assert numbers(table, overdue=True) == ["003"]
    assert numbers(table, organisation_id=3) == ["001"]
    assert numbers(table, text="gardeners") == numbers(table, text="unit 3") == ["001"]
    assert numbers(table, text="100%") == ["002"]
    assert numbers(table, text="2026-003") == ["003"]
    assert numbers(table, meeting=meeting) == ["003", "001", "002"]
    assert numbers(table, meeting="nowhere") == []
    assert decisions.meetings_in_register(table.office) == {meeting: "Meeting of the fourth quarter"}
    assert decisions.leads_in_register(table.office) == {3: "Unit 3"}
    assert len(decisions.possible_leads(table.office)) == 11


def test_tasks_share_the_filters(table: Table):
    motion = by_hands(table)
    first, second = task(table, motion), task(table, motion, "Oil the door", organisation_id=4)
    decisions.task_drop(table.office, first, "No lamp, no shade")
    table.clock.forward(days=15)

    def found(**wanted: object) -> list[int]:
        return [line.id for line in decisions.tasks(table.office, RegisterFilter(**wanted))]

    assert found() == [second, first]
    assert found(status=DecisionStatus.SET_ASIDE) == [first]
    assert found(overdue=True) == found(organisation_id=4) == found(text="oil") == [second]
    assert decisions.tasks(table.office)[0].overdue_days == 5


def test_steps_are_those_of_whoever_reads(table: Table):
    noted = task(table, by_hands(table))
    office, member = decisions.decisions(table.office)[0], decisions.decisions(table.as_(2))[0]
    assert office.steps == (DecisionAction.REPORT, DecisionAction.FINISH, DecisionAction.SET_ASIDE)
    assert (office.may_assign, member.may_assign, member.steps) == (True, False, ())
    assert decisions.tasks(table.office)[0].steps == (TaskAction.REPORT, TaskAction.FINISH, TaskAction.DROP)
    assert decisions.tasks(table.as_(2))[0].steps == ()
    assert table.row(Task, noted).status == TaskStatus.OPEN


def test_the_register_leaves_as_a_table(table: Table):
    motion = by_hands(table)
    decisions.assign(table.office, 1, unit="=Greening office", due_on=date(2026, 12, 31))
    decisions.report(table.office, 1, "Lamps ordered")
    task(table, motion)
    sheet = load_workbook(BytesIO(decisions.export(table.office, "xlsx"))).active
    head, line = sheet.iter_rows(values_only=True)
    assert head[:4] == ("Number", "Meeting", "Item", "Decision")
    assert (line[0], line[6], line[8].date(), line[11]) == (
        "PL-JY-2026-001",
        "=Greening office",
        date(2026, 12, 31),
        "Lamps ordered",
    )
    assert sheet.cell(2, 7).data_type == "s"
    text = decisions.export(table.office, "csv", of_tasks=True).decode("utf-8-sig").splitlines()
    assert text[0].split(",")[2] == "Task"
    assert text[1].split(",")[2:5] == ["Fit shades", "Street lighting office", "2026-12-20"]
    with pytest.raises(BadInput):
        decisions.export(table.office, "pdf")
