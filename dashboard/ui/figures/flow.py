"""How far items come and how long each step takes; whether promises are kept."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.charts import figures as drawn
from dashboard.formats import number, quarter_text
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.figures.flow import Promise
from dashboard.services import figures
from dashboard.services.context import Context
from dashboard.services.figures import days_text, promise_text
from dashboard.ui import address, charts, frame
from dashboard.ui.safe import plain


def flow(ctx: Context) -> None:
    """Draw the rates, the funnel of one quarter or all, and the rates of every quarter."""
    rates = figures.all_rates(ctx)
    if not rates["submitted"]:
        _nothing()
        return
    _rates(rates)
    st.subheader(_("Where items stay behind on their way"), anchor=False)
    chosen = address.choice(
        _("Submitted in"), "quarter", {one: quarter_text(one) for one in figures.quarters(ctx)}, _("all quarters")
    )
    funnel = figures.funnel_frame(ctx, chosen or None)
    if funnel.empty:
        frame.empty(_("Fewer items than may be shown by themselves. Choose all quarters."))
    else:
        charts.show(
            charts.drawn(drawn.funnel, funnel),
            _whole(funnel),
            drawn.describe_funnel(funnel),
            _funnel_columns(),
            "funnel",
        )
    st.caption(
        _(
            "Every share is of the items that took the step before. Items still on their way and items that left it "
            "(declined, merged, referred, closed) stay in the whole; the median is estimated with both (Aalen and "
            "Johansen, 1978), and is not given before half have arrived. Works may begin without an agreement where a "
            "reason is given, so completion is measured from the claim."
        )
    )
    _by_quarter(figures.rates_frame(ctx))


def _rates(rates: Mapping[str, object]) -> None:
    with st.container(key="figures_rates", horizontal=True):
        st.metric(_("Claim rate"), plain_cell(rates["claim_rate"]), border=True)
        st.metric(_("Completion rate"), plain_cell(rates["completion_rate"]), border=True)
        st.metric(_("Completed on time"), plain_cell(rates["on_time_rate"]), border=True)
        st.metric(_("Days to completion, on average"), plain_cell(rates["mean_days"]), border=True)
        st.metric(_("Carried over"), plain_cell(rates["carried"]), border=True)
    count = int(str(rates["submitted"]))
    words = ngettext("Counted from %(n)s item.", "Counted from %(n)s items.", count)
    st.caption(
        words % {"n": number(count)}
        + " "
        + _(
            "Claim rate: claimed of published. Completion rate: completed of accepted. On time: of the completed "
            "projects with a due date."
        )
    )


def plain_cell(value: object) -> str:
    """Return a figure as text."""
    return str(value)


def _funnel_columns() -> dict[str, str]:
    return {
        "step": _("Step"),
        "items": _("Items"),
        "kept": _("Share of the step before"),
        "median": _("Median since the step before"),
        "on_their_way": _("Still on their way"),
        "left": _("Left before it"),
    }


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with whole numbers as text, empty where there is none."""
    words = {name: ["" if pd.isna(n) else str(int(n)) for n in rows[name]] for name in ("on_their_way", "left")}
    return rows.assign(**words)


def _by_quarter(rows: pd.DataFrame) -> None:
    st.subheader(_("Quarter by quarter"), anchor=False)
    first = {"quarter": _("Submitted in"), "submitted": _("Items")}
    shares = first | {
        "claim_rate": _("Claim rate"),
        "completion_rate": _("Completion rate"),
        "on_time_rate": _("Completed on time"),
    }
    rest = first | {
        "mean_days": _("Days on average"),
        "on_their_way": _("Still on their way"),
        "carried": _("Carried over"),
    }
    frame.table(rows[list(shares)].rename(columns=shares), "rates")
    with st.expander(_("Days, open items and items carried over"), icon=":material/table:"):
        frame.table(rows[list(rest)].rename(columns=rest), "rates_rest")


def promises(ctx: Context) -> None:
    """Draw whether one promise is kept, and to the secretariat what is overdue."""
    others: dict[str, str] = {one: promise_text(one) for one in Promise if one is not Promise.ANSWER}
    answer = promise_text(Promise.ANSWER)
    chosen = Promise(address.choice(_("Promise"), "promise", others, answer) or Promise.ANSWER)
    limit = figures.limits(ctx)[chosen]
    st.subheader(
        _("%(promise)s, within %(days)s?") % {"promise": promise_text(chosen), "days": days_text(limit)}, anchor=False
    )
    rows = figures.promise_frame(ctx, chosen)
    if rows.empty:
        frame.empty(_("No quarter has enough cases to be shown yet."), "claim_list", _("See the claim list"))
    else:
        charts.show(
            charts.drawn(drawn.promise_bars, rows),
            rows,
            drawn.describe_promise_bars(rows),
            _promise_columns(),
            f"promise_{chosen}",
        )
    st.caption(
        _(
            "By quarter of submission, the last eight drawn; the black line is the limit of the house rule, no legal "
            "one. Those still waiting count as waiting, not as answered."
        )
    )
    _overdue(ctx, chosen)


def _promise_columns() -> dict[str, str]:
    return {
        "label": _("Submitted in"),
        "started": _("Cases"),
        "median": _("Median"),
        "kept": _("Within the limit"),
        "kept_share": _("Share of those that can be judged"),
        "on_their_way": _("Still on their way"),
        "beyond": _("Of these late"),
    }


def _overdue(ctx: Context, promise: Promise) -> None:
    """List what is overdue, to those who may see every item."""
    found = figures.overdue_for(ctx, promise)
    if found is None:
        return
    total, rows = found
    st.subheader(_("Overdue now"), anchor=False)
    if not total:
        st.markdown(":material/check_circle: " + _("Nothing is overdue."))
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            frame.link("item", f"{row.number}　{row.title}", icon="schedule", query={"number": row.number})
            words = _("%(days)s since it began to run, %(limit)d promised") % {
                "days": days_text(row.days),
                "limit": row.limit,
            }
            st.caption(plain(words))
    if total > len(rows):
        st.caption(_("%(n)d items in all; those that waited longest are shown.") % {"n": total})


def _nothing() -> None:
    frame.empty(_("Nothing has been submitted yet."), "propose", _("Submit a proposal"))
