"""With which paper is a template of the office tried, before it is taken into use?"""

from base64 import b64decode

from dashboard.documents.paper.model import (
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

WITH_ROLL = {"minutes", "public_minutes"}
"""Sorts of paper that end in a roll and an imprint."""

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
"""A picture of one grey dot."""


def sample(sort: str) -> Paper:
    """Return a paper of that sort with something in every part that such papers may have, its text hostile."""
    paper = Paper(
        sort=sort,
        layout=Layout.OFFICIAL,
        number="〔2026〕样1号",
        issuer="样本机关",
        issued_on="2026年1月2日",
        title="样本标题 & <b>",
        subtitle="样本副标题",
        blocks=_blocks(),
        marks="样本标记",
        digest="样本校验码 0123456789abcdef",
    )
    if sort not in WITH_ROLL:
        return paper
    roll = (Labelled(label="出席", text="样本甲、样本乙"), Labelled(label="请假", text="样本丙"))
    return paper.model_copy(update={"head": "样本红头", "roll": roll, "copy_to": "样本抄送", "imprint": True})


def _blocks() -> tuple[Heading | Paragraph | Labelled | Table | Boxes | Picture | Signatures | Rule | PageBreak, ...]:
    columns = (Column(title="样本列一"), Column(title="样本列二", share=2, align="center"), Column(title="样本列三"))
    rows = tuple(tuple(f"样本格{row}{column}" for column in "甲乙丙") for row in "一二三")
    return (
        Heading(text="一、样本标题一"),
        Heading(level=2, text="（一）样本标题二"),
        *(
            Paragraph(text=f"样本段落 {{{{7*7}}}} {name}", align=name)
            for name in ("justify", "left", "center", "right")
        ),
        Paragraph(text="样本粗体", bold=True),
        Paragraph(text="样本大字", large=True, align="center"),
        Labelled(label="样本项名", text="样本项文"),
        Table(columns=columns, rows=rows, row_mm=8),
        Boxes(options=("样本选项一", "样本选项二")),
        Picture(png=DOT, width_mm=10, alt="样本图"),
        Signatures(labels=("样本签名",)),
        Rule(),
        Rule(cut=True),
        PageBreak(),
        Paragraph(text="样本末段"),
    )
