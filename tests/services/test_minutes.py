"""Minutes are drafted over the stored facts, edited without losing a word, approved once, and locked."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from threading import Barrier

import docx
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from dashboard.documents.minutes.facts import ItemFacts, LeaveFacts, MotionFacts, TaskFacts, from_json
from dashboard.errors import BadInput, DomainError, NotAllowed, NotFound, RuleBroken
from dashboard.i18n import speaking
from dashboard.rules.decisions import PRESETS, in_words
from dashboard.rules.lifecycle.minutes import EDITABLE, MOVES, MinutesAction
from dashboard.services import minutes
from dashboard.services.context import Context
from dashboard.services.minutes.gathering import gather
from models.account import Account
from models.enums import (
    AgendaStatus,
    MeetingKind,
    MeetingStatus,
    MinutesStatus,
    MotionStatus,
    Outcome,
    Presence,
)
from models.house_rule import HouseRule
from models.meeting import AgendaItem, Attendance, Guest, Meeting, Task
from models.minutes import Minutes, MinutesSheet, MinutesVersion
from models.motion import Motion
from models.organisation import Body, Organisation, Seat
from tests.factories import NOON
from tests.services.project_rows import Rows

HELD = NOON - timedelta(days=1)


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def secretariat(acting_as, saved) -> Context:
    person = saved(Account(username="office", display_name="Office", password_hash="x", created_at=NOON))
    return acting_as("secretariat", account_id=person.id)


@pytest.fixture
def chair(acting_as, saved) -> Context:
    person = saved(Account(username="chair", display_name="Chair", password_hash="x", created_at=NOON))
    return acting_as("chair", "member", account_id=person.id)


@pytest.fixture
def held(rows: Rows, saved):
    """``held("M-1")`` is a closed meeting of four seats with a vote in two rounds, a task and an item not taken up."""
    saved(Body(code="members", name_zh="联合党委委员会议", name_en="Members' meeting"))
    units = [rows.organisation() for _ in range(4)]
    seats = [
        saved(
            Seat(
                body_code="members",
                number=n,
                organisation_id=unit,
                post_zh="书记" if n == 1 else "",
                chairs=n == 1,
                starts_on=date(2025, 1, 1),
            )
        ).id
        for n, unit in enumerate(units, 1)
    ]

    def make(number: str = "M-1", status: MeetingStatus = MeetingStatus.CLOSED) -> str:
        meeting = saved(
            Meeting(
                number=number,
                body_code="members",
                type=MeetingKind.MEMBERS,
                title="第四季度委员会议",
                starts_at=HELD,
                place="党群服务中心",
                status=status,
            )
        )
        roll = [(Presence.LEFT, ""), (Presence.PRESENT, ""), (Presence.ON_LEAVE, "出差"), (Presence.EXPECTED, "")]
        for seat, (presence, reason) in zip(seats, roll, strict=True):
            saved(Attendance(meeting_id=meeting.id, seat_id=seat, presence=presence, leave_reason=reason))
        saved(Guest(meeting_id=meeting.id, unit="区绿化局", post="科长"))
        saved(Guest(meeting_id=meeting.id, unit="区房管局", removed_at=NOON))
        second = saved(AgendaItem(meeting_id=meeting.id, position=2, title="停车共享"))
        first = saved(
            AgendaItem(
                meeting_id=meeting.id,
                position=1,
                title="夜间照明补点",
                presenter="居委会主任",
                status=AgendaStatus.ADOPTED,
                discussion="灯光不照进底楼窗户。",
            )
        )
        for round_no, (yes, no, outcome) in enumerate([(2, 2, Outcome.NOT_CARRIED), (3, 1, Outcome.CARRIED)], 1):
            saved(_closed(meeting.id, first.id, round_no, yes, no, outcome))
        saved(Motion(meeting_id=meeting.id, agenda_item_id=second.id, text="撤回的动议", status=MotionStatus.WITHDRAWN))
        saved(
            Task(
                meeting_id=meeting.id,
                agenda_item_id=first.id,
                text="安装12盏灯",
                organisation_id=units[1],
                due_on=date(2027, 1, 31),
            )
        )
        return number

    return make


def _closed(meeting: int, item: int, round_no: int, yes: int, no: int, outcome: Outcome) -> Motion:
    return Motion(
        meeting_id=meeting,
        agenda_item_id=item,
        round_no=round_no,
        text="同意补装12盏灯",
        status=MotionStatus.CLOSED,
        rule=PRESETS["P1"].to_json(),
        entitled=4,
        present=4,
        votes_for=yes,
        votes_against=no,
        votes_abstain=0,
        votes_needed=3,
        outcome=outcome,
        opened_at=HELD,
        closed_at=HELD,
    )


def hand_in(who: Context, key: int, version: int) -> MinutesStatus:
    """Have the newest text checked and hand it in without asking those who attended."""
    if minutes.check(who, key, version) != MinutesStatus.CHECKING:
        raise AssertionError
    return minutes.hand_in(who, key, version, reason="Sent round on paper.", acknowledged=True)


def test_the_facts_are_those_stored(rows: Rows, held, engine: Engine):
    held()
    with Session(engine) as session:
        facts = gather(session, session.exec(select(Meeting)).one())
    with speaking("zh_CN"):
        rule = in_words(PRESETS["P1"])

    assert (facts.number, facts.title, facts.place, facts.starts_at) == (
        "M-1",
        "第四季度委员会议",
        "党群服务中心",
        HELD,
    )
    assert (facts.chair, facts.entitled) == ("第1公司党支部（书记）", 4)
    assert facts.present == ("第1公司党支部（书记）", "第2公司党支部")
    assert facts.on_leave == (LeaveFacts("第3公司党支部", "出差"),)
    assert facts.guests == ("区绿化局（科长）",)
    motion = {
        "text": "同意补装12盏灯",
        "rule_words": rule,
        "entitled": 4,
        "present": 4,
        "abstain": 0,
        "votes_needed": 3,
    }
    assert facts.items == (
        ItemFacts(
            position=1,
            title="夜间照明补点",
            presenter="居委会主任",
            discussion="灯光不照进底楼窗户。",
            outcome=AgendaStatus.ADOPTED,
            motions=(
                MotionFacts(round_no=1, votes_for=2, against=2, outcome=Outcome.NOT_CARRIED, **motion),
                MotionFacts(round_no=2, votes_for=3, against=1, outcome=Outcome.CARRIED, **motion),
            ),
            tasks=(TaskFacts("安装12盏灯", "第2公司党支部", date(2027, 1, 31)),),
        ),
        ItemFacts(position=2, title="停车共享", presenter="", discussion="", outcome=AgendaStatus.LISTED),
    )


def test_a_draft_is_written_over_the_facts(rows: Rows, held, secretariat):
    number = held()

    minutes_id = minutes.draft(secretariat, number)

    state = minutes.state(secretariat, number)
    assert (state.minutes_id, state.status, state.version, state.number) == (minutes_id, MinutesStatus.DRAFT, 1, "")
    assert (state.stale, state.intact, state.may_write, state.steps) == (False, True, True, (MinutesAction.CHECK,))
    for fact in (
        "第四季度委员会议",
        "第1公司党支部（书记）",
        "夜间照明补点",
        "停车共享",
        "灯光不照进底楼窗户。",
        "安装12盏灯",
    ):
        assert fact in state.text
    assert rows.audited() == ["minutes.draft"]


def test_a_draft_reads_the_same_whatever_language_its_writer_speaks(held, secretariat, rows: Rows):
    held("M-1"), held("M-2")
    with speaking("en"):
        minutes.draft(secretariat, "M-1")
    with speaking("zh_CN"):
        minutes.draft(secretariat, "M-2")
    english, chinese = (minutes.state(secretariat, number) for number in ("M-1", "M-2"))
    assert english.text == chinese.text.replace("M-2", "M-1")
    assert not english.stale
    assert not chinese.stale


def test_a_meeting_is_given_by_id_too(rows: Rows, held, secretariat):
    held()
    (meeting,) = rows.all(Meeting)
    assert minutes.draft(secretariat, meeting.id) == rows.all(Minutes)[0].id


@pytest.mark.parametrize("status", sorted(set(MeetingStatus) - {MeetingStatus.CLOSED}))
def test_only_a_closed_meeting_is_minuted(rows: Rows, held, secretariat, status: MeetingStatus):
    number = held(status=status)
    before = rows.written()
    with pytest.raises(RuleBroken, match="once the meeting is closed"):
        minutes.draft(secretariat, number)
    with pytest.raises(NotFound, match="not closed yet"):
        minutes.state(secretariat, number)
    assert rows.written() == before
    assert minutes.meetings(secretariat) == []


def test_a_meeting_has_one_set_of_minutes(rows: Rows, held, secretariat):
    number = held()
    first = minutes.draft(secretariat, number, key="click")
    before = rows.written()
    assert minutes.draft(secretariat, number, key="click") == first
    with pytest.raises(RuleBroken, match="drafted already"):
        minutes.draft(secretariat, number)
    with pytest.raises(NotFound, match="no meeting with the number M-9"):
        minutes.draft(secretariat, "M-9")
    assert rows.written() == before


def test_of_four_simultaneous_drafts_exactly_one_stands(rows: Rows, held, secretariat):
    number = held()
    gate = Barrier(4)

    def try_it(_n: int) -> bool:
        gate.wait()
        try:
            minutes.draft(secretariat, number)
        except RuleBroken:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_it, range(4))) == 1
    assert len(rows.all(Minutes)) == len(rows.all(MinutesVersion)) == 1


def test_every_saved_text_stays_stored(rows: Rows, held, secretariat):
    number = held()
    key = minutes.draft(secretariat, number)
    drafted = minutes.state(secretariat, number).printed

    assert minutes.save(secretariat, key, "Second.\r\n\r\n# 一、", 1) == 2
    assert minutes.save(secretariat, key, "Third.", 2) == 3
    assert minutes.redraft(secretariat, key, 3) == 4

    listed = minutes.versions(secretariat, number)
    assert [(version.version, version.text, version.origin) for version in listed] == [
        (4, drafted, "draft"),
        (3, "Third.", ""),
        (2, "Second.\n\n# 一、", ""),
        (1, drafted, "draft"),
    ]
    assert {version.author for version in listed} == {"Office"}
    assert rows.audited() == ["minutes.draft", "minutes.save", "minutes.save", "minutes.redraft"]


def test_saving_over_a_newer_version_is_refused_and_both_texts_survive(rows: Rows, held, secretariat):
    number = held()
    key = minutes.draft(secretariat, number)
    minutes.save(secretariat, key, "Saved by a colleague.", 1)
    before = rows.written()

    for use in (
        lambda: minutes.save(secretariat, key, "Mine.", 1),
        lambda: minutes.redraft(secretariat, key, 1),
        lambda: minutes.hand_in(secretariat, key, 1),
    ):
        with pytest.raises(RuleBroken, match=r"Somebody saved version 2 meanwhile\. What you typed is kept"):
            use()

    assert rows.written() == before
    assert minutes.save(secretariat, key, "Mine.", 2) == 3


def test_of_eight_simultaneous_saves_exactly_one_stands(rows: Rows, held, secretariat):
    key = minutes.draft(secretariat, held())
    gate = Barrier(8)

    def try_it(n: int) -> str:
        gate.wait()
        try:
            return f"version {minutes.save(secretariat, key, f'Text {n}', 1)}"
        except RuleBroken:
            return "refused"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(try_it, range(8))) == [*["refused"] * 7, "version 2"]
    assert [row.version for row in rows.all(MinutesVersion)] == [1, 2]


def test_the_same_text_or_click_makes_no_new_version(rows: Rows, held, secretariat):
    number = held()
    key = minutes.draft(secretariat, number)
    assert minutes.save(secretariat, key, minutes.state(secretariat, number).text, 1) == 1
    assert minutes.save(secretariat, key, "New.", 1, key="click") == 2
    assert minutes.save(secretariat, key, "New.", 1, key="click") == 2
    assert minutes.redraft(secretariat, key, 2, key="again") == minutes.redraft(secretariat, key, 2, key="again") == 3


@pytest.mark.parametrize("words", ["", " \u200b\n ", "x" * 100_001])
def test_an_empty_or_endless_text_is_refused(rows: Rows, held, secretariat, words: str):
    key = minutes.draft(secretariat, held())
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        minutes.save(secretariat, key, words, 1)
    assert refused.value.field == "text"
    assert rows.written() == before


def test_personal_details_are_pointed_out(held, secretariat):
    number = held()
    key = minutes.draft(secretariat, number)
    minutes.save(secretariat, key, "请联系13812345678。", 1)
    assert minutes.state(secretariat, number).private == ("13812345678",)


def test_a_text_is_stale_once_the_facts_changed(rows: Rows, held, secretariat, chair, saved):
    number = held()
    key = minutes.draft(secretariat, number)
    _change_facts(rows, saved)
    assert minutes.state(secretariat, number).stale
    minutes.save(secretariat, key, "Edited.", 1)
    assert minutes.state(secretariat, number).stale
    before = rows.written()
    minutes.check(secretariat, key, 2)
    before = rows.written()
    with pytest.raises(RuleBroken, match="The facts of the meeting changed after this text was written"):
        minutes.hand_in(secretariat, key, 2, acknowledged=True)
    assert rows.written() == before

    assert minutes.save(secretariat, key, "Edited.", 2, checked=True) == 3
    assert not minutes.state(secretariat, number).stale
    assert minutes.versions(secretariat, number)[0].origin == "checked"
    minutes.hand_in(secretariat, key, 3, reason="Sent round on paper.", acknowledged=True)
    _change_facts(rows, saved)
    before = rows.written()
    with pytest.raises(RuleBroken, match="The facts of the meeting changed"):
        minutes.approve(chair, key, 3)
    assert rows.written() == before


def test_a_new_draft_takes_in_the_changed_facts(rows: Rows, held, secretariat, saved):
    number = held()
    key = minutes.draft(secretariat, number)
    _change_facts(rows, saved)
    minutes.redraft(secretariat, key, 1)
    state = minutes.state(secretariat, number)
    assert not state.stale
    assert "灯光调暗" in state.text


def test_approval_numbers_locks_and_seals(rows: Rows, held, secretariat, chair, engine: Engine, clock):
    number = held()
    key = minutes.draft(secretariat, number)
    minutes.save(secretariat, key, "会议同意。", 1)
    assert hand_in(secretariat, key, 2) == MinutesStatus.IN_REVIEW
    clock.forward(hours=2)

    assert minutes.approve(chair, key, 2) == "〔2026〕1号"

    state = minutes.state(secretariat, number)
    assert (state.status, state.number, state.approved_at) == (MinutesStatus.APPROVED, "〔2026〕1号", clock())
    assert state.sha256 == hashlib.sha256("会议同意。".encode()).hexdigest()
    assert (state.intact, state.stale, state.may_write, state.steps) == (True, False, False, (MinutesAction.ISSUE,))
    assert [event.action for event in state.life] == ["draft", "check", "hand_in", "approve"]
    (sheet,) = rows.all(MinutesSheet)
    assert (sheet.correction_no, sheet.version, sheet.sha256, sheet.approved_at) == (0, 2, state.sha256, clock())
    assert sheet.around["number"] == "〔2026〕1号"
    assert from_json(sheet.around["facts"]).number == "M-1"
    with pytest.raises(DBAPIError, match="locked"), engine.begin() as connection:
        connection.execute(text("UPDATE minutes SET sha256 = 'x'"))


@pytest.mark.parametrize("status", MinutesStatus)
def test_each_status_allows_its_steps_only(rows: Rows, held, secretariat, chair, saved, status: MinutesStatus):
    """The table of moves is the law: whatever it does not hold is refused, and nothing is written."""
    key = minutes.draft(secretariat, held())
    row = rows.all(Minutes)[0]
    row.status = status
    saved(row)
    before = rows.written()
    uses = {
        MinutesAction.CHECK: lambda: minutes.check(secretariat, key, 1),
        MinutesAction.CIRCULATE: lambda: minutes.circulate(secretariat, key, 1),
        MinutesAction.REVISE: lambda: minutes.revise(secretariat, key, 1, "Item 2 is missing."),
        MinutesAction.HAND_IN: lambda: minutes.hand_in(secretariat, key, 1, reason="On paper.", acknowledged=True),
        MinutesAction.SEND_BACK: lambda: minutes.send_back(chair, key, "Item 2 is missing."),
        MinutesAction.APPROVE: lambda: minutes.approve(chair, key, 1),
        MinutesAction.ISSUE: lambda: minutes.issue(secretariat, key),
        MinutesAction.SCREEN: lambda: minutes.screen(secretariat, key, "Asked for."),
        MinutesAction.PUBLISH: lambda: minutes.publish(chair, key, 0),
        MinutesAction.WITHHOLD: lambda: minutes.withhold(chair, key, "Not for everybody."),
        MinutesAction.ARCHIVE: lambda: minutes.archive(secretariat, key),
    }
    writing = {
        "save": lambda: minutes.save(secretariat, key, "Text", 1),
        "redraft": lambda: minutes.redraft(secretariat, key, 1),
        "figures": lambda: minutes.take_over_figures(secretariat, key, 1),
    }
    closed = {action: use for action, use in uses.items() if (status, action) not in MOVES}
    for use in [*closed.values(), *(writing.values() if status not in EDITABLE else ())]:
        with pytest.raises(RuleBroken):
            use()
    assert rows.written() == before
    assert set(uses) | {MinutesAction.DRAFT, MinutesAction.CORRECT} == set(MinutesAction)


def test_sending_back_needs_a_reason_and_opens_the_text_again(rows: Rows, held, secretariat, chair):
    number = held()
    key = minutes.draft(secretariat, number)
    hand_in(secretariat, key, 1)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        minutes.send_back(chair, key, "  ")
    assert refused.value.field == "reason"
    with pytest.raises(RuleBroken, match="Somebody saved version"):
        minutes.approve(chair, key, 0)
    assert rows.written() == before

    assert minutes.send_back(chair, key, "Item 2 is missing.", key="click") == MinutesStatus.DRAFT
    assert minutes.send_back(chair, key, "Item 2 is missing.", key="click") == MinutesStatus.DRAFT
    assert minutes.state(chair, number).life[-1].reason == "Item 2 is missing."
    assert minutes.save(secretariat, key, "Text", 1) == 2


def test_numbers_have_no_gap_and_begin_anew_each_year(rows: Rows, held, secretariat, chair, clock):
    keys = []
    for number in ("M-1", "M-2", "M-3"):
        held(number)
        keys.append(minutes.draft(secretariat, number))
        hand_in(secretariat, keys[-1], 1)
    assert minutes.approve(chair, keys[0], 1, key="click") == minutes.approve(chair, keys[0], 1, key="click")
    with pytest.raises(RuleBroken):
        minutes.approve(chair, keys[0], 1)
    assert minutes.approve(chair, keys[1], 1) == "〔2026〕2号"
    clock.forward(days=31)
    assert minutes.approve(chair, keys[2], 1) == "〔2027〕1号"


def test_a_house_rule_says_how_numbers_look(rows: Rows, held, secretariat, chair, saved):
    saved(HouseRule(name="minutes_numbering", value="{year}年第{number}期"))
    key = minutes.draft(secretariat, held())
    hand_in(secretariat, key, 1)
    assert minutes.approve(chair, key, 1) == "2026年第1期"


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_only_the_secretariat_writes(rows: Rows, held, secretariat, acting_as, role: str):
    number, who = held(), acting_as(role)
    with pytest.raises(NotAllowed):
        minutes.draft(who, number)
    key = minutes.draft(secretariat, number)
    before = rows.written()
    for use in (
        lambda: minutes.save(who, key, "Text", 1),
        lambda: minutes.redraft(who, key, 1),
        lambda: minutes.hand_in(who, key, 1),
    ):
        with pytest.raises(NotAllowed):
            use()
    assert rows.written() == before


@pytest.mark.parametrize(
    "role", ["visitor", "resident", "liaison", "member", "secretariat", "reviewer", "administrator", "system"]
)
def test_only_the_chair_approves(rows: Rows, held, secretariat, acting_as, role: str):
    key = minutes.draft(secretariat, held())
    hand_in(secretariat, key, 1)
    who = acting_as(role)
    before = rows.written()
    for use in (lambda: minutes.approve(who, key, 1), lambda: minutes.send_back(who, key, "No.")):
        with pytest.raises(NotAllowed):
            use()
    assert rows.written() == before


def test_those_outside_the_meeting_read_approved_minutes_only(rows: Rows, held, secretariat, chair, acting_as):
    number, liaison = held(), acting_as("liaison")
    key = minutes.draft(secretariat, number)
    minutes.save(secretariat, key, "会议同意。", 1)
    uses = (minutes.state, minutes.versions, lambda who, number: minutes.export(who, number, "docx"))
    for use in uses:
        with pytest.raises(NotFound, match="not approved yet"):
            use(liaison, number)
        for role in ("visitor", "resident", "administrator"):
            with pytest.raises(NotAllowed):
                use(acting_as(role), number)
    assert minutes.meetings(liaison) == []
    assert [line.status for line in minutes.meetings(acting_as("member"))] == [MinutesStatus.DRAFT]

    hand_in(secretariat, key, 2)
    minutes.approve(chair, key, 2)

    assert minutes.state(liaison, number).text == "会议同意。"
    assert [version.version for version in minutes.versions(liaison, number)] == [2]
    assert [line.number for line in minutes.meetings(liaison)] == ["〔2026〕1号"]


def test_before_the_first_draft_there_is_nothing_but_the_next_step(held, secretariat, chair):
    number = held()
    state = minutes.state(secretariat, number)
    assert (state.minutes_id, state.status, state.text, state.steps) == (None, None, "", (MinutesAction.DRAFT,))
    assert minutes.state(chair, number).steps == ()
    assert minutes.versions(chair, number) == []
    assert [(line.meeting_number, line.status) for line in minutes.meetings(chair)] == [(number, None)]
    with pytest.raises(NotFound, match="not drafted yet"):
        minutes.export(secretariat, number, "docx")


def test_a_draft_leaves_the_office_marked_as_one(held, secretariat):
    number = held()
    minutes.draft(secretariat, number)
    file = minutes.export(secretariat, number, "docx")
    digest = hashlib.sha256(minutes.state(secretariat, number).printed.encode()).hexdigest()
    assert file.name == f"M-1-v1-{digest[:12]}.docx"
    assert file.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert "草稿" in _headers(file.content) or "DRAFT" in _headers(file.content)
    assert minutes.export(secretariat, number, "md").name == f"M-1-v1-{digest[:12]}.md"
    with pytest.raises(BadInput):
        minutes.export(secretariat, number, "xls")
    with pytest.raises(BadInput):
        minutes.export(secretariat, number, "md", "fr")


def test_approved_minutes_keep_their_roll_whatever_the_roster_says(rows: Rows, held, secretariat, chair, saved):
    number = held()
    key = minutes.draft(secretariat, number)
    hand_in(secretariat, key, 1)
    minutes.approve(chair, key, 1)
    approved = minutes.export(chair, number, "md")
    renamed = rows.all(Organisation)[0]
    renamed.name_zh = "改名公司党支部"
    saved(renamed)

    assert minutes.export(chair, number, "md") == approved
    words = approved.content.decode()
    assert "〔2026〕1号" in words.replace("\\", "")
    assert "草稿" not in words
    assert "DRAFT" not in words


def test_refusals_speak_the_language_of_the_reader(held, secretariat):
    key = minutes.draft(secretariat, held())
    with pytest.raises(DomainError) as refused:
        minutes.save(secretariat, key, "Text", 5)
    assert refused.value.facts == {"version": 1}


def _change_facts(rows: Rows, saved) -> None:
    item = next(row for row in rows.all(AgendaItem) if row.position == 1)
    item.discussion += "灯光调暗。"
    saved(item)


def _headers(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    return "".join(paragraph.text for section in document.sections for paragraph in section.header.paragraphs)
