"""Somebody without an account sees with number and code where the own proposal stands, step by step."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame
from dashboard.ui.needs import following

frame.title(
    _("Follow with a code"),
    _("For proposals handed in at the counter or by telephone: number and code stand on your slip. No sign-in."),
)
following.following()
