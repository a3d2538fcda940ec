"""The page of public notices: read by everybody, objected to by residents, posted, answered and ended by the office."""

from datetime import date, timedelta

import pytest

from dashboard import i18n
from dashboard.services import notices
from models.enums import NeedStatus, NoticeOutcome, NoticeStatus, ObjectionCategory, ObjectionOutcome
from models.notice import Notice, NoticeDraft, NoticeObjection, NoticeObjectionDraft
from tests.factories import Clock
from tests.pages.conftest import NOW
from tests.pages.project_world import keys, words
from tests.services.table import Table, lay

BOTH = pytest.mark.parametrize("language", ["en", "zh_CN"])
TEXT = "The *shed* is to be repaired."


@pytest.fixture
def table(database) -> Table:
    """A committee with one adopted item, today by the real clock as the pages have it."""
    table = lay(database, Clock(NOW))
    table.need("N-1", NeedStatus.ADOPTED)
    return table


@pytest.fixture
def office(table: Table) -> int:
    return table.people["secretariat"]


def post(table: Table, need: int = 1, days_ago: int = 0) -> int:
    """Post a notice, ``days_ago`` days before today."""
    table.clock.at = NOW - timedelta(days=days_ago)
    draft = NoticeDraft(text=TEXT, places="Board at the gate", contact_post="Room 201", first_day=table.office.today())
    made = notices.post(table.office, need, draft)
    table.clock.at = NOW
    return made


def complain(table: Table, notice: int, **more: date) -> int:
    draft = NoticeObjectionDraft(category=ObjectionCategory.FUNDS, text="It costs far too much money.")
    return notices.object_to(table.office if more else table.as_("resident"), notice, draft, **more)


def page_number(table: Table, notice: int) -> str:
    return table.row(Notice, notice).number


@BOTH
def test_an_empty_list_says_when_notices_come(page, database, language: str):
    app = page("notices", language=language)
    assert not app.exception
    text = words(app)
    assert ("Nothing has been put on public notice yet" if language == "en" else "目前还没有公示") in text


def test_the_list_counts_down_and_is_filtered_in_the_address(page, table: Table):
    notice = post(table)
    app = page("notices")
    assert not app.exception
    left = notices.notices(table.as_("visitor"))[0].days_left
    assert f"{left} days left" in words(app)
    assert "no objections" in words(app)
    app = page("notices", status="ended")
    assert "No notice matches" in words(app)
    app.selectbox(key="filter_status").set_value("running").run()
    assert app.query_params["status"] == "running"
    labels = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert f"{page_number(table, notice)}　Repair of shed N-1" in labels


@BOTH
def test_the_office_posts_a_notice_for_an_item(page, table: Table, office: int, language: str):
    with i18n.speaking(language):
        app = page("notices", as_=office, language=language, need="N-1")
        assert not app.exception
        assert app.selectbox(key="notice_need").value == 1
        app.text_area(key="notice_text").set_value(TEXT)
        app.button(key="notice_go").click().run()
        assert not app.exception
        assert app.error
        assert app.text_area(key="notice_text").value == TEXT
        app.text_input(key="notice_places").set_value("居民区公告栏")
        app.text_input(key="notice_contact_post").set_value("党建办205室")
        app.button(key="notice_go").click().run()
        assert not app.exception
        assert not app.error
        row = table.row(Notice, 1)
        assert (row.text, row.places, row.contact_post, row.need_id) == (TEXT, "居民区公告栏", "党建办205室", 1)
        assert row.ends_on >= row.starts_on + timedelta(days=7)


@BOTH
def test_a_resident_objects_and_the_office_answers(page, table: Table, office: int, language: str):
    number = page_number(table, post(table))
    with i18n.speaking(language):
        app = page("notices", as_=table.people["resident"], language=language, number=number)
        assert not app.exception
        assert TEXT in words(app)
        app.selectbox(key="objection_category_1").set_value(ObjectionCategory.SAFETY)
        app.text_area(key="objection_text_1").set_value("The cable hangs over the path.")
        app.button(key="objection_go_1").click().run()
        assert not app.exception
        assert not app.error
        assert app.text_area(key="objection_text_1").value == ""
        assert "The cable hangs over the path." in words(app)
        assert table.row(NoticeObjection, 1).category == ObjectionCategory.SAFETY
        visitor = page("notices", language=language, number=number)
        assert "cable" not in words(visitor)
        assert not {key for key in keys(visitor) if (key or "").startswith(("objection_go", "answer", "notice_"))}
        app = page("notices", as_=office, language=language, number=number)
        app.button(key="answer_go_1").click().run()
        assert app.error
        app.text_area(key="answer_words_1").set_value("The cable is moved before work begins.")
        app.selectbox(key="answer_outcome_1").set_value(ObjectionOutcome.UPHELD)
        app.button(key="answer_go_1").click().run()
        assert not app.exception
        assert not app.error
        row = table.row(NoticeObjection, 1)
        assert (row.outcome, row.reply) == (ObjectionOutcome.UPHELD, "The cable is moved before work begins.")
        assert "The cable is moved before work begins." in words(page("notices", language=language, number=number))


@BOTH
def test_the_office_enters_a_letter_and_ends_the_notice(page, table: Table, office: int, language: str):
    notice = post(table, days_ago=30)
    number = page_number(table, notice)
    with i18n.speaking(language):
        app = page("notices", as_=office, language=language, number=number)
        assert not app.exception
        app.text_area(key="objection_text_1").set_value("It costs far too much money.")
        app.button(key="objection_go_1").click().run()
        assert not app.exception
        assert not app.error
        row = table.row(NoticeObjection, 1)
        assert (row.account_id, row.received_on) == (None, table.row(Notice, notice).ends_on)
        assert "notice_end_1" not in keys(app)
        assert ("Reply overdue" if language == "en" else "答复逾期") in words(app)
        notices.reply(table.office, 1, ObjectionOutcome.NOT_UPHELD, "The price was compared with two others.")
        app = page("notices", as_=office, language=language, number=number)
        assert "notice_end_1" not in keys(app)
        app.button(key="go_maintain_1").click().run()
        assert app.error
        app.text_area(key="why_maintain_1").set_value("Two other offers were dearer.").run()
        app.button(key="go_maintain_1").click().run()
        assert not app.exception
        app = page("notices", as_=office, language=language, number=number)
        app.button(key="notice_end_1").click().run()
        assert not app.exception
        row = table.row(Notice, notice)
        assert (row.status, row.outcome) == (NoticeStatus.ENDED, NoticeOutcome.NONE_UPHELD)


def test_the_office_withdraws_a_notice_with_a_reason(page, table: Table, office: int):
    number = page_number(table, post(table))
    app = page("notices", as_=office, number=number)
    app.button(key="notice_withdraw_1").click().run()
    assert app.error
    app.text_area(key="notice_reason_1").set_value("The text was wrong.").run()
    app.button(key="notice_withdraw_1").click().run()
    assert not app.exception
    assert table.row(Notice, 1).status == NoticeStatus.WITHDRAWN
    assert "The text was wrong." in words(page("notices", number=number))


def test_a_visitor_is_told_how_to_object(page, table: Table):
    number = page_number(table, post(table))
    app = page("notices", number=number)
    assert not app.exception
    assert "Sign in to object here" in words(app)
    assert "objection_go_1" not in keys(app)


def test_the_item_page_shows_its_notice_and_leads_the_office_to_post_one(page, table: Table, office: int):
    app = page("item", as_=office, number="N-1")
    assert not app.exception
    assert "Put this item on public notice" in [link.proto.label for link in app.get("page_link")]
    number = page_number(table, post(table))
    app = page("item", number="N-1")
    assert not app.exception
    labels = [link.proto.label.replace("\\", "") for link in app.get("page_link")]
    assert f"To notice {number}" in labels
    assert "Put this item on public notice" not in labels


def test_the_home_page_tells_the_office_what_waits(page, table: Table, office: int):
    notice = post(table)
    complain(table, notice)
    number = page_number(table, notice)
    labels = [link.proto.label.replace("\\", "") for link in page("home", as_=office).get("page_link")]
    assert f"Objections without a reply to notice {number}: 1" in labels


def test_what_is_not_there_is_said(page, table: Table):
    app = page("notices", number="PL-GS-1999-001")
    assert not app.exception
    assert len(app.error) == 1


def test_the_holidays_of_a_new_year_are_entered_on_the_page_of_house_rules(page, table: Table, office: int):
    app = page("house_rules", as_=office)
    assert not app.exception
    assert app.text_area(key="rule_holidays_off").value.startswith("2026-01-01, 2026-01-02")
    app.text_area(key="rule_holidays_off").set_value("2027-13-01").run()
    app.button(key="rule_save_holidays").click().run()
    assert "is no day" in words(app)
    app.text_area(key="rule_holidays_off").set_value("2026-01-01，2027-01-01\n2028-01-03").run()
    app.button(key="rule_save_holidays").click().run()
    assert not app.exception
    assert not app.error
    assert table.everything()["house_rule"] != []
    assert NOW.year not in (2026, 2027) or notices.to_post(table.office).years_missing == ()
