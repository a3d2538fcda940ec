"""The way from the roster to the import of a whole table of organisations."""

from dashboard.i18n import gettext as _
from dashboard.ui import frame


def importing() -> None:
    """Draw the way to the page where tables are imported."""
    frame.link("exchange", _("Import a table of organisations"), icon="upload_file", query={"kind": "members"})
