"""The secretariat confirms or declines what member organisations offer."""

from dashboard.i18n import gettext as _
from dashboard.services import claims
from dashboard.ui import frame, session
from dashboard.ui.claims import lists

ctx = session.context()
frame.title(_("Claims to confirm"), _("Confirming the first claim on an adopted item makes it a project."))
lists.to_confirm(claims.waiting(ctx))
frame.link("projects", _("Show all projects"), icon="construction")
