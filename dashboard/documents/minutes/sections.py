"""Which part of a text of minutes tells of which item?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.documents.minutes.deciding import subject
from dashboard.documents.minutes.facts import ItemFacts
from dashboard.documents.minutes.paper import Block, MinutesPaper
from dashboard.i18n import speaking


@dataclass(frozen=True, slots=True)
class Section:
    """What stands before the first heading, or a heading of level 1 with what follows it."""

    heading: Block | None
    blocks: tuple[Block, ...]
    item: ItemFacts | None = None
    """The item whose title stands in the heading."""

    @property
    def text(self) -> str:
        """Heading and paragraphs, a line for each."""
        return "\n".join(block.text for block in (self.heading, *self.blocks) if block)


def sections(paper: MinutesPaper) -> list[Section]:
    """Return the text in sections, each item with the first that names it; the first section has no heading."""
    with speaking(paper.text_language):
        left = [(subject(item), item) for item in paper.facts.items] if paper.facts else []
    found = []
    for heading, blocks in _parts(paper.blocks):
        named = next((one for one in left if heading and one[0] and one[0] in heading.text), None)
        if named:
            left.remove(named)
        found.append(Section(heading, tuple(blocks), named[1] if named else None))
    return found


def _parts(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    heading: Block | None = None
    held: list[Block] = []
    for block in blocks:
        if block.level == 1:
            yield heading, held
            heading, held = block, []
        else:
            held.append(block)
    yield heading, held
