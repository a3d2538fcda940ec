"""How much of the approved money has been paid?"""

import altair as alt
import pandas as pd

from dashboard import formats
from dashboard.charts import theme
from dashboard.charts.rows import BAR, band, label_above, note_below, numbered, records
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

STEP = 76
"""Height of a row in pixels."""


def budget_bars(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one row per project or fund: light for approved, dark for paid, a black tick where approval ends.

    Args:
        frame: one row per project or fund, in the order drawn. label (text); approved, paid (yuan from 0, as
            numbers with two decimals: only to draw, amounts are kept and added in fen).
    """
    if frame.empty:
        return theme.nothing_yet()
    rows = numbered(frame).assign(words=[_words(row["paid"], row["approved"]) for row in records(frame)])
    y, top = band(len(rows)), float(max(1.0, rows["approved"].max(), rows["paid"].max()))
    x = alt.X("approved:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.01], nice=False))
    tooltip = [alt.Tooltip("label:N", title=_("Project")), alt.Tooltip("words:N", title=_("Money"))]
    drawn = alt.Chart(rows).encode(y=y, tooltip=tooltip)
    return theme.layered(
        drawn.mark_bar(color=theme.PALE_BLUE, height=BAR, yOffset=2).encode(x=x),
        drawn.mark_bar(color=theme.BLUE, height=BAR, yOffset=2).encode(x="paid:Q"),
        drawn.mark_tick(color=theme.INK, thickness=3, size=BAR + 8, orient="vertical", yOffset=2).encode(
            x="approved:Q"
        ),
        label_above(rows, y, 22),
        note_below(rows, y, 25, "words", theme.INK),
        height=alt.Step(STEP),
    )


def _fen(yuan: float) -> int:
    return round(yuan * 100)


def _words(paid: float, approved: float) -> str:
    return _("Paid %(paid)s of %(approved)s approved (%(share)s)") % {
        "paid": formats.yuan(_fen(paid)),
        "approved": formats.yuan(_fen(approved)),
        "share": formats.percent(_fen(paid), _fen(approved)),
    }


def describe_budget_bars(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: paid and approved in total."""
    if frame.empty:
        return theme.nothing_yet_text()
    paid = sum(_fen(yuan) for yuan in frame["paid"])
    approved = sum(_fen(yuan) for yuan in frame["approved"])
    text = ngettext(
        "%(n)d budget: paid %(paid)s of %(approved)s approved (%(share)s).",
        "%(n)d budgets: paid %(paid)s of %(approved)s approved (%(share)s).",
        len(frame),
    )
    facts = {"n": len(frame), "paid": formats.yuan(paid), "approved": formats.yuan(approved)}
    return text % {**facts, "share": formats.percent(paid, approved)}
