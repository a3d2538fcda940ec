"""One matter from a resident's phone to the finished work, with everybody who has a hand in it at a browser."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

import pytest
from docx import Document
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard import i18n
from dashboard.i18n import gettext
from dashboard.labels import label
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services import accounts, meetings, needs, votes
from dashboard.services.context import Context
from dashboard.services.meetings import Headcount
from dashboard.ui.meetings import head
from models.enums import Choice, FundSource, NeedStatus, OfferKind
from models.motion import Ballot
from tests.browser import committee
from tests.browser.committee import Committee
from tests.browser.hands import SOON, Hand, Watch
from tests.serving import PRODUCT, Server

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
SHOTS = Path(__file__).parents[2] / "build" / "journey"
RESIDENT = ("resident_lan", "兰汀", "a long and quiet evening")
CONTACT = "13800001234"
TITLE = "三号楼北侧夜间照明不足"
REASONS = "北门到三号楼的路灯损坏两个月，老人晚间行走不便，雨天更甚。"
SUGGESTION = "补装两盏节能路灯。"
PLACE = "北门至三号楼"
REPORT = "上季度事项办理情况通报"
HEARD = "会议听取了居民区的情况介绍，委员就费用来源交换了意见。"
STEPS = (
    NeedAction.SUBMIT, NeedAction.ACCEPT, NeedAction.PUBLISH, NeedAction.SCHEDULE, NeedAction.ADOPT,
    NeedAction.ESTABLISH, NeedAction.START, NeedAction.FINISH, NeedAction.COMPLETE,
)  # fmt: skip
VOTE_LINE = "应到3人，实到3人，赞成2票，反对1票，弃权0票"


@pytest.fixture
def seated(engine_of: Engine) -> Committee:
    return committee.seat(engine_of)


class Cast:
    """Everybody of the journey, each in a browser of their own, and what they have in common."""

    def __init__(self, person: Open, address: str, language: str, seated: Committee, engine: Engine) -> None:
        self.person, self.address, self.language, self.seated = person, address, language, seated
        self.reader = Context(engine, accounts.as_account(seated.accounts["secretary"].account_id))
        self.watch = Watch()
        self.shots = SHOTS / language
        self.shots.mkdir(parents=True, exist_ok=True)
        self.number = self.meeting = ""
        self.hands: list[Hand] = []

    def __enter__(self) -> "Cast":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for hand in self.hands if error else ():
            hand.page.screenshot(path=self.shots / f"failed-{hand.who}.png")

    @property
    def need_id(self) -> int:
        return needs.item(self.reader, self.number).need.id

    @property
    def meeting_id(self) -> int:
        return meetings.meeting(self.reader, self.meeting).meeting.id

    def comes(self, who: str, *, phone: bool = False) -> Hand:
        browser = self.person(self.language, phone=phone)
        hand = Hand(browser, self.address, who, self.watch, phone=phone, shots=self.shots)
        self.hands.append(hand)
        if who in self.seated.accounts:
            account = self.seated.accounts[who]
            hand.sign_in(account.username, account.password)
        return hand


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_proposal_becomes_finished_work(
    language: str, data: Path, engine_of: Engine, seated: Committee, serve: Callable[[Path], str], person: Open
):
    cast = Cast(person, serve(data), language, seated, engine_of)
    with i18n.speaking(language), cast:
        resident = cast.comes("resident", phone=True)
        _registers_and_proposes(resident, cast)
        secretary, chair = cast.comes("secretary"), cast.comes("chair")
        _is_accepted_and_published(secretary, cast)
        _is_put_on_an_agenda(secretary, chair, cast)
        second, third = cast.comes("second", phone=True), cast.comes("third")
        _session_opens(secretary, [chair, second, third], cast)
        _vote_is_taken(secretary, chair, second, third, cast)
        _meeting_ends(secretary, cast)
        _minutes_are_issued(secretary, chair, cast)
        liaison = cast.comes("liaison")
        _project_is_done(secretary, liaison, cast)
        _resident_sees_every_step(resident, cast)
        _everybody_sees_the_charts(cast.comes("visitor"))
    _nothing_went_wrong(cast, data)


def _registers_and_proposes(resident: Hand, cast: Cast) -> None:
    username, shown, password = RESIDENT
    resident.open("register").look("11-register")
    resident.fill("register_username", username)
    resident.fill("register_display_name", shown)
    resident.fill("register_password", password)
    resident.tick("register_consent")
    resident.press("register_send").is_in()
    resident.open("propose")
    resident.fill("propose_title", TITLE)
    resident.fill("propose_reasons", REASONS)
    resident.choose("propose_category_code", re.compile("照明|Lighting"))
    resident.reload()
    expect(resident.at("propose_title").locator("input")).to_have_value(TITLE)
    expect(resident.at("propose_reasons").locator("textarea")).to_have_value(REASONS)
    expect(resident.at("propose_category_code").locator("input")).to_have_value(re.compile("照明|Lighting"))
    resident.fill("propose_suggestion", SUGGESTION)
    resident.choose("propose_area_id", re.compile("第一网格|Grid 1"))
    resident.fill("propose_place", PLACE)
    resident.fill("propose_beneficiaries", "120")
    resident.fill("propose_contact", CONTACT)
    resident.look("12-propose")
    resident.press("propose_review")
    expect(resident.at("propose_send")).to_be_visible()
    resident.sees(REASONS)
    resident.look("13-review")
    resident.press("propose_send")
    heading = resident.at("propose_done").get_by_text(re.compile(r"PL-XQ-\d{4}Q\d-\d{3}"))
    cast.number = heading.inner_text()
    resident.look("14-sent")
    resident.open("my_items").sees(cast.number)
    resident.sees(label(NeedStatus.SUBMITTED))
    resident.look("15-my-items")


def _is_accepted_and_published(secretary: Hand, cast: Cast) -> None:
    secretary.open("").look("20-home")
    secretary.open("screening").sees(TITLE)
    secretary.sees(CONTACT)
    secretary.look("21-screening")
    for question, answer in (("belongs", re.compile("^(是|Yes|yes)$")), ("personal", re.compile("^(否|No|no)$"))):
        choice = secretary.page.locator(f'[class*="st-key-check_"][class*="_{question}"] [role=radiogroup] label')
        choice.filter(has_text=answer).first.click()
        secretary.settled()
    secretary.fill_first("budget_", "8600")
    secretary.press_first("accept_").done()
    secretary.at("screening_list").locator("button").nth(1).click()
    expect(secretary.at("choose_all")).to_be_visible()
    secretary.press("choose_all")
    expect(secretary.starting("choose_").locator("input[type=checkbox]").first).to_be_checked()
    secretary.look("22-to-publish")
    secretary.press("publish_chosen").done()
    visitor = cast.comes("visitor")
    visitor.open("claim_list").sees(cast.number)
    visitor.look("23-claim-list")
    visitor.open(f"item?number={cast.number}").sees(label(NeedStatus.OPEN))
    assert CONTACT not in visitor.text()
    visitor.look("24-item")


def _is_put_on_an_agenda(secretary: Hand, chair: Hand, cast: Cast) -> None:
    secretary.open("meetings")
    secretary.unfold(secretary.at("new_meeting_title"))
    secretary.fill("new_meeting_title", "第四季度委员会议")
    secretary.fill("new_meeting_place", "党群服务中心二楼会议室")
    secretary.look("31-call")
    secretary.press("meeting_review")
    secretary.press("meeting_create")
    secretary.at("add_need").wait_for()
    cast.meeting = re.search(r"number=([\w-]+)", secretary.page.url)[1]  # type: ignore[index]
    secretary.choose("add_need", re.compile(TITLE))
    secretary.press("item_add").done()
    secretary.fill("add_title", REPORT)
    secretary.press("item_add").done()
    secretary.sees(f"2. {REPORT}")
    secretary.look("32-agenda")
    page = f"meeting?number={cast.meeting}"
    chair.open("").look("33-home")
    chair.open(page).press("step_approve_agenda").done()
    secretary.open(page).press("step_give_notice").done()
    secretary.press("step_open_sign_in").done()
    secretary.look("34-sign-in-open")


def _session_opens(secretary: Hand, members: list[Hand], cast: Cast) -> None:
    secretary.open("room").sees(_headcount(present=0))
    for present, member in enumerate(members, 1):
        member.open("room").press("room_sign_in")
        expect(member.at("room_sign_in")).to_have_count(0)
        secretary.sees(_headcount(present=present), timeout=SOON)
    members[1].look("41-signed-in")
    secretary.look("42-before-the-session")
    secretary.press("room_start")
    secretary.starting("take_up_").first.wait_for()
    secretary.press_first("take_up_")
    secretary.at("motion_put").wait_for()
    for member in members:
        expect(member.at("current_item")).to_contain_text(TITLE, timeout=SOON)
    secretary.look("43-taken-up")
    secretary.press("motion_put").done()
    members[1].look("44-motion-put")
    secretary.look("45-motion-put")
    secretary.press_first("open_")


def _headcount(present: int) -> str:
    return head.headcount_text(Headcount(3, present, 0, 3 - present, 0, 0, 2, present >= 2))


def _vote_is_taken(secretary: Hand, chair: Hand, second: Hand, third: Hand, cast: Cast) -> None:
    everybody = (secretary, chair, second, third)
    for hand in everybody:
        expect(hand.at("vote")).to_contain_text(_turnout(0), timeout=SOON)
    for button in second.starting("ballot_").locator("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 60
    second.look("51-ballot")
    for cast_so_far, (hand, choice) in enumerate(
        ((chair, Choice.FOR), (second, Choice.FOR), (third, Choice.AGAINST)), 1
    ):
        _votes(hand, choice)
        for other in everybody:
            expect(other.at("vote")).to_contain_text(_turnout(cast_so_far), timeout=SOON)
    before = _still(secretary.settled())
    third.look("52-voted")
    for choice in (Choice.FOR, Choice.AGAINST):
        _votes(third, choice)
        second.page.wait_for_timeout(1_500)  # longer than the broadcast waits: nothing may change elsewhere
        assert _still(secretary) == before
    for hand in everybody:
        expect(hand.starting("result_")).to_have_count(0)
    secretary.look("53-vote-open")
    secretary.starting("close_open_").locator("button").click()
    secretary.press_first("close_1").done()
    result = votes.results(cast.reader, cast.meeting_id)[0]
    for hand in everybody:
        card = hand.starting("result_").first
        expect(card).to_contain_text(result.verdict_text(), timeout=SOON)
        expect(card).to_contain_text(result.rule_text())
        expect(hand.at("vote")).to_have_count(0)
    assert (result.votes_for, result.votes_against, result.votes_abstain) == (2, 1, 0)
    second.look("54-result")
    secretary.look("55-result")


def _still(hand: Hand) -> str:
    """Return what the page says, the running clock apart."""
    return re.sub(r"\d+:\d\d", "", hand.text())


def _turnout(votes_cast: int) -> str:
    return gettext("Voted: %(cast)d of %(present)d present (%(entitled)d should attend)") % {
        "cast": votes_cast,
        "present": 3,
        "entitled": 3,
    }


def _votes(hand: Hand, choice: Choice) -> None:
    hand.press(f"ballot_{choice}")
    hand.press(f"ballot_confirm_{choice}")
    expect(hand.at(f"ballot_confirm_{choice}")).to_have_count(0, timeout=SOON)
    stored = hand.at(f"ballot_{choice}").get_by_test_id("stBaseButton-primary")
    expect(stored).to_be_visible(timeout=SOON)
    expect(hand.at("vote")).to_contain_text(label(choice))


def _meeting_ends(secretary: Hand, cast: Cast) -> None:
    secretary.unfold(secretary.at("task_text"))
    secretary.fill_first("notes_text_", HEARD)
    secretary.press_first("notes_go_").done()
    secretary.unfold(secretary.at("task_text"))
    secretary.fill("task_text", "核实路灯权属并报修")
    secretary.choose("task_unit", re.compile("映江|Yingjiang"))
    secretary.fill_day("task_due", cast.reader.today() + timedelta(days=30))
    secretary.look("61-record")
    secretary.press("task_add").done()
    secretary.press_first("take_up_")
    secretary.starting("note_").first.wait_for()
    secretary.press_first("note_")
    secretary.starting("note_").first.wait_for(state="detached")
    secretary.at("close_meeting_open").locator("button").click()
    secretary.press("close_meeting").done()
    secretary.look("62-closed")
    secretary.open(f"meeting?number={cast.meeting}").look("63-meeting-over")


def _minutes_are_issued(secretary: Hand, chair: Hand, cast: Cast) -> None:
    page = f"minutes?number={cast.meeting}"
    secretary.open(page).press("minutes_draft").done()
    secretary.look("71-draft")
    secretary.press("minutes_check").done()
    secretary.unfold(secretary.at("minutes_hand_in_reason"))
    secretary.fill("minutes_hand_in_reason", "会议结束时已当场宣读。")
    secretary.press("minutes_hand_in").done()
    chair.open(page).look("72-to-approve")
    chair.press("minutes_approve").done()
    chair.sees(f"〔{cast.reader.today().year}〕1号")
    chair.look("73-approved")
    secretary.open(page)
    markdown = secretary.take(secretary.at("minutes_md").locator("button").click).path().read_text("utf-8")
    assert VOTE_LINE in markdown
    assert HEARD.removesuffix("。") in markdown
    word = Document(str(secretary.take(secretary.at("minutes_docx").locator("button").click).path()))
    assert any(VOTE_LINE in paragraph.text for paragraph in word.paragraphs)


def _project_is_done(secretary: Hand, liaison: Hand, cast: Cast) -> None:
    liaison.open("claims").look("81-claims")
    liaison.press(f"claim_{cast.need_id}")
    liaison.at("claim_check").wait_for()
    liaison.choose(f"claim_{cast.need_id}_offer", label(OfferKind.LABOUR))
    liaison.fill(f"claim_{cast.need_id}_offer_text", "组织党员电工补装两盏路灯并维护一年")
    liaison.tick(f"claim_{cast.need_id}_branch_agreed")
    liaison.look("82-claim")
    liaison.press("claim_check")
    liaison.at("claim_send").wait_for()
    liaison.look("83-claim-review")
    liaison.press("claim_send").done()
    liaison.look("84-claimed")
    secretary.open("claims_office").look("85-confirm")
    secretary.fill_first("skip_", "已在居务公开栏公布会议结果。")
    secretary.press_first("confirm_").done()
    project = _project_of(cast)
    liaison.open(project)
    liaison.fill("milestone_new_name", "灯具安装完毕")
    liaison.press("milestone_add").done()
    secretary.open(project)
    secretary.unfold(secretary.at("budget_amount"))
    secretary.choose("budget_source", label(FundSource.SELF_GOVERNANCE))
    secretary.fill("budget_amount", "8600")
    secretary.press("budget_save").done()
    secretary.look("86-budget")
    liaison.open(project).look("87-planned")
    liaison.fill("start_reason", "按会议纪要分工实施。")
    liaison.press("project_start").done()
    liaison.fill("report_percent", "100")
    liaison.at("report_milestones").locator("button").first.click()
    liaison.fill("report_text", "两盏路灯已装好，夜间试亮正常。")
    liaison.look("88-report")
    liaison.press("report_send").done()
    liaison.unfold(liaison.at("finish_text"))
    liaison.fill("finish_text", "按方案完成，现场已清理。")
    liaison.press("project_finish").done()
    secretary.open(project)
    secretary.fill("accept_upkeep", "映江居民区党总支")
    secretary.look("89-accept")
    secretary.press("project_accept").done()
    secretary.look("90-accepted")


def _project_of(cast: Cast) -> str:
    project = needs.item(cast.reader, cast.number).project
    assert project is not None
    return f"project?number={project.number}"


def _resident_sees_every_step(resident: Hand, cast: Cast) -> None:
    resident.open(f"item?number={cast.number}").sees(label(NeedStatus.COMPLETED))
    for step in STEPS:
        resident.sees(re.compile(rf"{re.escape(label(step))}($|（)"))
    resident.look("91-every-step")
    resident.open("my_items").sees(label(NeedStatus.COMPLETED))
    resident.look("92-my-items")


def _everybody_sees_the_charts(visitor: Hand) -> None:
    visitor.open("").look("93-home")
    for page, charts in (("consensus", 4), ("progress", 5)):
        visitor.open(page)
        expect(visitor.page.locator("[data-testid=stVegaLiteChart] svg.marks")).to_have_count(charts)
        visitor.look(f"94-{page}")
    for page in (
        "projects",
        "members",
        "privacy",
        "lists",
        "figures",
        "resources",
        "agreements",
        "open_data",
        "follow",
    ):
        visitor.open(page).look(f"95-{page}")


def _nothing_went_wrong(cast: Cast, data: Path) -> None:
    assert cast.watch.complaints == []
    accounts_used = [(one.username, one.password) for one in cast.seated.accounts.values()]
    private = [CONTACT, *RESIDENT, *committee.NAMES.values(), *(word for pair in accounts_used for word in pair)]
    visited = sorted(unquote(address) for address in cast.watch.addresses if "/static/" not in address)
    assert [(word, address) for address in visited for word in private if word in address] == []
    assert [address for address in visited if re.search(r"ballot|against|abstain|choice", address)] == []
    log = (data / "server.log").read_text("utf-8")
    assert [word for word in (*private, "Traceback", "ERROR") if word in log] == []


def test_a_vote_and_a_half_written_proposal_survive_a_killed_server(
    data: Path, engine_of: Engine, seated: Committee, person: Open, tmp_path: Path
):
    motion_id = committee.open_vote(engine_of, seated)
    server = Server(data, *PRODUCT).ready()
    shots = SHOTS / "killed"
    shots.mkdir(parents=True, exist_ok=True)
    try:
        browser = person("en")
        account = seated.accounts["second"]
        member = Hand(browser, server.origin, "second", Watch(), shots=shots)
        member.sign_in(account.username, account.password)
        member.open("room")
        _votes(member, Choice.FOR)
        writing = Hand(browser, server.origin, "writing", Watch(), shots=shots).open("propose")
        writing.fill("propose_title", TITLE)
        server.kill()
        expect(member.page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
        server = Server(data, *PRODUCT, port=server.port).ready()
        for tab in (member, writing):
            tab.page.bring_to_front()
            expect(tab.page.locator("[data-test-connection-state=CONNECTED]")).to_be_visible(timeout=60_000)
            tab.settled()
        member.is_in()
        expect(member.at("ballot_for").get_by_test_id("stBaseButton-primary")).to_be_visible()
        expect(member.at("vote")).to_contain_text(_turnout(1))
        expect(writing.at("propose_title").locator("input")).to_have_value(TITLE)
        member.look("vote")
    finally:
        server.stop()
    with Session(engine_of) as session:
        stored = session.exec(select(Ballot.choice).where(Ballot.motion_id == motion_id)).all()
    assert stored == [Choice.FOR]
