"""Which pieces of a text must an index hold so that every word, name and part of a word can be found in it?

The index only narrows: whatever it lets through is compared with the words character by character. It must
therefore never miss what the comparison would find, and may hold too much. Pieces are single characters and pairs of
neighbours, so that words of one or two Chinese characters are found without a dictionary.
"""

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from dashboard.rules.texts import clean

LONGEST = 100
"""Characters of a search text that are looked at; a database takes only so many conditions."""
_DOT = "\u0307"
"""The dot that a lowered İ keeps in one database and loses in another: dropped after an i and where a word begins."""
_ALONE = {"İ": "i", "ı": "i", "\u212a": "k"}
"""Characters that some database lowers to a Latin letter; the last is the sign for kelvin."""
_WITH_CASE = frozenset({"Lu", "Ll", "Lt", "Cn"})
"""Kinds of characters, the unassigned among them, whose small letters newer databases may know better than Python."""
_LETTER = "00000"
"""Stands for every such character beyond ASCII: which one it is, the comparison finds out."""
_I = f"{ord('i'):05x}"


def words(text: str) -> list[str]:
    """Return the words of a search text, as they are looked for: all of them must be found."""
    return clean(text[:LONGEST]).split()


def grams(*texts: str) -> set[str]:
    """Return the pieces of these texts: every character and every pair of neighbours, written in letters and digits.

    They are written as numbers of characters because neither database's own idea of a word knows every Chinese
    character, sign and emoji.
    """
    found: set[str] = set()
    for text in texts:
        for run in text.split():
            codes = _codes(run)
            found.update(codes)
            found.update(map("".join, itertools.pairwise(codes)))
    return found


def wanted(sought: Iterable[str]) -> set[str]:
    """Return the pieces that every text with all these words has: pairs, and single characters standing alone.

    Empty where the words say nothing an index knows: then every text has to be compared.
    """
    found: set[str] = set()
    for word in sought:
        codes = _codes(word)
        found.update(codes if len(codes) == 1 else map("".join, itertools.pairwise(codes)))
    return found


def is_exact(word: str) -> bool:
    """Return whether having the word's pieces is the same as having the word: one or two characters without case."""
    return len(word) <= 2 and all(map(_is_caseless, word))


def marked(text: str, sought: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the text in parts, each with whether it is one of the words looked for."""
    hit = bytearray(len(text))
    for start, end in _hits(text, sought):
        hit[start:end] = b"\1" * (end - start)
    parts: list[tuple[str, bool]] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] != hit[start]:
            parts.append((text[start:place], bool(hit[start])))
            start = place
    return parts


def excerpt(text: str, sought: Sequence[str], around: int = 24) -> str:
    """Return the part of a text around the first word found in it, on one line; empty where none stands in it."""
    line = " ".join(text.split())
    first = min(_hits(line, sought), default=None)
    if first is None:
        return ""
    start, end = max(0, first[0] - around), min(len(line), first[1] + 2 * around)
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _hits(text: str, sought: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand; capitals do not count."""
    plain = "".join(map(_lowered, text))
    for word in sought:
        low = "".join(map(_lowered, word))
        place = plain.find(low) if low else -1
        while place >= 0:
            yield place, place + len(low)
            place = plain.find(low, place + 1)


def _codes(run: str) -> list[str]:
    """Return what stands for each character, the same in whatever way a database lowers letters."""
    found: list[str] = []
    for character in run:
        if character != _DOT or (found and found[-1] != _I):
            found.append(_code(character))
    return found


@lru_cache(30_000)
def _code(character: str) -> str:
    known = _ALONE.get(character, character)
    if not known.isascii() and not _is_ideograph(known) and unicodedata.category(known) in _WITH_CASE:
        return _LETTER
    return f"{ord(known.casefold()[:1]):05x}"


def _is_caseless(character: str) -> bool:
    return _is_ideograph(character) or ("0" <= character <= "9")


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003fffd"


def _lowered(character: str) -> str:
    """Return the small letter, one character for one."""
    low = character.lower()
    return low if len(low) == 1 else character
