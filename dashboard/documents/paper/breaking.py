"""Where may a line turn inside a word that is wider than the line?"""

import re
from unicodedata import category, east_asian_width

TURN = "\u200b"
"""Zero width space: typst may turn the line here, and prints nothing."""

LATIN_WIDTH = 0.65
"""Width of a letter in ems that is counted on; wide characters, and letters such as W, count 1."""

BROAD = frozenset("MWmw@%&‰—…―")

RUN = re.compile(r"[^\s\u2e80-\u2fff\u3041-\u30ff\u3100-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]{2,}")
"""Characters between which lines do not turn by themselves: letters, digits, and rows of punctuation marks."""

JOINER = "\u200d"


def breakable(text: str, ems: float) -> str:
    """Return text with places to turn in every word that may be wider than ``ems``."""
    return RUN.sub(lambda found: _opened(found.group(), ems), text)


def _opened(word: str, ems: float) -> str:
    if sum(_width(character) for character in word) <= ems:
        return word
    return "".join(
        character if _stays(before, character) else TURN + character
        for before, character in zip(("", *word), word, strict=False)
    )


def _stays(before: str, character: str) -> bool:
    """Return whether a character belongs to the one before it: accents, selectors, joined emoji, the first one."""
    return not before or JOINER in (before, character) or category(character) in {"Mn", "Me", "Mc", "Cf", "Sk"}


def _width(character: str) -> float:
    return 1 if east_asian_width(character) in "WFA" or character in BROAD else LATIN_WIDTH
