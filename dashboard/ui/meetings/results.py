"""How one vote ended: counts, the rule, the verdict, and for the table how each seat voted."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import votes
from dashboard.services.context import Context
from dashboard.services.votes import Result, SeatVote
from dashboard.ui import frame
from dashboard.ui.safe import paragraphs, plain


def card(ctx: Context, result: Result, *, by_seat: bool) -> None:
    """Draw the result; with ``by_seat`` those at the table can look up how each seat voted."""
    with st.container(border=True, key=f"result_{result.motion_id}"):
        st.markdown(f"**{plain(result.item_title)}** {frame.badge_text(result.outcome)}")
        paragraphs(result.text)
        conditions(result.conditions)
        st.markdown(plain(result.verdict_text()))
        st.caption(plain(result.rule_text()))
        if by_seat and st.toggle(_("Show how each seat voted"), key=f"by_seat_{result.motion_id}"):
            frame.table([_line(seat) for seat in votes.recorded(ctx, result.motion_id)], f"seats_{result.motion_id}")


def conditions(text: str) -> None:
    """Draw the conditions of a motion; nothing where there are none."""
    if text:
        st.markdown("**" + _("On condition that") + f"** {plain(text)}")


def _line(seat: SeatVote) -> dict[str, object]:
    return {
        _("Seat"): str(seat.seat_number),
        _("Unit"): seat.organisation,
        _("Vote"): label(seat.choice) if seat.choice else _("did not vote") if seat.present else _("not present"),
    }
