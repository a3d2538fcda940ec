"""The demonstration tells its ten cases truly: tallies, outcomes, states, money and trail."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from dashboard.demo.cases import CASES
from dashboard.demo.stage import OPENS
from dashboard.services import demonstration, minutes, needs, notices, projects, votes
from dashboard.services.accounts import as_account, as_system
from dashboard.services.context import Context
from dashboard.services.needs import rounds
from models.account import Account
from models.area import Area
from models.audit import AuditEntry
from models.enums import (
    MeetingStatus,
    MinutesStatus,
    NeedStatus,
    NoticeOutcome,
    NoticeStatus,
    ObjectionOutcome,
    OrganisationType,
    Outcome,
    ProjectStatus,
    RoundStatus,
    VoteMode,
)
from models.life import LifeEvent
from models.meeting import Attendance, Meeting
from models.minutes import Minutes
from models.motion import Ballot, Motion
from models.need import Need
from models.organisation import Organisation, Seat
from models.project import BudgetLine, Project

RESULTS = [  # title starts with, should attend, present, for, against, abstain, outcome: in the order of the year
    ("澄波居民区3号", 11, 10, 9, 0, 1, Outcome.CARRIED),
    ("映江居民区南围墙", 11, 10, 10, 0, 0, Outcome.CARRIED),
    ("梧荫里弄", 11, 10, 8, 1, 1, Outcome.CARRIED_WITH_CONDITIONS),
    ("临樾路", 11, 9, 9, 0, 0, Outcome.CARRIED),
    ("梧荫口袋花园", 11, 9, 5, 3, 1, Outcome.NOT_CARRIED),
    ("澄波居民区17号楼", 11, 9, 8, 0, 0, Outcome.CARRIED),
    ("梧荫口袋花园", 11, 10, 9, 1, 0, Outcome.CARRIED),
    ("滨江户外", 11, 10, 10, 0, 0, Outcome.CARRIED),
    ("背街后巷", 11, 9, 8, 0, 1, Outcome.CARRIED),
    ("写字楼", 11, 9, 6, 1, 0, Outcome.CARRIED),
    ("2027年度实事项目", 54, 47, 31, 9, 5, Outcome.CARRIED),
]
STATES = {
    "澄波居民区3号非机动车棚安全充电改造": NeedStatus.COMPLETED,
    "映江居民区南围墙加固与美化": NeedStatus.IN_PROGRESS,
    "梧荫里弄夜间照明补点": NeedStatus.APPRAISED,
    "临樾路人行道破损与无障碍坡口": NeedStatus.REFERRED,
    "梧荫口袋花园与老树修剪": NeedStatus.AWAITING_ACCEPTANCE,
    "澄波居民区17号楼加装电梯": NeedStatus.CONSULTING,
    "背街后巷油污整治": NeedStatus.IN_PROGRESS,
    "滨江户外劳动者清凉驿站": NeedStatus.ARCHIVED,
    "2027年度实事项目推荐清单票选": NeedStatus.ON_NOTICE,
    "写字楼夜间错时停车共享": NeedStatus.SIGNED,
}


def at_the_opening(engine: Engine) -> Context:
    return Context(engine, as_system, lambda: OPENS)


def test_every_vote_has_the_tally_and_outcome_of_its_case(told: Engine):
    with Session(told) as session:
        rows = session.exec(select(Motion).order_by(col(Motion.id))).all()
    told_results = [
        (m.entitled, m.present, m.votes_for, m.votes_against, m.votes_abstain, m.outcome, m.votes_needed) for m in rows
    ]
    assert told_results == [(*case[1:6], case[6], 28 if case[1] == 54 else 6) for case in RESULTS]
    assert all(case[0] in row.text for case, row in zip(RESULTS, rows, strict=True))


def test_every_case_stands_where_its_story_says(told: Engine):
    with Session(told) as session:
        rows = dict(session.exec(select(Need.title, Need.status)).all())
    assert {title: rows[title] for title in STATES} == STATES


def test_the_ballots_on_file_give_the_announced_counts(told: Engine):
    with Session(told) as session:
        for motion in session.exec(select(Motion).where(Motion.mode == VoteMode.RECORDED)):
            last: dict[int, str] = {}
            query = select(Ballot.seat_id, Ballot.choice).where(Ballot.motion_id == motion.id)
            last.update(session.exec(query.order_by(col(Ballot.version))).all())
            counted = Counter(last.values())
            assert (counted["for"], counted["against"], counted["abstain"]) == (
                motion.votes_for, motion.votes_against, motion.votes_abstain,
            )  # fmt: skip


def test_the_committee_grew_from_forty_to_fifty_four(told: Engine):
    with Session(told) as session:
        kinds = Counter(session.exec(select(Organisation.type)).all())
        founding = session.exec(
            select(func.count()).select_from(Organisation).where(Organisation.joined_on == date(2019, 7, 1))
        ).one()
        seats = Counter(session.exec(select(Seat.body_code)).all())
        levels = Counter(session.exec(select(Area.level)).all())
    assert kinds == {OrganisationType.ENTERPRISE: 35, OrganisationType.QUARTER: 4, OrganisationType.TWO_NEW: 15}
    assert founding == 40
    assert seats == {"members": 11, "conference": 54}
    assert levels == {"subdistrict": 1, "committee": 15, "grid": 18, "small_grid": 88, "meta_grid": 659}


def test_a_meeting_without_quorum_was_postponed_and_held_a_week_later(told: Engine):
    with Session(told) as session:
        meeting = session.exec(select(Meeting).where(Meeting.title == "2026年第四季度委员会议")).one()
        events = session.exec(
            select(LifeEvent.action, LifeEvent.reason).where(LifeEvent.subject == f"meeting/{meeting.id}")
        ).all()
        present = session.exec(
            select(func.count()).where(Attendance.meeting_id == meeting.id, Attendance.presence == "present")
        ).one()
    assert ("postpone", "应到11人，实到5人，未达法定人数，改期一周。") in events
    assert meeting.status == MeetingStatus.CLOSED
    assert present == 9


def test_money_adds_up_and_is_never_overpaid(told: Engine):
    budgets, told_of = {case.title: case.budget_yuan * 100 for case in CASES}, set()
    with Session(told) as session:
        for project in session.exec(select(Project)):
            title = session.get_one(Need, project.need_id).title
            lines = session.exec(select(BudgetLine).where(BudgetLine.project_id == project.id)).all()
            if title in budgets:
                told_of.add(title)
                assert sum(line.approved_fen for line in lines) == budgets[title]
            assert all(0 <= line.paid_fen <= line.approved_fen for line in lines)
    assert told_of == {case.title for case in CASES if case.works is not None}


def test_the_greasy_lane_is_twenty_days_overdue(told: Engine):
    lines = {line.title: line for line in projects.list_projects(at_the_opening(told))}
    lane = lines["背街后巷油污整治"]
    assert (lane.status, lane.percent, lane.overdue_days) == (ProjectStatus.UNDER_WAY, 70, 20)
    assert lines["澄波居民区3号非机动车棚安全充电改造"].overdue_days == 0


def test_minutes_are_numbered_without_gaps_and_as_far_as_their_plan_says(told: Engine):
    with Session(told) as session:
        rows = session.exec(select(Minutes).order_by(col(Minutes.id))).all()
    assert [(row.number, row.status) for row in rows] == [
        ("〔2026〕1号", MinutesStatus.ARCHIVED),
        ("〔2026〕2号", MinutesStatus.PUBLISHED),
        ("〔2026〕3号", MinutesStatus.PUBLISHED),
        ("〔2026〕4号", MinutesStatus.SCREENING),
        ("", MinutesStatus.COMMENTING),
    ]
    ctx = at_the_opening(told)
    assert minutes.register(ctx, 2026).gaps == ()
    for line in minutes.meetings(ctx):
        if line.status is not None:
            assert minutes.verify(ctx, line.meeting_number) == []
    assert len(minutes.public_list(ctx)) == 3
    assert [line.corrections for line in minutes.register(ctx, 2026).lines] == [0, 1, 0, 0]


@pytest.mark.parametrize("fmt", ["docx", "pdf", "html", "md", "json", "akn"])
def test_minutes_of_the_first_meeting_are_exported(told: Engine, fmt: str):
    made = minutes.export(at_the_opening(told), "2026-WY-01", fmt)
    assert len(made.content) > 500
    if fmt == "md":
        text = made.content.decode("utf-8")
        assert "应到11人，实到10人，赞成9票，反对0票，弃权1票，通过" in text


def test_two_notices_run_one_with_its_objection_answered_and_another_has_ended(told: Engine):
    visitor = Context(told, clock=lambda: OPENS)
    lines = notices.notices(visitor)
    assert [(line.number, line.starts_on, line.ends_on, line.status, line.outcome) for line in lines] == [
        ("PL-GS-2026-002", date(2026, 12, 16), date(2026, 12, 23), NoticeStatus.POSTED, None),
        ("PL-GS-2026-003", date(2026, 12, 18), date(2026, 12, 25), NoticeStatus.POSTED, None),
        (
            "PL-GS-2026-001",
            date(2026, 4, 20),
            date(2026, 4, 27),
            NoticeStatus.ENDED,
            NoticeOutcome.NO_OBJECTIONS,
        ),
    ]
    page = notices.notice(visitor, "PL-GS-2026-002")
    assert page.decision_number is not None
    assert [(one.outcome, one.replied_on, one.text) for one in page.objections] == [
        (ObjectionOutcome.PARTLY, date(2026, 12, 18), None)
    ]


def test_the_cooling_stop_went_unclaimed_and_was_carried_over(told: Engine):
    with Session(told) as session:
        need = session.exec(select(Need).where(Need.title == "滨江户外劳动者清凉驿站")).one()
        query = select(LifeEvent.action, LifeEvent.reference).where(LifeEvent.subject == f"need/{need.id}")
        moved = session.exec(query.order_by(col(LifeEvent.id))).all()
    assert need.carried == 1
    assert moved[2:5] == [("publish", "2026Q2"), ("lapse", "2026Q2"), ("carry_over", "2026Q3")]
    assert moved[5][0] == "claim"
    of_2026 = [one for one in rounds.rounds(at_the_opening(told)) if one.quarter.startswith("2026")]
    assert [(one.quarter, one.status) for one in of_2026] == [
        ("2026Q4", RoundStatus.OPEN), ("2026Q3", RoundStatus.CLOSED),
        ("2026Q2", RoundStatus.CLOSED), ("2026Q1", RoundStatus.CLOSED),
    ]  # fmt: skip


def test_public_pages_name_no_proposer_and_no_contact(told: Engine):
    visitor = Context(told, clock=lambda: OPENS)
    with Session(told) as session:
        names = session.exec(select(Account.display_name).where(col(Account.username).startswith("resident"))).all()
    for row in needs.public_list(visitor):
        page = needs.item(visitor, row.number)
        assert page.contact is None
        assert not any(name in str(page) for name in names)
    assert not any(name in str(votes.public_results(visitor)) for name in names)


def test_no_audit_line_tells_how_anybody_voted(told: Engine):
    with Session(told) as session:
        lines = session.exec(select(AuditEntry).where(AuditEntry.action == "ballot.cast")).all()
    on_record = RESULTS[1:-1]  # the first was by show of hands, the last on paper
    assert len(lines) == sum(case[3] + case[4] + case[5] for case in on_record)
    assert not any(word in str(line.facts).split("'") for line in lines for word in ("for", "against", "abstain"))


def test_the_database_says_that_it_is_a_demonstration(told: Engine):
    assert demonstration.is_demonstration(told)
    assert abs((demonstration.clock(told)() - OPENS).total_seconds()) < 600
    assert len(demonstration.accounts(told)) == 28


def test_a_resident_sees_the_whole_way_of_the_own_proposal(told: Engine):
    with Session(told) as session:
        resident = session.exec(select(Account.id).where(Account.username == "resident01")).one()
    ctx = Context(told, as_account(resident), lambda: OPENS)
    shed = next(row for row in needs.mine(ctx).proposed if "3号非机动车棚" in row.title)
    actions = [event.action for event in needs.item(ctx, shed.number).life]
    assert actions == [
        "submit", "accept", "publish", "claim", "schedule", "adopt", "establish", "sign", "start", "finish", "complete",
    ]  # fmt: skip
