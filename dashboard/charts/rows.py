"""Rows that read on a phone: the label stands above its bar, so no label column takes the width.

Every row is a band of fixed height. Rows are placed by number, not by label: two motions may have the same text.
"""

from collections.abc import Hashable
from typing import Any
from unicodedata import east_asian_width

import altair as alt
import pandas as pd

from dashboard.charts.theme import BODY, INK, MUTED

BAR = 20
"""Height of a bar in pixels."""

Record = dict[Hashable, Any]


def records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows of a frame as dictionaries."""
    return frame.to_dict("records")


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy with the column ``row``: 0 at the top."""
    return frame.reset_index(drop=True).assign(row=range(len(frame)))


def band(count: int, head: float = 0.0) -> alt.Y:
    """Return the vertical encoding of ``count`` numbered rows, ``head`` rows (at most 1) left free above them."""
    scale = alt.Scale(domain=list(range(count)), paddingInner=0, paddingOuter=head / 2, align=1)
    return alt.Y("row:O", sort=None, axis=None, scale=scale)


def reserved(words: str) -> int:
    """Return about how many pixels bold words of body size take: Chinese characters are square, others narrower."""
    return 16 + sum(BODY if east_asian_width(letter) in "WF" else 8 for letter in words)


def label_above(frame: pd.DataFrame, y: alt.Y, rise: int, *, column: str = "label", bold: bool = True) -> alt.Chart:
    """Return the row labels, ``rise`` pixels above the middle of the row.

    They are cut where the row is full; a column ``reserved`` keeps so many pixels free at the right.
    """
    weight: Any = "bold" if bold else "normal"
    limit = alt.expr("width - datum.reserved" if "reserved" in frame else "width")
    mark = alt.Chart(frame).mark_text(align="left", dy=-rise, fontSize=BODY, fontWeight=weight, color=INK, limit=limit)
    chart: alt.Chart = mark.encode(x=alt.value(0), y=y, text=f"{column}:N")
    return chart


def note_right(frame: pd.DataFrame, y: alt.Y, rise: int, column: str, color: str = INK, **mark: Any) -> alt.Chart:
    """Return words at the right end of the label's line."""
    text = alt.Chart(frame).mark_text(align="right", dy=-rise, fontSize=BODY, color=color, **mark)
    chart: alt.Chart = text.encode(x=alt.value("width"), y=y, text=f"{column}:N")
    return chart


def note_below(frame: pd.DataFrame, y: alt.Y, drop: int, column: str, color: str = MUTED) -> alt.Chart:
    """Return words under the bar, ``drop`` pixels below the middle of the row."""
    mark = alt.Chart(frame).mark_text(align="left", dy=drop, color=color, limit=alt.expr("width"))
    chart: alt.Chart = mark.encode(x=alt.value(0), y=y, text=f"{column}:N")
    return chart
