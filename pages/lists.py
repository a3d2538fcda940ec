"""Anybody sees the three lists side by side: what is needed, what is offered, what is being done."""

from dashboard.i18n import gettext as _
from dashboard.services.figures.lists import choices
from dashboard.ui import frame, session
from dashboard.ui.figures import lists

ctx = session.context()
frame.title(_("Three lists"), _("What is needed, what member organisations offer, and what is being done."))
lists.lists(ctx, lists.filters(choices(ctx)))
