"""How much money was approved, committed and paid?"""

import altair as alt
import pandas as pd

from dashboard import formats
from dashboard.charts import theme
from dashboard.charts.rows import BAR, Record, band, label_above, note_below, note_right, numbered, records, reserved
from dashboard.i18n import gettext as _

STEP = 80
"""Height of a row in pixels."""


def money_bars(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one row per source or year: an outline for approved, light for committed, dark for paid.

    Args:
        frame: one row per source or year, in the order drawn. label (text); approved, committed, paid (yuan, only
            to draw); approved_text, committed_text, paid_text (exact); share (paid of approved, words).
    """
    if frame.empty:
        return theme.nothing_yet()
    rows = numbered(frame)
    notes = [_("%(share)s paid") % {"share": row["share"]} for row in records(rows)]
    rows = rows.assign(words=[_words(row) for row in records(rows)], note=notes, reserved=[reserved(n) for n in notes])
    y, top = band(len(rows)), float(max(1.0, rows[["approved", "committed", "paid"]].max().max()))
    scale = alt.Scale(domain=[0, top * 1.01], nice=False)
    tooltip = [alt.Tooltip("label:N", title=_("Source")), alt.Tooltip("words:N", title=_("Money"))]
    drawn = alt.Chart(rows).encode(y=y, tooltip=tooltip)
    outline = drawn.mark_bar(height=BAR, filled=False, stroke=theme.LINE, strokeWidth=1)
    return theme.layered(
        outline.encode(x=alt.X("approved:Q", axis=None, scale=scale)),
        drawn.mark_bar(color=theme.PALE_BLUE, height=BAR - 2).encode(x="committed:Q"),
        drawn.mark_bar(color=theme.BLUE, height=BAR - 2).encode(x="paid:Q"),
        label_above(rows, y, 22),
        note_right(rows, y, 22, "note"),
        note_below(rows, y, 23, "words", theme.INK),
        height=alt.Step(STEP),
    )


def _words(row: Record) -> str:
    return _("approved %(approved)s · committed %(committed)s · paid %(paid)s") % {
        "approved": row["approved_text"],
        "committed": row["committed_text"],
        "paid": row["paid_text"],
    }


def describe_money_bars(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: the three amounts in total, and how much of it is paid."""
    if frame.empty:
        return theme.nothing_yet_text()
    sums = {name: round(sum(yuan * 100 for yuan in frame[name])) for name in ("approved", "committed", "paid")}
    return _(
        "In total %(approved)s approved, %(committed)s committed and %(paid)s paid: %(share)s of what is approved."
    ) % {
        **{name: formats.yuan(fen) for name, fen in sums.items()},
        "share": formats.percent(sums["paid"], sums["approved"]),
    }
