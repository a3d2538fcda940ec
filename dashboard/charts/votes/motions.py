"""How did each motion go?"""

from math import ceil
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import BAR, Record, band, label_above, note_below, note_right, numbered, records, reserved
from dashboard.charts.words import counted, listed
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from models.enums import Choice

STEP = 84
"""Height of a row in pixels."""


def motion_bars(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one row per motion: for to the right of zero, against to the left, a black tick at the votes needed.

    Bars and tick are shares of those entitled, so that motions of bodies of different size compare; the
    numbers beside them are votes. Abstentions and missing ballots are written under the bar.

    Args:
        frame: one row per motion, in the order drawn.
            label (text); votes_for, votes_against, votes_abstain, not_voted, entitled (whole numbers from 0; with
            ``invalid``, where there is that column, the first four add up to ``entitled`` ≥ 1, the number the rule
            was applied to); recused (whole number, where there is that column); votes_needed (whole number on the
            legal base, or missing where it is undefined: then no tick); verdict (short words, such as Carried).
    """
    if frame.empty:
        return theme.nothing_yet()
    rows = _with_shares(frame)
    y, x = band(len(rows), head=0.4), _share_axis(rows)
    bar: dict[str, Any] = {"height": BAR, "yOffset": 2}
    return theme.layered(
        _directions(),
        alt.Chart(rows).mark_bar(color=theme.TRACK, **bar).encode(y=y, x=alt.datum(0), x2=alt.datum(1)),
        alt.Chart(rows).mark_bar(color=theme.FOR, **bar).encode(y=y, x=x, tooltip=_tooltips()),
        alt.Chart(rows).mark_bar(color=theme.AGAINST, **bar).encode(y=y, x="against_left:Q", tooltip=_tooltips()),
        alt.Chart(rows)
        .mark_tick(color=theme.LINE, size=BAR + 8, orient="vertical", yOffset=2)
        .encode(y=y, x=alt.datum(0)),
        *_counts(rows, y),
        *_threshold(rows.dropna(subset=["needed_share"]), y),
        label_above(rows, y, 26),
        note_right(rows, y, 26, "verdict", fontWeight="bold"),
        note_below(rows, y, 24, "rest"),
        height=alt.Step(STEP),
    )


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    rows = numbered(frame)
    needed = pd.to_numeric(rows["votes_needed"], errors="coerce").astype("float64")
    rest = [_rest(row) for row in records(rows)]
    return rows.assign(
        votes_needed=needed,
        share_for=rows["votes_for"] / rows["entitled"],
        against_left=-rows["votes_against"] / rows["entitled"],
        needed_share=needed / rows["entitled"],
        needed_text=[_needed(int(row["votes_for"]), n) for row, n in zip(records(rows), needed, strict=True)],
        rest=rest,
        reserved=[reserved(str(words)) for words in rows["verdict"]],
    )


def _rest(row: Record) -> str:
    """Return what no bar shows: abstentions, missing and invalid ballots, and who took no part."""
    words = _("Abstain %(abstain)d · Not voted %(not_voted)d")
    parts = [words % {"abstain": row["votes_abstain"], "not_voted": row["not_voted"]}]
    if row.get("invalid"):
        parts.append(_("Invalid %(n)d") % {"n": row["invalid"]})
    if row.get("recused"):
        parts.append(_("Recused %(n)d") % {"n": row["recused"]})
    return " · ".join(parts)


def _needed(votes_for: int, needed: float) -> str:
    if pd.isna(needed):
        return ""
    if votes_for < needed:
        return _("%(needed)d needed, %(short)d short") % {"needed": needed, "short": needed - votes_for}
    return _("%(needed)d needed") % {"needed": needed}


def _share_axis(rows: pd.DataFrame) -> alt.X:
    """Leave room on the left for the longest bar and its number; the right end is all who are entitled."""
    left = max(0.2, ceil(-rows["against_left"].min() * 10) / 10 + 0.1)
    axis = alt.Axis(
        values=[-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1], labelExpr="format(abs(datum.value), '.0%')", tickSize=4
    )
    title = _("Share of those entitled to vote")
    return alt.X("share_for:Q", title=title, axis=axis, scale=alt.Scale(domain=[-left, 1], nice=False))


def _directions() -> alt.LayerChart:
    """Say once, on top, which side is which."""
    words = pd.DataFrame({"against": ["◀ " + label(Choice.AGAINST)], "for": [label(Choice.FOR) + " ▶"]})
    base = alt.Chart(words).encode(x=alt.datum(0), y=alt.value(8))
    size: dict[str, Any] = {"fontSize": 13, "fontWeight": "bold"}
    return alt.LayerChart(
        layer=[
            base.mark_text(align="right", dx=-6, color=theme.VERMILLION_TEXT, **size).encode(text="against:N"),
            base.mark_text(align="left", dx=6, color=theme.BLUE_TEXT, **size).encode(text="for:N"),
        ]
    )


def _counts(rows: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    """Number the bars: inside the bar where it is long enough, beside it where it is not."""
    text: dict[str, Any] = {"dy": 2, "fontSize": 13, "fontWeight": "bold"}
    long, short = rows[rows["share_for"] >= 0.12], rows[rows["share_for"] < 0.12]
    inside = alt.Chart(long).mark_text(align="left", dx=6, color=theme.WHITE, **text)
    beside = alt.Chart(short).mark_text(align="left", dx=5, **text)
    left = alt.Chart(rows).mark_text(align="right", dx=-5, **text)
    return [
        inside.encode(y=y, x=alt.datum(0), text="votes_for:Q"),
        beside.encode(y=y, x="share_for:Q", text="votes_for:Q"),
        left.encode(y=y, x="against_left:Q", text="votes_against:Q"),
    ]


def _threshold(rows: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    tick = alt.Chart(rows).mark_tick(color=theme.INK, thickness=3, size=BAR + 12, orient="vertical", yOffset=2)
    align = alt.expr("datum.needed_share > 0.8 ? 'right' : 'center'")
    words = alt.Chart(rows).mark_text(align=align, dy=24, color=theme.INK)
    return [
        tick.encode(y=y, x="needed_share:Q", tooltip=_tooltips()),
        words.encode(y=y, x="needed_share:Q", text="needed_text:N"),
    ]


def _tooltips() -> list[alt.Tooltip]:
    titles = {
        "label:N": _("Motion"),
        "votes_for:Q": label(Choice.FOR),
        "votes_against:Q": label(Choice.AGAINST),
        "votes_abstain:Q": label(Choice.ABSTAIN),
        "not_voted:Q": _("Not voted"),
        "votes_needed:Q": _("Votes needed"),
        "entitled:Q": _("Entitled"),
        "verdict:N": _("Result"),
    }
    return [alt.Tooltip(field, title=title) for field, title in titles.items()]


def describe_motion_bars(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: how many motions ended how, and which was the closest."""
    if frame.empty:
        return theme.nothing_yet_text()
    count, verdicts = len(frame), listed(counted(frame["verdict"]))
    decided = frame.dropna(subset=["votes_needed"])
    if decided.empty:
        text = ngettext("%(n)d motion: %(verdicts)s.", "%(n)d motions: %(verdicts)s.", count)
        return text % {"n": count, "verdicts": verdicts}
    margin = (decided["votes_for"] - decided["votes_needed"]).astype("float64").abs()
    closest = records(decided)[int(margin.to_numpy().argmin())]
    text = ngettext(
        "%(n)d motion: %(verdicts)s. “%(label)s” had %(votes)d for, %(needed)d needed.",
        "%(n)d motions: %(verdicts)s. The closest was “%(label)s”, %(votes)d for, %(needed)d needed.",
        count,
    )
    facts = {"label": closest["label"], "votes": closest["votes_for"], "needed": closest["votes_needed"]}
    return text % {"n": count, "verdicts": verdicts, **facts}
