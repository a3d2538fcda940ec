"""Minutes from the first draft to the issued, published and archived document, and the files made of them."""

from dashboard.services.minutes.archiving import archive
from dashboard.services.minutes.corrections import (
    approve_correction,
    propose_correction,
    refuse_correction,
    withdraw_correction,
)
from dashboard.services.minutes.discussing import corrections, remarks
from dashboard.services.minutes.exporting import export
from dashboard.services.minutes.issuing import approve, check, circulate, hand_in, issue, revise, send_back
from dashboard.services.minutes.public_reading import (
    PublicFilter,
    public_export,
    public_list,
    public_minutes,
    public_side,
    public_years,
)
from dashboard.services.minutes.publishing import prepare_public, publish, screen, withhold
from dashboard.services.minutes.reading import meetings, state, versions
from dashboard.services.minutes.register import register, register_years
from dashboard.services.minutes.remarks import answer, nothing_to_correct, remark, withdraw_remark
from dashboard.services.minutes.result_reports import REPORT_TYPE, export_report, result_report
from dashboard.services.minutes.shapes import (
    CorrectionRead,
    Export,
    MinutesLine,
    MinutesState,
    PublicLine,
    PublicSide,
    PublicText,
    Register,
    RegisterLine,
    RemarkBoard,
    RemarkRead,
    SheetRead,
    VersionRead,
)
from dashboard.services.minutes.verifying import verify
from dashboard.services.minutes.writing import draft, redraft, save, take_over_figures

__all__ = [
    "REPORT_TYPE",
    "CorrectionRead",
    "Export",
    "MinutesLine",
    "MinutesState",
    "PublicFilter",
    "PublicLine",
    "PublicSide",
    "PublicText",
    "Register",
    "RegisterLine",
    "RemarkBoard",
    "RemarkRead",
    "SheetRead",
    "VersionRead",
    "answer",
    "approve",
    "approve_correction",
    "archive",
    "check",
    "circulate",
    "corrections",
    "draft",
    "export",
    "export_report",
    "hand_in",
    "issue",
    "meetings",
    "nothing_to_correct",
    "prepare_public",
    "propose_correction",
    "public_export",
    "public_list",
    "public_minutes",
    "public_side",
    "public_years",
    "publish",
    "redraft",
    "refuse_correction",
    "register",
    "register_years",
    "remark",
    "remarks",
    "result_report",
    "revise",
    "save",
    "screen",
    "send_back",
    "state",
    "take_over_figures",
    "verify",
    "versions",
    "withdraw_correction",
    "withdraw_remark",
    "withhold",
]
