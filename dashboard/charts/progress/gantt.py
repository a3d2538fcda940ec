"""Which projects run to plan, and which are overdue?"""

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from dashboard import formats
from dashboard.charts import theme
from dashboard.charts.rows import Record, band, label_above, note_right, numbered, records, reserved
from dashboard.charts.words import listed
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext

STEP, PLAN, ACTUAL = 58, 20, 10
"""Heights in pixels: a row, the outline of the plan, the bar of what happened."""

DATES = ["planned_start", "planned_end", "actual_start", "actual_end"]


def gantt(frame: pd.DataFrame, today: date) -> alt.LayerChart | alt.Chart:
    """Draw one row per project: a thin outline for the plan, inside it a thick bar for what happened.

    The dark part of the bar is what is done (``percent`` of its length), the light part what remains; a bar that
    is not finished reaches to the planned end or, once that has passed, to today. Overdue bars are vermillion
    and say so in words.

    Args:
        frame: one row per project, in the order drawn. label (text); planned_start, planned_end (dates);
            actual_start, actual_end (dates, missing while not started or not finished); percent (0 to 100);
            status_words (text); overdue_days (whole number from 0).
        today: the dashed line.
    """
    if frame.empty:
        return theme.nothing_yet()
    rows = _with_bars(frame, pd.Timestamp(today))
    y, started = band(len(rows), head=0.4), rows.dropna(subset=["actual_start"])
    ends = rows[[*DATES, "bar_end"]].stack()
    axis = theme.day_axis(pd.Series([*ends, pd.Timestamp(today)]))
    plan = alt.Chart(rows).mark_bar(height=PLAN, yOffset=10, filled=False, stroke=theme.LINE, strokeWidth=1)
    return theme.layered(
        plan.encode(y=y, x=alt.X("planned_start:T", title=None, axis=axis), x2="planned_end:T", tooltip=_tooltips()),
        _bar(started, y, "bar_end", "light"),
        _bar(started, y, "done_end", "dark"),
        *_today(rows, y, today),
        label_above(rows, y, 14),
        *_notes(rows, y),
        height=alt.Step(STEP),
    )


def _with_bars(frame: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    rows = numbered(frame)
    for column in DATES:
        rows[column] = pd.to_datetime(rows[column])
    open_end = rows["planned_end"].where(rows["planned_end"] > today, today)
    bar_end = rows["actual_end"].fillna(open_end)
    done = (bar_end - rows["actual_start"]) * (rows["percent"] / 100)
    late, notes = rows["overdue_days"] > 0, [_note(row) for row in records(rows)]
    return rows.assign(
        bar_end=bar_end.where(rows["actual_start"].notna()),
        done_end=rows["actual_start"] + done,
        overdue=late,
        light=late.map({True: theme.PALE_VERMILLION, False: theme.PALE_BLUE}),
        dark=late.map({True: theme.VERMILLION, False: theme.BLUE}),
        note=notes,
        reserved=[reserved(words) for words in notes],
        planned=[_stretch(row["planned_start"], row["planned_end"]) for row in records(rows)],
        actual=[_stretch(row["actual_start"], row["actual_end"]) for row in records(rows)],
    )


def _note(row: Record) -> str:
    facts = {"status": row["status_words"], "percent": int(row["percent"]), "n": int(row["overdue_days"])}
    if facts["n"] > 0:
        late = ngettext("%(percent)d%% · %(n)d day overdue", "%(percent)d%% · %(n)d days overdue", facts["n"])
        return late % facts
    return _("%(status)s · %(percent)d%%") % facts


def _stretch(start: pd.Timestamp, end: pd.Timestamp) -> str:
    days = [formats.day(day.date()) if not pd.isna(day) else "…" for day in (start, end)]
    return "–".join(days)


def _bar(rows: pd.DataFrame, y: alt.Y, end: str, fill: str) -> alt.Chart:
    bar = alt.Chart(rows).mark_bar(height=ACTUAL, yOffset=10)
    color = alt.Color(f"{fill}:N", scale=None)
    chart: alt.Chart = bar.encode(y=y, x="actual_start:T", x2=f"{end}:T", color=color, tooltip=_tooltips())
    return chart


def _today(rows: pd.DataFrame, y: alt.Y, today: date) -> list[alt.Chart]:
    """Draw one dash per row, from label to label, so that the line crosses bars but no words."""
    line = rows[["row"]].assign(today=pd.Timestamp(today), words=_("Today"))
    dash = alt.Chart(line).mark_tick(color=theme.INK, thickness=2, size=STEP - 26, orient="vertical", yOffset=13)
    words = alt.Chart(line.head(1)).mark_text(fontSize=theme.SMALL, fontWeight="bold", color=theme.INK)
    return [dash.encode(y=y, x="today:T"), words.encode(text="words:N", x="today:T", y=alt.value(7))]


def _notes(rows: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    late = rows["overdue"]
    return [
        note_right(rows[~late], y, 14, "note"),
        note_right(rows[late], y, 14, "note", theme.VERMILLION_TEXT, fontWeight="bold"),
    ]


def _tooltips() -> list[alt.Tooltip]:
    titles: dict[str, Any] = {
        "label:N": _("Project"),
        "status_words:N": _("Status"),
        "percent:Q": _("Progress in percent"),
        "planned:N": _("Planned"),
        "actual:N": _("Actual"),
        "overdue_days:Q": _("Days overdue"),
    }
    return [alt.Tooltip(field, title=title) for field, title in titles.items()]


def describe_gantt(frame: pd.DataFrame, today: date) -> str:
    """Return one sentence that reads the chart: how many are finished, how many overdue and by how much."""
    if frame.empty:
        return theme.nothing_yet_text()
    finished, late = int(frame["actual_end"].notna().sum()), frame[frame["overdue_days"] > 0]
    facts = {"n": len(frame), "day": formats.day(today), "finished": finished}
    if late.empty:
        text = ngettext(
            "%(n)d project on %(day)s: %(finished)d finished, none overdue.",
            "%(n)d projects on %(day)s: %(finished)d finished, none overdue.",
            len(frame),
        )
        return text % facts
    text = ngettext(
        "%(n)d project on %(day)s: %(finished)d finished; overdue: %(names)s.",
        "%(n)d projects on %(day)s: %(finished)d finished; overdue: %(names)s.",
        len(frame),
    )
    return text % {**facts, "names": listed([_late(row) for row in records(late)])}


def _late(row: Record) -> str:
    text = ngettext("%(label)s (%(n)d day)", "%(label)s (%(n)d days)", int(row["overdue_days"]))
    return text % {"label": row["label"], "n": int(row["overdue_days"])}
