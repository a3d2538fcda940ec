"""A person sees what became of the own proposals and of the items followed, and what is to be done."""

from dashboard.i18n import gettext as _
from dashboard.services import needs
from dashboard.ui import frame, session
from dashboard.ui.needs import own

frame.title(_("My proposals"), _("Each step shows here as soon as it is taken."))
own.mine(needs.mine(session.context()))
frame.link("propose", _("Submit a proposal"), icon="edit_square")
