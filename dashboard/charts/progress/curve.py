"""Is the work as a whole ahead of its plan or behind it?"""

from typing import Any

import altair as alt
import pandas as pd

from dashboard import formats
from dashboard.charts import theme
from dashboard.charts.rows import Record, records
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext


def planned_against_actual(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw the planned curve dashed, the actual one solid, and the gap on the last reported day in words.

    Args:
        frame: one row per day. day (date); planned (cumulative percent, 0 to 100); actual (cumulative percent,
            0 to 100, missing after the last report).
    """
    if frame.empty:
        return theme.nothing_yet()
    days = frame.assign(day=pd.to_datetime(frame["day"])).sort_values("day")
    days["day_text"] = [formats.day(day.date()) for day in days["day"]]
    reported = days.dropna(subset=["actual"])
    x = alt.X("day:T", title=None, axis=theme.day_axis(days["day"]), scale=alt.Scale(domain=_stretch(days, reported)))
    axis = alt.Axis(labelExpr="datum.value + '%'", values=[0, 20, 40, 60, 80, 100])
    y = alt.Y("planned:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 115], nice=False))
    titles = {"day_text:N": _("Day"), "planned:Q": _("Planned percent"), "actual:Q": _("Actual percent")}
    tooltip = [alt.Tooltip(field, title=title) for field, title in titles.items()]
    plan = alt.Chart(days).mark_line(color=theme.MUTED, strokeDash=[6, 4], strokeWidth=2)
    done = alt.Chart(reported).mark_line(color=theme.BLUE, strokeWidth=3)
    return theme.layered(
        plan.encode(x=x, y=y),
        done.encode(x=x, y="actual:Q"),
        alt.Chart(days).mark_point(opacity=0, size=300).encode(x=x, y=y, tooltip=tooltip),
        *_gap(reported.tail(1), days),
        height=280,
    )


def _stretch(days: pd.DataFrame, reported: pd.DataFrame) -> list[Any]:
    """Return first and last day drawn; the words beside the last report need two fifths of the width."""
    first, last = days["day"].min(), days["day"].max()
    if len(reported):
        last = max(last, first + (reported["day"].max() - first) / 0.6)
    return [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in (first, last)]


def _gap(last: pd.DataFrame, days: pd.DataFrame) -> list[alt.Chart]:
    """Mark the last reported day: both values, and the gap between them in words."""
    if last.empty:
        return []
    row = records(last)[0]
    behind, early = row["planned"] > row["actual"], row["day"] < days["day"].quantile(0.35)
    color, text_color = (theme.VERMILLION, theme.VERMILLION_TEXT) if behind else (theme.GREEN, theme.INK)
    middle = (row["planned"] + row["actual"]) / 2 if behind else row["actual"]
    words = pd.DataFrame([row | {"gap": gap_text(row), "middle": middle} | _values(row)])
    colors = {"gap": text_color, "plan": theme.MUTED, "done": theme.BLUE_TEXT}
    mark = alt.Chart(words).mark_rule(color=color, strokeWidth=4)
    texts = _in_the_corner(words, colors) if early else _beside(words, colors, behind)
    return [mark.encode(x="day:T", y="planned:Q", y2="actual:Q"), *texts]


def _beside(words: pd.DataFrame, colors: dict[str, str], behind: bool) -> list[alt.Chart]:
    """Write the upper value above left and the lower one below right, where the rising curves leave room.

    The gap stands right of its mark when behind, and on top when ahead, so that no curve crosses it.
    """
    above: dict[str, Any] = {"align": "right", "dx": 4, "dy": -12}
    below: dict[str, Any] = {"align": "left", "dx": -4, "dy": 14}
    gap: dict[str, Any] = {"align": "left", "dx": 9} if behind else above | {"dy": -30}
    plan, done = (above, below) if behind else (below, above)
    places = {"gap": (gap, "middle"), "plan": (plan, "planned"), "done": (done, "actual")}
    return [
        alt.Chart(words)
        .mark_text(color=colors[text], fontSize=13, fontWeight="bold", **place)
        .encode(x="day:T", y=f"{y}:Q", text=f"{text}:N")
        for text, (place, y) in places.items()
    ]


def _in_the_corner(words: pd.DataFrame, colors: dict[str, str]) -> list[alt.Chart]:
    """Write all three at the lower right, which both curves leave free while the work is young."""
    lines = {"plan": 62, "done": 42, "gap": 22}
    return [
        alt.Chart(words)
        .mark_text(color=colors[text], fontSize=13, fontWeight="bold", align="right", dx=-4, dy=-rise)
        .encode(x=alt.value("width"), y=alt.value("height"), text=f"{text}:N")
        for text, rise in lines.items()
    ]


def _values(row: Record) -> dict[str, str]:
    return {
        "plan": _("Planned %(percent)d%%") % {"percent": round(row["planned"])},
        "done": _("Actual %(percent)d%%") % {"percent": round(row["actual"])},
    }


def gap_text(row: Record) -> str:
    """Return how far ``actual`` is from ``planned``, in whole percentage points."""
    points = round(row["actual"]) - round(row["planned"])
    if points < 0:
        return ngettext("%(n)d point behind", "%(n)d points behind", -points) % {"n": -points}
    if points > 0:
        return ngettext("%(n)d point ahead", "%(n)d points ahead", points) % {"n": points}
    return _("to plan")


def describe_planned_against_actual(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: planned, actual and the gap on the last reported day."""
    reported = frame.dropna(subset=["actual"])
    if frame.empty or reported.empty:
        return theme.nothing_yet_text() if frame.empty else _("No progress has been reported yet.")
    row = records(reported.assign(day=pd.to_datetime(reported["day"])).sort_values("day"))[-1]
    return _("On %(day)s %(planned)d%% was planned and %(actual)d%% done: %(gap)s.") % {
        "day": formats.day(row["day"].date()),
        "planned": round(row["planned"]),
        "actual": round(row["actual"]),
        "gap": gap_text(row),
    }
