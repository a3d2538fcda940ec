"""How do minutes look as a paper of the house, for the formats that all papers share?"""

from dashboard.documents.minutes.paper import Block, MinutesPaper
from dashboard.documents.minutes.particulars import digest_line, marks, particulars
from dashboard.documents.paper.model import Heading, Labelled, Paper, Paragraph
from dashboard.i18n import speaking


def as_paper(paper: MinutesPaper) -> Paper:
    """Return the minutes as a paper in the official layout, labels in the language of the paper."""
    with speaking(paper.language):
        opening = (Paragraph(text=paper.opening),) if paper.opening else ()
        return Paper(
            sort="minutes",
            head=paper.head_title,
            number=paper.number,
            issuer=paper.issuer,
            issued_on=paper.issued_on,
            title=paper.title,
            blocks=(*opening, *(_block(block) for block in paper.blocks)),
            roll=tuple(Labelled(label=line.label, text=line.text) for line in particulars(paper)),
            copy_to=paper.copy_to,
            imprint=True,
            marks=marks(paper),
            digest=digest_line(paper),
            language=paper.language,
            line_pitch_pt=paper.line_pitch_pt,
        )


def _block(block: Block) -> Heading | Paragraph:
    if block.level == 0:
        return Paragraph(text=block.text)
    return Heading(level=1 if block.level == 1 else 2, text=block.text)
