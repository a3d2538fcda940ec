"""The charts of the projects, each with its figures as a table."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import formats
from dashboard.charts import progress
from dashboard.i18n import gettext as _
from dashboard.ui import charts
from dashboard.ui import frame as page


def status(frame: pd.DataFrame) -> None:
    """Draw how many projects are in each status."""
    st.subheader(_("How many projects are in which status"), anchor=False)
    columns = {"status": _("Status"), "projects": _("Projects")}
    charts.show(
        charts.drawn(progress.status_bars, frame),
        frame,
        progress.describe_status_bars(frame),
        columns,
        "project_status",
    )


def gantt(frame: pd.DataFrame, today: date) -> None:
    """Draw plan and reality of every project."""
    st.subheader(_("Plan and reality over time"), anchor=False)
    columns = {
        "number": _("Project number"),
        "label": _("Project"),
        "planned_start": _("Established on"),
        "planned_end": _("Due date"),
        "actual_start": _("Started on"),
        "actual_end": _("Finished on"),
        "percent": _("Progress in percent"),
        "status_words": _("Status"),
    }
    words = frame.assign(**{name: _days(frame[name]) for name in columns if name.endswith(("_start", "_end"))})
    charts.show(
        charts.drawn(progress.gantt, frame, today),
        words,
        progress.describe_gantt(frame, today),
        columns,
        "project_times",
    )


def curve(frame: pd.DataFrame, key: str, heading: str) -> None:
    """Draw planned against reported progress."""
    st.subheader(heading, anchor=False)
    columns = {"day": _("Day"), "planned": _("Planned percent"), "actual": _("Actual percent")}
    known = ["" if pd.isna(share) else str(int(share)) for share in frame["actual"]]
    words = frame.assign(day=_days(frame["day"]), actual=known)
    charts.show(
        charts.drawn(progress.planned_against_actual, frame),
        words,
        progress.describe_planned_against_actual(frame),
        columns,
        key,
    )


def money(frame: pd.DataFrame) -> None:
    """Draw approved and paid money by source, or say that there is none."""
    st.subheader(_("Money by source"), anchor=False)
    if frame.empty:
        page.empty(_("No money is approved for any project yet."))
        return
    columns = {
        "label": _("Source"),
        "approved_text": _("Amount approved"),
        "paid_text": _("Amount paid"),
        "share": _("Execution rate"),
    }
    charts.show(
        charts.drawn(progress.budget_bars, frame), frame, progress.describe_budget_bars(frame), columns, "project_money"
    )


def _days(column: "pd.Series[date]") -> list[str]:
    return ["" if pd.isna(day) else formats.day(day) for day in column]
