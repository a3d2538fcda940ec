"""Anybody finds what the neighbourhoods need, how far it is, and what can be claimed."""

from dashboard.i18n import gettext as _
from dashboard.services import needs
from dashboard.ui import frame, session
from dashboard.ui.needs import listing

ctx = session.context()
frame.title(
    _("Claim list"),
    _("What residents and neighbourhoods need. Member organisations claim what is open; a meeting decides on it."),
)
wanted = listing.filters(needs.facets(ctx))
listing.results(ctx, wanted)
frame.link("propose", _("Submit a proposal of your own"), icon="edit_square")
