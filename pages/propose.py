"""A resident says what is needed, looks again at it, sends it, and gets its number."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session
from dashboard.ui.needs import proposing

frame.title(
    _("Submit a proposal"),
    _("Say in your own words what is needed. Your name is not published."),
)
proposing.propose(session.context())
