"""The secretariat enters a proposal for somebody without an account, and hands over the slip to follow it with."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session
from dashboard.ui.needs import counter

frame.title(
    _("Counter and telephone"),
    _("Enter what somebody says at the counter or on the telephone. The slip lets that person follow it."),
)
counter.entering(session.context())
