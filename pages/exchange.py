"""The secretariat brings whole lists in, takes an import back, and takes lists away as files."""

from dashboard.i18n import gettext as _
from dashboard.services import exchange
from dashboard.ui import frame, session
from dashboard.ui.exchange import batches, choosing, panel, taking

ctx = session.context()
frame.title(_("Import and export"), _("Lists come in as tables of the office's own, and can be taken away again."))
match choosing.view():
    case choosing.BATCHES:
        batches.listed(exchange.batches(ctx))
    case choosing.EXPORT:
        taking.every_list()
    case _:
        panel.importing(ctx, choosing.kind())
