"""A list leaves as a workbook in which texts stay texts, numbers numbers and dates dates."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboard.exchange.xlsx_out import NARROWEST, WIDEST, safe_xlsx


def test_every_kind_of_cell_is_kept_and_nothing_is_calculated():
    rows = [["=1+1", 3, date(2026, 12, 31), None], ["+cmd|x", 0, None, "字"], ["bell\a", -1, None, ""]]
    sheet = load_workbook(BytesIO(safe_xlsx(rows, ["文字", "Number", "Day", "Nothing"], "决议督办"))).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found[0][:2] == ["=1+1", 3]
    assert found[0][2].date() == date(2026, 12, 31)
    assert [row[0] for row in found] == ["=1+1", "+cmd|x", "bell"]
    assert [sheet.cell(row, 1).data_type for row in (2, 3, 4)] == ["s", "s", "s"]
    assert (sheet.title, sheet.freeze_panes, sheet.cell(1, 1).font.bold) == ("决议督办", "A2", True)


def test_columns_are_as_wide_as_their_texts_within_bounds():
    sheet = load_workbook(BytesIO(safe_xlsx([["字" * 10, "x" * 90]], ["A", "B"], "x" * 40))).active
    widths = [sheet.column_dimensions[column].width for column in "AB"]
    assert (widths, len(sheet.title)) == ([22, WIDEST], 31)
    assert load_workbook(BytesIO(safe_xlsx([], ["A"], "t"))).active.column_dimensions["A"].width == NARROWEST


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        safe_xlsx([["a", "b"]], ["A"], "t")
