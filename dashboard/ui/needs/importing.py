"""The way from screening to the import of a whole needs list."""

from dashboard.i18n import gettext as _
from dashboard.services.context import Context
from dashboard.ui import frame


def importing(_ctx: Context) -> None:
    """Draw the way to the page where tables are imported."""
    frame.link("exchange", _("Import a list of needs"), icon="upload_file", query={"kind": "needs"})
