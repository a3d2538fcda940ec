"""The page on which the secretariat words decision rules."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rules.decisions import PRESETS
from models.audit import AuditEntry
from models.decision import DecisionRule
from models.organisation import Body, Seat
from tests.pages.project_world import World, words


@pytest.fixture
def world(database, stored, account) -> World:
    world = World(database, stored, account)
    stored(Body(code="members", name_zh="委员会议", name_en="Members' meeting", preset="P1"))
    unit = world.organisation()
    for number in range(1, 12):
        stored(Seat(body_code="members", number=number, organisation_id=unit, starts_on=date(2020, 1, 1)))
    return world


@pytest.fixture
def secretariat(world: World) -> int:
    return world.account("secretariat")


def condition(app: AppTest, part: str, row: int, **values: object) -> None:
    """Choose the fields of one condition, as a person would, one after the other."""
    for field, value in values.items():
        key = f"rule_{part}_{row}_{field}"
        widget = app.number_input(key=key) if isinstance(value, int) else app.selectbox(key=key)
        widget.set_value(value).run()


def versions(world: World, code: str) -> list[DecisionRule]:
    return [row for row in world.rows(DecisionRule) if row.code == code]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_rule_is_shown_with_its_sentence_in_both_languages(page, secretariat: int, language: str):
    app = page("decision_rules", as_=secretariat, language=language)
    assert not app.exception
    shown = words(app)
    for code in PRESETS:
        assert f"**{code}　" in shown
    assert "应到" in shown
    assert "carried if the votes for are more than half of the members who should attend" in shown
    table = next(table.value for table in app.table if "11" in table.value.to_string())
    assert list(table.iloc[0])[1:] == ["11", "6", "6"]


def test_a_new_rule_is_worded_previewed_and_saved(page, world: World, secretariat: int):
    app = page("decision_rules", as_=secretariat)
    app.button(key="rule_new").click().run()
    app.text_input(key="rule_title_zh").set_value("重大事项").run()
    condition(app, "quorum", 0, numerator=2, denominator=3)
    app.button(key="rule_pass_add").click().run()
    condition(app, "pass", 2, base="decisive", op=">=", numerator=3, denominator=4)
    shown = words(app)
    assert "three quarters of the votes for and against together" in shown
    assert "四分之三" in shown
    preview = next(table.value for table in app.table if list(table.value.iloc[0])[1:] == ["11", "8", "9"])
    assert len(preview) == 1
    app.button(key="rule_save").click().run()
    assert not app.exception
    assert "Rule P10 is saved and in force." in words(app)
    (row,) = versions(world, "P10")
    assert (row.version, row.title_zh, row.title_en) == (1, "重大事项", "")
    assert [one["denominator"] for one in row.rule["quorum"]] == [3]
    assert [(one["op"], one["base"]) for one in row.rule["pass"]] == [(">", "entitled"), (">=", "decisive")]
    assert "rule_title_zh" not in [box.key for box in app.text_input]


def test_a_changed_rule_is_a_new_version_with_its_history(page, world: World, secretariat: int):
    app = page("decision_rules", as_=secretariat)
    app.button(key="rule_edit_P4").click().run()
    assert app.text_input(key="rule_title_en").value == "Residents' meeting"
    condition(app, "pass", 1, numerator=2, denominator=3, op=">=")
    app.button(key="rule_save").click().run()
    assert not app.exception
    assert [row.version for row in versions(world, "P4")] == [1, 2]
    assert versions(world, "P4")[1].rule["pass"][0]["numerator"] == 2
    assert "version 2" in words(app)


def test_what_is_counted_decides_what_it_may_be_measured_against(page, secretariat: int):
    app = page("decision_rules", as_=secretariat)
    app.button(key="rule_new").click().run()
    condition(app, "quorum", 0, of="cast", base="present")
    assert app.selectbox(key="rule_quorum_0_base").value == "present"
    condition(app, "quorum", 0, of="present")
    assert not app.exception
    assert app.selectbox(key="rule_quorum_0_base").value == "entitled"
    app.button(key="rule_quorum_0_remove").click().run()
    assert "however many come" in words(app)
    assert not app.exception


def test_a_rule_that_cannot_be_is_refused_and_kept_on_the_page(page, world: World, secretariat: int):
    app = page("decision_rules", as_=secretariat)
    app.button(key="rule_new").click().run()
    condition(app, "pass", 1, numerator=5, denominator=4)
    assert "No vote can reach more than the whole" in words(app)
    app.button(key="rule_save").click().run()
    assert "Share, upper number** — No vote can reach more" in words(app)
    condition(app, "pass", 1, numerator=3)
    app.button(key="rule_save").click().run()
    assert "Title, in Chinese** — Please fill in this field." in words(app)
    assert app.number_input(key="rule_pass_1_numerator").value == 3
    assert versions(world, "P10") == []
    app.button(key="rule_cancel").click().run()
    assert "rule_save" not in [button.key for button in app.button]


def test_a_rule_is_taken_out_of_use_and_into_use_again(page, world: World, secretariat: int):
    app = page("decision_rules", as_=secretariat)
    app.button(key="rule_retire_P9").click().run()
    assert "Reason** — Please fill in this field." in words(app)
    app.text_input(key="rule_reason_P9").set_value("No elections here").run()
    app.button(key="rule_retire_P9").click().run()
    assert not app.exception
    assert [row.retired for row in versions(world, "P9")] == [False, True]
    assert "out of use" in words(app)
    app.button(key="rule_restore_P9").click().run()
    assert [row.retired for row in versions(world, "P9")] == [False, True, False]
    assert [row.action for row in world.rows(AuditEntry)] == ["decision_rule.retire", "decision_rule.restore"]


def test_a_body_gets_another_rule_first(page, world: World, secretariat: int):
    app = page("decision_rules", as_=secretariat)
    app.selectbox(key="body_rule_members").set_value("P2").run()
    app.button(key="body_rule_members_save").click().run()
    assert not app.exception
    assert world.rows(Body)[0].preset == "P2"
    assert "P6" not in app.selectbox(key="body_rule_members").options


def test_typed_words_survive_a_change_of_language(page, secretariat: int):
    app = page("decision_rules", as_=secretariat)
    app.button(key="rule_new").click().run()
    app.text_input(key="rule_title_zh").set_value("重大事项").run()
    condition(app, "pass", 1, numerator=2, denominator=3)
    app.button_group(key="language_switch").set_value("zh_CN").run()
    assert app.text_input(key="rule_title_zh").value == "重大事项"
    assert app.number_input(key="rule_pass_1_denominator").value == 3
