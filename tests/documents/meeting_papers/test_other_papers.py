"""Result reports, agreements, public notices, posters and the sheet of a week come in every format."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import i18n
from dashboard.documents import agreement, public_papers
from dashboard.documents.agreement import AgreementFacts, SideFacts
from dashboard.documents.paper import FORMATS, Paper, render
from dashboard.documents.paper.model import PageBreak, Picture, Table
from dashboard.documents.public_papers.facts import (
    PosterFacts,
    PublicNoticeFacts,
    WeekDecision,
    WeekFacts,
    WeekMeeting,
    WeekNotice,
)
from dashboard.documents.result_report import as_paper, sections
from dashboard.formats import at_shanghai
from models.enums import MeetingKind, Resolution
from tests.documents.meeting_papers.test_meeting_papers import HOSTILE, READ
from tests.documents.paper.samples import squeezed
from tests.documents.result_report.test_lines import REPORT as FACTS

FIRST, LAST = date(2026, 12, 7), date(2026, 12, 13)
NOTICE = PublicNoticeFacts(
    "PL-GS-2026-001", "N-1", "Shed", "Item", "The shed is repaired.", "Board", "Room 201", 7, FIRST, LAST, "Committee",
    "/notices?number=PL-GS-2026-001",
)  # fmt: skip
POSTER = PosterFacts("See what comes of it", "Shed", "N-1", (("Place", "Gate"),), "Committee", "/item?number=N-1")


def week(words: str = "Shed", count: int = 2) -> WeekFacts:
    every = range(count)
    return WeekFacts(
        FIRST,
        LAST,
        tuple(WeekNotice(f"G-{n}", words, "N-1", FIRST, LAST, words, words) for n in every),
        tuple(WeekDecision(f"J-{n}", FIRST, "N-1", words, words, Resolution.PROJECT) for n in every),
        tuple(WeekMeeting(at_shanghai(LAST, 14), f"M-{n}", words, MeetingKind.HEARING, words) for n in every),
        "Committee",
        LAST,
        "/notices",
    )


def papers(words: str) -> list[Paper]:
    sides = (SideFacts(words, words, words), SideFacts("B", words))
    agreed = AgreementFacts("X-1", words, sides, words, FIRST, LAST, words, words, 100, words, words)
    return [
        as_paper(replace(FACTS, meeting_title=words, item_title=words)),
        agreement.as_paper(agreed),
        public_papers.public_notice.as_paper(replace(NOTICE, text=words, need_title=words, places=words)),
        public_papers.poster.as_paper(replace(POSTER, title=words, sentence=words, lines=((words, words),))),
        public_papers.weekly_notice.as_paper(week(words)),
    ]


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_hostile_text_comes_whole_through_every_format(language: str):
    with i18n.speaking(language):
        for paper in papers(HOSTILE):
            for fmt in FORMATS:
                content = render(paper, fmt).content
                if fmt in READ:
                    assert squeezed(HOSTILE) in READ[fmt](content), (paper.sort, fmt)


def test_a_report_has_the_lines_of_its_sections_and_a_page_for_each_vote():
    paper = as_paper([FACTS, FACTS])
    rows = [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]
    told = [(line.label, line.text) for section in sections(FACTS) for line in section.lines]
    assert rows == told + told
    assert sum(isinstance(block, PageBreak) for block in paper.blocks) == 1


@pytest.mark.parametrize("site", ["", "https://binjiang.example"])
def test_a_code_to_scan_needs_the_address_of_the_site(site: str):
    for paper in (
        public_papers.poster.as_paper(replace(POSTER, site=site)),
        public_papers.public_notice.as_paper(replace(NOTICE, site=site)),
        public_papers.weekly_notice.as_paper(replace(week(), site=site)),
    ):
        codes = [block for block in paper.blocks if isinstance(block, Picture)]
        texts = [getattr(block, "text", "") for block in paper.blocks]
        assert len(codes) == (1 if site else 0)
        assert any("No QR code" in text for text in texts) is (site == "")
        if not site:
            assert not any(text.startswith("/") for text in texts)
        else:
            assert codes[0].alt.startswith("QR code: https://binjiang.example/")


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
@pytest.mark.parametrize("site", ["", "https://pingliang-binjiang.example.gov.cn"])
def test_a_poster_is_one_page(language: str, site: str):
    import pypdfium2

    with i18n.speaking(language):
        long = replace(
            POSTER,
            title="澄波居民区三号非机动车棚安全充电改造" * 2,
            sentence="公示至2026年12月25日，请您看一看、提意见",
        )
        content = render(public_papers.poster.as_paper(replace(long, site=site)), "pdf").content
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 1


def test_an_empty_week_says_so():
    paper = public_papers.weekly_notice.as_paper(week(count=0))
    assert not [block for block in paper.blocks if isinstance(block, Table)]
    texts = [getattr(block, "text", "") for block in paper.blocks]
    assert [
        text in texts for text in ("Nothing is on notice this week.", "Nothing was decided.", "There is no meeting.")
    ] == [True] * 3
