"""Claim rounds: the one that runs with what came of it, the form to open the next, and those that are over."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from dashboard.formats import day, percent, quarter_text
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services.context import Context
from dashboard.services.needs import rounds
from dashboard.services.needs.desk import DeskLine
from dashboard.services.needs.round_reading import RoundRead
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import plain


def running(one: RoundRead, today: date) -> None:
    """Draw the round that is open, and the form to close it."""
    with st.container(border=True, key="round_running"):
        st.subheader(quarter_text(one.quarter), anchor=False)
        st.markdown(f"{frame.badge_text(one.status)}　{plain(_time(one, today))}")
        frame.facts(_counts(one))
        with st.expander(_("Close the round"), icon=":material/event_busy:", expanded=one.closes_on < today):
            st.markdown(_("Claimed items stay as they are; every item nobody claimed becomes unclaimed."))
            early = one.closes_on >= today
            if early:
                session.start_widget("round_reason", "")
                st.text_area(_("Reason to close it before its last day, read by everybody"), key="round_reason")
                feedback.below("reason")
            st.button(_("Close the round"), key="round_close", type="primary", on_click=partial(_close, one.id))
    frame.link("screening", _("Publish items of the needs list"), icon="campaign", query={"state": "listed"})
    frame.link("screening", _("Carry over unclaimed items"), icon="event_repeat", query={"state": "unclaimed"})


def _time(one: RoundRead, today: date) -> str:
    time = _("%(first)s to %(last)s") % {"first": day(one.opens_on), "last": day(one.closes_on)}
    left = (one.closes_on - today).days
    if left < 0:
        return time + " · " + _("the time has run out")
    if left == 0:
        return time + " · " + _("today is the last day")
    return time + " · " + ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}


def _counts(one: RoundRead) -> dict[str, object]:
    return {
        _("Items published"): one.published,
        _("Items carried over"): one.carried_over,
        _("Items claimed"): one.claimed,
        _("Items left unclaimed"): one.unclaimed,
        _("Share claimed"): percent(one.claimed, one.total),
    }


def opening(ctx: Context, quarters: Sequence[str], listed: Sequence[DeskLine], left: Sequence[DeskLine]) -> None:
    """Draw the form to open a round: quarter, last day, what is published and what is carried over."""
    st.subheader(_("Open a claim round"), anchor=False)
    if not quarters:
        frame.empty(_("This quarter and the next had their rounds. The next one can be opened next quarter."))
        return
    session.start_widget("round_quarter", quarters[0])
    with st.container(border=True):
        st.selectbox(_("Quarter"), quarters, format_func=quarter_text, key="round_quarter")
        feedback.below("quarter")
        session.start_widget("round_last", _last_day(str(session.widget("round_quarter")), ctx.today()))
        st.date_input(_("Last day to claim"), key="round_last", format="YYYY-MM-DD")
        feedback.below("closes_on")
        most = rounds.most_carried(ctx)
        ready = [line for line in left if line.carried < most]
        _choice(_("Published with it"), listed, _("The needs list is empty. Items accepted later can join the round."))
        _choice(_("Carried over into it"), ready, _("No unclaimed item can be carried over."))
        over = [line.row.number for line in left if line.carried >= most]
        if over:
            words = _("Carried over as often as the house rule allows; refer or close: %(numbers)s")
            st.caption(words % {"numbers": plain("、".join(over))})
        chosen = [line.row.id for line in listed], [line.row.id for line in ready]
        st.button(
            _("Open the round"), key="round_open", type="primary", icon=":material/campaign:",
            on_click=partial(_open, *chosen),
        )  # fmt: skip


def _choice(title: str, lines: Sequence[DeskLine], empty: str) -> None:
    st.markdown(f"**{title}**")
    if not lines:
        st.caption(empty)
    for line in lines:
        session.start_widget(f"round_with_{line.row.id}", True)
        st.checkbox(plain(f"{line.row.number}　{line.row.title}"), key=f"round_with_{line.row.id}")


def _last_day(quarter: str, today: date) -> date:
    """Return the last day of a quarter, a month from today at the earliest."""
    year, number = int(quarter[:4]), int(quarter[-1])
    after = date(year + number // 4, number % 4 * 3 + 1, 1)
    return max(after - timedelta(days=1), today + timedelta(days=14))


def _open(listed: Sequence[int], ready: Sequence[int]) -> None:
    publish, carry = ([one for one in ids if session.widget(f"round_with_{one}")] for ids in (listed, ready))
    last = session.widget("round_last")
    feedback.act(
        rounds.open_round,
        str(session.widget("round_quarter") or ""),
        last if isinstance(last, date) else session.context().today(),
        publish,
        carry,
        key="round_open",
        done=lambda read: (
            _("The claim round of %(quarter)s is open until %(day)s, with %(n)s items.")
            % {"quarter": quarter_text(read.quarter), "day": day(read.closes_on), "n": read.total}
        ),
        then=lambda _read: session.forget_widgets(["round_quarter", "round_last"]),
    )


def _close(round_id: int) -> None:
    feedback.act(
        rounds.close_round,
        round_id,
        str(session.widget("round_reason") or ""),
        key="round_close",
        done=lambda read: (
            _("The round is closed: %(claimed)s of %(total)s items were claimed, %(left)s are unclaimed.")
            % {"claimed": read.claimed, "total": read.total, "left": read.unclaimed}
        ),
        then=lambda _read: session.forget_widgets(["round_reason"]),
    )


def over(closed: Sequence[RoundRead]) -> None:
    """Draw the rounds that are over as a table."""
    st.subheader(_("Rounds that are over"), anchor=False)
    if not closed:
        frame.empty(_("No round has been closed yet."))
        return
    frame.table(
        [{_("Quarter"): quarter_text(one.quarter), **_counts(one)} for one in closed],
        "rounds",
    )
