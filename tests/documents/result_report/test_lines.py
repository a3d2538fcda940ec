"""A report holds every figure of a vote, in shares that never look better than they are."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from dashboard.documents.minutes.facts import MotionFacts, OptionFacts
from dashboard.documents.paper import render
from dashboard.documents.result_report import (
    ReportFacts,
    SeatFacts,
    VersionFacts,
    ViewFacts,
    as_paper,
    sections,
)
from dashboard.documents.result_report.lines import share
from dashboard.errors import BadInput
from dashboard.i18n import speaking
from dashboard.rules.decisions import PRESETS, Counts, in_words
from models.enums import BallotForm, Choice, Outcome, Resolution, VoteMode
from tests.documents.minutes.samples import HOSTILE

OPENED, CLOSED = datetime(2026, 6, 18, 6, 5, tzinfo=UTC), datetime(2026, 6, 18, 6, 9, tzinfo=UTC)
MOTION = MotionFacts(
    round_no=1,
    text="Coordinate the elevator.",
    rule_words="more than half of those who should attend",
    entitled=11,
    present=9,
    votes_for=8,
    against=0,
    abstain=0,
    outcome=Outcome.CARRIED,
    votes_needed=6,
    resolution=Resolution.COORDINATION,
    recused=1,
    recused_present=1,
)
REPORT = ReportFacts(
    meeting_title="Second quarter",
    meeting_number="2026-WY-02",
    kind="Members' meeting",
    place="Hall",
    item_position=3,
    item_title="Elevator for Building 17",
    need_number="PL-XQ-2026Q2-001",
    motion=MOTION,
    rule=PRESETS["P1"],
    counts=Counts(11, 9, 8, 0, 0),
    other=Counts(10, 8, 8, 0, 0),
    quorum_needed=6,
    flip_margin=3,
    opened_at=OPENED,
    closed_at=CLOSED,
    announcer="Riverside Party Committee (Secretary)",
    tellers=("Unit 2", "Unit 3"),
    views=(ViewFacts("Unit 5", "The ground floor loses light", "A glass shaft"),),
    versions=(
        VersionFacts(1, CLOSED, "", 7, 0, 1, Outcome.CARRIED),
        VersionFacts(2, CLOSED, "Counted again", 8, 0, 0, Outcome.CARRIED),
    ),
    seats=(
        SeatFacts(1, "Unit 1", True, False, Choice.FOR),
        SeatFacts(2, "Unit 2", True, True, None),
        SeatFacts(3, "Unit 3", False, False, None),
        SeatFacts(4, "Unit 4", True, False, None),
    ),
)


def told(facts: ReportFacts) -> dict[str, dict[str, list[str]]]:
    """Return heading -> label -> texts."""
    found: dict[str, dict[str, list[str]]] = {}
    for section in sections(facts):
        for line in section.lines:
            found.setdefault(section.heading, {}).setdefault(line.label, []).append(line.text)
    return found


def changed(**fields: object) -> ReportFacts:
    return replace(REPORT, motion=replace(MOTION, **fields))


def test_the_whole_report_of_a_recorded_vote_with_one_recused() -> None:
    assert told(REPORT) == {
        "The matter": {
            "Meeting": ["Second quarter　2026-WY-02"],
            "Kind of meeting": ["Members' meeting"],
            "Place": ["Hall"],
            "Item": ["3. Elevator for Building 17"],
            "Number on the claim list": ["PL-XQ-2026Q2-001"],
            "Round": ["1"],
            "Motion": ["Coordinate the elevator."],
        },
        "The rule": {
            "Way to vote": ["recorded ballot"],
            "Rule": ["P1　more than half of those who should attend"],
            "Threshold": ["more than 1/2 of those who should attend, which are 11: at least 6"],
        },
        "Who was there": {
            "Should attend": ["11"],
            "Present": ["9"],
            "Recused": ["1"],
            "How the recused are counted": [
                "The recused are counted among those entitled to attend when the rule is applied."
            ],
            "Quorum": ["6 needed, 9 present: reached"],
        },
        "The ballots": {
            "For": ["8 votes: 8/11 (72.7%) of those who should attend, 8/9 (88.8%) of those present"],
            "Against": ["0 votes: 0/11 (0.0%) of those who should attend, 0/9 (0.0%) of those present"],
            "Abstain": ["0 votes: 0/11 (0.0%) of those who should attend, 0/9 (0.0%) of those present"],
            "Present and did not vote": ["0"],
        },
        "The result": {
            "Votes needed": ["6"],
            "Result": ["adopted"],
            "Resolution": ["The meeting agreed to push the coordination of “Coordinate the elevator”."],
            "Counted the other way": ["Without the recused, of 10: 6 needed, adopted"],
            "How close it was": ["3 other votes would have changed the result"],
        },
        "Who announced and counted it": {
            "Announced by": ["Riverside Party Committee (Secretary)"],
            "Counted by": ["Unit 2; Unit 3"],
            "Vote opened": ["Jun 18, 2026, 14:05"],
            "Vote closed": ["Jun 18, 2026, 14:09"],
        },
        "Differing views": {
            "Unit 5": ["The ground floor loses light. What would change this view: A glass shaft"],
        },
        "Versions of the count": {
            "Version 1": ["Jun 18, 2026, 14:09: for 7, against 0, abstaining 1, adopted (first count)"],
            "Version 2": ["Jun 18, 2026, 14:09: for 8, against 0, abstaining 0, adopted (Counted again)"],
        },
        "How each unit voted": {
            "1　Unit 1": ["For"],
            "2　Unit 2": ["recused"],
            "3　Unit 3": ["not present"],
            "4　Unit 4": ["did not vote"],
        },
    }


def test_a_share_just_under_the_threshold_never_reads_as_if_it_reached_it() -> None:
    assert "4999/9999 (49.9%)" in share(4999, 9999, 9999)
    assert "5/11 (45.4%) of those who should attend, 5/9 (55.5%) of those present" in share(5, 11, 9)
    assert "0/0 (—)" in share(0, 0, 0)


def test_a_paper_vote_says_what_was_issued_returned_valid_and_invalid() -> None:
    paper = replace(
        REPORT,
        motion=replace(
            MOTION,
            mode=VoteMode.PAPER,
            entitled=54,
            present=47,
            votes_for=31,
            against=9,
            abstain=5,
            invalid=1,
            issued=47,
            returned=46,
            recused=0,
            recused_present=0,
        ),
        counts=Counts(54, 47, 31, 9, 5, 1),
        other=None,
        seats=(),
    )
    ballots = told(paper)["The ballots"]
    assert {name: ballots[name] for name in list(ballots)[:5]} == {
        "Ballots issued": ["47"],
        "Ballots returned": ["46"],
        "Valid ballots": ["45"],
        "Invalid ballots": ["1"],
        "For": ["31 votes: 31/54 (57.4%) of those who should attend, 31/47 (65.9%) of those present"],
    }
    assert ballots["Present and did not vote"] == ["1"]
    assert "How each unit voted" not in told(paper)


def test_a_void_vote_has_no_counts() -> None:
    void = told(changed(outcome=Outcome.VOID, mode=VoteMode.PAPER, issued=9, returned=10, votes_needed=None))
    assert void["The ballots"] == {"Ballots issued": ["9"], "Ballots returned": ["10"]}
    assert void["The result"]["Result"] == ["void, to be voted again"]
    assert "Resolution" not in void["The result"]


def test_a_secret_vote_with_few_ballots_tells_its_result_and_no_count() -> None:
    hidden = replace(
        changed(mode=VoteMode.SECRET, shown=False, votes_for=0, abstain=0),
        versions=(VersionFacts(1, CLOSED, "", 0, 0, 0, Outcome.CARRIED),),
        seats=(),
    )
    found = told(hidden)
    assert found["The ballots"] == {"Counts": ["So few ballots were cast that their numbers are not given."]}
    assert list(found["The result"]) == ["Votes needed", "Result", "Resolution"]
    assert found["Versions of the count"] == {"Version 1": ["Jun 18, 2026, 14:09: adopted (first count)"]}


def test_options_are_listed_with_what_they_got() -> None:
    options = (OptionFacts("Lamps", 8, True), OptionFacts("Handrails", 4, False))
    found = told(changed(form=BallotForm.APPROVAL, options=options, resolution=Resolution.RECOMMENDATION))
    assert found["The ballots"]["Option"] == ["Lamps (8 votes)　carried", "Handrails (4 votes)　not carried"]
    assert next(iter(found["The ballots"])) == "Ballots with a choice"
    assert found["The result"]["Resolution"] == [
        "The meeting drew up its recommendation list on “Coordinate the elevator”."
    ]


@pytest.mark.parametrize(
    ("outcome", "conditions", "word"),
    [
        (Outcome.CARRIED, "", "adopted"),
        (Outcome.CARRIED, "Shades", "adopted with conditions"),
        (Outcome.CARRIED_WITH_CONDITIONS, "Shades", "adopted with conditions"),
        (Outcome.NOT_CARRIED, "Shades", "not adopted"),
        (Outcome.NO_QUORUM, "", "no quorum, no decision"),
        (Outcome.UNDEFINED, "", "no result could be established"),
        (Outcome.VOID, "", "void, to be voted again"),
    ],
)
def test_every_outcome_has_its_word(outcome: Outcome, conditions: str, word: str) -> None:
    assert told(changed(outcome=outcome, conditions=conditions))["The result"]["Result"] == [word]


def to_docx(facts: ReportFacts) -> bytes:
    return render(as_paper(facts), "docx").content


def written(file: bytes) -> list[str]:
    document = Document(BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_the_word_file_holds_every_line() -> None:
    texts = written(to_docx(REPORT))
    for section in sections(REPORT):
        assert section.heading in texts
        for line in section.lines:
            assert line.label in texts
            assert line.text in texts


@pytest.mark.parametrize("text", HOSTILE)
def test_the_word_file_prints_text_as_it_was_typed(text: str) -> None:
    assert text in written(to_docx(changed(text=text)))


def test_the_word_file_refuses_what_no_file_can_hold() -> None:
    with pytest.raises(BadInput, match="U\\+0007"):
        to_docx(changed(text="bell\a"))


def test_the_word_file_says_that_a_demonstration_is_one() -> None:
    for demo in (True, False):
        header = Document(BytesIO(to_docx(replace(REPORT, demo=demo)))).sections[0].header
        assert ("Demonstration data" in header.paragraphs[0].text) is demo


def test_the_report_speaks_chinese() -> None:
    with speaking("zh_CN"):
        facts = replace(REPORT, motion=replace(MOTION, rule_words=in_words(PRESETS["P1"])))
        assert "应到" in "".join(line.text for section in sections(facts) for line in section.lines)
