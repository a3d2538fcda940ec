"""Does a number of votes or of those attending that somebody typed by hand stand in what is known?

A mark ties a figure to its fact; this looks at the figures that no mark ties. Minutes are issued in Chinese, so the
words are those of the Chinese vote line: 应到11人，实到9人，赞成9票，反对0票，弃权0票.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from dashboard.documents.minutes.bound import COUNTED, LINE_END, Finding, pieces
from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.minutes.phrases import phrases

Counts = frozenset[tuple[str, int]]
"""What one vote line says: word and number, such as 赞成 and 9."""

NUMERALS = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

COUNT = re.compile(
    r"(?P<word>应到|实到|赞成|反对|弃权|有效|无效|收回)(?:会|票|者|为|[:： ])*"
    rf"(?P<number>[0-9０-９]{{1,6}}|[十{''.join(NUMERALS)}]{{1,3}})(?: *[票人张名位]|(?=[，。；、,;）)\s]|$))"
)
BETWEEN = re.compile(r"[，,、；;\s]*")


@dataclass(slots=True)
class _Run:
    """Counts that follow one another, as one vote line does."""

    said: str
    counts: dict[str, int] = field(default_factory=dict)
    end: int = 0


def typed_wrong(text: str, facts: MeetingFacts) -> Iterator[Finding]:
    """Give the counts outside marks that no vote, no attendance and no discussion of the meeting has, line by line.

    Facts are worded in the language spoken now.
    """
    known = _known_of(facts)
    for at, line in enumerate(LINE_END.split(text), 1):
        free = "\n".join("" if piece.key else piece.said for piece in pieces(line))
        yield from (Finding("unknown", "", said, "", at) for said in _strange(free, known))


def strangers(text: str, whole: str) -> list[str]:
    """Return the counts of a text without marks that do not stand in the whole text it was made from."""
    counted = {_plain(found[0]) for found in COUNTED.finditer(whole)}
    lines = [Counts(_counts(line)) for line in LINE_END.split(whole)]
    found = [said for line in LINE_END.split(text) for said in _strange(line, lines)]
    return [*found, *(one[0] for one in COUNTED.finditer(text) if _plain(one[0]) not in counted)]


def _known_of(facts: MeetingFacts) -> list[Counts]:
    attended = Counts({("应到", facts.entitled), ("实到", len(facts.present))})
    told = [*phrases(facts).values(), *(line for item in facts.items for line in LINE_END.split(item.discussion))]
    return [attended, *(Counts(_counts(line)) for line in told)]


def _strange(text: str, known: Collection[Counts]) -> Iterator[str]:
    """Give the stretches whose counts do not stand together in any one line of what is known."""
    for run in _runs(text):
        counts = Counts(run.counts.items())
        if not any(counts <= line for line in known):
            yield run.said


def _runs(text: str) -> Iterable[_Run]:
    found: list[_Run] = []
    for count in COUNT.finditer(text):
        last = found[-1] if found else None
        follows = last is not None and BETWEEN.fullmatch(text, last.end, count.start()) is not None
        if last is None or not follows or count["word"] in last.counts:
            found.append(last := _Run(""))
        else:
            last.said += text[last.end : count.start()]
        last.said += count[0]
        last.counts[count["word"]] = _value(count["number"])
        last.end = count.end()
    return found


def _counts(line: str) -> Iterator[tuple[str, int]]:
    return ((found["word"], _value(found["number"])) for found in COUNT.finditer(line))


def _value(number: str) -> int:
    """Return a number written in Arabic digits of either width, or in Chinese below one hundred."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int("".join(str(NUMERALS[one]) for one in number))
    return 10 * (NUMERALS.get(tens, 1) if tens else 1) + (NUMERALS.get(ones, 0) if ones else 0)


def _plain(count: str) -> str:
    """Return a count with its digits in one width and without blanks."""
    return "".join(str(int(one)) if one.isdecimal() else one for one in count if not one.isspace())
