"""What leaves as CSV opens in Excel in Chinese, and no cell of it calculates."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exchange.csv_out import safe_csv

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u3000=")


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_the_file_is_utf_8_with_its_mark_and_windows_newlines():
    assert safe_csv([["甲", 1]], ["名称", "数"]) == b"\xef\xbb\xbf" + "名称,数\r\n甲,1\r\n".encode()


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_looks_like_a_formula_is_guarded(start: str):
    text = f"{start}HYPERLINK(1)"

    assert cells(safe_csv([[text]], [text])) == [[f"'{text}"], [f"'{text}"]]


def test_numbers_stay_numbers():
    numbers = [-5, -0.5, Decimal("-1.20"), np.int64(-7), np.float64(-2.5)]

    assert safe_csv([numbers], list("abcde")).splitlines()[1] == b"-5,-0.5,-1.20,-7,-2.5"


def test_what_is_not_measurable_is_empty():
    assert cells(safe_csv([[None, float("nan"), pd.NaT, pd.NA, float("inf")]], list("abcde")))[1] == [""] * 5


def test_dates_and_truth_values_are_written_out():
    assert cells(safe_csv([[date(2026, 3, 5), True, "PL-001", "007"]], list("abcd")))[1] == [
        "2026-03-05", "True", "PL-001", "007",
    ]  # fmt: skip


def test_delimiters_quotation_marks_and_newlines_survive():
    text = '甲,"乙";\r\n丙\n丁\t'

    assert cells(safe_csv([[text]], ["a"]))[1] == [text]


def test_control_characters_and_halves_are_dropped():
    assert cells(safe_csv([["a\x00b\x1b[31mc\ud800"]], ["a"]))[1] == ["ab[31mc"]


def test_a_very_long_word_is_kept():
    assert cells(safe_csv([["字" * 10_000]], ["a"]))[1] == ["字" * 10_000]


def test_rows_come_from_a_frame():
    frame = pd.DataFrame({"名称": ["甲", "=1"], "数": [1, 2]})

    assert cells(safe_csv(frame.itertuples(index=False, name=None), list(frame.columns))) == [
        ["名称", "数"],
        ["甲", "1"],
        ["'=1", "2"],
    ]


def test_a_row_of_another_length_is_a_bug():
    with pytest.raises(ValueError, match="zip"):
        safe_csv([["a"]], ["a", "b"])


@given(st.lists(st.text(), min_size=2, max_size=2))
def test_no_text_ever_begins_like_a_formula(row: list[str]):
    for cell in cells(safe_csv([row], ["a", "b"]))[1]:
        assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
        assert not cell.startswith(("\t", "\r", "\n"))
