"""Minutes from the first draft to the approved, locked document, and the files made of them."""

from dashboard.services.minutes.issuing import approve, hand_in, send_back
from dashboard.services.minutes.reading import export, meetings, state, versions
from dashboard.services.minutes.result_reports import REPORT_TYPE, export_report, result_report
from dashboard.services.minutes.shapes import Export, MinutesLine, MinutesState, VersionRead
from dashboard.services.minutes.writing import draft, redraft, save

__all__ = [
    "REPORT_TYPE",
    "Export",
    "MinutesLine",
    "MinutesState",
    "VersionRead",
    "approve",
    "draft",
    "export",
    "export_report",
    "hand_in",
    "meetings",
    "redraft",
    "result_report",
    "save",
    "send_back",
    "state",
    "versions",
]
