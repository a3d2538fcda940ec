"""The legal reviewer gives a written opinion on each item with a legal gate, before it goes to a meeting."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame, session
from dashboard.ui.needs import legal

frame.title(
    _("Legal opinions"),
    _("An item with a legal gate goes on an agenda only with a written opinion."),
)
legal.reviewing(session.context())
