"""The minutes page: written and edited without losing a word, approved by the chair, read by the others."""

from datetime import date, timedelta

import pytest

from dashboard import i18n
from dashboard.documents.minutes import FORMATS
from dashboard.i18n import gettext as _
from dashboard.services import meetings, minutes, votes
from models.enums import AgendaStatus, Choice, MeetingKind, MeetingStatus, MinutesStatus, Presence
from models.meeting import AgendaItem, Attendance, Meeting
from models.minutes import Minutes, MinutesVersion
from models.need import StoredDraft
from models.organisation import Body, Seat
from tests.factories import Clock
from tests.pages.conftest import NOW
from tests.pages.project_world import TODAY, World, keys, words
from tests.services.minuted import minuted
from tests.services.table import lay

NUMBER = "PL-HY-2026-001"


@pytest.fixture
def world(database, stored, account) -> World:
    world = World(database, stored, account)
    stored(Body(code="members", name_zh="委员会议", name_en="Members' meeting"))
    unit = world.organisation()
    seat = stored(Seat(body_code="members", number=1, organisation_id=unit, chairs=True, starts_on=date(2025, 1, 1)))
    meeting = stored(
        Meeting(
            number=NUMBER,
            body_code="members",
            type=MeetingKind.MEMBERS,
            title="第四季度委员会议",
            starts_at=NOW - timedelta(days=1),
            place="党群服务中心",
            status=MeetingStatus.CLOSED,
        )
    )
    stored(Attendance(meeting_id=meeting.id, seat_id=seat.id, presence=Presence.PRESENT))
    noted = {"title": "夜间照明补点", "status": AgendaStatus.NOTED, "discussion": "补装12盏灯。"}
    stored(AgendaItem(meeting_id=meeting.id, position=1, **noted))
    return world


@pytest.fixture
def secretariat(world: World) -> int:
    return world.account("secretariat")


@pytest.fixture
def chair(world: World) -> int:
    return world.account("chair", "member")


@pytest.fixture
def drafted(world: World) -> int:
    return minutes.draft(world.as_("secretariat"), NUMBER)


def test_the_list_leads_to_the_meeting(page, world: World, secretariat: int):
    app = page("minutes", as_=secretariat)
    assert not app.exception
    assert "Not drafted yet" in words(app)
    assert any(NUMBER in link.proto.label.replace("\\", "") for link in app.get("page_link"))


def test_nothing_to_read_says_why(page, world: World, account):
    app = page("minutes", as_=account("liaison"))
    assert "There are no minutes to read yet" in words(app)
    assert "are not approved yet" in words(page("minutes", as_=account("liaison"), number=NUMBER))
    assert "There is no meeting with the number X" in words(page("minutes", as_=account("member"), number="X"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_from_draft_to_issue(page, world: World, secretariat: int, chair: int, language: str):
    with i18n.speaking(language):
        app = page("minutes", as_=secretariat, number=NUMBER, language=language)
        app.button(key="minutes_draft").click().run()
        (row,) = world.rows(Minutes)
        field = f"minutes_text_{row.id}"
        assert "补装12盏灯。" in app.text_area(key=field).value

        app.text_area(key=field).set_value("会议同意补装。").run()
        assert "minutes_check" not in keys(app)
        app.button(key="minutes_save").click().run()
        assert [version.text for version in world.rows(MinutesVersion)][1:] == ["会议同意补装。"]
        app.button(key="minutes_check").click().run()
        app.text_area(key="minutes_hand_in_reason").set_value("Read out.").run()
        app.checkbox(key="minutes_acknowledged").check().run()
        app.button(key="minutes_hand_in").click().run()
        assert not app.exception
        assert field not in {area.key for area in app.text_area}

        boss = page("minutes", as_=chair, number=NUMBER, language=language)
        assert "会议同意补装。" in words(boss)
        boss.text_area(key="minutes_send_back_reason").set_value("Add the date.").run()
        boss.button(key="minutes_send_back").click().run()
        assert [one.status for one in world.rows(Minutes)] == [MinutesStatus.DRAFT]
        minutes.check(world.as_("secretariat"), row.id, 2)
        minutes.hand_in(world.as_("secretariat"), row.id, 2, reason="Read out.", acknowledged=True)

        boss = page("minutes", as_=chair, number=NUMBER, language=language)
        boss.button(key="minutes_approve").click().run()
        (row,) = world.rows(Minutes)
        assert (row.status, row.number) == (MinutesStatus.APPROVED, f"〔{TODAY.year}〕1号")
        assert row.number in words(boss)
        assert keys(boss).isdisjoint({"minutes_save", "minutes_approve", "minutes_hand_in"})
        assert not boss.exception
        app = page("minutes", as_=secretariat, number=NUMBER, language=language)
        app.button(key="minutes_issue").click().run()
        assert [one.status for one in world.rows(Minutes)] == [MinutesStatus.ISSUED]


def test_a_member_says_what_is_wrong_and_reads_the_answer(page, database):
    minuted_world = minuted(database, Clock()).circulated(date(2030, 1, 31))
    field = f"remark_{minuted_world.key}_text"
    app = page("minutes", as_=minuted_world.table.people["3"], number=minuted_world.number)
    app.text_area(key=field).set_value("第3单位的意见未写入。").run()
    again = page("minutes", as_=minuted_world.table.people["3"], number=minuted_world.number)
    assert again.text_area(key=field).value == "第3单位的意见未写入。"
    again.button(key="remark_send").click().run()
    assert not again.exception
    assert "The secretariat has your correction" in words(again)

    office = page("minutes", as_=minuted_world.table.people["secretariat"], number=minuted_world.number)
    assert "第3单位的意见未写入。" in words(office)
    assert office.button(key="minutes_hand_in").disabled
    assert "1 correction that was asked for is not answered yet. Answer it first." in words(office)
    assert "9 of them have not said anything yet." in words(office)
    (button,) = [key for key in keys(office) if key.startswith("answer_accept")]
    office.button(key=button).click().run()
    assert not office.exception
    assert "Taken over" in words(page("minutes", as_=minuted_world.table.people["3"], number=minuted_world.number))

    other = page("minutes", as_=minuted_world.table.people["2"], number=minuted_world.number)
    assert "第3单位的意见未写入。" not in words(other)
    other.button(key="remark_nothing").click().run()
    assert "Nothing to correct" in words(other)
    assert "remark_nothing" not in keys(other)


def test_a_stale_figure_is_taken_over_with_one_click(page, database):
    minuted_world = minuted(database, Clock()).drafted()
    minuted_world.change_a_figure()
    app = page("minutes", as_=minuted_world.table.people["secretariat"], number=minuted_world.number)
    assert "was “Meeting of the fourth quarter”, is “Meeting of another quarter”" in words(app)
    app.button(key="minutes_figures").click().run()
    assert not app.exception
    assert "Every figure is the one stored." in words(app)


def test_from_issue_to_archive_and_correction(page, database):
    minuted_world = minuted(database, Clock()).issued()
    people, number, key = minuted_world.table.people, minuted_world.number, minuted_world.key
    app = page("minutes", as_=people["secretariat"], number=number)
    app.button(key="minutes_screen").click().run()
    app.text_area(key=f"public_{key}_text").set_value("会议同意修缮车棚。").run()
    app.text_area(key=f"public_{key}_left_out").set_value("略去个人信息。").run()
    app.button(key="public_prepare").click().run()
    assert not app.exception
    boss = page("minutes", as_=people["1"], number=number)
    boss.button(key="minutes_publish").click().run()
    assert not boss.exception
    visitor = page("public_minutes", number=number)
    assert "会议同意修缮车棚。" in words(visitor)
    assert "略去个人信息。" in words(visitor)
    assert {button.proto.label for button in visitor.get("download_button")} >= {"Word document", "PDF"}
    assert "〔2026〕1号" in "".join(link.proto.label for link in page("public_minutes").get("page_link")).replace(
        "\\", ""
    )

    app = page("minutes", as_=people["secretariat"], number=number)
    app.button(key="minutes_archive").click().run()
    app.text_area(key=f"correction_{key}_text").set_value(minuted_world.text + "\n补充一句。").run()
    app.text_area(key=f"correction_{key}_reason").set_value("A sentence was missing.").run()
    app.button(key="correction_propose").click().run()
    assert not app.exception
    boss = page("minutes", as_=people["1"], number=number)
    boss.button(key="correction_approve").click().run()
    assert not boss.exception
    assert "补充一句。" in words(boss)
    assert "is being screened" in words(page("public_minutes", number=number))
    assert "No minutes match" in words(page("public_minutes", q="电梯"))


def test_nothing_published_says_so(page, database):
    assert "No minutes have been published yet" in words(page("public_minutes"))
    assert "There are no minutes of a meeting with this number" in words(page("public_minutes", number="X"))


def test_what_is_typed_is_kept_at_once_and_comes_back(page, world: World, secretariat: int, drafted: int):
    field = f"minutes_text_{drafted}"
    app = page("minutes", as_=secretariat, number=NUMBER)
    app.text_area(key=field).set_value("Half a sentence").run()
    assert world.rows(StoredDraft)[0].fields == {"base": 1, "text": "Half a sentence"}

    again = page("minutes", as_=secretariat, number=NUMBER)
    assert again.text_area(key=field).value == "Half a sentence"
    assert "did not save is filled in" in words(again)
    again.button(key="minutes_drop").click().run()
    assert "补装12盏灯。" in again.text_area(key=field).value
    assert world.rows(StoredDraft) == []


def test_two_people_never_overwrite_each_other(page, world: World, secretariat: int, drafted: int):
    field = f"minutes_text_{drafted}"
    app = page("minutes", as_=secretariat, number=NUMBER)
    app.text_area(key=field).set_value("Mine.").run()
    minutes.save(world.as_("secretariat"), drafted, "Theirs.", 1)
    app.button(key="minutes_save").click().run()
    assert "Somebody saved version 2 meanwhile" in words(app)
    assert "Somebody saved version 2 while you were typing" in words(app)
    assert app.text_area(key=field).value == "Mine."
    assert "Theirs." in words(app)

    app.button(key="minutes_mine").click().run()
    assert [row.text for row in world.rows(MinutesVersion)][1:] == ["Theirs.", "Mine."]
    assert not app.exception


def test_a_stale_text_says_so_and_is_saved_as_checked(page, world: World, secretariat: int, drafted: int):
    (item,) = world.rows(AgendaItem)
    item.discussion = "补装14盏灯。"
    world.stored(item)
    app = page("minutes", as_=secretariat, number=NUMBER)
    assert "The facts of the meeting changed after this text was written" in words(app)
    app.checkbox(key=f"minutes_checked_{drafted}").check().run()
    app.button(key="minutes_save").click().run()
    assert "The facts of the meeting changed" not in words(app)

    item.discussion = "补装16盏灯。"
    world.stored(item)
    app.button(key="minutes_redraft").click().run()
    assert "补装16盏灯。" in app.text_area(key=f"minutes_text_{drafted}").value


def test_files_and_versions_are_offered(page, world: World, account, drafted: int):
    minutes.save(world.as_("secretariat"), drafted, "# 一、照明\n\n会议同意 *补装*。", 1)
    app = page("minutes", as_=account("member"), number=NUMBER)
    assert not app.exception
    assert {button.proto.label for button in app.get("download_button")} == {_(kind.label) for kind in FORMATS.values()}
    assert keys(app).isdisjoint({"minutes_save", "minutes_approve", "minutes_hand_in", "minutes_draft"})
    assert r"会议同意 \*补装\*。" in [element.value for element in app.markdown]
    assert "written from the facts of the meeting" in words(app)


def test_those_at_the_table_read_the_report_on_each_vote(page, database, account):
    table = lay(database, Clock())
    meeting, _item, motion = table.voting()
    table.cast(motion, *[Choice.FOR] * 7)
    votes.close(table.office, motion)
    meetings.close(table.office, meeting)
    number = meetings.list_meetings(table.office)[0].meeting.number
    app = page("minutes", as_=table.people["2"], number=number)
    assert not app.exception
    app.toggle(key=f"report_{motion}").set_value(True).run()
    assert not app.exception
    text = words(app).replace("\\", "")
    assert "7 votes: 7/11 (63.6%) of those who should attend, 7/10 (70.0%) of those present" in text
    assert "1　Unit 1: For" in text
