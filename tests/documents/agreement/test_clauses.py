"""An agreement on paper has its clauses in order, leaves out what says nothing, and ends with who signs."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from dashboard import i18n
from dashboard.documents.agreement import AgreementFacts, SideFacts, clauses, side_name, to_docx
from dashboard.errors import BadInput


def agreement(**fields) -> AgreementFacts:
    usual = {
        "number": "PL-XY-2026-001",
        "title": "Safe charging",
        "sides": (SideFacts("Builders", "Builds the roof", "Office, 021-5555 1234"), SideFacts("Quarter", "Tells.")),
        "goals": "The shed becomes safe",
        "starts_on": date(2026, 4, 3),
        "ends_on": date(2027, 4, 2),
    }
    return AgreementFacts(**usual | fields)


def test_clauses_that_say_nothing_are_left_out():
    assert [(clause.heading, clause.paragraphs) for clause in clauses(agreement())] == [
        ("Goals", ("The shed becomes safe.",)),
        ("What each side undertakes", ("Party A: Builds the roof.", "Party B: Tells.")),
        ("Liaison posts", ("Party A: Office, 021-5555 1234.",)),
        ("Term", ("From Apr 3, 2026 to Apr 2, 2027.",)),
        ("Change and termination", ("It can be changed or ended earlier in writing, if all sides agree.",)),
        ("Copies", ("There are 2 copies of equal force, held by the sides.",)),
    ]


def test_money_targets_items_and_what_it_continues_are_said():
    facts = agreement(
        schedule="In May.\nIn June.",
        targets="Four checks a year",
        money_fen=86_000_00,
        money_clause="Paid in two parts",
        items=(("PL-XQ-2026Q1-001", "Shed"), ("PL-XQ-2026Q1-002", "Wall")),
        renews="PL-XY-2025-009",
    )
    said = {clause.heading: clause.paragraphs for clause in clauses(facts)}
    assert said["Goals"][1] == "Items of the claim list: PL-XQ-2026Q1-001 Shed; PL-XQ-2026Q1-002 Wall."
    assert said["Timetable"] == ("In May.", "In June.")
    assert said["Money"] == ("The amount is ¥86,000.", "Paid in two parts.")
    assert said["Term"] == ("From Apr 3, 2026 to Apr 2, 2027. It continues agreement PL-XY-2025-009.",)


def test_sides_are_named_by_the_stems_in_chinese():
    with i18n.speaking("zh_CN"):
        assert [side_name(n) for n in range(3)] == ["甲方", "乙方", "丙方"]
    assert [side_name(n) for n in range(3)] == ["Party A", "Party B", "Party C"]


def test_the_file_ends_with_a_place_to_sign_for_each_side():
    third = SideFacts("School", "Paints <the> wall & door.")
    document = Document(BytesIO(to_docx(agreement(sides=(*agreement().sides, third), draft=True, demo=True))))
    (table,) = document.tables
    signed = [cell.text.split("\n")[0] for row in table.rows for cell in row.cells]
    assert signed == ["Party A: Builders", "Party B: Quarter", "Party C: School", ""]
    assert "Party C: Paints <the> wall & door." in [paragraph.text for paragraph in document.paragraphs]
    assert document.sections[0].header.paragraphs[0].text == "DRAFT　Demonstration data"


def test_a_character_that_no_file_can_hold_is_named():
    with pytest.raises(BadInput, match=r"U\+0007"):
        to_docx(agreement(goals="Bell\u0007."))
