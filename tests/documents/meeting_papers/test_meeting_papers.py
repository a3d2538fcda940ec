"""Each paper says what its facts say, in every format, however many or hostile they are."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard import i18n
from dashboard.documents.meeting_papers import agenda, ballots, meeting_notice, pack, sign_in_sheet, tally_sheet
from dashboard.documents.meeting_papers.ballots import per_sheet, sheets
from dashboard.documents.meeting_papers.facts import (
    AgendaFacts,
    AgendaLine,
    Attended,
    BallotFacts,
    BallotsFacts,
    CostLine,
    Head,
    NoticeFacts,
    PackFacts,
    PackItem,
    SignInFacts,
    SignInRow,
    TallyCounts,
    TallyFacts,
    TallyVote,
)
from dashboard.documents.paper import FORMATS, Paper, pdf_state, render
from dashboard.documents.paper.model import Boxes, PageBreak, Paragraph, Rule, Table
from dashboard.errors import BadInput
from dashboard.formats import at_shanghai
from models.enums import BallotForm, VoteMode
from tests.documents.paper.reading import docx_text, html_text, markdown_text, pdf_text
from tests.documents.paper.samples import squeezed

DAY = date(2026, 12, 10)
HOSTILE = "A & B <b>bold</b> {{7*7}} {% raw %} =cmd() 堃玥喆 #heading *star* \\back “quoted”"
READ = {"docx": docx_text, "pdf": pdf_text, "html": html_text, "md": markdown_text}


def at(hour: int, minute: int = 0) -> datetime:
    return at_shanghai(DAY, hour, minute)


HEAD = Head("Fourth quarter", "2026-WY-04", "Members' meeting", "Members' meeting", at(14), at(15), "Hall")
BALLOT = BallotFacts(1, "Shed", "Shall the shed be repaired?", BallotForm.QUESTION, signed=True, copies=11)


def notice(units: int = 11, head: Head = HEAD, **more: object) -> NoticeFacts:
    facts = NoticeFacts(head, tuple(f"Unit {n}" for n in range(1, units + 1)), units, ("Sub-district",), ("Shed",),
                        "Secretariat", "Committee", DAY)  # fmt: skip
    return replace(facts, **more)


def sign_in(count: int = 11, **more: object) -> SignInFacts:
    seats = tuple(SignInRow(f"Unit {n}", "Member", n, "Attending") for n in range(1, count + 1))
    return replace(SignInFacts(HEAD, seats, count, "Secretariat"), **more)


def vote(**more: object) -> TallyVote:
    asked = TallyVote(1, "Shed", "Shall it be repaired?", BallotForm.QUESTION, VoteMode.PAPER, 1, 9)
    return replace(asked, **more)


def every_text(paper: Paper) -> str:
    return paper.model_dump_json(exclude={"blocks": {"__all__": {"png"}}})


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def all_papers(words: str = "Shed", count: int = 2) -> list[Paper]:
    """Return one paper of each sort with ``words`` wherever somebody types, and ``count`` of everything."""
    head = replace(HEAD, title=words, place=words)
    every = range(1, count + 1)
    item = PackItem(1, words, "N-1", words, words, 5, words, words, (words,), 100_00, (CostLine(words, words, 5_00),),
                    words, (words,), words, words, words, False, words, words, (words,))  # fmt: skip
    asked = replace(BALLOT, title=words, text=words, conditions=words)
    listed = replace(asked, form=BallotForm.CHOICES, options=(words, "Two"), most_choices=1)
    counted = TallyCounts(11, 10, 6, 2, 1, 1, (6, 3))
    return [
        meeting_notice.as_paper(NoticeFacts(head, (words,) * count, count, (words,), (words,) * count, words, words)),
        agenda.as_paper(
            AgendaFacts(head, words, tuple(AgendaLine(n, at(14), 10, words, "N-1", words, words, words) for n in every))
        ),
        pack.as_paper(PackFacts(head, tuple(replace(item, position=n) for n in every))),
        sign_in_sheet.as_paper(
            SignInFacts(head, tuple(SignInRow(words, words, n, words, words) for n in every), 2, "S")
        ),
        ballots.as_paper(BallotsFacts(head, words, (*(replace(asked, position=n) for n in every), listed))),
        tally_sheet.as_paper(
            TallyFacts(
                head,
                (
                    vote(title=words, text=words),
                    vote(text=words, form=BallotForm.CHOICES, options=(words, "Two"), counts=counted),
                ),
            )
        ),
    ]


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_every_paper_comes_in_every_format_with_hostile_text_whole(language: str):
    with i18n.speaking(language):
        for paper in all_papers(HOSTILE):
            for fmt in FORMATS:
                content = render(paper, fmt).content
                if fmt in READ and (fmt != "pdf" or pdf_state().ready):
                    assert squeezed(HOSTILE) in READ[fmt](content), (paper.sort, fmt)


def test_a_control_character_is_refused_with_a_sentence():
    for paper in all_papers("bell \x07"):
        for fmt in FORMATS:
            with pytest.raises(BadInput, match="U\\+0007"):
                render(paper, fmt)


def test_forty_items_and_very_long_words_are_all_there():
    for paper in all_papers("长" * 300, 40):
        for fmt, read in READ.items():
            assert "长" * 300 in read(render(paper, fmt).content), (paper.sort, fmt)
    with i18n.speaking("zh_CN"):
        long = agenda.as_paper(AgendaFacts(HEAD, "", tuple(AgendaLine(n, at(14), 5, f"第{n}项") for n in range(1, 41))))
    assert [row[0] for row in tables(long)[0].rows] == [str(n) for n in range(1, 41)]


def test_a_notice_lists_few_units_before_the_colon_and_fifty_four_at_the_end():
    few, many = meeting_notice.as_paper(notice()), meeting_notice.as_paper(notice(54))
    assert few.blocks[0].text == "; ".join(f"Unit {n}" for n in range(1, 12)) + ": "
    assert many.blocks[0].text == "To the 54 member units listed at the end: "
    assert many.blocks[-1].text == "; ".join(f"Unit {n}" for n in range(1, 55))
    assert (few.marks, meeting_notice.as_paper(notice(given_on=None)).marks) == ("", "DRAFT")


def test_a_meeting_called_off_says_so_on_every_page():
    head = replace(HEAD, called_off=True, draft=True, demo=True)
    assert meeting_notice.as_paper(notice(head=head)).marks == "CALLED OFF　Demonstration data"


def test_a_sign_in_sheet_has_its_columns_spare_rows_and_blanks():
    with i18n.speaking("zh_CN"):
        paper = sign_in_sheet.as_paper(sign_in(54))
    (table,) = tables(paper)
    assert len(table.columns) == 8
    assert [row[3] for row in table.rows] == [*map(str, range(1, 55)), "", ""]
    footer = next(block.text for block in paper.blocks if isinstance(block, Paragraph))
    assert (footer.count("54"), footer.count("＿＿＿")) == (1, 3)


def test_a_sign_in_sheet_of_a_meeting_that_is_over_gives_its_figures():
    rows = (SignInRow("Unit 1", "Chair", 1, "Attending", "", at(13, 55)),)
    paper = sign_in_sheet.as_paper(sign_in(1, rows=rows, attended=Attended(9, 2, 3), entitled=11))
    (table,) = tables(paper)
    assert table.rows == (("1", "Unit 1", "Chair", "1", "Attending", "", "13:55", ""),)
    (footer,) = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert footer == "Should attend 11　present 9　on leave 2　in attendance 3"


@pytest.mark.parametrize("copies", [1, 3, 11, 54])
def test_enough_sheets_are_printed_and_no_more(copies: int):
    ballot = replace(BALLOT, copies=copies)
    assert (sheets(ballot) - 1) * per_sheet(ballot) < copies <= sheets(ballot) * per_sheet(ballot)


def test_ballots_stand_several_on_a_sheet_with_lines_to_cut():
    paper = ballots.as_paper(BallotsFacts(HEAD, "Committee", (BALLOT,)))
    ticked = [block for block in paper.blocks if isinstance(block, Boxes)]
    assert [box.options for box in ticked] == [("For", "Against", "Abstain")] * 2
    assert sum(isinstance(block, Rule) and block.cut for block in paper.blocks) == 1
    assert tables(paper)[0].rows == (("Item 1: Shed", "signed", "11", "2", "6", "1"),)
    assert per_sheet(replace(BALLOT, signed=False)) == 3


def test_a_secret_ballot_has_no_line_for_unit_or_signature():
    signed = ballots.as_paper(BallotsFacts(HEAD, "Committee", (BALLOT,)))
    secret = ballots.as_paper(BallotsFacts(HEAD, "Committee", (replace(BALLOT, signed=False),)))
    ballot_of = every_text(secret)[every_text(secret).index("page_break") :]
    assert "Unit voting" in every_text(signed)
    assert ("Unit" in ballot_of, "ignature" in ballot_of) == (False, False)


@pytest.mark.parametrize(
    ("form", "options", "words"),
    [
        (BallotForm.CHOICES, ("One", "Two", "Three"), "at most 2 options"),
        (BallotForm.APPROVAL, ("One", "Two"), "every option you approve of"),
        (BallotForm.RANKING, ("One", "Two"), "the best first"),
    ],
)
def test_ballots_of_options_list_them_and_say_how_to_mark(form: BallotForm, options: tuple[str, ...], words: str):
    paper = ballots.as_paper(BallotsFacts(HEAD, "C", (replace(BALLOT, form=form, options=options, most_choices=2),)))
    boxes = next(block for block in paper.blocks if isinstance(block, Boxes))
    assert (boxes.options, boxes.below_each_other) == ((*options, "Abstain"), True)
    assert words in every_text(paper)


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
@pytest.mark.parametrize("words", ["短" * 10, "长" * 150, "长" * 500])
@pytest.mark.parametrize("options", [0, 5, 20])
def test_the_ballots_of_an_item_fit_on_their_one_sheet(language: str, words: str, options: int):
    if options == 20 and len(words) > 10:
        pytest.skip("A long motion with the most options takes both sides of a sheet.")
    form = BallotForm.APPROVAL if options else BallotForm.QUESTION
    asked = replace(BALLOT, text=words, form=form, options=tuple(f"第{n}项方案" for n in range(options)))
    with i18n.speaking(language):
        paper = ballots.as_paper(BallotsFacts(HEAD, "平凉路街道滨江联合党委", (asked,)))
        content = render(paper, "pdf").content
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 2  # how many to print, and the sheet


def test_a_tally_sheet_is_blank_before_the_count_and_checks_after_it():
    blank = tally_sheet.as_paper(TallyFacts(HEAD, (vote(due=None),)))
    assert [table.rows for table in tables(blank)] == [(("",) * 5,), (("",) * 3,)]
    counted = tally_sheet.as_paper(TallyFacts(HEAD, (vote(counts=TallyCounts(9, 9, 5, 2, 1, 1)),)))
    assert [table.rows for table in tables(counted)] == [(("9", "9", "9", "8", "1"),), (("5", "2", "1"),)]
    assert "Checked: valid 8 + invalid 1 = returned 9." in every_text(counted)


def test_a_tally_sheet_says_when_the_ballots_do_not_add_up():
    more = tally_sheet.as_paper(TallyFacts(HEAD, (vote(counts=TallyCounts(9, 10, 0, 0, 0, 0)),)))
    wrong = tally_sheet.as_paper(TallyFacts(HEAD, (vote(counts=TallyCounts(9, 9, 5, 2, 0, 1)),)))
    assert "Returned 10 is more than issued 9" in every_text(more)
    assert "Valid 7 + invalid 1 is not returned 9" in every_text(wrong)


def test_a_tally_sheet_hides_the_counts_of_very_few_secret_ballots():
    paper = tally_sheet.as_paper(TallyFacts(HEAD, (vote(mode=VoteMode.SECRET, hidden=True),)))
    assert "So few ballots were cast" in every_text(paper)
    assert len(tables(paper)) == 1


def test_a_pack_gives_each_item_a_page_and_says_what_is_missing():
    paper = pack.as_paper(PackFacts(HEAD, (PackItem(1, "Shed", "N-1"), PackItem(2, "Report"))))
    assert sum(isinstance(block, PageBreak) for block in paper.blocks) == 1
    rows = dict(tables(paper)[0].rows)
    assert (rows["Costs and sources"], rows["What was heard before"]) == (
        "No costs are on file.",
        "Nothing is on file.",
    )


def test_an_empty_meeting_makes_papers_that_say_so():
    made = [
        meeting_notice.as_paper(notice(0, topics=(), guests=())),
        agenda.as_paper(AgendaFacts(HEAD, "", ())),
        pack.as_paper(PackFacts(HEAD, ())),
        ballots.as_paper(BallotsFacts(HEAD, "Committee", ())),
        tally_sheet.as_paper(TallyFacts(HEAD, ())),
        sign_in_sheet.as_paper(sign_in(0)),
    ]
    for paper in made:
        for fmt in FORMATS:
            assert render(paper, fmt).content
    assert ["still empty" in every_text(paper) for paper in made[:3]] == [True] * 3
