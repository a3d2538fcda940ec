"""Anybody sees how the votes went: against the threshold, by type of organisation, and how many took part."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import insights, votes
from dashboard.ui import address, frame, session
from dashboard.ui.meetings import consensus

ctx = session.context()
frame.title(
    _("Consensus"),
    _("Closed votes only, as numbers: how members voted on behalf of their organisations is not shown here."),
)
held = dict(votes.public_meetings(ctx))
if not held:
    frame.empty(
        _("No vote has been closed yet. Results appear here when a meeting has voted."),
        "claim_list",
        _("See the claim list"),
    )
    st.stop()
titles = {number: f"{number}　{title}" for number, title in held.items()}
number = address.choice(_("Meeting"), "number", titles, _("all meetings")) or None
motions = insights.motions_frame(ctx, number)
consensus.motions(motions)
consensus.by_type(insights.motions_by_type_frame(ctx, number))
consensus.agreement(motions)
consensus.turnout(insights.turnout_frame(ctx, number))
