"""How every chart of the house looks: fonts, colours, white ground, and what stands where nothing can be drawn.

Importing this module registers and enables the theme; show charts with Streamlit's ``theme=None``, because the
white ground is what keeps them readable in dark mode.
"""

from typing import Any

import altair as alt
import pandas as pd

from dashboard.i18n import gettext as _
from dashboard.i18n import language

FONTS = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif"

# Okabe and Ito (2008): told apart under protanopia, deuteranopia and tritanopia.
BLUE, VERMILLION, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
ORANGE, SKY, GREY = "#E69F00", "#56B4E9", "#B8B8B8"
WHITE, INK, MUTED = "#FFFFFF", "#111111", "#595959"
TRACK, LINE, PALE_BLUE, PALE_VERMILLION = "#EEEEEE", "#767676", "#BFDDEF", "#F5D3BC"
BLUE_TEXT, VERMILLION_TEXT = "#005A8C", "#A34700"

FOR, AGAINST, ABSTAIN, NOT_VOTED = BLUE, VERMILLION, GREY, WHITE

BODY, SMALL = 14, 12
"""Font sizes in pixels: row labels, and everything beside them."""


AXIS: dict[str, Any] = {
    "grid": False,
    "labelColor": INK,
    "titleColor": INK,
    "domainColor": LINE,
    "tickColor": LINE,
    "labelFontSize": SMALL,
    "titleFontSize": SMALL,
    "titleFontWeight": "normal",
    "labelOverlap": "greedy",
    "labelPadding": 4,
}
LEGEND: dict[str, Any] = {
    "orient": "top",
    "direction": "horizontal",
    "title": None,
    "labelColor": INK,
    "labelFontSize": 13,
    "symbolType": "square",
    "symbolSize": 160,
    "symbolStrokeWidth": 1,
    "columnPadding": 14,
    "offset": 6,
}


@alt.theme.register("committee", enable=True)
def committee() -> alt.theme.ThemeConfig:
    """Return the look of all charts; sizes in pixels."""
    title: dict[str, Any] = {"anchor": "start", "fontSize": 17, "color": INK, "offset": 12}
    config: Any = {
        "font": FONTS,
        "axis": AXIS,
        "legend": LEGEND,
        "title": title,
        "view": {"stroke": None, "continuousWidth": 720, "continuousHeight": 260},
        "text": {"fontSize": SMALL, "color": INK},
        "tick": {"opacity": 1},
    }
    return alt.theme.ThemeConfig(
        background=WHITE, padding={"left": 8, "right": 12, "top": 8, "bottom": 8}, config=config
    )


def layered(*layers: alt.Chart | alt.LayerChart, height: Any) -> alt.LayerChart:
    """Return the layers as one chart, the first at the bottom; ``height`` in pixels or as a step per row."""
    return alt.LayerChart(layer=list(layers), height=height)


def day_axis(days: "pd.Series[pd.Timestamp]") -> alt.Axis:
    """Return the axis of a stretch of days: about five labels fit a phone, so months are left out evenly."""
    chinese, span = language() == "zh_CN", (days.max() - days.min()).days
    if span <= 75:
        few: Any = 5 if span > 5 else {"interval": "day", "step": 1}
        return alt.Axis(format="%-m月%-d日" if chinese else "%b %-d", tickCount=few, labelSeparation=6)
    months = next((step for step in (1, 2, 3, 6) if span / 30 / step <= 5), 12)
    every: Any = {"interval": "month", "step": months}
    return alt.Axis(format="%Y年%-m月" if chinese else "%b %Y", tickCount=every, labelSeparation=6)


def title_across(title: str, **axis: Any) -> alt.Axis:
    """Return a vertical axis whose title lies flat above it: Chinese turned on its side is hard to read."""
    flat: dict[str, Any] = {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom"}
    flat |= {"titleX": -34, "titleY": -14}
    return alt.Axis(title=title, **flat, **axis)


def nothing_yet() -> alt.Chart:
    """Return a chart that only says that there is nothing to draw; pages show an empty state instead."""
    note = pd.DataFrame({"note": [nothing_yet_text()]})
    chart: alt.Chart = alt.Chart(note, height=80).mark_text(fontSize=BODY, color=MUTED).encode(text="note:N")
    return chart


def nothing_yet_text() -> str:
    """Return the sentence for an empty chart, also its alt text."""
    return _("There is nothing to draw yet.")
