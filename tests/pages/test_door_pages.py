"""The door: similar items while writing, following with a code, the checklist, legal opinions, the line of dates."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.rules.codes import digest
from models.enums import DecisionPower, LegalConclusion, LegalGate, NeedStatus, OfferKind
from models.life import LifeEvent
from models.need import Category, LegalOpinion, Need, NeedFollower, NeedPart, StoredDraft
from tests.pages.conftest import NOW
from tests.pages.project_world import World, keys, words

CODE = "7K3M-A4PX"


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def resident(world: World) -> int:
    return world.account("resident")


@pytest.fixture
def secretariat(world: World) -> int:
    return world.account("secretariat")


def need(world: World, status: NeedStatus = NeedStatus.OPEN, title: str = "Lamp in the lane", **facts) -> Need:
    number = world.need(status, title)
    row = next(one for one in world.rows(Need) if one.number == number)
    row.sqlmodel_update(facts)
    return world.stored(row)


def one(world: World, row: Need) -> Need:
    return next(found for found in world.rows(Need) if found.id == row.id)


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def links(app: AppTest) -> str:
    return "\n".join(link.value for link in app.get("page_link")).replace("\\", "")


# --- similar items ----------------------------------------------------------------------------------------------------


def write(app: AppTest, title: str = "A lamp for the lane") -> AppTest:
    app.text_input(key="propose_title").set_value(title).run()
    assert "Perhaps somebody has asked for this already" not in words(app)
    app.selectbox(key="propose_category_code").set_value("lighting").run()
    return app


def test_similar_items_appear_with_title_and_category_and_can_be_supported(page, world: World, resident: int):
    lamp = need(world)
    app = write(page("propose", as_=resident))
    assert "Perhaps somebody has asked for this already" in words(app)
    assert f"{lamp.number}　Lamp in the lane" in links(app)
    click(app, f"support_{lamp.id}")
    assert [(row.need_id, row.user_id) for row in world.rows(NeedFollower)] == [(lamp.id, resident)]
    assert len(world.rows(StoredDraft)) == 1
    click(app, "support_go_on")
    assert app.text_input(key="propose_title").value == "A lamp for the lane"
    click(app, f"support_{lamp.id}")
    click(app, "support_end")
    assert world.rows(StoredDraft) == []
    assert app.text_input(key="propose_title").value == ""
    assert f"You follow {lamp.number}." in words(app)
    assert one(world, lamp).status is NeedStatus.OPEN


def test_what_is_different_stays_hidden_with_the_draft(page, world: World, resident: int):
    lamp, other = need(world), need(world, title="Lamp at the gate")
    app = write(page("propose", as_=resident))
    click(app, f"different_{lamp.id}")
    assert (lamp.number in links(app), other.number in links(app)) == (False, True)
    again = page("propose", as_=resident)
    assert (lamp.number in links(again), other.number in links(again)) == (False, True)
    click(again, f"different_{other.id}")
    assert "Perhaps somebody has asked for this already" not in words(again)


def test_the_counter_tells_and_supports_nothing_in_somebody_elses_name(page, world: World, secretariat: int):
    lamp = need(world)
    app = page("counter", as_=secretariat)
    app.text_input(key="counter_title").set_value("A lamp for the lane").run()
    app.selectbox(key="counter_category_code").set_value("lighting").run()
    assert lamp.number in links(app)
    assert (f"support_{lamp.id}" in keys(app), f"different_{lamp.id}" in keys(app)) == (False, True)


def test_the_screening_merges_a_similar_item_at_a_click(page, world: World, secretariat: int, resident: int):
    lamp = need(world)
    waiting = need(world, NeedStatus.SUBMITTED, proposer_id=resident)
    app = page("screening", as_=secretariat)
    assert "Similar items on the list" in words(app)
    click(app, f"merge_{waiting.id}_{lamp.id}")
    merged = one(world, waiting)
    assert (merged.status, merged.merged_into_id) == (NeedStatus.MERGED, lamp.id)


# --- following with a code --------------------------------------------------------------------------------------------


def slip(world: World) -> Need:
    row = need(world, NeedStatus.RETURNED, contact="13812345678")
    row.follow_code = digest(row.number, CODE)
    world.stored(row)
    facts = {"subject": f"need/{row.id}", "reference": "", "at": NOW}
    world.stored(
        LifeEvent(**facts, actor_role="resident", action="submit", before=None, after=NeedStatus.SUBMITTED, reason="")
    )
    world.stored(
        LifeEvent(
            **facts, actor_role="secretariat", action="return", before=NeedStatus.SUBMITTED, after=NeedStatus.RETURNED,
            reason="Which corner is it?",
        )
    )  # fmt: skip
    return row


def look(app: AppTest, number: str, code: str) -> AppTest:
    app.text_input(key="follow_number").set_value(number)
    app.text_input(key="follow_code").set_value(code)
    return click(app, "FormSubmitter:follow_form-Show where it stands-follow_show")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_number_and_code_show_the_item_and_stay_out_of_the_address(page, world: World, language: str):
    row = slip(world)
    app = page("follow", language=language)
    app.text_input(key="follow_number").set_value(row.number.lower())
    app.text_input(key="follow_code").set_value("7k3m a4px")
    app.button[0].click().run()
    assert not app.exception
    assert "Which corner is it?" in words(app)
    assert "13812345678" not in words(app)
    assert dict(app.query_params) == {}
    click(app, "follow_close")
    assert "Which corner is it?" not in words(app)


def test_a_wrong_code_shows_nothing_and_keeps_what_was_typed(page, world: World):
    row = slip(world)
    app = page("follow")
    app.text_input(key="follow_number").set_value(row.number)
    app.text_input(key="follow_code").set_value("3333-3333")
    app.button[0].click().run()
    assert "Number and code do not belong together." in words(app)
    assert app.text_input(key="follow_number").value == row.number
    assert "Which corner is it?" not in words(app)


def test_a_lost_slip_is_replaced_on_the_item(page, world: World, secretariat: int):
    row = slip(world)
    app = page("item", as_=secretariat, number=row.number)
    click(app, f"new_code_{row.number}")
    assert one(world, row).follow_code not in (None, digest(row.number, CODE))
    (code,) = {header.value.replace("\\", "") for header in app.header} - {row.number}
    assert one(world, row).follow_code == digest(row.number, code)


# --- the checklist ----------------------------------------------------------------------------------------------------


def test_the_checklist_suggests_gate_and_power_and_all_is_stored(page, world: World, secretariat: int):
    world.stored(Category(code="shed", name_zh="车棚", name_en="Shed"))
    row = need(world, NeedStatus.SUBMITTED, category_code="shed")
    app = page("screening", as_=secretariat)
    app.checkbox(key=f"check_{row.id}_private_operator").check().run()
    assert app.selectbox(key=f"power_{row.id}").value is DecisionPower.OWNERS
    assert app.selectbox(key=f"check_{row.id}_gate").value is LegalGate.OWNERS_SPECIAL
    app.radio(key=f"check_{row.id}_belongs").set_value("yes").run()
    app.radio(key=f"check_{row.id}_personal").set_value("no").run()
    app.selectbox(key=f"part_{row.id}_0_offer").set_value(OfferKind.GOODS).run()
    app.text_input(key=f"part_{row.id}_0_text").set_value("Sockets").run()
    app.text_input(key=f"part_{row.id}_0_amount").set_value("many").run()
    click(app, f"accept_{row.id}")
    assert "is no whole number" in words(app)
    app.text_input(key=f"part_{row.id}_0_amount").set_value("24").run()
    app.text_input(key=f"part_{row.id}_0_unit").set_value("pieces").run()
    click(app, f"accept_{row.id}")
    stored = one(world, row)
    assert (stored.status, stored.legal_gate) == (NeedStatus.ON_LIST, LegalGate.OWNERS_SPECIAL)
    assert stored.checklist == {"belongs": True, "personal": False, "facts": ["private_operator"]}
    (part,) = world.rows(NeedPart)
    assert (part.offer, part.text, part.amount, part.unit) == (OfferKind.GOODS, "Sockets", 24, "pieces")


def test_a_personal_complaint_is_sent_on_its_way(page, world: World, secretariat: int):
    row = need(world, NeedStatus.SUBMITTED)
    app = page("screening", as_=secretariat)
    app.radio(key=f"check_{row.id}_belongs").set_value("yes").run()
    app.radio(key=f"check_{row.id}_personal").set_value("yes").run()
    click(app, f"accept_{row.id}")
    assert "A personal complaint cannot be accepted." in words(app)
    assert one(world, row).status is NeedStatus.SUBMITTED
    click(app, f"check_{row.id}_route2")
    assert app.text_input(key=f"refer_to_{row.id}").value == "People's mediation committee"


def test_what_is_asked_for_can_be_changed_later(page, world: World, secretariat: int):
    row = need(world)
    app = page("item", as_=secretariat, number=row.number)
    click(app, f"parts_more_{row.id}")
    app.text_input(key=f"part_{row.id}_1_text").set_value("Advice on lamps").run()
    click(app, f"parts_save_{row.id}")
    assert [part.text for part in world.rows(NeedPart)] == ["Advice on lamps"]
    assert "**Goods**　Advice on lamps" in words(page("item", number=row.number))


# --- legal opinions ---------------------------------------------------------------------------------------------------


def test_the_reviewer_writes_an_opinion_that_everybody_reads(page, world: World):
    reviewer = world.account("reviewer")
    row = need(world, legal_gate=LegalGate.PLANNING, decision_power=DecisionPower.OWNERS)
    assert "No written opinion yet." in words(page("item", number=row.number))
    app = page("legal", as_=reviewer)
    app.radio(key=f"opinion_{row.id}_conclusion").set_value(LegalConclusion.OPPOSED).run()
    app.text_area(key=f"opinion_{row.id}_opinion").set_value("short").run()
    click(app, f"opinion_{row.id}_give")
    assert "Please write at least 10 characters." in words(app)
    app.text_area(key=f"opinion_{row.id}_opinion").set_value("The permit of the planning office is missing.").run()
    again = page("legal", as_=reviewer)
    assert again.text_area(key=f"opinion_{row.id}_opinion").value == "The permit of the planning office is missing."
    click(again, f"opinion_{row.id}_give")
    assert f"Your opinion on {row.number} is given" in words(again)
    (opinion,) = world.rows(LegalOpinion)
    assert (opinion.need_id, opinion.conclusion) == (row.id, LegalConclusion.OPPOSED)
    public = words(page("item", number=row.number))
    assert "The permit of the planning office is missing." in public
    assert "Legal reviewer" in public
    assert "Person" not in public
    assert world.rows(StoredDraft) == []


def test_legal_opinions_are_searched(page, world: World):
    reviewer = world.account("reviewer")
    lamp = need(world, legal_gate=LegalGate.PLANNING)
    gate = need(world, title="The gate of the lane", legal_gate=LegalGate.FIRE)
    found = links(page("legal", as_=reviewer, q="GATE"))
    assert (gate.number in found, lamp.number in found) == (True, False)
    assert "Nothing waits." in words(page("legal", as_=reviewer, q="nowhere"))


# --- the line of dates ------------------------------------------------------------------------------------------------


def test_the_item_shows_what_was_done_where_it_stands_and_what_is_to_come(page, world: World):
    row = need(world, NeedStatus.ADOPTED, decision_power=DecisionPower.OWNERS)
    facts = {"subject": f"need/{row.id}", "reference": "", "at": NOW, "actor_role": "resident"}
    world.stored(LifeEvent(**facts, action="submit", before=None, after=NeedStatus.SUBMITTED, reason=""))
    world.stored(
        LifeEvent(**facts, action="adopt", before=NeedStatus.ON_AGENDA, after=NeedStatus.ADOPTED, reason="All agreed")
    )
    text = words(page("item", number=row.number))
    assert "“Three corners have no light.”" in text
    assert "Reason: All agreed" in text
    line = [text.find(part) for part in ("“Three corners", "All agreed", "Being consulted on", "Archived")]
    assert line == sorted(line)
    assert -1 not in line
