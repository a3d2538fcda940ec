"""What does a poster in a lobby (楼道海报) say at two metres?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.parts import marks
from dashboard.documents.paper.model import Block, Labelled, Layout, Paper, Paragraph, Rule
from dashboard.documents.public_papers.address import reading_on
from dashboard.documents.public_papers.facts import PosterFacts
from dashboard.i18n import language

LONG = 60
"""Characters from which on the code is smaller, so that the poster stays on one page."""


def as_paper(facts: PosterFacts) -> Paper:
    """Return the poster in the language spoken now: one page with one sentence and a code to scan."""
    return Paper(
        sort="poster",
        layout=Layout.POSTER,
        title=facts.title,
        subtitle=facts.number,
        blocks=tuple(_blocks(facts)),
        marks=marks(demo=facts.demo),
        language=language(),
        without_page_numbers=True,
    )


def _blocks(facts: PosterFacts) -> Iterator[Block]:
    yield Paragraph(text=facts.sentence, align="center", bold=True, large=True)
    for label, text in facts.lines:
        yield Labelled(label=label, text=text)
    yield Rule()
    long = len(facts.title) + len(facts.sentence) + sum(len(text) for _label, text in facts.lines) > LONG
    yield from reading_on(facts.path, facts.site, width_mm=40 if long else 55)
    yield Paragraph(text=facts.issuer, align="center")
