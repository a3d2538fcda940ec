"""One long meeting, from the call for topics to the register of decisions, with its people at their browsers."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dashboard import i18n
from dashboard.i18n import gettext
from dashboard.labels import label
from dashboard.services import accounts, meetings, votes
from dashboard.services.context import Context
from models.decision import Decision
from models.enums import (
    AgendaStatus,
    Choice,
    MeetingKind,
    MeetingStatus,
    MotionStatus,
    Outcome,
    Presence,
    TopicStatus,
    VoteMode,
)
from models.meeting import AgendaItem, AgendaItemDraft, MeetingDraft
from models.motion import Motion
from models.topic import Topic
from tests.browser import committee
from tests.browser.committee import Committee
from tests.browser.hands import SOON, Hand, Watch

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
SHOTS = Path(__file__).parents[2] / "build" / "meeting"
TOPIC = "南门路口增设照明"
TITLES = (
    "季度工作通报", "车棚充电改造", "围墙加固方案", "口袋花园方案", "夜间照明补点", "轮值主席单位推选",
    "后巷油污整治", "停车共享约定", "清凉驿站开放", "年度推荐清单", "志愿服务通报",
)  # fmt: skip
"""Eleven items; the topic handed in is the twelfth."""


class Assembly:
    """Everybody of the meeting: four at a browser, the others through their own use cases."""

    def __init__(self, person: Open, address: str, seated: Committee, engine: Engine) -> None:
        self.person, self.address, self.seated, self.engine = person, address, seated, engine
        self.watch, self.hands = Watch(), dict[str, Hand]()
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.keys = iter(range(1_000))

    def as_(self, who: str) -> Context:
        return Context(self.engine, accounts.as_account(self.seated.accounts[who].account_id))

    def comes(self, who: str, *, phone: bool = False) -> Hand:
        hand = Hand(self.person("zh_CN", phone=phone), self.address, who, self.watch, phone=phone, shots=SHOTS)
        account = self.seated.accounts[who]
        self.hands[who] = hand.sign_in(account.username, account.password)
        return hand

    def item(self, title: str) -> AgendaItem:
        with Session(self.engine) as session:
            return session.exec(select(AgendaItem).where(AgendaItem.title == title)).one()

    def motion(self) -> Motion:
        """Return the newest motion."""
        with Session(self.engine) as session:
            return session.exec(select(Motion).order_by(col(Motion.id).desc())).first()  # type: ignore[return-value]

    def seat(self, number: str, seat: int) -> meetings.AttendanceRead:
        page = meetings.meeting(self.as_("secretary"), number)
        return next(line for line in page.attendance if line.seat_number == seat)


@pytest.fixture
def seated(engine_of: Engine) -> Committee:
    return committee.seat(engine_of, more=True)


def test_a_meeting_of_twelve_items_ends_in_the_register(
    data: Path, engine_of: Engine, seated: Committee, serve: Callable[[Path], str], person: Open
):
    all_ = Assembly(person, serve(data), seated, engine_of)
    with i18n.speaking("zh_CN"):
        secretary, chair = all_.comes("secretary"), all_.comes("chair")
        second, third = all_.comes("second", phone=True), all_.comes("third")
        try:
            meeting_id, number = _is_called(all_)
            _topics_are_called_for(all_, secretary, second, number)
            _agenda_and_notice(secretary, chair, number)
            _opens(all_, secretary, third, meeting_id, number)
            _first_items(all_, secretary, chair, third)
            _two_amendments(all_, secretary)
            _a_member_leaves(all_, secretary, number)
            _secret_ballot(all_, secretary, chair, second, third)
            _the_rest(all_, secretary, chair)
            _quorum_is_lost(all_, secretary, number)
            _register(all_, secretary, meeting_id)
        except BaseException as error:
            error.add_note("\n".join(["The browsers said:", *all_.watch.complaints]))
            for hand in all_.hands.values():
                hand.page.screenshot(path=SHOTS / f"failed-{hand.who}.png", full_page=True)
            raise
    assert all_.watch.complaints == []


def _is_called(all_: Assembly) -> tuple[int, str]:
    office = all_.as_("secretary")
    draft = MeetingDraft(
        body_code="members",
        type=MeetingKind.MEMBERS,
        title="第四季度委员会议",
        starts_at=office.now() + timedelta(days=20),
        place="二楼会议室",
    )
    meeting_id = meetings.create(office, draft)
    for title in TITLES:
        meetings.add_item(office, meeting_id, AgendaItemDraft(title=title, minutes_planned=5))
    return meeting_id, meetings.list_meetings(office)[0].meeting.number


def _topics_are_called_for(all_: Assembly, secretary: Hand, second: Hand, number: str) -> None:
    secretary.open(f"meeting?number={number}")
    secretary.unfold(secretary.at("step_call_topics"))
    secretary.press("step_call_topics").done()
    second.open("topics")
    second.fill("topic_title", TOPIC)
    second.fill("topic_reasons", "南门路口晚上很暗，老人和骑车的人互相看不见，已有三起擦碰。")
    second.fill("topic_asked", "同意列入办理")
    second.press("topic_go").done()
    second.look("1-topic")
    secretary.open("topics").sees(TOPIC)
    with Session(all_.engine) as session:
        topic = session.exec(select(Topic)).one().id
    check = secretary.at(f"topic_within_remit_{topic}")
    secretary.unfold(check)
    for question in ("within_remit", "prepared", "residents_heard", "legal_gate"):
        secretary.at(f"topic_{question}_{topic}").locator("label").nth(1).click()
    secretary.press(f"topic_check_go_{topic}").done()
    secretary.look("2-checked")
    secretary.press(f"topic_list_{topic}").done()
    second.open("topics").sees(label(TopicStatus.LISTED))
    secretary.open(f"meeting?number={number}").press("step_end_call").done()
    secretary.sees(f"12. {TOPIC}")


def _agenda_and_notice(secretary: Hand, chair: Hand, number: str) -> None:
    page = f"meeting?number={number}"
    chair.open(page).press("step_approve_agenda").done()
    secretary.open(page).press("step_give_notice").done()
    calendar = secretary.take(secretary.at("invitation").locator("button").click).path().read_text("utf-8")
    assert "BEGIN:VEVENT" in calendar
    assert "第四季度委员会议" in calendar.replace("\n ", "")
    secretary.press("step_open_sign_in").done()
    secretary.look("3-sign-in")


def _opens(all_: Assembly, secretary: Hand, third: Hand, meeting_id: int, number: str) -> None:
    for who in ("chair", "second", "third"):
        all_.hands[who].open("room").press("room_sign_in")
    for who in ("member4", "member5", "member6"):
        meetings.sign_in(all_.as_(who), meeting_id)
    wall = all_.item("围墙加固方案")
    third.open(f"room?number={number}")
    third.unfold(third.starting("recusal_item_").first)
    third.choose(_key_of(third, "recusal_item_"), re.compile("围墙加固方案"))
    third.fill(f"recusal_reason_{wall.id}", "本单位承接该工程设计")
    third.press("recusal_go").done()
    third.look("4-recusal")
    secretary.open("room").press("room_start")
    secretary.starting("take_up_").first.wait_for()
    _shows(all_, third, MeetingStatus.IN_SESSION)


def _key_of(hand: Hand, prefix: str) -> str:
    """Return the whole key of the first widget whose key begins so."""
    classes = hand.starting(prefix).first.get_attribute("class") or ""
    return next(name for name in classes.split() if name.startswith(f"st-key-{prefix}")).removeprefix("st-key-")


def _shows(all_: Assembly, hand: Hand, status: MeetingStatus) -> None:
    hand.sees(label(status), timeout=SOON)


def _take_up(all_: Assembly, secretary: Hand, title: str) -> None:
    secretary.press(f"take_up_{all_.item(title).id}")
    expect(secretary.at("current_item")).to_contain_text(title)


def _put(secretary: Hand, all_: Assembly, title: str, mode: VoteMode = VoteMode.SHOW_OF_HANDS) -> None:
    item = all_.item(title)
    secretary.at("motion_put").wait_for()
    if mode is not VoteMode.RECORDED:  # which is offered first
        secretary.choose(_mode_key(secretary, item.id), label(mode))
    secretary.press("motion_put").done()


def _mode_key(hand: Hand, item: int) -> str:
    found = hand.page.locator(f'[class*="st-key-motion"][class*="{item}"][class*="mode"]').first
    found.wait_for()
    classes = found.get_attribute("class") or ""
    return next(name for name in classes.split() if name.startswith("st-key-") and "mode" in name).removeprefix(
        "st-key-"
    )


def _hands(secretary: Hand, all_: Assembly, *numbers: int) -> None:
    motion = all_.motion()
    for field, count in zip(("votes_for", "votes_against", "votes_abstain"), numbers, strict=True):
        secretary.fill(f"hands_{motion.id}_{field}", str(count))
    secretary.press("hands_go").done()


def _open_vote(secretary: Hand, all_: Assembly) -> None:
    secretary.press(f"open_{all_.motion().id}")
    expect(secretary.at("vote")).to_be_visible()


def _first_items(all_: Assembly, secretary: Hand, chair: Hand, third: Hand) -> None:
    _take_up(all_, secretary, "季度工作通报")
    secretary.press(f"note_{all_.item('季度工作通报').id}")
    _take_up(all_, secretary, "车棚充电改造")
    _discussed(all_, secretary, "车棚充电改造")
    _put(secretary, all_, "车棚充电改造")
    _open_vote(secretary, all_)
    secretary.look("5-hands")
    _hands(secretary, all_, 5, 0, 1)
    _take_up(all_, secretary, "围墙加固方案")
    _put(secretary, all_, "围墙加固方案", VoteMode.RECORDED)
    _open_vote(secretary, all_)
    third.sees(gettext("You are recused from this item, so you have no ballot on it."), timeout=SOON)
    _votes(chair, Choice.FOR)
    for who in ("second", "member4", "member5", "member6"):
        votes.cast(all_.as_(who), all_.motion().id, Choice.FOR, key=f"w{next(all_.keys)}")
    expect(secretary.at("vote")).to_contain_text(gettext("All ballots are in."), timeout=SOON)
    motion = all_.motion().id
    secretary.starting("close_open_").locator("button").click()
    secretary.press(f"close_{motion}").done()
    assert all_.motion().outcome == Outcome.CARRIED
    secretary.look("6-recused-result")


def _discussed(all_: Assembly, secretary: Hand, title: str) -> None:
    """Let one member speak; the chair's statement is not to be had before the others are heard."""
    item = all_.item(title).id
    position = secretary.at(f"position_{item}").locator("button").first
    expect(position).to_be_disabled()
    second = all_.hands["second"]
    second.settled()
    second.press_first(f"ask_{item}_")
    secretary.starting(f"next_{item}_").wait_for(timeout=SOON)
    secretary.press_first(f"next_{item}_")
    secretary.press_first("end_")
    secretary.press(f"rest_{item}")
    expect(position).to_be_enabled()
    secretary.press(f"position_{item}")
    secretary.press_first("end_")
    secretary.look("5-discussed")


def _votes(hand: Hand, choice: Choice) -> None:
    hand.at(f"ballot_{choice}").locator("button").wait_for(timeout=SOON)
    hand.press(f"ballot_{choice}")
    hand.press(f"ballot_confirm_{choice}")


def _two_amendments(all_: Assembly, secretary: Hand) -> None:
    _take_up(all_, secretary, "口袋花园方案")
    _put(secretary, all_, "口袋花园方案")
    _open_vote(secretary, all_)
    _hands(secretary, all_, 3, 2, 1)
    lost = all_.motion()
    assert lost.outcome == Outcome.NOT_CARRIED
    _amend(secretary, lost.id, "是否同意口袋花园方案，保留三棵大树")
    _open_vote(secretary, all_)
    _hands(secretary, all_, 6, 0, 0)
    assert (all_.motion().amends_id, all_.motion().outcome) == (lost.id, Outcome.CARRIED)
    secretary.look("7-side-by-side")
    _take_up(all_, secretary, "夜间照明补点")
    _put(secretary, all_, "夜间照明补点")
    waiting = all_.motion()
    _amend(secretary, waiting.id, "是否同意夜间照明补点", conditions="加装遮光罩")
    _open_vote(secretary, all_)
    _hands(secretary, all_, 5, 1, 0)
    assert all_.motion().outcome == Outcome.CARRIED_WITH_CONDITIONS


def _amend(secretary: Hand, motion: int, text: str, conditions: str = "") -> None:
    secretary.at(f"amend_{motion}_open").wait_for()
    secretary.unfold(secretary.at(f"amend_{motion}_text"))
    secretary.fill(f"amend_{motion}_text", text)
    if conditions:
        secretary.fill(f"amend_{motion}_conditions", conditions)
    secretary.fill(f"amend_{motion}_reason", "采纳不同意见")
    secretary.press(f"amend_{motion}_go").done()


def _a_member_leaves(all_: Assembly, secretary: Hand, number: str) -> None:
    meetings.set_presence(all_.as_("secretary"), all_.seat(number, 6).id, Presence.LEFT)
    secretary.open("room")


def _secret_ballot(all_: Assembly, secretary: Hand, chair: Hand, second: Hand, third: Hand) -> None:
    title = "轮值主席单位推选"
    _take_up(all_, secretary, title)
    _put(secretary, all_, title, VoteMode.SECRET)
    motion = all_.motion().id
    codes = {hand.who: _draws(hand, motion) for hand in (secretary, chair)}
    secretary.look("8-keys")
    _open_vote(secretary, all_)
    for hand, choice in ((chair, Choice.FOR), (second, Choice.FOR), (third, Choice.AGAINST)):
        _votes(hand, choice)
        expect(hand.at("receipt")).to_be_visible()
    receipt = second.at("receipt").locator("code").inner_text().strip()
    second.look("8-receipt")
    second.press("receipt_kept")
    for who in ("member4", "member5"):
        votes.cast_secret(all_.as_(who), motion, Choice.FOR)
    expect(secretary.at("vote")).to_contain_text(gettext("All ballots are in."), timeout=SOON)
    secretary.starting("end_vote_open_").locator("button").click()
    secretary.press(f"end_vote_{motion}")
    for hand in (secretary, chair):
        hand.at("key_typed").wait_for(timeout=SOON)
        hand.fill("key_typed", codes[hand.who].lower())
        hand.press("open_envelopes")
    secretary.starting(f"result_{motion}").first.wait_for(timeout=SOON)
    row = all_.motion()
    assert (row.status, row.outcome) == (MotionStatus.CLOSED, Outcome.CARRIED)
    assert (row.votes_for, row.votes_against, row.votes_abstain) == (4, 1, 0)
    assert receipt in votes.receipts(all_.as_("second"), motion)
    secretary.look("8-secret-result")


def _draws(hand: Hand, motion: int) -> str:
    hand.at(f"draw_key_open_{motion}").locator("button").wait_for(timeout=SOON)
    hand.at(f"draw_key_open_{motion}").locator("button").click()
    hand.press("draw_key")
    code: Locator = hand.at("once_key_code").locator("code")
    code.wait_for()
    text = code.inner_text().strip()
    hand.press("key_code_kept")
    return text


def _the_rest(all_: Assembly, secretary: Hand, chair: Hand) -> None:
    title = "后巷油污整治"
    _take_up(all_, secretary, title)
    secretary.unfold(secretary.at("defer_reason"))
    secretary.fill("defer_reason", "等待商户意见")
    secretary.press("defer_go")
    parking = all_.item("停车共享约定").id
    secretary.at(f"take_up_{parking}").wait_for()
    secretary.unfold(secretary.at("withdraw_item_reason"))
    secretary.choose(_withdraw_key(secretary), re.compile("停车共享"))
    secretary.fill("withdraw_item_reason", "业主单位撤回")
    secretary.press("withdraw_item_go").done()
    assert all_.item("停车共享约定").status == AgendaStatus.WITHDRAWN
    _take_up(all_, secretary, "清凉驿站开放")
    _put(secretary, all_, "清凉驿站开放")
    _open_vote(secretary, all_)
    _hands(secretary, all_, 5, 0, 0)
    _paper(all_, secretary, chair)
    _take_up(all_, secretary, "志愿服务通报")
    secretary.press(f"note_{all_.item('志愿服务通报').id}")


def _withdraw_key(hand: Hand) -> str:
    found = hand.page.locator('[class*="st-key-withdraw_item_"]')
    for one in found.all():
        for name in (one.get_attribute("class") or "").split():
            if re.fullmatch(r"st-key-withdraw_item_\d+", name):
                return name.removeprefix("st-key-")
    raise AssertionError("no list of items to withdraw")


def _paper(all_: Assembly, secretary: Hand, chair: Hand) -> None:
    title = "年度推荐清单"
    _take_up(all_, secretary, title)
    _put(secretary, all_, title, VoteMode.PAPER)
    _open_vote(secretary, all_)
    motion = all_.motion().id
    secretary.starting("end_vote_open_").locator("button").click()
    secretary.press(f"end_vote_{motion}")
    counted = {"issued": 5, "returned": 5, "invalid": 1, "votes_for": 4, "votes_against": 0, "votes_abstain": 0}
    for hand, wrong in ((secretary, {}), (chair, {"votes_for": 3, "votes_against": 1}), (chair, {})):
        hand.at("vote").wait_for(timeout=SOON)
        first = hand.at(f"count_{motion}_issued")
        first.wait_for(state="attached", timeout=SOON)
        if hand.page.locator("details", has=first).count():
            hand.unfold(first)
        for field, count in (counted | wrong).items():
            hand.fill(f"count_{motion}_{field}", str(count))
        hand.press("teller_go")
    secretary.starting(f"result_{motion}").first.wait_for(timeout=SOON)
    assert all_.motion().outcome == Outcome.CARRIED
    secretary.look("9-paper")


def _quorum_is_lost(all_: Assembly, secretary: Hand, number: str) -> None:
    _take_up(all_, secretary, TOPIC)
    for seat in (4, 5):
        meetings.set_presence(all_.as_("secretary"), all_.seat(number, seat).id, Presence.LEFT)
    _put(secretary, all_, TOPIC)
    secretary.press(f"open_{all_.motion().id}")
    secretary.sees(re.compile("未达法定人数|法定人数"))
    assert all_.motion().status == MotionStatus.READY
    secretary.look("10-no-quorum")
    secretary.unfold(secretary.at("defer_reason"))
    secretary.fill("defer_reason", "未达法定人数")
    secretary.press("defer_go")
    secretary.at("close_meeting_open").locator("button").click()
    secretary.press("close_meeting").done()


def _register(all_: Assembly, secretary: Hand, meeting_id: int) -> None:
    with Session(all_.engine) as session:
        texts = session.exec(select(Decision.text).order_by(col(Decision.id))).all()
        items = session.exec(select(AgendaItem.status).where(AgendaItem.meeting_id == meeting_id)).all()
    assert len(texts) == 7
    assert sorted(items) == sorted(
        [AgendaStatus.ADOPTED] * 7 + [AgendaStatus.NOTED] * 2 + [AgendaStatus.DEFERRED] * 2 + [AgendaStatus.WITHDRAWN]
    )
    secretary.open("decisions")
    for text in texts:
        secretary.sees(text)
    secretary.look("11-register")
    office = all_.as_("secretary")
    draft = MeetingDraft(
        body_code="members",
        type=MeetingKind.MEMBERS,
        title="下一次委员会议",
        starts_at=office.now() + timedelta(days=60),
        place="二楼会议室",
    )
    meetings.create(office, draft)
    secretary.open(f"meeting?number={meetings.list_meetings(office)[0].meeting.number}")
    secretary.unfold(secretary.starting("take_decision_").first)
    secretary.sees(TOPIC)
    secretary.press_first("take_decision_").done()
    secretary.look("12-carried-over")
