"""Anybody finds a project and sees how it stands; the chair and the secretariat see which changes wait for them."""

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import projects
from dashboard.ui import frame, session
from dashboard.ui.projects import changes, listing

ctx = session.context()
frame.title(_("Projects"), _("What member organisations have taken on, how far it is, and what it costs."))
if ctx.actor.may(Permission.PROJECT_APPROVE_CHANGE):
    changes.waiting(projects.waiting_changes(ctx))
wanted = listing.filters(projects.lead_organisations(ctx))
listing.results(ctx, wanted)
frame.link("progress", _("All projects at a glance"), icon="monitoring")
