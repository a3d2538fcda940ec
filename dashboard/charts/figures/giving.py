"""Which organisations took items on, and how many?"""

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import Record, band, label_above, note_right, numbered, records, reserved
from dashboard.formats import number
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

STEP, THIN = 48, 14
"""Heights in pixels: a row, a bar."""


def giving_bars(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one bar per organisation that took items on: their number, and the hours given in words.

    Args:
        frame: one row per organisation, in the order drawn. label (name); items, hours (whole numbers
            from 0). Rows without items are left out.
    """
    rows = numbered(frame[frame["items"] > 0])
    if rows.empty:
        return theme.nothing_yet()
    words = [_words(row) for row in records(rows)]
    rows = rows.assign(words=words, reserved=[reserved(one) for one in words])
    y, top = band(len(rows)), int(rows["items"].max())
    x = alt.X("items:Q", axis=None, scale=alt.Scale(domain=[0, top], nice=False))
    tooltip = [
        alt.Tooltip("label:N", title=_("Member organisation")),
        alt.Tooltip("items:Q", title=_("Items taken on")),
        alt.Tooltip("words:N", title=_("Given")),
    ]
    drawn = alt.Chart(rows).encode(y=y, x=x, tooltip=tooltip)
    return theme.layered(
        drawn.mark_bar(color=theme.GREEN, height=THIN, yOffset=12),
        label_above(rows, y, 9, bold=False),
        note_right(rows, y, 9, "words"),
        height=alt.Step(STEP),
    )


def _words(row: Record) -> str:
    items = ngettext("%(n)s item", "%(n)s items", row["items"]) % {"n": number(row["items"])}
    hours = ngettext("%(n)s hour", "%(n)s hours", row["hours"]) % {"n": number(row["hours"])}
    return f"{items} · {hours}" if row["hours"] else items


def describe_giving_bars(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: organisations, items, hours."""
    took = frame[frame["items"] > 0]
    if took.empty:
        return theme.nothing_yet_text()
    text = ngettext(
        "%(n)d organisation took items on: %(items)s claims confirmed, %(hours)s volunteer hours reported.",
        "%(n)d organisations took items on: %(items)s claims confirmed, %(hours)s volunteer hours reported.",
        len(took),
    )
    facts = {"items": number(int(took["items"].sum())), "hours": number(int(took["hours"].sum()))}
    return text % {"n": len(took), **facts}
