"""Minutes from the first draft to the approved, locked document, and the files made of them."""

from dashboard.services.minutes.issuing import approve, hand_in, send_back
from dashboard.services.minutes.reading import export, meetings, state, versions
from dashboard.services.minutes.shapes import Export, MinutesLine, MinutesState, VersionRead
from dashboard.services.minutes.writing import draft, redraft, save

__all__ = [
    "Export",
    "MinutesLine",
    "MinutesState",
    "VersionRead",
    "approve",
    "draft",
    "export",
    "hand_in",
    "meetings",
    "redraft",
    "save",
    "send_back",
    "state",
    "versions",
]
