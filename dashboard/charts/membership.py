"""How did the number of member organisations grow?"""

from typing import Any

import altair as alt
import pandas as pd

from dashboard import formats
from dashboard.charts import theme
from dashboard.charts.words import listed, named
from dashboard.i18n import gettext as _

FILLS = (theme.BLUE, theme.SKY, theme.ORANGE, theme.GREEN, theme.PINK)
"""Bottom to top; more types than colours begin again."""


def membership_growth(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw the number of member organisations over time as stepped areas, one per organisation type.

    The totals at the first and the last day are written on the chart, the numbers by type in the legend.

    Args:
        frame: one row per day of change and type, at least two days, the last one being today so that the area
            reaches it. day (date); type (short words, in the order stacked from the bottom); organisations
            (members on that day, whole number from 0). A type that is missing on a day keeps its last number.
    """
    if frame.empty:
        return theme.nothing_yet()
    counts = _stretched(_by_day(frame))
    totals = pd.DataFrame({"day": counts.index, "total": counts.sum(axis=1).to_numpy()})
    x = alt.X("day:T", title=None, axis=theme.day_axis(totals["day"]))
    scale = alt.Scale(domain=[0, float(totals["total"].max()) * 1.12], nice=False)
    y = alt.Y("bottom:Q", scale=scale, axis=theme.title_across(_("Member organisations"), tickCount=5))
    return theme.layered(
        _areas(counts, x, y),
        alt.Chart(totals)
        .mark_line(color=theme.INK, strokeWidth=2, interpolate="step-after")
        .encode(x=x, y=alt.Y("total:Q")),
        *_ends(totals, x),
        height=280,
    )


def _by_day(frame: pd.DataFrame) -> pd.DataFrame:
    """Return members with one row per day and one column per type."""
    days = frame.assign(day=pd.to_datetime(frame["day"]))
    wide = days.pivot_table(index="day", columns="type", values="organisations", aggfunc="last", sort=False)
    return wide.sort_index().ffill().fillna(0).astype("int64")


def _stretched(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with a second day where there is only one: an area needs a width."""
    if len(counts) > 1:
        return counts
    return pd.concat([counts, counts.set_axis(counts.index + pd.Timedelta(days=1))]).rename_axis("day")


def _areas(counts: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    legend = {kind: named(kind, int(counts[kind].iloc[-1])) for kind in counts.columns}
    upper = counts.cumsum(axis=1)
    parts = [
        counts.index.to_frame(name="day", index=False).assign(
            type=words,
            organisations=counts[kind].to_numpy(),
            bottom=(upper[kind] - counts[kind]).to_numpy(),
            top=upper[kind].to_numpy(),
            day_text=[formats.day(day.date()) for day in counts.index],
        )
        for kind, words in legend.items()
    ]
    domain = list(legend.values())
    fills = [FILLS[place % len(FILLS)] for place in range(len(domain))]
    # The legend reads from top to bottom like the stack.
    color = alt.Color(
        "type:N",
        sort=None,
        scale=alt.Scale(domain=domain[::-1], range=fills[::-1]),
        legend=alt.Legend(direction="vertical", columns=1, labelLimit=0, offset=30),
    )
    titles = {"day_text:N": _("Day"), "type:N": _("Organisation type"), "organisations:Q": _("Member organisations")}
    area = alt.Chart(pd.concat(parts)).mark_area(interpolate="step-after", stroke=theme.WHITE, strokeWidth=1, opacity=1)
    tooltip = [alt.Tooltip(field, title=title) for field, title in titles.items()]
    chart: alt.Chart = area.encode(x=x, y=y, y2="top:Q", color=color, tooltip=tooltip)
    return chart


def _ends(totals: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    ends: dict[Any, pd.DataFrame] = (
        {"left": totals.head(1), "right": totals.tail(1)} if len(totals) > 1 else {"right": totals}
    )
    return [
        alt.Chart(part)
        .mark_text(align=side, dy=-10, dx=2 if side == "left" else -2, fontSize=16, fontWeight="bold")
        .encode(x=x, y="total:Q", text="total:Q")
        for side, part in ends.items()
    ]


def describe_membership_growth(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: from how many to how many, and the types at the end."""
    if frame.empty:
        return theme.nothing_yet_text()
    counts = _by_day(frame)
    totals = counts.sum(axis=1)
    kinds = [named(kind, int(counts[kind].iloc[-1])) for kind in counts.columns]
    return _("Member organisations went from %(first)d on %(start)s to %(last)d on %(end)s (%(kinds)s).") % {
        "first": totals.iloc[0],
        "start": formats.day(counts.index[0].date()),
        "last": totals.iloc[-1],
        "end": formats.day(counts.index[-1].date()),
        "kinds": listed(kinds),
    }
