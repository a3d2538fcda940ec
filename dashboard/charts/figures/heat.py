"""Which topics come up in which quarter?"""

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import band, label_above, numbered, records
from dashboard.charts.words import listed, named
from dashboard.formats import quarter_text
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

STEP, CELL = 50, 24
"""Heights in pixels: a row with its label, a cell."""

MOST_QUARTERS = 8
"""Cells of more quarters are too narrow for their numbers on a telephone; the table has them all."""

SHADES = ("#F2F2F2", "#D6E6F4", "#ABCFE5", "#6AADD5", "#2F79B5", "#0B4A8A")
"""From none to most; black words up to the fourth, white ones above: contrast of 4.5 and more."""


def topic_heat(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one row per category and one cell per quarter: the number in it, and the darker the more.

    Args:
        frame: one row per category and quarter, categories in the order drawn, quarters oldest first.
            category (words); quarter (``2026Q4``); items (whole number from 0). At most the last eight quarters.
    """
    if frame.empty:
        return theme.nothing_yet()
    cells, names = _cells(frame)
    columns = list(dict.fromkeys(cells["column"]))
    axis = alt.Axis(
        orient="top",
        title=None,
        labelAngle=0,
        labelExpr="split(datum.label, ' ')",
        labelPadding=20,
        ticks=False,
        domain=False,
    )
    x = alt.X("column:O", sort=columns, axis=axis, scale=alt.Scale(paddingInner=0.06, paddingOuter=0))
    y = band(len(names))
    tooltip = [
        alt.Tooltip("category:N", title=_("Category")),
        alt.Tooltip("quarter_text:N", title=_("Quarter")),
        alt.Tooltip("items:Q", title=_("Items")),
    ]
    drawn = alt.Chart(cells).encode(x=x, y=y, tooltip=tooltip)
    return theme.layered(
        drawn.mark_rect(height=CELL, yOffset=10).encode(color=alt.Color("fill:N", scale=None)),
        drawn.mark_text(fontSize=13, dy=10).encode(text="items:Q", color=alt.Color("ink:N", scale=None)),
        label_above(names, y, 13, bold=False),
        height=alt.Step(STEP),
    )


def _cells(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    last = sorted(frame["quarter"].unique())[-MOST_QUARTERS:]
    shown = frame[frame["quarter"].isin(last)].sort_values("quarter", kind="stable")
    names = numbered(pd.DataFrame({"label": list(dict.fromkeys(frame["category"]))}))
    rows: dict[Any, Any] = dict(zip(names["label"], names["row"], strict=True))
    top = max(1, int(shown["items"].max()))
    shade = [_shade(int(items), top) for items in shown["items"]]
    cells = shown.assign(
        row=[rows[name] for name in shown["category"]],
        column=[f"{quarter[:4]} {quarter[4:]}" for quarter in shown["quarter"]],
        quarter_text=[quarter_text(quarter) for quarter in shown["quarter"]],
        fill=[SHADES[step] for step in shade],
        ink=[theme.WHITE if step >= 4 else theme.INK for step in shade],
    )
    return cells, names


def _shade(items: int, top: int) -> int:
    return 0 if items == 0 else 1 + (items - 1) * (len(SHADES) - 2) // max(1, top - 1) if top > 1 else 2


def describe_topic_heat(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: all items, and the three most frequent topics."""
    if frame.empty:
        return theme.nothing_yet_text()
    sums = frame.groupby("category", sort=False)["items"].sum().sort_values(ascending=False, kind="stable")
    total, quarters = int(sums.sum()), frame["quarter"].nunique()
    parts = listed([named(row["category"], row["items"]) for row in records(sums.head(3).reset_index())])
    text = ngettext(
        "%(n)d item in %(quarters)d quarters; most often: %(parts)s.",
        "%(n)d items in %(quarters)d quarters; most often: %(parts)s.",
        total,
    )
    return text % {"n": total, "quarters": quarters, "parts": parts}
