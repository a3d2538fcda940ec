"""Issued minutes change by a numbered correction with a reason and in no other way; everything can be derived anew."""

import hashlib

import pytest
from sqlalchemy import text

from dashboard.documents.minutes.bound import printed
from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.services import minutes
from dashboard.services.minutes.register import serial
from models.enums import CorrectionStatus, MinutesStatus
from models.minutes import Minutes, MinutesCorrection, MinutesSheet
from tests.services.minuted import Minuted, minuted


@pytest.fixture
def world(engine, clock) -> Minuted:
    return minuted(engine, clock)


def test_a_correction_is_numbered_and_the_text_of_the_newest_sheet_is_in_force(world: Minuted, clock):
    world.issued()
    before = minutes.state(world.office, world.number)
    made = minutes.propose_correction(
        world.office, world.key, 1, before.text + "\n补充一句。", "A sentence was missing.", key="p"
    )
    assert made == minutes.propose_correction(world.office, world.key, 1, "x", "y", key="p")
    assert minutes.state(world.office, world.number).version == 1
    clock.forward(minutes=3)
    assert minutes.approve_correction(world.chair, made, key="a") == 1
    assert minutes.approve_correction(world.chair, made, key="a") == 1

    state = minutes.state(world.office, world.number)
    assert (state.version, state.status, state.number, state.intact) == (2, MinutesStatus.ISSUED, before.number, True)
    assert state.printed.endswith("补充一句。")
    assert state.sha256 == hashlib.sha256(printed(state.text).encode()).hexdigest() != before.sha256
    assert [(one.correction_no, one.reason) for one in state.sheets] == [(0, ""), (1, "A sentence was missing.")]
    assert [one.origin for one in minutes.versions(world.office, world.number)] == ["correction", "draft"]
    assert world.row.sha256 == before.sha256  # the digest of the first approval stays
    (found,) = minutes.corrections(world.table.as_(2), world.number)
    assert (found.correction_no, found.status) == (1, CorrectionStatus.APPROVED)
    assert (found.before, found.text) == (before.printed, state.printed)
    assert minutes.verify(world.office, world.number) == []
    words = minutes.export(world.office, world.number, "md").content.decode()
    assert "补充一句" in words


def test_only_issued_minutes_are_corrected_over_the_text_in_force(world: Minuted):
    world.handed_in()
    with world.table.refused(RuleBroken, "Only issued minutes are corrected"):
        minutes.propose_correction(world.office, world.key, 1, "Text", "Why")
    minutes.approve(world.chair, world.key, 1)
    with world.table.refused(RuleBroken, "Only issued minutes are corrected"):
        minutes.propose_correction(world.office, world.key, 1, "Text", "Why")
    minutes.issue(world.office, world.key)
    with world.table.refused(BadInput, field="reason"):
        minutes.propose_correction(world.office, world.key, 1, "Text", " ")
    with world.table.refused(BadInput, field="text"):
        minutes.propose_correction(world.office, world.key, 1, world.text, "Why")
    with world.table.refused(RuleBroken, "Another correction came into force"):
        minutes.propose_correction(world.office, world.key, 9, "Text", "Why")
    with world.table.refused(NotAllowed):
        minutes.propose_correction(world.table.as_(2), world.key, 1, "Text", "Why")
    wrong = world.text.replace("【会议.实到｜10】", "【会议.实到｜11】")
    with world.table.refused(RuleBroken, "A figure of this text is not the one stored"):
        minutes.propose_correction(world.office, world.key, 1, wrong, "Why")


def test_a_correction_is_refused_or_taken_back_and_the_text_stays(world: Minuted):
    world.issued()
    made = minutes.propose_correction(world.office, world.key, 1, world.text + "\nMore.", "Why")
    with world.table.refused(RuleBroken, "waits for the chair already"):
        minutes.propose_correction(world.office, world.key, 1, "Text", "Why")
    with world.table.refused(NotAllowed):
        minutes.approve_correction(world.office, made)
    with world.table.refused(BadInput, field="reason"):
        minutes.refuse_correction(world.chair, made, " ")
    assert minutes.corrections(world.table.as_(2), world.number) == []
    assert minutes.refuse_correction(world.chair, made, "It is right as it is.") == CorrectionStatus.REFUSED
    with world.table.refused(RuleBroken):
        minutes.approve_correction(world.chair, made)
    other = minutes.propose_correction(world.office, world.key, 1, world.text + "\nMore.", "Why")
    assert minutes.withdraw_correction(world.office, other) == CorrectionStatus.WITHDRAWN
    third = minutes.propose_correction(world.office, world.key, 1, world.text + "\nMore.", "Why")
    assert minutes.approve_correction(world.chair, third) == 1  # refused ones leave no gap
    assert world.table.row(MinutesCorrection, third).correction_no == 1


def test_a_correction_of_archived_minutes_opens_them_for_screening_again(world: Minuted):
    world.published()
    minutes.archive(world.office, world.key)
    world.corrected()
    row = world.row
    assert (row.status, row.archived_at) == (MinutesStatus.ISSUED, None)


def test_verifying_finds_what_was_changed_past_the_use_cases(world: Minuted, engine):
    world.published()
    assert minutes.verify(world.office, world.number) == []
    world.change_a_figure()
    assert len(minutes.verify(world.office, world.number)) >= 1
    assert "stored is “Meeting of another quarter”" in minutes.verify(world.office, world.number)[0]


def test_verifying_finds_a_number_that_is_missing(world: Minuted, engine):
    world.issued()
    with engine.begin() as connection:
        connection.execute(text("UPDATE counter SET value = 2 WHERE name = 'minutes:2026'"))
    assert minutes.register(world.office, 2026).gaps == (2,)
    assert minutes.verify(world.office, world.number) == ["Numbers of 2026 are missing: 2."]


def test_verifying_finds_a_text_that_is_not_the_approved_one(world: Minuted):
    world.issued()
    world.table.save(
        MinutesSheet(
            minutes_id=world.key,
            correction_no=1,
            version=1,
            sha256="0" * 64,
            around={},
            approved_at=world.row.approved_at,
        )
    )
    assert not minutes.state(world.office, world.number).intact
    assert minutes.verify(world.office, world.number) == ["The text of sheet 1 is not the one that was approved."]


def test_the_register_lists_the_numbers_of_a_year(world: Minuted):
    world.issued().corrected()
    found = minutes.register(world.table.as_(2), 2026)
    assert [(line.number, line.serial, line.corrections) for line in found.lines] == [("〔2026〕1号", 1, 1)]
    assert (found.gaps, minutes.register_years(world.office)) == ((), [2026])
    assert minutes.register(world.office, 2025).lines == ()


@pytest.mark.parametrize(
    ("number", "expected"), [("〔2026〕12号", 12), ("2026年第3期", 3), ("2026年第2026期", 2026), ("A1-2026-7", None)]
)
def test_the_counted_part_of_a_number(number: str, expected: int | None):
    assert serial(number, 2026) == expected


def test_minutes_know_no_two_numbers(world: Minuted):
    world.issued()
    assert [row.number for row in [world.table.row(Minutes, world.key)]] == ["〔2026〕1号"]
