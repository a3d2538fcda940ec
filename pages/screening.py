"""The secretariat sees what it can do next with each item in its hands: screening, publishing and every later step."""

from dashboard.i18n import gettext as _
from dashboard.services import needs
from dashboard.ui import frame, session
from dashboard.ui.needs import desk, importing, screening, searching

ctx = session.context()
frame.title(_("Item desk"), _("Every step is shown to the proposer with its reason, and can be traced."))
looked_at = desk.tabs(needs.screening_counts(ctx))
if looked_at == desk.WAITING:
    screening.waiting(ctx, needs.waiting_for_screening(ctx))
elif looked_at == desk.LISTED:
    screening.listed(ctx, needs.on_needs_list(ctx))
else:
    desk.items(ctx, looked_at)
searching.searching(ctx)
importing.importing(ctx)
