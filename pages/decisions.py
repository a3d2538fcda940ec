"""The register of decisions: those at the table and the liaisons follow what was decided; the secretariat keeps it."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.services import decisions
from dashboard.ui import feedback, frame, session
from dashboard.ui.decisions import listing, steps

ctx = session.context()
number, task = st.query_params.get("number", ""), st.query_params.get("task", "")
if number or task:
    with feedback.refusals():
        if number:
            steps.decision(decisions.decision(ctx, number), decisions.possible_leads(ctx))
        else:
            steps.task(decisions.task(ctx, task))
    frame.link("decisions", _("To the whole register"), icon="arrow_back")
else:
    frame.title(_("Decisions"), _("What the meetings decided and agreed, who carries it out, and how far it is."))
    wanted = listing.filters(decisions.meetings_in_register(ctx), decisions.leads_in_register(ctx))
    decided, agreed = st.tabs([pgettext("tab", "Decisions"), pgettext("tab", "Tasks")])
    with decided:
        listing.decided(decisions.decisions(ctx, wanted), wanted)
    with agreed:
        listing.agreed(decisions.tasks(ctx, wanted), wanted)
