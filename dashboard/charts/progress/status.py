"""How many projects are in which status?"""

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import BAR, band, label_above, numbered, records
from dashboard.charts.words import listed, named
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

STEP = 54
"""Height of a row in pixels."""


def status_bars(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one bar per status with the number of projects at its end.

    Args:
        frame: one row per status, in the order of a project's life. status (words); projects (whole number from 0).
    """
    if frame.empty:
        return theme.nothing_yet()
    rows = numbered(frame)
    y = band(len(rows))
    # A tenth more than the longest bar leaves room for its number.
    top = max(1, int(rows["projects"].max())) * 1.1
    x = alt.X("projects:Q", axis=None, scale=alt.Scale(domain=[0, top], nice=False))
    tooltip = [alt.Tooltip("status:N", title=_("Status")), alt.Tooltip("projects:Q", title=_("Number of projects"))]
    drawn = alt.Chart(rows).encode(y=y, x=x, tooltip=tooltip)
    return theme.layered(
        drawn.mark_bar(color=theme.BLUE, height=BAR, yOffset=9),
        drawn.mark_text(align="left", dx=7, dy=9, fontSize=theme.BODY, fontWeight="bold").encode(text="projects:Q"),
        label_above(rows, y, 14, column="status", bold=False),
        height=alt.Step(STEP),
    )


def describe_status_bars(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: all projects, and how many in each status that has any."""
    if frame.empty:
        return theme.nothing_yet_text()
    total = int(frame["projects"].sum())
    parts = [named(row["status"], row["projects"]) for row in records(frame) if row["projects"]]
    if not parts:
        return _("There are no projects yet.")
    text = ngettext("%(n)d project: %(parts)s.", "%(n)d projects: %(parts)s.", total)
    return text % {"n": total, "parts": listed(parts)}
