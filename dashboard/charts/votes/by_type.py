"""Which organisation types voted how on each motion?"""

from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import BAR, Record, band, label_above, records
from dashboard.charts.words import listed
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from models.enums import Choice

NOT_VOTED = "not_voted"
"""The fourth value of the column ``choice``: entitled, but no ballot."""

ORDER = (Choice.FOR, Choice.ABSTAIN, NOT_VOTED, Choice.AGAINST)
"""From left to right: for and against stand at the two edges, where lengths compare."""

FILLS = {
    Choice.FOR: theme.FOR,
    Choice.ABSTAIN: theme.ABSTAIN,
    NOT_VOTED: theme.NOT_VOTED,
    Choice.AGAINST: theme.AGAINST,
}

STEP = 48
"""Height of a row in pixels."""


def motion_by_type(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one full bar per motion and organisation type, divided by choice, with the number in each part.

    Merge small types before (``rules.consensus.merge_small``): whatever is in the frame is readable in the page.

    Args:
        frame: one row per motion, type and choice, motions and types in the order drawn.
            label (text of the motion, a different one for each); type (short words); choice (``for``, ``against``,
            ``abstain`` or ``not_voted``); votes (whole number from 0).

    Raises:
        ValueError: the same motion, type and choice twice; one of the two would be lost.
    """
    if frame.empty:
        return theme.nothing_yet()
    if frame.duplicated(["label", "type", "choice"]).any():
        raise ValueError("Every motion needs its own label.")
    parts, heads = _laid_out(frame)
    bars, motions = heads[~heads["is_motion"]], heads[heads["is_motion"]]
    y = band(len(heads))
    return theme.layered(
        _parts(parts, y),
        _numbers(parts[parts["choice"] == Choice.FOR.value], y, theme.WHITE),
        _numbers(parts[parts["choice"] != Choice.FOR.value], y, theme.INK),
        label_above(motions, y, -12),
        _type_names(bars, y),
        height=alt.Step(STEP),
    )


def _laid_out(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the parts with their ends (0 to 1), and the rows: a heading per motion, then one per type."""
    parts: list[Record] = []
    heads: list[Record] = []
    for motion, of_motion in frame.groupby("label", sort=False):
        heads.append({"row": len(heads), "label": motion, "is_motion": True})
        for kind, of_type in of_motion.groupby("type", sort=False):
            votes = {str(row["choice"]): int(row["votes"]) for row in records(of_type)}
            head: Record = {"row": len(heads), "label": motion, "type": kind, "total": sum(votes.values())}
            heads.append(head | {"is_motion": False, "heading": _heading(kind, head["total"])})
            parts += _cut(head, votes)
    columns = ["row", "label", "type", "total", "choice", "votes", "left", "right", "middle", "words"]
    return pd.DataFrame(parts, columns=columns), pd.DataFrame(heads)


def _cut(head: Record, votes: dict[str, int]) -> list[Record]:
    cut, left = [], 0
    for choice in ORDER:
        count = votes.get(str(choice), 0)
        if count:
            ends = {"left": left / head["total"], "right": (left + count) / head["total"]}
            middle = (ends["left"] + ends["right"]) / 2
            cut.append(head | ends | {"middle": middle, "choice": str(choice), "votes": count, "words": _word(choice)})
        left += count
    return cut


def _word(choice: str) -> str:
    return label(choice) if isinstance(choice, Choice) else _("Not voted")


def _heading(kind: object, total: int) -> str:
    return _("%(type)s · %(n)d entitled") % {"type": kind, "n": total}


def _parts(parts: pd.DataFrame, y: alt.Y) -> alt.Chart:
    domain, fills = [_word(choice) for choice in ORDER], [FILLS[choice] for choice in ORDER]
    color = alt.Color("words:N", sort=None, scale=alt.Scale(domain=domain, range=fills), legend=alt.Legend(offset=-8))
    titles = {
        "label:N": _("Motion"),
        "type:N": _("Organisation type"),
        "words:N": _("Choice"),
        "votes:Q": _("Number of votes"),
    }
    chart: alt.Chart = (
        alt.Chart(parts)
        .mark_bar(height=BAR, yOffset=8, stroke=theme.LINE, strokeWidth=1)
        .encode(
            y=y,
            x=alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False)),
            x2="right:Q",
            color=color,
            tooltip=[alt.Tooltip(field, title=title) for field, title in titles.items()],
        )
    )
    return chart


def _numbers(parts: pd.DataFrame, y: alt.Y, color: str) -> alt.Chart:
    mark: dict[str, Any] = {"dy": 8, "fontSize": 12, "fontWeight": "bold", "color": color}
    chart: alt.Chart = alt.Chart(parts).mark_text(**mark).encode(y=y, x="middle:Q", text="votes:Q")
    return chart


def _type_names(bars: pd.DataFrame, y: alt.Y) -> alt.Chart:
    mark = alt.Chart(bars).mark_text(align="left", dy=-12, fontSize=13, limit=alt.expr("width"))
    chart: alt.Chart = mark.encode(x=alt.value(0), y=y, text="heading:N")
    return chart


def describe_motion_by_type(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the chart: which types gave the most and the fewest of their votes for."""
    if frame.empty:
        return theme.nothing_yet_text()
    votes = frame.assign(approving=frame["votes"].where(frame["choice"] == Choice.FOR.value, 0))
    sums = votes.groupby("type", sort=False)[["approving", "votes"]].sum()
    parts = [
        _("%(type)s %(votes)d of %(total)d") % {"type": kind, "votes": row["approving"], "total": row["votes"]}
        for kind, row in sums.iterrows()
    ]
    count = frame["label"].nunique()
    text = ngettext(
        "Votes for by organisation type on %(n)d motion: %(parts)s.",
        "Votes for by organisation type over %(n)d motions: %(parts)s.",
        count,
    )
    return text % {"n": count, "parts": listed(parts)}
