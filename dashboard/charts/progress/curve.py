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
    x = alt.X("day:T", title=None, axis=theme.day_axis(days["day"]))
    axis = alt.Axis(labelExpr="datum.value + '%'", tickCount=5)
    y = alt.Y("planned:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 100], nice=False))
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


def _gap(last: pd.DataFrame, days: pd.DataFrame) -> list[alt.Chart]:
    """Mark the last reported day: both values, and the gap between them in words."""
    if last.empty:
        return []
    row = records(last)[0]
    behind = row["planned"] > row["actual"]
    late = row["day"] > days["day"].min() + (days["day"].max() - days["day"].min()) / 2
    words = pd.DataFrame([row | {"gap": gap_text(row), "middle": (row["planned"] + row["actual"]) / 2} | _values(row)])
    color, text_color = (theme.VERMILLION, theme.VERMILLION_TEXT) if behind else (theme.GREEN, theme.INK)
    base = alt.Chart(words).encode(x="day:T")
    bold: dict[str, Any] = {"fontSize": 13, "fontWeight": "bold"}
    side: dict[str, Any] = {"align": "right", "dx": -9} if late else {"align": "left", "dx": 9}
    # The lower value is written below its end of the gap and to the right, where the rising curves leave room.
    planned, actual = (-12, 14) if behind else (14, -12)
    return [
        base.mark_rule(color=color, strokeWidth=4).encode(y="planned:Q", y2="actual:Q"),
        base.mark_text(color=text_color, **side, **bold).encode(y="middle:Q", text="gap:N"),
        base.mark_text(color=theme.MUTED, dy=planned, **_beside(planned), **bold).encode(y="planned:Q", text="plan:N"),
        base.mark_text(color=theme.BLUE_TEXT, dy=actual, **_beside(actual), **bold).encode(y="actual:Q", text="done:N"),
    ]


def _beside(dy: int) -> dict[str, Any]:
    return {"align": "right", "dx": 4} if dy < 0 else {"align": "left", "dx": -4}


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
