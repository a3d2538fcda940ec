"""The papers of a meeting and those for everybody, each as a file in every format; a whole meeting as one ZIP."""

from dashboard.services.papers.bundle import bundle
from dashboard.services.papers.kinds import PAPERS
from dashboard.services.papers.making import paper, papers, unready
from dashboard.services.papers.public import poster, public_notice, weekly_notice
from dashboard.services.papers.shapes import PaperKind, PaperLine, PapersPage, Stage
from dashboard.services.papers.week import week

__all__ = [
    "PAPERS",
    "PaperKind",
    "PaperLine",
    "PapersPage",
    "Stage",
    "bundle",
    "paper",
    "papers",
    "poster",
    "public_notice",
    "unready",
    "week",
    "weekly_notice",
]
