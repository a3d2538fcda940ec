"""Which words does every format set around the texts of a paper, in the language spoken now?

Called inside ``speaking(paper.language)``.
"""

from dataclasses import dataclass

from dashboard.documents.paper.model import Boxes, Labelled, Paper
from dashboard.i18n import gettext as _
from dashboard.i18n import language, pgettext

BOX = "□"


@dataclass(frozen=True, slots=True)
class Imprint:
    """The lines of the 版记: who gets a copy, who issued it, and when."""

    copies: Labelled | None
    issuer: str
    issued: str


def chinese() -> bool:
    """Return whether Chinese is spoken now."""
    return language() == "zh_CN"


def with_colon(label: str) -> str:
    """Return a label with its colon, and the space that follows one in Latin letters."""
    return f"{label}：" if chinese() else f"{label}: "


def imprint(paper: Paper) -> Imprint | None:
    """Return the 版记 of a paper, or ``None`` where it has none: ``Paper.imprint`` or a copy line asks for one."""
    if not (paper.imprint or paper.copy_to):
        return None
    stop = "。" if chinese() else "."
    copies = None
    if paper.copy_to:
        copies = Labelled(label=pgettext("minutes", "Copy to"), text=paper.copy_to.rstrip(stop) + stop)
    issued = _("Issued on %(day)s") % {"day": paper.issued_on} if paper.issued_on else ""
    return Imprint(copies, paper.issuer, issued)


def closing(paper: Paper) -> list[str]:
    """Return who issued the paper and when, for the end of one that says so neither in a head nor in an imprint."""
    if paper.head or imprint(paper):
        return []
    return [line for line in (paper.issuer, paper.issued_on) if line]


def boxes(block: Boxes) -> list[str]:
    """Return the lines of boxes to tick: □ 赞成　　□ 反对, or one to a line."""
    ticked = [f"{BOX} {option}" for option in block.options]
    if block.below_each_other:
        return ticked
    return [("　　" if chinese() else "\u2003\u2003").join(ticked)]
