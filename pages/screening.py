"""The secretariat decides what becomes of each proposal, and publishes the needs list for claiming."""

from dashboard.i18n import gettext as _
from dashboard.services import needs
from dashboard.ui import frame, session
from dashboard.ui.needs import importing, screening, searching

ctx = session.context()
frame.title(_("Screening"), _("Every decision is shown to the proposer with its reason, and can be traced."))
waiting, listed = needs.waiting_for_screening(ctx), needs.on_needs_list(ctx)
if screening.which(len(waiting), len(listed)) == screening.WAITING:
    screening.waiting(ctx, waiting)
else:
    screening.listed(ctx, listed)
searching.searching(ctx)
importing.importing(ctx)
