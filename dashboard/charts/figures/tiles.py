"""Where do the items come from, on a schematic map without borders?"""

import altair as alt
import pandas as pd

from dashboard.charts import theme
from dashboard.charts.rows import records
from dashboard.charts.words import listed
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.figures.tiles import shades, tile_places, tiles_across

STEP = 84
"""Height of a row of tiles in pixels."""

SHADES = ("#E8F1F8", "#BCD8EA", "#7FB6D8", "#2F79B5")
"""From lowest to highest; black words on the first three, white ones on the last."""
UNKNOWN = theme.TRACK


def area_tiles(frame: pd.DataFrame) -> alt.LayerChart | alt.Chart:
    """Draw one tile per area in the order of the codes, with its name, its value in words, and a shade.

    Args:
        frame: one row per area, in the order drawn. name (short); above (what it is part of, empty where all are
            part of the same); value (missing where not shown), value_text
            (words, also where not shown).
    """
    if frame.empty:
        return theme.nothing_yet()
    across = tiles_across(len(frame))
    places = tile_places(len(frame), across)
    steps = shades([None if pd.isna(value) else float(value) for value in frame["value"]], len(SHADES))
    tiles = frame.assign(
        column=[column for column, _row in places],
        row=[row for _column, row in places],
        fill=[UNKNOWN if step is None else SHADES[step] for step in steps],
        ink=[theme.WHITE if step == len(SHADES) - 1 else theme.INK for step in steps],
    )
    x = alt.X("column:O", axis=None, scale=alt.Scale(domain=list(range(across)), padding=0.04))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(places[-1][1] + 1)), padding=0.04))
    tooltip = [alt.Tooltip("name:N", title=_("Area")), alt.Tooltip("value_text:N", title=_("Value"))]
    drawn = alt.Chart(tiles).encode(x=x, y=y, tooltip=tooltip)
    rise = -3 if tiles["above"].any() else -12
    ink = alt.Color("ink:N", scale=None)
    limit = alt.expr(f"width / {across} - 8")
    return theme.layered(
        drawn.mark_rect(stroke=theme.LINE, strokeWidth=1, cornerRadius=6).encode(color=alt.Color("fill:N", scale=None)),
        drawn.mark_text(fontSize=theme.BODY, fontWeight="bold", dy=rise, limit=limit).encode(text="name:N", color=ink),
        drawn.mark_text(fontSize=theme.SMALL, dy=-24, limit=limit).encode(text="above:N", color=ink),
        drawn.mark_text(fontSize=13, dy=18 if rise == -3 else 12, limit=limit).encode(text="value_text:N", color=ink),
        height=alt.Step(STEP),
    )


def describe_area_tiles(frame: pd.DataFrame) -> str:
    """Return one sentence that reads the map: how many areas can be shown, the highest and the lowest."""
    if frame.empty:
        return theme.nothing_yet_text()
    shown = frame.dropna(subset=["value"]).sort_values("value", ascending=False, kind="stable")
    facts = {"n": len(frame), "shown": len(shown)}
    text = ngettext(
        "%(n)d area, %(shown)d of them with enough cases to be shown.",
        "%(n)d areas, %(shown)d of them with enough cases to be shown.",
        len(frame),
    )
    if len(shown) < 2:
        return text % facts
    ends = [
        f"{row['above']} {row['name']} {row['value_text']}".strip() for row in (records(shown)[0], records(shown)[-1])
    ]
    return text % facts + " " + _("Highest and lowest: %(ends)s.") % {"ends": listed(ends)}
