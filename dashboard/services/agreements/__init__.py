"""Who promised what to whom, for how long, and what became of it?"""

from dashboard.services.agreements.drafting import MOST_PARTIES, draft, drop, edit, one_year_from
from dashboard.services.agreements.keeping import end, renew, running_out, sign, terminate
from dashboard.services.agreements.papers import DOCX, export
from dashboard.services.agreements.reading import agreement, listed, parties
from dashboard.services.agreements.shapes import (
    AgreementFilter,
    AgreementLine,
    AgreementPage,
    FullText,
    LinkedItem,
    PartyRead,
)

__all__ = [
    "DOCX",
    "MOST_PARTIES",
    "AgreementFilter",
    "AgreementLine",
    "AgreementPage",
    "FullText",
    "LinkedItem",
    "PartyRead",
    "agreement",
    "draft",
    "drop",
    "edit",
    "end",
    "export",
    "listed",
    "one_year_from",
    "parties",
    "renew",
    "running_out",
    "sign",
    "terminate",
]
