"""The report on the result of a vote (表决结果报告), as lines and as a paper."""

from dashboard.documents.result_report.blocks import as_paper
from dashboard.documents.result_report.facts import ReportFacts, SeatFacts, VersionFacts, ViewFacts
from dashboard.documents.result_report.lines import Section, sections, title

__all__ = [
    "ReportFacts",
    "SeatFacts",
    "Section",
    "VersionFacts",
    "ViewFacts",
    "as_paper",
    "sections",
    "title",
]
