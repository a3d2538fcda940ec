"""Topics, money, places, members and what they give."""

import pandas as pd
import streamlit as st

from dashboard.charts import figures as drawn
from dashboard.formats import number, quarter_text
from dashboard.i18n import gettext as _
from dashboard.services import figures, roster
from dashboard.services.context import Context
from dashboard.ui import address, charts, frame
from dashboard.ui.roster import public


def topics(ctx: Context) -> None:
    """Draw which topics came up in which quarter."""
    st.subheader(_("Which topics come up in which quarter"), anchor=False)
    rows = figures.topics_frame(ctx)
    if rows.empty:
        frame.empty(_("Nothing has been published yet."), "propose", _("Submit a proposal"))
        return
    shown = rows.pivot_table(index="category", columns="quarter", values="items", sort=False, aggfunc="sum")
    shown = shown.sort_index(axis=1, ascending=False).reset_index()
    columns = {"category": _("Category")} | {one: quarter_text(one) for one in shown.columns if one != "category"}
    charts.show(charts.drawn(drawn.topic_heat, rows), shown, drawn.describe_topic_heat(rows), columns, "topics")
    st.caption(_("Only items that everybody can read on the claim list; at most the last eight quarters are drawn."))


def money(ctx: Context) -> None:
    """Draw the money by source and by year."""
    columns = {
        "label": _("Source"),
        "approved_text": _("Amount approved"),
        "committed_text": _("Amount committed"),
        "paid_text": _("Amount paid"),
        "share": _("Execution rate"),
    }
    st.subheader(_("Which sources the money comes from, and how much of it is paid"), anchor=False)
    rows = figures.money_by_source_frame(ctx)
    if rows.empty:
        frame.empty(_("No money is approved for any project yet."), "projects", _("Show all projects"))
        return
    charts.show(charts.drawn(drawn.money_bars, rows), rows, drawn.describe_money_bars(rows), columns, "money_source")
    st.subheader(_("How much of each year's projects is paid"), anchor=False)
    years = figures.money_by_year_frame(ctx)
    yearly = columns | {"label": _("Year"), "paid_then_text": _("Paid in that year")}
    charts.show(charts.drawn(drawn.money_bars, years), years, drawn.describe_money_bars(years), yearly, "money_year")
    st.caption(
        _(
            "Committed: approved for works that have begun. Works that were given up count with what was paid. Money "
            "stands in the year in which its project was established."
        )
    )


def places(ctx: Context) -> None:
    """Draw where items come from, for as many people as live there."""
    levels = {"committee": _("Neighbourhood committees"), "grid": _("Grids")}
    counted = {"needs": _("Needs"), "projects": _("Projects")}
    left, right = st.columns(2)
    with left:
        level = address.choice(_("By"), "level", {"grid": levels["grid"]}, levels["committee"]) or "committee"
    with right:
        what = (
            address.choice(_("What is counted"), "what", {"projects": counted["projects"]}, counted["needs"]) or "needs"
        )
    rows = figures.places_frame(ctx, level)
    by_people = bool(rows["residents"].notna().any())
    heading = _("%(what)s for every 1,000 residents") if by_people else _("%(what)s in each area")
    st.subheader(heading % {"what": counted[what]}, anchor=False)
    if rows.empty:
        frame.empty(_("The area is not entered yet."))
        return
    if not by_people:
        st.caption(_("How many people live in each is not entered, so the numbers themselves are shown."))
    tiles = _tiles(rows, what, by_people, level)
    charts.show(
        charts.drawn(drawn.area_tiles, tiles),
        _words(rows),
        drawn.describe_area_tiles(tiles),
        _columns(),
        f"places_{level}",
    )
    st.caption(
        _(
            "A schematic map: tiles stand in the order of the area codes, not where the areas lie. Items count in "
            "every area that holds them. Where there are some, but fewer than %(n)d, no number is shown."
        )
        % {"n": figures.least(ctx)}
    )


def _tiles(rows: pd.DataFrame, what: str, by_people: bool, level: str) -> pd.DataFrame:
    """Return name and value of each tile; names without what they all have in common."""
    column = f"{what}_rate" if by_people else what
    names = [short_name(name) for name in rows["name"]]
    above = [short_name(name) if level == "grid" else "" for name in rows["above"]]
    return pd.DataFrame({"name": names, "above": above, "value": rows[column], "value_text": rows[f"{column}_text"]})


def short_name(name: str) -> str:
    """Return the name of an area without the word for what it is."""
    for ending in ("居民委员会", "居委会", " Neighbourhood Committee", " Residents' Committee"):
        name = name.removesuffix(ending)
    return name


def _words(rows: pd.DataFrame) -> pd.DataFrame:
    people = ["" if pd.isna(one) else number(int(one)) for one in rows["residents"]]
    return rows.assign(residents=people)


def _columns() -> dict[str, str]:
    return {
        "code": _("Code"),
        "above": _("Part of"),
        "name": _("Area"),
        "residents": _("Residents"),
        "needs_text": _("Needs"),
        "needs_rate_text": _("Needs per 1,000"),
        "projects_text": _("Projects"),
        "projects_rate_text": _("Projects per 1,000"),
    }


def members(ctx: Context) -> None:
    """Draw how the membership grew, and what the members gave."""
    public.growth(roster.growth_frame(ctx))
    st.subheader(_("What member organisations took on"), anchor=False)
    years = {str(year): str(year) for year in figures.giving_years(ctx)}
    chosen = address.choice(_("Year"), "year", years, _("all years"))
    rows = figures.giving_frame(ctx, int(chosen) if chosen else None)
    if not len(rows) or not int(rows["items"].sum()):
        frame.empty(_("No claim was confirmed in this time."), "claim_list", _("See the claim list"))
        return
    columns = {
        "code": _("Code"),
        "label": _("Member organisation"),
        "type": _("Organisation type"),
        "items": _("Claims confirmed"),
        "fulfilled": _("Of these fulfilled"),
        "hours": _("Volunteer hours"),
        "value_text": _("Value"),
    }
    charts.show(charts.drawn(drawn.giving_bars, rows), rows, drawn.describe_giving_bars(rows), columns, "giving")
    st.caption(
        _(
            "In the order of the codes. Hours and value as the organisations report them for themselves as a whole; "
            "nobody is named, and residents are not ranked."
        )
    )
