"""The layout of the PDF, measured on its characters. Source of the figures: GB/T 9704-2012, in secondary copies."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest

from dashboard.documents.paper import Paper, render
from dashboard.documents.paper.model import Layout, PageBreak, Paragraph
from tests.documents.paper.samples import (
    HOSTILE,
    a_paper,
    a_sign_in_sheet,
    an_english_paper,
    every_block,
    forty_items,
)

MM = 72 / 25.4
TOP, RIGHT, BOTTOM, LEFT = 37 * MM, 26 * MM, 35 * MM, 28 * MM
WIDTH, HEIGHT = 210 * MM, 297 * MM
Mark = tuple[str, float, float, float, float]


def marks(content: bytes) -> list[list[Mark]]:
    """Return every printed character of each page: itself, left, upper, right and lower edge from above, in points."""
    pages = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            pages.append(list(_marks(page.get_textpage(), page.get_height())))
    return pages


def _marks(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Mark]:
    for number in range(text.count_chars()):
        character = text.get_text_range(number, 1)
        if character.strip():
            left, bottom, right, top = text.get_charbox(number)
            yield character, left, height - top, right, height - bottom


def lines(page: list[Mark]) -> list[list[Mark]]:
    """Return the characters of the type area by line, from above; square ones share their lower edges."""
    rows: dict[int, list[Mark]] = defaultdict(list)
    for mark in page:
        if mark[2] >= TOP - 1 and mark[4] <= HEIGHT - BOTTOM + 1:
            rows[round(mark[4] / 4)].append(mark)
    return [rows[key] for key in sorted(rows)]


def full_pages(**changed: object) -> list[list[Mark]]:
    """Return pages full of 国, whose box fills its square."""
    paper = Paper.model_validate(
        {"sort": "minutes", "title": "国", "blocks": (PageBreak(), Paragraph(text="国" * 2_000)), **changed}
    )
    return marks(render(paper, "pdf").content)


@pytest.mark.parametrize("pitch", [28, 28.95])
def test_a_full_page_has_22_lines_of_28_characters_in_156_by_225_mm(pitch: float):
    second = full_pages(line_pitch_pt=pitch)[2]
    rows = lines(second)
    assert [len(row) for row in rows] == [28] * 22
    tops = [row[0][2] for row in rows]
    assert [round(lower - upper, 2) for upper, lower in pairwise(tops)] == [pytest.approx(pitch, abs=0.02)] * 21
    assert min(row[0][1] for row in rows) >= LEFT
    assert max(row[-1][3] for row in rows) <= WIDTH - RIGHT
    assert 27 * 15.7 <= rows[0][-1][1] - rows[0][0][1] <= 27 * 15.8
    assert TOP <= tops[0] <= TOP + 3
    assert HEIGHT - BOTTOM - (637.8 - 21 * pitch) <= rows[-1][0][4] <= HEIGHT - BOTTOM


def test_a_paragraph_begins_two_characters_in():
    first = lines(full_pages()[1])[0]
    assert len(first) == 26
    assert first[0][1] - LEFT == pytest.approx(2 * 15.8, abs=2)


def test_the_page_number_stands_one_character_in_outside_and_7_mm_below():
    for number, page in enumerate(full_pages(), 1):
        foot = [mark for mark in page if mark[2] > HEIGHT - BOTTOM]
        assert "".join(mark[0] for mark in foot) == f"—{number}—"
        digit = foot[1]
        assert 7 * MM <= digit[2] - (HEIGHT - BOTTOM) <= 9 * MM
        if number % 2:
            assert WIDTH - RIGHT - foot[-1][3] == pytest.approx(14, abs=2)
        else:
            assert foot[0][1] - LEFT == pytest.approx(14, abs=2)


def test_papers_may_go_without_page_numbers():
    assert [mark for page in full_pages(without_page_numbers=True) for mark in page if mark[0] == "—"] == []


def test_the_red_head_begins_35_mm_below_the_edge_of_the_type_area_and_takes_one_line():
    first = marks(render(a_paper(), "pdf").content)[0]
    head = "平凉社区滨江联合党委会议纪要"
    drawn = [mark for mark in first if mark[4] - mark[2] < 40 and mark[2] > TOP][: len(head)]
    assert "".join(mark[0] for mark in drawn) == head
    middles = [(mark[2] + mark[4]) / 2 for mark in drawn]
    assert max(middles) - min(middles) < 10
    assert min(mark[2] for mark in drawn) - TOP == pytest.approx(35 * MM, abs=2 * MM)


def test_a_long_red_head_is_set_smaller():
    first = marks(render(a_paper(head="上海市杨浦区平凉路街道党委会议纪要"), "pdf").content)[0]
    middles = [(mark[2] + mark[4]) / 2 for mark in first if mark[0] in "海杨街党要" and mark[2] < TOP + 60 * MM]
    assert len(middles) == 5
    assert max(middles) - min(middles) < 6


@pytest.mark.parametrize(
    "paper",
    [
        a_paper(),
        an_english_paper(),
        forty_items(),
        a_sign_in_sheet(),
        a_sign_in_sheet(landscape=True),
        a_paper(layout=Layout.POSTER),
        *(Paper(sort="x", title=text, blocks=every_block(text), head=text[:90], marks=text[:60]) for text in HOSTILE),
        *(
            Paper(sort="x", layout=layout, title=text, blocks=every_block(text), issuer=text, copy_to=text[:900])
            for layout in Layout
            for text in ("w" * 300, "！" * 300, "堃" * 900, "W" * 40 + " " + "国" * 30)
        ),
    ],
    ids=lambda paper: paper.title[:8].strip("/\\") or "x",
)
def test_nothing_is_drawn_beside_the_margins(paper: Paper):
    wide, high = (HEIGHT, WIDTH) if paper.landscape else (WIDTH, HEIGHT)
    official = paper.layout is Layout.OFFICIAL
    left, right = (LEFT, RIGHT) if official else (20 * MM, 18 * MM)
    outside = [
        mark
        for page in marks(render(paper, "pdf").content)
        for mark in page
        if mark[0] != "\u200b"
        and (mark[1] < left - 2 or mark[3] > wide - right + 2 or mark[2] < 6 * MM or mark[4] > high - 6 * MM)
    ]
    assert outside == []


def test_the_head_of_a_table_is_repeated_and_its_rows_are_high_enough():
    pages = marks(render(a_sign_in_sheet(), "pdf").content)
    assert len(pages) == 3
    for page in pages:
        assert "".join(mark[0] for mark in page).count("到会时间") == 1
    numbers = [mark for mark in pages[1] if mark[0] == "书"]
    steps = [lower[2] - upper[2] for upper, lower in pairwise(numbers)]
    assert min(steps) == pytest.approx(11 * MM, abs=0.5)


def test_the_imprint_ends_at_the_foot_of_the_last_page():
    last = marks(render(a_paper(), "pdf").content)[-1]
    issued = [mark for mark in last if mark[0] == "印" and mark[2] > HEIGHT / 2]
    assert len(issued) == 1
    assert HEIGHT - BOTTOM - 4 * MM <= issued[0][4] <= HEIGHT - BOTTOM


def test_the_pdf_says_its_title_and_language_and_is_tagged():
    content = render(a_paper(), "pdf").content
    with pypdfium2.PdfDocument(content) as document:
        assert document.get_metadata_value("Title") == "关于2026年第二季度认领项目的会议纪要"
        assert document.get_metadata_value("CreationDate") == ""
        assert document.is_tagged()
        assert [entry.get_title() for entry in document.get_toc()] == ["一、关于车棚", "（一）改造"]


@pytest.mark.parametrize("lines_before", range(12, 22))
def test_issuer_and_day_at_the_end_stay_together(lines_before: int):
    text = tuple(Paragraph(text="国") for _line in range(lines_before))
    paper = Paper(sort="x", title="通知", issuer="秘书处", issued_on="2026年6月25日", blocks=text)
    last = "".join(mark[0] for mark in marks(render(paper, "pdf").content)[-1])
    assert "秘书处2026年6月25日" in last
