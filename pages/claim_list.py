"""Anybody finds what residents need, what can be claimed, and what has become of it."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session
from dashboard.ui.needs import filtering, listing

ctx = session.context()
frame.title(_("Claim list"), _("What residents need, what member organisations take on, and what has become of it."))
listing.results(ctx, filtering.asked(ctx))
frame.link("propose", _("Submit a proposal"), icon="edit_square")
