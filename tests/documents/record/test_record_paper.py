"""The record as a paper: what stands in it, in which order, and in every format."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from dashboard.documents.paper import FORMATS, render
from dashboard.documents.paper.model import Labelled, Paper, Paragraph, Signatures
from dashboard.documents.record import (
    AbsentFacts,
    DissentFacts,
    EntryFacts,
    ItemRecord,
    RecordFacts,
    RecusalFacts,
    SignatureFacts,
    TaskLine,
    VoteFacts,
    as_paper,
    entry_head,
    vote_line,
)
from models.enums import AgendaStatus, BallotForm, Outcome, RecordKind, Stance, VoteMode

BEGAN = datetime(2026, 12, 10, 6, 0, tzinfo=UTC)
HOSTILE = "&<b>{{7*7}}</b> =cmd()|'/C calc'!A0 {% for x %} `*_#[x](y) 堃玥喆"


def entry(**told: Any) -> EntryFacts:
    first = EntryFacts(1, 1, RecordKind.SPEECH, "第2单位（委员）", "先修车棚", Stance.FOR, seconds=90)
    return replace(first, **told)


VOTE = VoteFacts(
    motion_id=1, round_no=1, text="是否同意列入办理", conditions="", rule_words="过半数", mode=VoteMode.RECORDED,
    form=BallotForm.QUESTION, entitled=11, present=10, recused=1, votes_for=7, against=2, abstain=1, invalid=0,
    issued=None, returned=None, outcome=Outcome.CARRIED, shown=True,
    dissent=(DissentFacts("第10单位", "费用偏高", "另行询价"),),
)  # fmt: skip
ITEM = ItemRecord(
    1, 1, "车棚改造", "秘书处", AgendaStatus.ADOPTED,
    spoken=(entry(), entry(entry_no=2, who="第1单位", view="同意", closing=True)),
    silent=("第3单位", "第4单位"), votes=(VOTE,), recusals=(RecusalFacts("第9单位", "亲属住该楼"),),
    held_over=(entry(entry_no=3, type=RecordKind.HELD_OVER, who="", view="下次再议", seconds=None),),
    absent_views=(entry(entry_no=4, type=RecordKind.ABSENT_VIEW, who="第11单位", view="书面同意", seconds=None),),
    notes=(entry(entry_no=5, type=RecordKind.NOTE, who="", view="休会十分钟", seconds=None),),
    struck=(entry(entry_no=6, struck=True, reason="记错发言人", view="作废的话"),),
    tasks=(TaskLine("起草约定", "第3单位", date(2027, 1, 31)),),
)  # fmt: skip
FACTS = RecordFacts(
    title="第四季度委员会议", number="2026-WY-01", kind="委员会议", starts_at=BEGAN, opened_at=BEGAN,
    closed_at=datetime(2026, 12, 10, 7, 30, tzinfo=UTC), place="二楼议事厅", chair="第1单位（书记）", recorder="秘书处",
    entitled=11, present=tuple(f"第{n}单位" for n in range(1, 11)), absent=(AbsentFacts("第11单位", True, "外出公务"),),
    guests=("街道自治办（工作人员）",), observers=2, items=(ITEM,),
)  # fmt: skip


def lines(paper: Paper) -> list[str]:
    """Return every line of a paper as it is read."""
    found = []
    for block in paper.blocks:
        if isinstance(block, Labelled):
            found.append(f"{block.label}: {block.text}")
        elif not isinstance(block, Signatures):
            found.append(getattr(block, "text", ""))
    return found


def test_a_record_holds_everything_of_the_meeting_in_order():
    assert lines(as_paper(FACTS, language="en")) == [
        "Meeting number: 2026-WY-01",
        "Kind of meeting: 委员会议",
        "Time: Thursday, December 10, 2026, 14:00 to 15:30",
        "Place: 二楼议事厅",
        "Chaired by: 第1单位（书记）",
        "Recorder: 秘书处",
        "Should attend: 11",
        "Present (10): " + "; ".join(f"第{n}单位" for n in range(1, 11)),
        "Absent (1): 第11单位: 外出公务",
        "In attendance: 街道自治办（工作人员）",
        "Observers: 2 persons",
        "1. 车棚改造",
        "Presented by: 秘书处",
        "Recused from this item: 第9单位, because: 亲属住该楼",
        "Views and positions",
        "No. 1 · 第2单位（委员） · round 1 · spoke for 1 min 30 s · In favour",
        "先修车棚",
        "No. 2 · 第1单位 · the chair's closing statement · spoke for 1 min 30 s · In favour",
        "同意",
        "Nothing to add: 第3单位; 第4单位",
        "Vote, round 1",
        "是否同意列入办理",
        "Way to vote: Recorded ballot",
        "Decision rule: 过半数",
        "Result: entitled to attend 11, present 10, recused 1, for 7, against 2, abstaining 1, Carried",
        "Differing view, 第10单位: 费用偏高",
        "What would change this view: 另行询价",
        "Opinions held over",
        "No. 3 · Opinion held over · In favour",
        "下次再议",
        "Written opinions of absent members (recorded, not counted)",
        "No. 4 · 第11单位 · In favour",
        "书面同意",
        "Notes of the recorder",
        "No. 5 · Note of the recorder",
        "休会十分钟",
        "Task: 起草约定: 第3单位, by Jan 31, 2027",
        "Entry 6 was struck: 记错发言人",
        "What became of it: Adopted",
    ]


def test_every_page_says_internal_and_two_people_sign():
    internal = "Internal: not to be published or passed on"
    paper = as_paper(FACTS, language="en", demo=True)
    assert paper.marks == f"{internal} · not signed by the chair yet · demonstration data"
    assert paper.blocks[-1] == Signatures(labels=("Chaired by", "Recorder"))
    signed = replace(FACTS, recorder_signed=SignatureFacts("秘书处", BEGAN), chair_signed=SignatureFacts("书记", BEGAN))
    paper = as_paper(signed, language="en", digest="0" * 64)
    assert paper.marks == internal
    assert paper.digest == f"SHA-256 {'0' * 64}"
    assert lines(paper)[-2:] == [
        "Signed in the system, Recorder: 秘书处 Dec 10, 2026, 14:00",
        "Signed in the system, Chaired by: 书记 Dec 10, 2026, 14:00",
    ]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"shown": False}, "so few ballots were cast that their numbers are not given, Carried"),
        ({"issued": 10, "returned": 9, "invalid": 1}, "ballots issued 10, returned 9, invalid 1, for 7"),
        (
            {"issued": 8, "returned": 9, "outcome": Outcome.VOID},
            "issued 8, returned 9, Void, to be voted again",
        ),
        ({"form": BallotForm.APPROVAL}, "ballots with a choice 7, abstaining 1"),
    ],
)
def test_a_vote_is_told_as_it_was_taken(told: dict[str, Any], line: str):
    assert line in vote_line(replace(VOTE, **told))


def test_a_speech_nobody_wrote_down_says_so():
    bare = entry(entry_no=0, view="", stance=Stance.NONE)
    assert entry_head(bare) == "第2单位（委员） · round 1 · spoke for 1 min 30 s"
    paper = as_paper(replace(FACTS, items=(replace(ITEM, spoken=(bare,)),)), language="en")
    assert Paragraph(text="Not written down.", align="left") in paper.blocks


def read_file(content: bytes, fmt: str) -> str:
    """Return the words of a file without any space in them."""
    if fmt == "docx":
        found = Document(BytesIO(content))
        words = "".join(node.text or "" for node in found.element.body.iter() if node.tag.endswith("}t"))
    elif fmt == "pdf":
        words = "".join(page.get_textpage().get_text_range() for page in PdfDocument(content))
    else:
        words = content.decode()
    return "".join(words.split())


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_holds_the_views_the_counts_and_the_mark(fmt: str):
    file = render(as_paper(FACTS, language="zh_CN"), fmt)
    words = read_file(file.content, fmt)
    for told in ("先修车棚", "费用偏高", "另行询价", "下次再议", "书面同意", "亲属住该楼", "外出公务", "第11单位"):
        assert told in words, told
    if fmt != "docx":  # there the mark stands in the head of the page
        assert "Internal" in words


@pytest.mark.parametrize("fmt", ["docx", "pdf"])
def test_hostile_words_come_through_as_they_were_typed(fmt: str):
    item = replace(ITEM, title=HOSTILE, spoken=(entry(view=f"{HOSTILE}\n第二行"),))
    words = read_file(render(as_paper(replace(FACTS, items=(item,)), language="zh_CN"), fmt).content, fmt)
    assert words.count("".join(HOSTILE.split())) == 2
    assert "第二行" in words
    assert "49" not in words


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_meeting_and_a_very_large_one_come_through_whole(fmt: str):
    empty = replace(FACTS, present=(), absent=(), guests=(), items=(), opened_at=None, closed_at=None)
    assert render(as_paper(empty, language="en"), fmt).content
    many = tuple(f"第{n}单位名称特别特别长的联合党支部委员会（兼职委员）" for n in range(54))
    items = tuple(replace(ITEM, item_id=n, position=n, title=f"第{n}号议题") for n in range(1, 41))
    words = read_file(render(as_paper(replace(FACTS, present=many, items=items), language="en"), fmt).content, fmt)
    assert [n for n in range(1, 41) if f"第{n}号议题" not in words] == []
    assert [n for n in range(54) if f"第{n}单位名称特别特别长" not in words] == []
