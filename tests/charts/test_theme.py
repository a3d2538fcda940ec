"""The palette is readable, and the look arrives in every specification."""

import altair as alt
import pandas as pd
import pytest

from dashboard.charts import theme
from dashboard.charts.rows import reserved


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio, 1 to 21. Source: WCAG 2.2, definition of relative luminance."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_agrees_with_the_definition():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", [theme.INK, theme.MUTED, theme.BLUE_TEXT, theme.VERMILLION_TEXT])
def test_words_on_white_have_four_and_a_half_to_one(colour):
    assert contrast(colour, theme.WHITE) >= 4.5


@pytest.mark.parametrize(
    ("words", "ground"),
    [(theme.WHITE, theme.FOR), (theme.INK, theme.AGAINST), (theme.INK, theme.ABSTAIN), (theme.INK, theme.NOT_VOTED)],
)
def test_numbers_in_bars_have_four_and_a_half_to_one(words, ground):
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize("colour", [theme.FOR, theme.AGAINST, theme.GREEN, theme.LINE, theme.INK])
def test_marks_on_white_have_three_to_one(colour):
    assert contrast(colour, theme.WHITE) >= 3


def test_theme_reaches_every_specification():
    spec = alt.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(x="a:Q").to_dict()

    assert alt.theme.active == "committee"
    assert spec["background"] == "#FFFFFF"
    assert spec["padding"] == {"left": 8, "right": 12, "top": 8, "bottom": 8}
    assert spec["config"]["font"].split(", ")[0] == "Noto Sans CJK SC"
    assert spec["config"]["axis"]["grid"] is False


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ("2026-01-01", "2026-01-03", {"interval": "day", "step": 1}),
        ("2026-01-01", "2026-02-20", 5),
        ("2026-01-01", "2026-05-01", {"interval": "month", "step": 1}),
        ("2026-03-01", "2026-12-01", {"interval": "month", "step": 2}),
        ("2024-06-20", "2026-09-17", {"interval": "month", "step": 6}),
        ("2020-01-01", "2026-09-17", {"interval": "month", "step": 12}),
    ],
)
def test_day_axis_keeps_about_five_labels(first, last, ticks):
    axis = theme.day_axis(pd.Series(pd.to_datetime([first, last]))).to_dict()

    assert axis["tickCount"] == ticks


def test_nothing_yet_says_so():
    spec = theme.nothing_yet().to_dict()

    assert list(spec["datasets"].values()) == [[{"note": "There is nothing to draw yet."}]]


def test_reserved_counts_chinese_characters_as_square():
    assert reserved("未通过") - reserved("") == 3 * 14
    assert reserved("abc") - reserved("") == 3 * 8
