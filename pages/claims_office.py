"""The secretariat confirms or declines what member organisations offer, follows promises, and brings sides together."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import claims, resources
from dashboard.ui import frame, session
from dashboard.ui.claims import office

ctx = session.context()
frame.title(_("Claims to confirm"), _("The first claim confirmed that means to lead makes an adopted item a project."))
wanted = office.search()
waiting, promised = claims.waiting(ctx), claims.promised(ctx)
confirming, keeping, matching = st.tabs(
    [
        _("To confirm (%(n)s)") % {"n": len(waiting)},
        _("Promises to keep (%(n)s)") % {"n": len(promised)},
        _("Suggested pairs"),
    ]
)
with confirming:
    office.to_confirm(office.matching(waiting, wanted), claims.gaps(ctx, {one.need_id for one in waiting}), wanted)
with keeping:
    office.promises(office.matching(promised, wanted), ctx.today(), wanted)
with matching:
    office.pairs(resources.fits(ctx), wanted)
frame.link("projects", _("Show all projects"), icon="construction")
