"""Anybody sees which agreements are in force; the secretariat drafts new ones."""

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import agreements
from dashboard.ui import frame, session
from dashboard.ui.agreements import form, listing

ctx = session.context()
frame.title(
    _("Co-building agreements"),
    _("Who has promised what to whom, for how long, and for which items of the claim list."),
)
wanted = listing.filters(ctx)
listing.cards(agreements.listed(ctx, wanted), wanted)
if ctx.actor.may(Permission.AGREEMENT_KEEP):
    form.drafting(ctx)
