"""The item desk and the claim rounds: the secretariat takes every later step of an item from one place."""

import pytest

from dashboard import i18n
from dashboard.services import notices
from models.enums import DecisionPower, HandlingResult, NeedStatus, RoundStatus
from models.need import ClaimRound, MatchTalk, Need
from models.notice import Notice, NoticeDraft
from tests.factories import Clock
from tests.pages.conftest import NOW
from tests.pages.project_world import keys, words
from tests.services.table import Table, lay

BOTH = pytest.mark.parametrize("language", ["en", "zh_CN"])
WHY = "Nobody claimed it for a year."


@pytest.fixture
def table(database) -> Table:
    return lay(database, Clock(NOW))


@pytest.fixture
def desk(page, table: Table):
    return lambda **query: page("screening", as_=table.people["secretariat"], **query)


@BOTH
def test_a_round_is_opened_and_closed_from_its_page(page, table: Table, language: str):
    fresh, left = table.need("N-1", NeedStatus.ON_LIST), table.need("N-2", NeedStatus.UNCLAIMED)
    with i18n.speaking(language):
        app = page("rounds", as_=table.people["secretariat"], language=language)
        assert not app.exception
        app.button(key="round_open").click().run()
        assert not app.exception
        assert not app.error
        (one,) = (table.row(ClaimRound, 1),)
        assert (one.status, table.row(Need, fresh).status, table.row(Need, left).status) == (
            RoundStatus.OPEN,
            NeedStatus.OPEN,
            NeedStatus.OPEN,
        )
        app.button(key="round_close").click().run()
        assert app.error  # before its last day a reason is needed
        app.text_area(key="round_reason").set_value(WHY).run()
        app.button(key="round_close").click().run()
        assert not app.exception
        assert not app.error
        assert table.row(ClaimRound, 1).status == RoundStatus.CLOSED
        assert table.row(Need, fresh).status == NeedStatus.UNCLAIMED


def test_the_list_looked_at_is_kept_in_the_address(desk, table: Table):
    table.need("N-1", NeedStatus.UNCLAIMED)
    app = desk()
    app.segmented_control(key="screening_list").set_value("unclaimed").run()
    assert app.query_params["state"] == "unclaimed"
    assert {"go_refer_1", "go_close_1"} <= keys(app)
    assert {"go_refer_1", "go_close_1"} <= keys(desk(state="unclaimed"))
    assert not desk(state="nonsense").exception


@pytest.mark.parametrize(
    ("state", "status", "step", "after"),
    [
        ("unclaimed", NeedStatus.UNCLAIMED, "close", NeedStatus.CLOSED),
        ("unclaimed", NeedStatus.UNCLAIMED, "refer", NeedStatus.REFERRED),
        ("adopted", NeedStatus.ADOPTED, "consult", NeedStatus.CONSULTING),
        ("consulting", NeedStatus.CONSULTING, "refuse", NeedStatus.NOT_ADOPTED),
        ("back", NeedStatus.NOT_ADOPTED, "revise", NeedStatus.ON_LIST),
        ("back", NeedStatus.DEFERRED, "close", NeedStatus.CLOSED),
    ],
)
def test_each_step_is_taken_with_its_reason(desk, table: Table, state: str, status: NeedStatus, step: str, after):
    need = table.need("N-1", status)
    app = desk(state=state)
    if step != "consult":
        app.button(key=f"go_{step}_{need}").click().run()
        assert app.error
    app.text_area(key=f"why_{step}_{need}").set_value(WHY).run()
    app.button(key=f"go_{step}_{need}").click().run()
    assert not app.exception
    row = table.row(Need, need)
    assert row.status == after
    assert row.result == (HandlingResult.NOT_FEASIBLE if step == "close" else None)


def test_a_talk_is_noted_on_a_claimed_item(desk, table: Table):
    need = table.need("N-1", NeedStatus.CLAIMED)
    app = desk(state="claimed")
    app.button(key=f"talk_go_{need}").click().run()
    assert app.error
    app.text_input(key=f"talk_present_{need}").set_value("Unit 1, residents")
    app.text_area(key=f"talk_text_{need}").set_value("Who mends which part of it.").run()
    app.button(key=f"talk_go_{need}").click().run()
    assert not app.exception
    assert table.row(MatchTalk, 1).present == "Unit 1, residents"
    assert "Who mends which part of it." in words(desk(state="claimed"))


def test_owners_are_asked_before_the_notice(desk, page, table: Table):
    need = table.need("N-1", NeedStatus.ADOPTED)
    row = table.row(Need, need)
    row.decision_power = DecisionPower.OWNERS
    table.save(row)
    assert "consult them before the public notice" in words(desk(state="adopted"))
    row.status = NeedStatus.CONSULTING
    table.save(row)
    app = page("notices", as_=table.people["secretariat"], need="N-1")
    app.text_area(key="notice_text").set_value("The shed is to be repaired.")
    app.text_input(key="notice_places").set_value("Board at the gate")
    app.text_input(key="notice_contact_post").set_value("Room 201")
    app.button(key="notice_go").click().run()
    assert app.error
    app.text_area(key="notice_consulted").set_value("207 of 286 took part, 168 agreed.")
    app.button(key="notice_go").click().run()
    assert not app.exception
    assert [one.value for one in app.error] == []
    assert table.row(Need, need).status == NeedStatus.ON_NOTICE


def test_an_objection_is_decided_on_at_the_desk(desk, table: Table):
    need = table.need("N-1", NeedStatus.ADOPTED)
    first = table.office.today()
    paper = NoticeDraft(text="To be repaired.", places="At the gate", contact_post="Room 201", first_day=first)
    notice = notices.post(table.office, need, paper)
    row = table.row(Need, need)
    row.status = NeedStatus.OBJECTED
    table.save(row)
    app = desk(state="objected")
    app.text_area(key=f"why_terminate_{notice}").set_value(WHY).run()
    app.button(key=f"go_terminate_{notice}").click().run()
    assert not app.exception
    assert table.row(Need, need).status == NeedStatus.CLOSED
    assert table.row(Notice, notice).status == "withdrawn"
