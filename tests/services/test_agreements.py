"""Agreements are drafted, signed with their items, frozen, ended, renewed, and read by whom they concern."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import agreements
from dashboard.services.agreements import AgreementFilter
from models.agreement import Agreement, AgreementDraft, AgreementItem, AgreementParty, PartyDraft
from models.enums import AgreementStatus, NeedStatus
from models.need import Need
from tests.services.project_rows import TODAY, Rows

ENDS = date(2027, 11, 30)


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def unit(rows: Rows) -> int:
    return rows.organisation()


@pytest.fixture
def office(acting_as):
    return acting_as("secretariat")


def typed(unit: int, **fields) -> AgreementDraft:
    usual = {
        "title": "Safe charging",
        "goals": "The shed becomes safe.",
        "starts_on": TODAY,
        "ends_on": ENDS,
        "parties": [
            PartyDraft(organisation_id=unit, promise="Builds the roof.", contact_post="Office, 021-5555 1234"),
            PartyDraft(name="Chengbo neighbourhood committee", promise="Tells the residents."),
        ],
    }
    return AgreementDraft(**usual | fields)


def key_of(rows: Rows, number: str) -> int:
    return next(row.id for row in rows.all(Agreement) if row.number == number)


@pytest.fixture
def drafted(office, rows: Rows, unit: int) -> int:
    return key_of(rows, agreements.draft(office, typed(unit)))


def test_a_draft_gets_its_number_and_its_sides(office, rows: Rows, unit: int):
    need = rows.need(NeedStatus.APPROVED)
    number = agreements.draft(office, typed(unit, need_ids=[need, need]), key="a")
    assert agreements.draft(office, typed(unit), key="a") == number == "PL-XY-2026-001"
    page = agreements.agreement(office, number)
    assert page.line.parties == ("Company 1", "Chengbo neighbourhood committee")
    assert [item.need_id for item in page.line.items] == [need]
    assert page.draft == typed(unit, need_ids=[need])
    assert rows.audited() == ["agreement.draft"]


def test_an_item_that_is_not_public_any_more_is_not_named(office, acting_as, rows: Rows, unit: int, drafted: int):
    need = rows.need(NeedStatus.APPROVED)
    agreements.edit(office, drafted, typed(unit, need_ids=[need]))
    agreements.sign(office, drafted, TODAY)
    rows.set(Need, need, status=NeedStatus.SUBMITTED)
    number = rows.one(Agreement, drafted).number
    visitor = acting_as("visitor")
    assert agreements.agreement(visitor, number).line.items == agreements.listed(visitor)[0].items == ()
    assert [item.need_id for item in agreements.agreement(office, number).line.items] == [need]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends_on": TODAY - timedelta(days=1)}, "last_day"),
        ({"parties": [PartyDraft(name="One unit", promise="Helps us.")]}, "parties"),
        ({"parties": [PartyDraft(name="One unit", promise="Helps us.")] * 2}, "parties"),
        ({"parties": [PartyDraft(promise="Helps us."), PartyDraft(name="B", promise="Helps.")]}, "parties"),
        ({"need_ids": [999]}, "need_ids"),
        ({"goals": "Call 138 1234 5678."}, "goals"),
    ],
)
def test_a_draft_that_cannot_be_kept_is_refused(office, rows: Rows, unit: int, fields: dict, field: str):
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        agreements.draft(office, typed(unit, **fields))
    assert refused.value.field == field
    assert rows.written() == before


def test_only_members_of_today_are_member_sides(office, rows: Rows):
    gone = rows.organisation(left_on=TODAY)
    with pytest.raises(BadInput, match="is not a member organisation today"):
        agreements.draft(office, typed(gone))
    assert rows.all(Agreement) == []


def test_a_draft_is_changed_with_sides_and_items(office, rows: Rows, unit: int, drafted: int):
    need, other = rows.need(NeedStatus.OPEN), rows.organisation()
    three = [*typed(unit).parties, PartyDraft(organisation_id=other, promise="Lends a hall.")]
    agreements.edit(office, drafted, typed(unit, title="Safer charging", parties=three, need_ids=[need]))
    agreements.edit(office, drafted, typed(unit, title="Safest charging", need_ids=[need]))
    assert [(row.position, row.organisation_id) for row in rows.all(AgreementParty)] == [(1, unit), (2, None)]
    assert [row.need_id for row in rows.all(AgreementItem)] == [need]
    assert rows.one(Agreement, drafted).title == "Safest charging"


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_only_the_secretariat_keeps_agreements(acting_as, rows: Rows, unit: int, drafted: int, role: str):
    who, before = acting_as(role, organisation_id=unit), rows.written()
    for refused in (
        lambda: agreements.draft(who, typed(unit)),
        lambda: agreements.edit(who, drafted, typed(unit)),
        lambda: agreements.drop(who, drafted, "No."),
        lambda: agreements.sign(who, drafted, TODAY),
        lambda: agreements.end(who, drafted),
        lambda: agreements.renew(who, drafted),
        lambda: agreements.terminate(who, drafted, "No."),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert rows.written() == before


def test_signing_moves_the_approved_items_and_freezes_the_text(office, rows: Rows, unit: int):
    approved, running = rows.need(NeedStatus.APPROVED), rows.need(NeedStatus.IN_PROGRESS)
    key = key_of(rows, agreements.draft(office, typed(unit, need_ids=[approved, running])))
    with pytest.raises(BadInput, match="lies ahead"):
        agreements.sign(office, key, TODAY + timedelta(days=1))
    assert rows.one(Need, approved).status == NeedStatus.APPROVED

    assert agreements.sign(office, key, TODAY, key="a") == agreements.sign(office, key, TODAY, key="a") == 1
    assert [rows.one(Need, need).status for need in (approved, running)] == [NeedStatus.SIGNED, NeedStatus.IN_PROGRESS]
    assert (rows.one(Agreement, key).status, rows.one(Agreement, key).signed_on) == (AgreementStatus.SIGNED, TODAY)
    assert rows.audited() == ["agreement.draft", "agreement.sign", "need.sign"]
    before = rows.written()
    for frozen in (
        lambda: agreements.edit(office, key, typed(unit)),
        lambda: agreements.drop(office, key, "No."),
        lambda: agreements.sign(office, key, TODAY),
    ):
        with pytest.raises(RuleBroken):
            frozen()
    assert rows.written() == before


def test_an_agreement_ends_after_its_last_day(office, rows: Rows, unit: int, drafted: int, clock):
    agreements.sign(office, drafted, TODAY)
    clock.forward(days=(ENDS - TODAY).days)
    with pytest.raises(RuleBroken, match="runs until Nov 30, 2027"):
        agreements.end(office, drafted)
    clock.forward(days=1)
    agreements.end(office, drafted)
    assert rows.one(Agreement, drafted).status == AgreementStatus.ENDED


def test_terminating_and_dropping_need_a_reason(office, rows: Rows, unit: int, drafted: int):
    with pytest.raises(BadInput):
        agreements.drop(office, drafted, " ")
    signed = key_of(rows, agreements.draft(office, typed(unit)))
    agreements.sign(office, signed, TODAY)
    with pytest.raises(BadInput):
        agreements.terminate(office, signed, "")
    agreements.drop(office, drafted, "A side steps back.")
    agreements.terminate(office, signed, "Both sides agree.")
    assert [row.status for row in rows.all(Agreement)] == [AgreementStatus.DROPPED, AgreementStatus.TERMINATED]


def test_a_renewal_is_an_agreement_of_its_own_for_the_next_year(office, rows: Rows, unit: int, drafted: int):
    with pytest.raises(RuleBroken, match="in force"):
        agreements.renew(office, drafted)
    agreements.sign(office, drafted, TODAY)
    number = agreements.renew(office, drafted)
    page = agreements.agreement(office, number)
    assert (page.line.starts_on, page.line.ends_on) == (date(2027, 12, 1), date(2028, 11, 30))
    assert (page.renews, page.line.status) == ("PL-XY-2026-001", AgreementStatus.DRAFT)
    assert agreements.agreement(office, "PL-XY-2026-001").renewed_by == number
    with pytest.raises(RuleBroken, match="A renewal exists already, under PL-XY-2026-002"):
        agreements.renew(office, drafted)
    agreements.drop(office, page.line.id, "Not yet.")
    assert agreements.renew(office, drafted) == "PL-XY-2026-003"


@pytest.mark.parametrize(("days", "soon"), [(61, []), (60, ["PL-XY-2026-001"]), (-1, ["PL-XY-2026-001"])])
def test_the_office_is_reminded_sixty_days_before_a_term_ends(
    office, rows: Rows, unit: int, drafted: int, engine: Engine, days: int, soon: list[str]
):
    agreements.sign(office, drafted, TODAY)
    with Session(engine) as session:
        assert agreements.running_out(session, ENDS - timedelta(days=days)) == soon
    agreements.renew(office, drafted)
    with Session(engine) as session:
        assert agreements.running_out(session, ENDS - timedelta(days=days)) == (soon if days < 0 else [])


def test_who_knows_of_an_agreement_and_who_reads_it_all(office, acting_as, rows: Rows, unit: int, drafted: int):
    side = acting_as("liaison", organisation_id=unit)
    stranger = acting_as("liaison", organisation_id=rows.organisation())
    people = {
        "office": office, "side": side, "stranger": stranger, "member": acting_as("member"),
        "resident": acting_as("resident", organisation_id=unit), "visitor": acting_as("visitor"),
    }  # fmt: skip
    number = "PL-XY-2026-001"
    assert {name for name, who in people.items() if agreements.listed(who)} == {"office", "side"}
    for name in ("stranger", "member", "resident", "visitor"):
        with pytest.raises(NotFound):
            agreements.agreement(people[name], number)

    agreements.sign(office, drafted, TODAY)
    assert {name for name, who in people.items() if agreements.listed(who)} == set(people)
    full = {name for name, who in people.items() if agreements.agreement(who, number).text is not None}
    assert full == {"office", "side", "member"}
    with pytest.raises(NotAllowed):
        agreements.export(people["visitor"], number)


def test_the_list_is_narrowed_down_by_words_status_and_side(office, rows: Rows, unit: int, drafted: int):
    other = rows.organisation(name_en="Harbour")
    agreements.draft(office, typed(other, title="Warm meals"))
    agreements.sign(office, drafted, TODAY)

    def titles(**fields) -> list[str]:
        return [line.title for line in agreements.listed(office, AgreementFilter(**fields))]

    assert titles() == ["Warm meals", "Safe charging"]
    assert (
        titles(text="harbour") == titles(organisation=other) == titles(status=AgreementStatus.DRAFT) == ["Warm meals"]
    )
    assert titles(text="chengbo safe") == ["Safe charging"]
    assert agreements.parties(office) == {unit: "Company 1", other: "Harbour"}


def test_the_word_file_holds_sides_clauses_and_signatures(office, rows: Rows, unit: int):
    need = rows.need(NeedStatus.APPROVED)
    more = {"need_ids": [need], "money_fen": 86_000_00, "targets": "四次活动", "copies": 3}
    number = agreements.draft(office, typed(unit, **more))
    document = Document(BytesIO(agreements.export(office, number)))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[:4] == [
        "Safe charging", f"协议编号：{number}", "甲方：第1公司党支部", "乙方：Chengbo neighbourhood committee",
    ]  # fmt: skip
    assert [text for text in words if text[1:2] == "、"] == [
        "一、目标", "二、各方职责", "三、量化指标", "四、经费",
        "五、联络岗位", "六、协议期限", "七、变更与终止", "八、协议份数",
    ]  # fmt: skip
    assert "协议涉及金额为¥86,000。" in words
    cells = [cell.text for cell in document.tables[0].rows[0].cells]
    assert all("（盖章）" in cell for cell in cells)
    assert cells[0].startswith("甲方：第1公司党支部")
