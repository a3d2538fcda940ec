"""A table of needs is entered whole, or its good rows only, once; what is wrong is told row by row."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from dashboard import i18n
from dashboard.errors import BadInput, NotAllowed
from dashboard.exchange.kinds import NEEDS
from dashboard.exchange.templates import template
from dashboard.services import exchange, needs
from dashboard.services.context import Context
from dashboard.services.exchange import Checked, Imported
from models.enums import NeedStatus
from models.need import Need
from tests.exchange.builders import csv_text, pdf
from tests.services.proposals import audited, inhabited, life
from tests.services.table import Table
from tests.services.test_votes_together import at_once

FIELDS = [column.field for column in NEEDS.columns]
LAMPS: dict[str, Any] = {
    "title": "Lamps for the lane",
    "category_code": "Lighting",
    "area_id": "Wuyin",
    "place": "Three lane corners",
    "reasons": "Three lane corners have no light at night.",
    "suggestion": "Add 12 low-glare lamps.",
    "beneficiaries": 300,
    "source": "12345 hotline",
    "contact": "13812345678",
}


def check_needs(ctx: Context, data: bytes, name: str) -> Checked:
    return exchange.check_table(ctx, "needs", data, name)


def import_needs(ctx: Context, data: bytes, name: str, good_rows: bool = False, key: str | None = None) -> Imported:
    return exchange.enter_table(ctx, "needs", data, name, good_rows=good_rows, key=key)


def import_template(ctx: Context) -> bytes:
    return exchange.template(ctx, "needs")


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def row(**changed: Any) -> dict[str, Any]:
    return LAMPS | changed


def sheet(*rows: dict[str, Any], empty: bytes | None = None) -> bytes:
    """Return the template with these rows filled in, each text as a text."""
    workbook = load_workbook(BytesIO(empty or template(NEEDS)))
    page = workbook.worksheets[0]
    for number, values in enumerate(rows, start=2):
        for index, field in enumerate(FIELDS, start=1):
            cell = page.cell(number, index, values.get(field))
            if isinstance(values.get(field), str):
                cell.data_type = "s"  # also what looks like a formula
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def stored(town: Table) -> list[Need]:
    with Session(town.engine) as session:
        return list(session.exec(select(Need).order_by(Need.id)))


def problems(town: Table, *rows: dict[str, Any]) -> list[tuple[int, str, str]]:
    """Return row, heading and reason of each problem, and see that nothing is entered where all rows are wanted."""
    data = sheet(*rows)
    with town.refused(BadInput, "nothing was entered", "file"):
        import_needs(town.office, data, "needs.xlsx")
    found = check_needs(town.office, data, "needs.xlsx").problems
    return [(problem.row, problem.column.rstrip(" *"), problem.reason) for problem in found]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_filled_template_is_entered(town: Table, language: str):
    with i18n.speaking(language):
        empty = import_template(town.office)
        words = {"en": ("Lighting", "Wuyin", "12345 hotline"), "zh_CN": ("照明", "梧荫居民区", "12345热线")}[language]
        named = dict(zip(("category_code", "area_id", "source"), words, strict=True))
        second = {"title": "堃园车棚", "category_code": "shed", "area_id": "A1-1", "place": "𬀩华里", "source": None}
        plain = {"suggestion": None, "beneficiaries": None, "contact": None, "reasons": "车棚漏雨，夜里没有灯。" * 2}
        data = sheet(row(**named), row(**second | plain), empty=empty)
        report = check_needs(town.office, data, "needs.xlsx")
        assert (report.good, report.problems, report.unread) == (2, (), ())
        done = import_needs(town.office, data, "needs.xlsx")

    assert (done.numbers, done.problems) == (("PL-XQ-2026Q4-001", "PL-XQ-2026Q4-002"), ())
    first, other = stored(town)
    fields = LAMPS | {"category_code": "lighting", "area_id": 2, "source": "hotline"}
    assert {name: getattr(first, name) for name in FIELDS} == fields
    assert (other.title, other.area_id, other.place, other.category_code) == ("堃园车棚", 3, "𬀩华里", "shed")
    assert (other.source, other.suggestion, other.beneficiaries, other.contact) == ("resident", "", None, "")
    for need in (first, other):
        assert (need.status, need.proposer_id, need.quarter) == (NeedStatus.SUBMITTED, None, "2026Q4")
        assert [event.action for event in life(town, need.id)] == ["submit"]
    assert [waiting.number for waiting in needs.waiting_for_screening(town.office)] == list(done.numbers)


def test_the_import_is_audited_without_contacts(town: Table):
    import_needs(town.office, sheet(row(), row(title="Other lamps")), "needs\0\ud800.xlsx")
    entries = audited(town)
    assert [entry.action for entry in entries] == ["need.submit", "need.submit", "import_batch.enter"]
    assert [entry.facts.get("number") for entry in entries[:2]] == ["PL-XQ-2026Q4-001", "PL-XQ-2026Q4-002"]
    assert (entries[-1].facts["rows"], entries[-1].facts["file"]) == (2, "needs.xlsx")
    assert "13812345678" not in str(entries)


def test_the_template_offers_what_can_be_chosen_today(town: Table):
    workbook = load_workbook(BytesIO(import_template(town.office)))
    lists = workbook.worksheets[2]
    columns = {FIELDS[cells[0].column - 1]: [cell.value for cell in cells] for cells in lists.columns}
    assert [word for word in columns["category_code"] if word] == ["Shed", "Lighting"]
    assert [word for word in columns["area_id"] if word] == ["澄波", "Wuyin"]
    for who in ("resident", "1", "liaison", "administrator", "visitor"):
        with pytest.raises(NotAllowed):
            import_template(town.as_(who))


def test_one_bad_row_holds_all_back_and_the_good_ones_can_be_entered(town: Table):
    data = sheet(row(), row(title="Bad", place="Lane 2"), row(title="Good lamps"))
    with town.refused(BadInput, "Some rows have problems, so nothing was entered", "file"):
        import_needs(town.office, data, "needs.xlsx")
    done = import_needs(town.office, data, "needs.xlsx", good_rows=True)
    assert done.numbers == ("PL-XQ-2026Q4-001", "PL-XQ-2026Q4-002")
    assert [need.title for need in stored(town)] == ["Lamps for the lane", "Good lamps"]
    (problem,) = done.problems
    assert (problem.row, problem.column.rstrip(" *"), problem.value) == (3, "Title", "Bad")
    assert problem.reason == "Please write at least 4 characters."


def test_a_table_without_a_good_row_enters_nothing(town: Table):
    with town.refused(BadInput, "No row of this table can be entered", "file"):
        import_needs(town.office, sheet(row(title="Bad")), "needs.xlsx", good_rows=True)


@pytest.mark.parametrize(
    "detail", ["13812345678", "11010519491231002X", "a@example.org", "12号楼501室", "021-65651234"]
)
def test_private_details_are_told_row_by_row(town: Table, detail: str):
    fields = ("title", "place", "reasons", "suggestion")
    rows = [row(title=f"Lamps {n}") | {name: f"Please see {detail} there"} for n, name in enumerate(fields)]
    found = problems(town, row(contact=detail, title="Fine"), *rows)
    assert [(number, column) for number, column, _reason in found] == [
        (3, "Title"), (4, "Place"), (5, "Reasons"), (6, "Suggestion"),
    ]  # fmt: skip
    assert all("personal detail" in reason and detail in reason for _row, _column, reason in found)


@pytest.mark.parametrize(
    ("changed", "column", "words"),
    [
        ({"category_code": "Nothing like it"}, "Category", "is not on the list"),
        ({"category_code": "Lightning"}, "Category", "Did you mean “lighting”"),
        ({"category_code": "old"}, "Category", "is not on the list"),
        ({"area_id": "A1-1-1"}, "Neighbourhood", "is not on the list"),
        ({"area_id": "街道"}, "Neighbourhood", "is not on the list"),
        ({"area_id": None}, "Neighbourhood", "This cell is empty"),
        ({"title": "\u200b\u200b"}, "Title", "This cell is empty"),
        ({"title": "x" * 61}, "Title", "at most 60 characters"),
        ({"reasons": "short"}, "Reasons", "at least 10 characters"),
        ({"beneficiaries": "300户"}, "Beneficiaries", "is not a whole number"),
        ({"beneficiaries": 0}, "Beneficiaries", "1 or more"),
        ({"beneficiaries": 10**12}, "Beneficiaries", "100000 or less"),
        ({"source": "A dream"}, "Source", "is not one of these"),
        ({"contact": "x" * 121}, "Contact", "at most 120 characters"),
    ],
)
def test_each_wrong_cell_is_told(town: Table, changed: dict[str, Any], column: str, words: str):
    ((number, heading, reason),) = problems(town, row(title="Fine lamps"), row(**changed))
    assert (number, heading) == (3, column)
    assert words in reason


def test_rows_that_say_the_same_are_told(town: Table):
    found = problems(town, row(), row(title="Fine lamps"), row(title=" Lamps  for the LANE"))
    assert [(number, column) for number, column, _reason in found] == [(2, "Title"), (4, "Title")]


@pytest.mark.parametrize(
    "text",
    ["=1+1+1", '=HYPERLINK("https://example.org","x")', "+cmd|' /C calc'!A0", "-2+3 lamps", "@SUM(A1)", "<b>灯</b>亮"],
)
def test_texts_that_look_like_formulas_are_texts(town: Table, text: str):
    import_needs(town.office, sheet(row(title=text, place=text, suggestion=text, contact=text)), "needs.xlsx")
    (need,) = stored(town)
    assert (need.title, need.place, need.suggestion, need.contact) == (text,) * 4


def test_hidden_signs_are_dropped(town: Table):
    import_needs(town.office, sheet(row(title="Lamps\u202e for\u200b the lane", place="Lane\n3")), "needs.xlsx")
    assert [(need.title, need.place) for need in stored(town)] == [("Lamps for the lane", "Lane 3")]


def test_a_csv_of_the_office_is_entered_too(town: Table):
    text = csv_text(
        ["标题", "类别", "居民区", "点位", "主要事由"], ["里弄照明", "照明", "澄波", "弄口", "弄口没有灯，看不清台阶。"]
    )
    done = import_needs(town.office, text.encode("gb18030"), "需求.csv")
    assert [(need.number, need.title, need.area_id) for need in stored(town)] == [(done.numbers[0], "里弄照明", 1)]


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "a.xlsx"), (pdf(), "a.xlsx"), (b"a,b\n1,2\n", "a.csv"), (b"x", "a.txt"), (template(NEEDS), "a.xlsx")],
)
def test_what_is_no_table_of_needs_is_refused(town: Table, data: bytes, name: str):
    for use in (check_needs, import_needs):
        with town.refused(BadInput, field="file"):
            use(town.office, data, name)


def test_checking_writes_nothing(town: Table):
    before = town.everything()
    check_needs(town.office, sheet(row(), row(title="Bad")), "needs.xlsx")
    assert town.everything() == before


def test_only_the_secretariat_imports(town: Table):
    for who in ("resident", "1", "reviewer", "liaison", "administrator", "visitor"):
        for use in (check_needs, import_needs):
            with town.refused(NotAllowed):
                use(town.as_(who), sheet(row()), "needs.xlsx")


def test_a_repeated_click_enters_the_table_once(town: Table):
    data = sheet(row(), row(title="Bad"), row(title="Good lamps"))
    first = import_needs(town.office, data, "needs.xlsx", True, key="the click")
    before = town.everything()
    assert import_needs(town.office, data, "needs.xlsx", True, key="the click").numbers == first.numbers
    assert town.everything() == before


def test_one_click_that_arrives_four_times_enters_the_table_once(town: Table):
    data = sheet(row(), row(title="Good lamps"))
    done = at_once([lambda: import_needs(town.office, data, "needs.xlsx", key="the click")] * 4)
    assert {one.numbers for one in done} == {("PL-XQ-2026Q4-001", "PL-XQ-2026Q4-002")}
    assert len(stored(town)) == 2


def test_numbers_go_on_after_a_refused_table(town: Table):
    with town.refused(BadInput):
        import_needs(town.office, sheet(row(), row(title="Bad")), "needs.xlsx")
    done = import_needs(town.office, sheet(row()), "needs.xlsx")
    town.clock.forward(days=60)
    later = import_needs(town.office, sheet(row(title="Later lamps")), "needs.xlsx")
    assert (done.numbers, later.numbers) == (("PL-XQ-2026Q4-001",), ("PL-XQ-2027Q1-001",))
