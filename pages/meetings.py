"""Those at the table find a meeting; the secretariat calls one."""

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import meetings
from dashboard.ui import frame, session
from dashboard.ui.meetings import calling, listing

ctx = session.context()
frame.title(_("Meetings"), _("What is to come stands first; past meetings follow, the latest first."))
calling.created(meetings.list_meetings(ctx))
if ctx.actor.may(Permission.MEETING_PREPARE):
    calling.form(meetings.bodies(ctx), ctx.today())
wanted = listing.filters()
listing.cards(meetings.list_meetings(ctx, wanted), wanted, ctx.actor)
