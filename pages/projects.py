"""Anybody finds a project and sees how it stands."""

from dashboard.i18n import gettext as _
from dashboard.services import projects
from dashboard.ui import frame, session
from dashboard.ui.projects import listing

ctx = session.context()
frame.title(_("Projects"), _("What member organisations have taken on, how far it is, and what it costs."))
wanted = listing.filters(projects.lead_organisations(ctx))
listing.cards(projects.list_projects(ctx, wanted), wanted)
frame.link("progress", _("All projects at a glance"), icon="monitoring")
