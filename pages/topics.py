"""Member organisations hand in topics for a meeting and read what became of them; the secretariat checks them."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session
from dashboard.ui.meetings import topics

ctx = session.context()
frame.title(_("Topics"), _("Hand in what a meeting should deliberate. Every answer comes with its reason."))
topics.form(ctx)
topics.listing(ctx)
