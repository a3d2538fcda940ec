"""A co-building agreement (共建协议), as clauses and as a Word file."""

from dashboard.documents.agreement.blocks import as_paper
from dashboard.documents.agreement.clauses import Clause, clauses, side_name
from dashboard.documents.agreement.docx import to_docx
from dashboard.documents.agreement.facts import AgreementFacts, SideFacts

__all__ = ["AgreementFacts", "Clause", "SideFacts", "as_paper", "clauses", "side_name", "to_docx"]
