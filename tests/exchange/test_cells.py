"""One cell of an imported table means what the person who typed it meant, or is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadInput
from dashboard.exchange.cells import date_of, line_of, parse_fen, text_of, whole_of

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("\ufeff\u3000甲 \u200b", "甲"),
        ("a\r\nb", "a\nb"),
        (12345, "12345"),
        (13800138000.0, "13800138000"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (DAY, "2026-03-05"),
    ],
)
def test_a_cell_is_read_as_text(cell, text):
    assert text_of(cell) == text


def test_a_line_holds_no_newlines_and_single_spaces():
    assert line_of("甲\n 乙\t\u3000丙") == "甲 乙 丙"


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        46086,
        46086.0,
        46086.75,
        "46086",
        "2026年3月5日",
        "２０２６年３月５日",
        "2026 年 03 月 05 日",
        "2026年3月5",
        "2026/3/5",
        "2026-03-05",
        "2026.3.5",
        "20260305",
        20260305,
        20260305.0,
        "2026-03-05 00:00:00",
        "2026-03-05T10:30:00",
        "2026/3/5 0:00",
        " 2026-03-05\u3000",
    ],
)
def test_a_date_is_read_in_every_usual_form(cell):
    assert date_of(cell) == DAY


def test_the_serial_number_of_the_handbook_is_read():
    assert date_of(46000) == date(2025, 12, 9)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        None,
        "2026年3月",
        "2026年",
        "3/5/2026",
        "5.3.2026",
        "26-3-5",
        "2026-02-30",
        "2026-13-01",
        "去年",
        "2026-03-05 abc",
        0,
        59,
        -46000,
        460000,
        2026,
        float("nan"),
        float("inf"),
        "0026-03-05",
        "1899-12-31",
        "2100-01-01",
        date(1, 1, 1),
    ],
)
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(BadInput) as refusal:
        date_of(cell)

    assert str(refusal.value) == f"“{text_of(cell)}” is not a date. Write it as 2026-03-05 or 2026年3月5日."


@given(st.dates(date(1900, 3, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_all_its_forms(day: date):
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    forms = [day, day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}"]

    assert {date_of(form) for form in forms} == {day}
    assert serial < 10_000 or date_of(serial) == day


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (300, 300),
        (300.0, 300),
        ("300", 300),
        ("1,200", 1200),
        ("１２", 12),
        ("300.0", 300),
        (" 7 ", 7),
        (0, 0),
        ("007", 7),
    ],
)
def test_a_whole_number_is_read(cell, number):
    assert whole_of(cell) == number


@pytest.mark.parametrize(
    "cell", ["300户", "约300", 2.5, "2.5", "-3", -3, "1,20", "", None, float("nan"), float("inf"), "1e3", DAY]
)
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(BadInput) as refusal:
        whole_of(cell)

    assert str(refusal.value) == f"“{text_of(cell)}” is not a whole number. Write digits only, such as 300."


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (86000, 8_600_000),
        (86000.0, 8_600_000),
        (0.29, 29),
        (1234.35, 123_435),
        (0.1 + 0.2, 30),
        ("86000", 8_600_000),
        ("86,000.50", 8_600_050),
        ("86,000元", 8_600_000),
        ("¥86,000", 8_600_000),
        ("￥ 86，000", 8_600_000),
        ("RMB 5", 500),
        ("5 yuan", 500),
        ("8.6万元", 8_600_000),
        ("８．６万", 8_600_000),
        ("0.000001万元", 1),
        ("0", 0),
        ("1000000000", 100_000_000_000),
    ],
)
def test_an_amount_is_read_to_the_fen(cell, fen):
    assert parse_fen(cell) == fen


def test_a_heading_may_say_that_amounts_count_ten_thousands():
    assert parse_fen(8.6, unit="万元") == 8_600_000
    assert parse_fen("86,000元", unit="万元") == 8_600_000


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("八万", "“八万” is not an amount. Write yuan such as 86000 or 86,000.50, or 8.6万元."),
        ("", "“” is not an amount. Write yuan such as 86000 or 86,000.50, or 8.6万元."),
        ("5美元", "“5美元” is not an amount. Write yuan such as 86000 or 86,000.50, or 8.6万元."),
        ("86,00", "“86,00” is not an amount. Write yuan such as 86000 or 86,000.50, or 8.6万元."),
        (float("nan"), "“nan” is not an amount. Write yuan such as 86000 or 86,000.50, or 8.6万元."),
        (DAY, "“2026-03-05” is not an amount. Write yuan such as 86000 or 86,000.50, or 8.6万元."),
        (-5, "The amount -5 cannot be right. Write one between 0 and 1,000,000,000 yuan."),
        ("1000000000.01", "The amount 1000000000.01 cannot be right. Write one between 0 and 1,000,000,000 yuan."),
        ("0.005", "The amount 0.005 is finer than one fen. Round it to two decimals."),
        (1.005, "The amount 1.005 is finer than one fen. Round it to two decimals."),
    ],
)
def test_what_is_no_amount_is_refused(cell, sentence):
    with pytest.raises(BadInput) as refusal:
        parse_fen(cell)

    assert str(refusal.value) == sentence


@given(st.integers(0, 100_000_000_000))
def test_every_amount_is_read_exactly(fen: int):
    yuan = Decimal(fen) / 100

    assert parse_fen(f"{yuan}") == fen
    assert parse_fen(f"¥{yuan:,}元") == fen
    assert parse_fen(float(yuan)) == fen
    assert parse_fen(f"{yuan / 10_000:f}万元") == fen


@given(cell=st.one_of(st.none(), st.text(max_size=30), st.floats(), st.integers(), st.dates()))
def test_any_cell_is_read_or_refused(cell):
    for reader in (date_of, whole_of, parse_fen):
        try:
            reader(cell)
        except BadInput as refusal:
            str(refusal)
    text_of(cell)
