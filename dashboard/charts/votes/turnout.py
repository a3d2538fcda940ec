"""How many took part, and how solid are the results?"""

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from dashboard import formats
from dashboard.charts import theme
from dashboard.charts.words import share_text
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from models.enums import Outcome

SOLID = 0.8
"""Motions with turnout and approval from here up are not named in the scatter: only outliers are."""

NAMED = 4
"""At most so many outliers are named, so that names do not lie on each other."""


def consensus_against_turnout(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one point per motion: turnout to the right, approval upwards. Results at the upper right are solid.

    Motions at the same place are one point with their number; at most four outliers are named.

    Args:
        frame: one row per motion. label (text); turnout (ballots cast over entitled, 0 to 1); approval (for over
            for and against, 0 to 1); verdict (short words). Rows with a missing share are left out: not
            measurable is not 0.
    """
    points = _at_one_place(frame)
    if points.empty:
        return theme.nothing_yet()
    x = _share(points["turnout"].min(), alt.Axis, _("Turnout: ballots cast of those entitled"))
    y = _share(points["approval"].min(), theme.title_across, _("Approval: for, of for and against"))
    return theme.layered(
        _dots(points).encode(x=alt.X("turnout:Q", **x), y=alt.Y("approval:Q", **y)),
        *_names(points),
        _numbers(points),
        height=300,
    )


def _at_one_place(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row per place and verdict, with the number of motions there and their names."""
    measured = frame.dropna(subset=["turnout", "approval"])
    places = measured.groupby(["turnout", "approval", "verdict"], sort=False, as_index=False)
    return places.agg(motions=("label", "size"), label=("label", " / ".join))


def _share(lowest: float, axis: Callable[..., alt.Axis], title: str) -> dict[str, Any]:
    """Return axis and scale of a share; the scale begins at 0 or, where all are high, at one half."""
    low = 0.5 if lowest >= 0.55 else 0.0
    drawn = axis(title=title, format=".0%", tickCount=5)
    return {"axis": drawn, "scale": alt.Scale(domain=[low, 1.0], nice=False)}


def _dots(points: pd.DataFrame) -> alt.Chart:
    looks = {
        label(Outcome.CARRIED): (theme.BLUE, "circle"),
        label(Outcome.CARRIED_WITH_CONDITIONS): (theme.BLUE, "triangle-up"),
        label(Outcome.NOT_CARRIED): (theme.VERMILLION, "diamond"),
        label(Outcome.NO_QUORUM): (theme.MUTED, "square"),
    }
    verdicts = list(dict.fromkeys(points["verdict"]))
    found = [looks.get(verdict, (theme.INK, "cross")) for verdict in verdicts]
    colors = alt.Scale(domain=verdicts, range=[color for color, _shape in found])
    shapes = alt.Scale(domain=verdicts, range=[shape for _color, shape in found])
    titles = {"label:N": _("Motion"), "verdict:N": _("Result"), "motions:Q": _("Number of motions")}
    shares = {"turnout:Q": _("Turnout"), "approval:Q": _("Approval")}
    tooltip = [alt.Tooltip(field, title=title) for field, title in titles.items()]
    tooltip += [alt.Tooltip(field, title=title, format=".1%") for field, title in shares.items()]
    dots = alt.Chart(points).mark_point(size=220, filled=True, opacity=1, stroke=theme.WHITE, clip=False)
    chart: alt.Chart = dots.encode(
        color=alt.Color("verdict:N", sort=None, scale=colors, legend=alt.Legend(offset=30, columns=3)),
        shape=alt.Shape("verdict:N", sort=None, scale=shapes, legend=alt.Legend(offset=30, columns=3)),
        tooltip=tooltip,
    )
    return chart


def _names(points: pd.DataFrame) -> list[alt.Chart]:
    """Name the outliers, to the side where there is room."""
    outliers = points[points[["turnout", "approval"]].min(axis=1) < SOLID]
    named = outliers.assign(worst=outliers[["turnout", "approval"]].min(axis=1)).nsmallest(NAMED, "worst")
    middle = (points["turnout"].min() + 1) / 2
    sides: dict[Any, pd.DataFrame] = {
        "left": named[named["turnout"] < middle],
        "right": named[named["turnout"] >= middle],
    }
    return [
        alt.Chart(part)
        .mark_text(align=side, dx=12 if side == "left" else -12, fontSize=13, limit=alt.expr("width * 0.6"))
        .encode(x="turnout:Q", y="approval:Q", text="label:N")
        for side, part in sides.items()
    ]


def _numbers(points: pd.DataFrame) -> alt.Chart:
    several = alt.Chart(points[points["motions"] > 1])
    mark = several.mark_text(color=theme.WHITE, fontSize=11, fontWeight="bold")
    chart: alt.Chart = mark.encode(x="turnout:Q", y="approval:Q", text="motions:Q")
    return chart


def turnout_line(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw turnout over time, one point per meeting or motion, the last one numbered.

    Args:
        frame: one row per meeting or motion. day (date); label (text); turnout (0 to 1, missing where not
            measurable: a gap, not 0).
    """
    points = _dated(frame)
    if points.empty:
        return theme.nothing_yet()
    x = alt.X("day:T", title=None, axis=theme.day_axis(points["day"]))
    y = alt.Y("turnout:Q", **_share(0.0, theme.title_across, _("Turnout: ballots cast of those entitled")))
    tooltip = [alt.Tooltip("day_text:N", title=_("Day")), alt.Tooltip("label:N", title=_("Name"))]
    tooltip += [alt.Tooltip("turnout:Q", title=_("Turnout"), format=".1%")]
    drawn = alt.Chart(points).encode(x=x, y=y)
    last = alt.Chart(points.tail(1)).mark_text(dy=-14, align="right", dx=8, fontSize=13, fontWeight="bold")
    return theme.layered(
        drawn.mark_line(color=theme.BLUE, strokeWidth=2),
        drawn.mark_point(color=theme.BLUE, filled=True, size=70, opacity=1).encode(tooltip=tooltip),
        last.encode(x=x, y=y, text=alt.Text("turnout:Q", format=".0%")),
        height=240,
    )


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    measured = frame.dropna(subset=["turnout"])
    days = pd.to_datetime(measured["day"])
    return measured.assign(day=days, day_text=[formats.day(day.date()) for day in days]).sort_values("day")


def describe_consensus_against_turnout(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: the ranges of turnout and approval."""
    points = frame.dropna(subset=["turnout", "approval"])
    if points.empty:
        return theme.nothing_yet_text()
    text = ngettext(
        "%(n)d motion; turnout from %(low_turnout)s to %(high_turnout)s, approval from %(low)s to %(high)s.",
        "%(n)d motions; turnout from %(low_turnout)s to %(high_turnout)s, approval from %(low)s to %(high)s.",
        len(points),
    )
    turnout, approval = points["turnout"], points["approval"]
    return text % {
        "n": len(points),
        "low_turnout": share_text(turnout.min()),
        "high_turnout": share_text(turnout.max()),
        "low": share_text(approval.min()),
        "high": share_text(approval.max()),
    }


def describe_turnout_line(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: turnout at first, at last, and the lowest."""
    points = _dated(frame)
    if points.empty:
        return theme.nothing_yet_text()
    shares = points["turnout"]
    return _("Turnout went from %(first)s on %(start)s to %(last)s on %(end)s; the lowest was %(low)s.") % {
        "first": share_text(shares.iloc[0]),
        "start": points["day_text"].iloc[0],
        "last": share_text(shares.iloc[-1]),
        "end": points["day_text"].iloc[-1],
        "low": share_text(shares.min()),
    }
