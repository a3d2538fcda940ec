"""How is a figure in the text of minutes tied to the fact that it states, and how is it untied for print?

A mark is ``【key｜phrase】``, such as 【表决3-1｜应到11人，实到9人，赞成9票，反对0票，弃权0票，通过】. Its key is
one of ``MEETING_KEYS`` behind 会议, or one of the words below with the number of an item, of an item and a round, or of
an item and a task. Any other text in such brackets is text. ``＼`` before a bracket takes its meaning away, so that
what people typed is never a mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MEETING_KEYS = ("日期", "时间", "地点", "主持", "名称", "类别", "编号", "应到", "实到", "请假", "未到", "列席", "议题")
ITEM_KEYS = ("议题", "汇报", "决定", "缓议", "书面")
ROUND_KEYS = ("事项", "方式", "规则", "回避", "表决", "选项", "落选", "条件", "保留")
TASK_KEYS = ("任务", "单位", "期限")

KEY = re.compile(
    rf"会议\.(?:{'|'.join(MEETING_KEYS)})|(?:{'|'.join(ITEM_KEYS)})\d+|(?:{'|'.join(ROUND_KEYS + TASK_KEYS)})\d+-\d+",
    re.ASCII,
)
# Whatever starts like a mark, misspelt ones included: 【表决 3—1｜ is pointed out rather than printed unseen.
OPENING = re.compile(
    r"(?P<slashes>＼*)【(?P<key>(?:会议[.．。·]|"
    rf"(?:{'|'.join(ITEM_KEYS + ROUND_KEYS + TASK_KEYS)}) *\d)[^【】｜＼\n\r]{{0,12}})｜"
)
PHRASE = re.compile(r"(?P<phrase>(?:[^【】＼\n\r]|＼[^\n\r])*)】")
MEANINGFUL = re.compile("[【】＼]")
TAKEN_AWAY = re.compile("＼(.)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or a mark."""

    raw: str
    """As it stands."""
    said: str
    """As it is printed."""
    key: str = ""
    """Which fact the mark is tied to; empty for text."""
    broken: bool = False
    """Whether it looks like a mark, but no bracket closes it or its key is misspelt; it is printed as it stands."""


def mark(key: str, phrase: str) -> str:
    """Return the phrase, which holds no line break, tied to the fact that ``key`` names."""
    return f"【{key}｜{MEANINGFUL.sub(_slashed, phrase)}】"


def literal(text: str) -> str:
    """Return a text that somebody typed, in which nothing counts as a mark."""
    return OPENING.sub(lambda found: f"＼{found['slashes']}{found[0]}", text)


def printed(text: str) -> str:
    """Return the text as it is printed: each mark gives way to its phrase. To be applied once."""
    return "".join(piece.said for piece in pieces(text))


def pieces(text: str) -> Iterator[Piece]:
    """Give the text in order, in stretches without a mark and marks."""
    start = 0
    while found := OPENING.search(text, start):
        slashes = found["slashes"]
        opens, after = found.end("slashes"), found.end()
        kept = "＼" * (len(slashes) // 2)
        yield Piece(text[start:opens], text[start : found.start()] + kept)
        closed = PHRASE.match(text, after) if KEY.fullmatch(found["key"]) else None
        if len(slashes) % 2:
            yield Piece(text[opens:after], text[opens:after])
        elif closed:
            after = closed.end()
            yield Piece(text[opens:after], TAKEN_AWAY.sub(r"\1", closed["phrase"]), found["key"])
        else:
            yield Piece(text[opens:after], text[opens:after], found["key"], broken=True)
        start = after
    yield Piece(text[start:], text[start:])


def _slashed(found: re.Match[str]) -> str:
    return f"＼{found[0]}"
