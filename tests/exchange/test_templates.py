"""The empty tables to download guide the person who fills them in, and come back as they went."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from dashboard import i18n
from dashboard.errors import BadInput
from dashboard.exchange.rows import KINDS, MEMBERS, NEEDS, Lookups, check
from dashboard.exchange.tables import read_table
from dashboard.exchange.templates import template
from tests.exchange.builders import saved

CHOICES = {"category_code": ["照明", "Lighting"], "area_id": ["梧荫居民区", "Wuyin"]}
LOOKUPS = Lookups(
    dict.fromkeys(
        ("照明", "Lighting", "文化与志愿", "适老助老服务", "Culture and volunteering", "Elderly services"), "lighting"
    ),
    {"梧荫居民区": 3, "Wuyin": 3},
    {"QY01": 1},
)


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


@pytest.mark.parametrize("code", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_filled_template_is_imported(kind, code: str):
    with i18n.speaking(code):
        workbook = opened(template(kind, CHOICES))
        workbook.worksheets[0].append([cell.value for cell in workbook.worksheets[1][2]])
        table = read_table("template.xlsx", saved(workbook), kind)
        report = check(kind, table, LOOKUPS)

    assert [row.row_number for row in report.good] == [2]
    assert (report.problems, report.unread, table.unread) == ((), (), ())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_example_sheet_of_an_empty_template_is_not_imported(kind):
    with pytest.raises(BadInput) as refusal:
        read_table("template.xlsx", template(kind), kind)

    assert str(refusal.value) == "There are no rows under the column names. Fill in at least one row."


def test_the_header_stays_in_sight_and_says_what_is_required():
    sheet = opened(template(MEMBERS)).worksheets[0]

    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == [
        "Code *", "Chinese name *", "English name", "Type *", "Joined on *", "Left on",
    ]  # fmt: skip
    assert [cell.comment.text for cell in sheet[1]] == [
        "Must be filled in. [code]",
        "Must be filled in. [name_zh]",
        "May stay empty. [name_en]",
        "Must be filled in. [type]",
        "Must be filled in. [joined_on]",
        "May stay empty. [left_on]",
    ]


def test_codes_and_contacts_are_texts_and_dates_are_dates():
    members, needs = opened(template(MEMBERS)).worksheets[0], opened(template(NEEDS)).worksheets[0]

    assert members.column_dimensions["A"].number_format == "@"
    assert members.column_dimensions["E"].number_format == "yyyy-mm-dd"
    assert needs.column_dimensions["I"].number_format == "@"


def test_closed_lists_are_offered_from_a_hidden_sheet():
    workbook = opened(template(NEEDS, {**CHOICES, "area_id": ["=1+1"]}))
    lists = workbook.worksheets[2]

    rules = {str(rule.sqref): rule.formula1 for rule in workbook.worksheets[0].data_validations.dataValidation}
    assert rules == {
        "B2:B2001": "'Lists'!$B$1:$B$2",
        "C2:C2001": "'Lists'!$C$1:$C$1",
        "H2:H2001": "'Lists'!$H$1:$H$7",
    }
    assert lists.sheet_state == "hidden"
    assert [cell.value for cell in lists["H"]] == [
        "Resident", "Neighbourhood committee", "Member organisation", "12345 hotline", "Home visit",
        "Stairwell leader", "Micro-grid leader",
    ]  # fmt: skip
    assert (lists["C1"].value, lists["C1"].data_type) == ("=1+1", "s")


def test_no_list_is_offered_where_nothing_can_be_chosen():
    sheet = opened(template(NEEDS)).worksheets[0]

    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["H2:H2001"]
