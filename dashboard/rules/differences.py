"""What became of a text from one version to the next, paragraph by paragraph and word by word?"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

ALIKE = 0.3
"""From this ratio on two paragraphs are shown as one that changed, below it as one gone and one new."""


class Change(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one paragraph and what became of it."""

    change: Change
    text: str


def paragraphs(before: str, after: str) -> Iterator[tuple[Stretch, ...]]:
    """Give every paragraph of both texts in reading order, in stretches that stayed, went or came."""
    old, new = _lines(before), _lines(after)
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((Stretch(Change.SAME, line),) for line in old[a1:a2])
            continue
        for gone, came in zip_longest(old[a1:a2], new[b1:b2]):
            yield from _pair(gone, came)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pair(gone: str | None, came: str | None) -> Iterator[tuple[Stretch, ...]]:
    if gone is not None and came is not None:
        matcher = SequenceMatcher(None, gone, came, autojunk=False)
        if matcher.ratio() >= ALIKE:
            yield tuple(_stretches(matcher, gone, came))
            return
    if gone is not None:
        yield (Stretch(Change.GONE, gone),)
    if came is not None:
        yield (Stretch(Change.NEW, came),)


def _stretches(matcher: "SequenceMatcher[str]", gone: str, came: str) -> Iterator[Stretch]:
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            yield Stretch(Change.SAME, gone[a1:a2])
            continue
        if a1 < a2:
            yield Stretch(Change.GONE, gone[a1:a2])
        if b1 < b2:
            yield Stretch(Change.NEW, came[b1:b2])
