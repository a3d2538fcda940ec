"""At which step do items stay behind, and which step takes longest?"""

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import BAR, Record, band, label_above, note_below, numbered, records
from dashboard.charts.words import listed, named
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

STEP = 78
"""Height of a row in pixels."""


def funnel(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one bar per step from the left edge; under it what share came on from the step before, and how fast.

    The step with the longest median is marked with a triangle and in words.

    Args:
        frame: one row per step, in order. step (words); items (whole number from 0); kept (share of the step before,
            words); median (words); on_their_way (whole number); median_days (missing where not reached by half).
    """
    if frame.empty:
        return theme.nothing_yet()
    rows = numbered(frame).rename(columns={"step": "label"})
    rows = rows.assign(words=[_words(row) for row in records(rows)])
    y, top = band(len(rows)), max(1, int(rows["items"].max())) * 1.12
    x = alt.X("items:Q", axis=None, scale=alt.Scale(domain=[0, top], nice=False))
    tooltip = [
        alt.Tooltip("label:N", title=_("Step")),
        alt.Tooltip("items:Q", title=_("Items")),
        alt.Tooltip("words:N", title=_("Share of the step before")),
    ]
    drawn = alt.Chart(rows).encode(y=y, x=x, tooltip=tooltip)
    return theme.layered(
        drawn.mark_bar(color=theme.BLUE, height=BAR),
        drawn.mark_text(align="left", dx=7, fontSize=theme.BODY, fontWeight="bold").encode(text="items:Q"),
        label_above(rows, y, 22),
        note_below(rows, y, 23, "words", theme.INK),
        *_slowest(rows, y),
        height=alt.Step(STEP),
    )


def _words(row: Record) -> str:
    if not row["kept"]:
        return ""
    words = [_("kept %(share)s") % {"share": row["kept"]}, _("median %(days)s") % {"days": row["median"]}]
    if row["on_their_way"]:
        words.append(_("%(n)d still on their way") % {"n": row["on_their_way"]})
    return " · ".join(words)


def slowest(frame: pd.DataFrame) -> Record | None:
    """Return the row with the longest median; ``None`` where no step was reached by half."""
    known = frame.dropna(subset=["median_days"])
    return records(known.sort_values("median_days", kind="stable"))[-1] if len(known) else None


def _slowest(rows: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    row = slowest(rows)
    if row is None:
        return []
    note = pd.DataFrame([{"row": row["row"], "words": "▲ " + _("takes longest")}])
    mark = alt.Chart(note).mark_text(
        align="right", dy=-22, fontSize=theme.BODY, color=theme.VERMILLION_TEXT, fontWeight="bold"
    )
    return [mark.encode(x=alt.value("width"), y=y, text="words:N")]


def describe_funnel(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: items at every step, and the slowest step."""
    if frame.empty:
        return theme.nothing_yet_text()
    submitted = int(frame["items"].iloc[0])
    parts = listed([named(row["step"], row["items"]) for row in records(frame)[1:]])
    text = ngettext("Of %(n)d item submitted: %(parts)s.", "Of %(n)d items submitted: %(parts)s.", submitted)
    words = [text % {"n": submitted, "parts": parts}]
    if (row := slowest(frame)) is not None:
        words.append(_("“%(step)s” takes longest: median %(days)s.") % {"step": row["step"], "days": row["median"]})
    return " ".join(words)
