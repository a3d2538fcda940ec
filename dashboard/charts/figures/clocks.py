"""Is a promise kept, quarter after quarter?"""

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import BAR, Record, band, label_above, note_below, numbered, records, reserved
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

STEP = 76
"""Height of a row in pixels."""

MOST_QUARTERS = 8
"""The last eight quarters are drawn; the table has them all."""


def promise_bars(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw the median days of each quarter as a bar, with a black tick at the days promised.

    A quarter of which half have not arrived yet has no bar and says so in words.

    Args:
        frame: one row per quarter, in the order drawn. label (words); median_days (days, missing where not reached
            by half); median (words); limit (days); started, kept, on_their_way, beyond (whole numbers from 0).
    """
    if frame.empty:
        return theme.nothing_yet()
    rows = numbered(frame.tail(MOST_QUARTERS))
    rows = rows.assign(words=[_words(row) for row in records(rows)])
    rows = rows.assign(reserved=[reserved(words) for words in rows["median"]])
    y, known = band(len(rows)), rows.dropna(subset=["median_days"])
    top = float(max(rows["limit"].max(), known["median_days"].max() if len(known) else 0)) * 1.04
    scale = alt.Scale(domain=[0, max(1.0, top)], nice=False)
    tooltip = [alt.Tooltip("label:N", title=_("Quarter")), alt.Tooltip("words:N", title=_("Cases"))]
    drawn = alt.Chart(rows).encode(y=y, tooltip=tooltip)
    late = known[known["median_days"] > known["limit"]]
    return theme.layered(
        drawn.mark_bar(color=theme.TRACK, height=BAR).encode(x=alt.X("limit:Q", axis=None, scale=scale)),
        _bars(known.drop(late.index), y, theme.BLUE, tooltip),
        _bars(late, y, theme.VERMILLION, tooltip),
        drawn.mark_tick(color=theme.INK, thickness=3, size=BAR + 8, orient="vertical").encode(x="limit:Q"),
        label_above(rows, y, 22),
        _medians(rows, y),
        note_below(rows, y, 23, "words", theme.INK),
        height=alt.Step(STEP),
    )


def _bars(rows: pd.DataFrame, y: alt.Y, color: str, tooltip: list[alt.Tooltip]) -> alt.Chart:
    bars: alt.Chart = alt.Chart(rows).mark_bar(color=color, height=BAR).encode(y=y, x="median_days:Q", tooltip=tooltip)
    return bars


def _medians(rows: pd.DataFrame, y: alt.Y) -> alt.Chart:
    mark = alt.Chart(rows).mark_text(align="right", dy=-22, fontSize=theme.BODY, color=theme.INK)
    medians: alt.Chart = mark.encode(x=alt.value("width"), y=y, text="median:N")
    return medians


def _words(row: Record) -> str:
    kept = _("%(kept)d of %(n)d within %(limit)d days") % {
        "kept": row["kept"],
        "n": row["started"],
        "limit": row["limit"],
    }
    words = [kept]
    if row["on_their_way"]:
        words.append(_("%(n)d still on their way") % {"n": row["on_their_way"]})
    if row["beyond"]:
        words.append(_("%(n)d of them late") % {"n": row["beyond"]})
    return " · ".join(words)


def describe_promise_bars(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: cases, how many within the limit, and the last median."""
    if frame.empty:
        return theme.nothing_yet_text()
    last, started = records(frame)[-1], int(frame["started"].sum())
    text = ngettext(
        "%(kept)d of %(n)d case within %(limit)d days; in %(quarter)s the median was: %(median)s.",
        "%(kept)d of %(n)d cases within %(limit)d days; in %(quarter)s the median was: %(median)s.",
        started,
    )
    facts = {"kept": int(frame["kept"].sum()), "n": started, "limit": last["limit"]}
    return text % {**facts, "quarter": last["label"], "median": last["median"]}
