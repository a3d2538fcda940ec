"""Papers of every layout, and texts that attack every format."""

from typing import Any

from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Column,
    Heading,
    Labelled,
    Layout,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Rule,
    Signatures,
    Table,
)
from dashboard.documents.qr import qr_png

HOSTILE = (
    "甲 & 乙 &amp; 丙",
    '<b>粗</b><script>alert("1")</script>',
    "{{7*7}}",
    "{% x %} {%p endfor %} {%tr if copies %} {%tc endfor %} {%r endif %} {# 注 #}",
    "{_{ 7*7 }_} {_% x %_}",
    "=cmd()|' /C calc'!A0",
    '#panic() #import "x" $x^2$ @ref <label> `raw` _斜_ *粗* -- --- ... ~ \\ // 注 /* 注 */ [甲]',
    "[a](javascript:x) ![b](https://example.org/c.png) <https://example.org>",
    "https://example.org/ and www.example.org and somebody@example.org",
    "堃玥喆𬀩",
    "字" * 5_000,
    "w" * 300,
    "！" * 300,
    "**粗** _斜_ ~~删~~ `码` a | b ==c==",
    "#not a heading",
    "> 引 ",
    "1. 一",
    "2) 二",
    "- 项 + 项 * 项",
    "---",
    "===",
    "``` 码",
    "\\ \\\\ \\* \\",
    "| a | b |",
    "]]> <!-- <?x?> &#0; &copy; </style></title>",
    "%(title)s %s {0}",
    "制\t表",
    "行一\n行二\r\n行三",
    "fi ffi “引” ‘引’ 'q' \"q\"",
)
"""Texts that come through every format whole."""


def squeezed(text: str) -> str:
    """Return a text without what only spaces it: where lines turn differs from format to format."""
    return "".join(text.replace("\u200b", "").split())


def every_block(text: str) -> tuple[Block, ...]:
    """Return a block of each kind that prints a text, each with ``text`` in it."""
    return (
        Heading(text=text),
        Heading(level=2, text=text),
        Paragraph(text=text),
        Paragraph(text=text, align="center", bold=True),
        Paragraph(text=text, large=True),
        Labelled(label=text[:20] or "项", text=text),
        Table(columns=(Column(title="列"), Column(title=text[:200], share=3)), rows=((text[:200], text), ("", ""))),
        Boxes(options=(text, "反对")),
        Signatures(labels=(text,)),
    )


def a_paper(**changed: Any) -> Paper:
    """Return issued minutes with something in every field."""
    fields = {
        "sort": "minutes",
        "head": "平凉社区滨江联合党委会议纪要",
        "number": "〔2026〕1号",
        "issuer": "平凉社区滨江联合党委",
        "issued_on": "2026年6月25日",
        "title": "关于2026年第二季度认领项目的会议纪要",
        "subtitle": "（第二次会议）",
        "blocks": (
            Heading(text="一、关于车棚"),
            Heading(level=2, text="（一）改造"),
            Paragraph(text="会议同意改造。"),
            Table(
                columns=(Column(title="序号", align="center"), Column(title="单位", share=3)),
                rows=(("1", "澄波居民区党总支"), ("2", "映江居民区党总支")),
            ),
            Boxes(options=("赞成", "反对", "弃权")),
            Picture(png=qr_png("https://example.org/7"), width_mm=30, alt="二维码：会议页面"),
            Signatures(labels=("监票人",)),
            Rule(cut=True),
            PageBreak(),
            Paragraph(text="附则。", align="right", bold=True),
        ),
        "roll": (
            Labelled(label="出席", text="单位一（书记）、单位二（书记）"),
            Labelled(label="请假", text="单位三（书记）"),
        ),
        "copy_to": "各成员单位",
        "imprint": True,
        "marks": "演示数据",
        "digest": "文本校验码 0123456789abcdef",
    }
    return Paper.model_validate(fields | changed)


def a_sign_in_sheet(rows: int = 54, **changed: Any) -> Paper:
    """Return a sheet with a row for each member, to be signed by hand."""
    titles = (
        ("序号", 0.6),
        ("单位", 2.6),
        ("职务", 1.1),
        ("席位号", 0.9),
        ("签名", 1.6),
        ("到会时间", 1.1),
        ("备注", 1.2),
    )
    table = Table(
        columns=tuple(Column(title=title, share=share) for title, share in titles),
        rows=tuple((str(n), f"第{n}成员单位党组织", "书记", f"A{n:02}", "", "", "") for n in range(1, rows + 1)),
        row_mm=11,
    )
    fields = {"sort": "sign_in_sheet", "layout": Layout.FORM, "title": "会议签到表", "blocks": (table,)}
    return Paper.model_validate(fields | changed)


def forty_items(language: str = "zh_CN") -> Paper:
    """Return the minutes of a joint conference: 54 present, 40 items of three paragraphs."""
    blocks = [
        block
        for item in range(40)
        for block in (
            Heading(text=f"关于第{item}项"),
            *(Paragraph(text=f"第{item}项第{line}段。" * 9) for line in range(3)),
        )
    ]
    present = "、".join(f"上海市杨浦区平凉路街道第{number}成员单位党组织（书记）" for number in range(54))
    return a_paper(
        language=language,
        blocks=tuple(blocks),
        roll=(Labelled(label="出席", text=present),),
        title="关于很长的标题" * 12,
        head="上海市杨浦区平凉路街道平凉社区滨江联合党委成员单位联席会议纪要",
        issuer="上海市杨浦区平凉路街道平凉社区滨江联合党委成员单位联席会议秘书处",
    )


def an_english_paper() -> Paper:
    """Return a notice in English."""
    return a_paper(
        head="Minutes of the Riverside Joint Party Committee",
        number="No. 1 [2026]",
        issuer="Riverside Joint Party Committee",
        issued_on="25 June 2026",
        title="Minutes on the projects claimed in the second quarter of 2026",
        subtitle="Second meeting",
        blocks=(Heading(text="1. Bicycle shed"), Paragraph(text="The meeting agreed. " * 30)),
        roll=(Labelled(label="Present", text="; ".join(f"Branch {n} (secretary)" for n in range(12))),),
        copy_to="All member units",
        marks="Demonstration data",
        digest="Text digest 0123456789abcdef",
        language="en",
    )
