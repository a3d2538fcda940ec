"""Matching talks: noted on claimed items by the secretariat, read by it and by those who claimed."""

from datetime import date

import pytest

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.rules.lifecycle.needs import MOVES, NeedAction
from dashboard.services import claims
from dashboard.services.needs import talks
from models.claim import ClaimDraft
from models.enums import NeedStatus, OfferKind
from models.need import MatchTalk, Need
from tests.services.proposals import audited, inhabited, life, put
from tests.services.table import Table

DAY = date(2026, 12, 1)
PRESENT = "Unit 1, the neighbourhood committee"
TEXT = "Unit 1 brings the lamps, residents say where."


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def claimed(town: Table) -> int:
    need = put(town, NeedStatus.OPEN)
    draft = ClaimDraft(offer=OfferKind.GOODS, offer_text="Twelve lamps.", promised_on=date(2027, 3, 1))
    claims.claim(town.as_("liaison"), need, draft)
    return need


def hold(town: Table, need: int, **changed) -> int:
    return talks.hold_talk(
        town.office, need, **{"held_on": DAY, "present": PRESENT, "text": TEXT, "key": None} | changed
    )


def test_a_talk_is_kept_and_moves_the_item(town: Table):
    need = claimed(town)
    first = hold(town, need)
    hold(town, need, text="A second talk about the days.")
    assert town.row(Need, need).status == NeedStatus.MATCHING
    assert [(event.action, event.reference) for event in life(town, need)] == [
        ("claim", "PL-RL-2026Q4-001"),
        ("match", "2026-12-01"),
        ("match", "2026-12-01"),
    ]
    row = town.row(MatchTalk, first)
    assert (row.need_id, row.held_on, row.present, row.text, row.at) == (need, DAY, PRESENT, TEXT, town.clock())
    assert audited(town)[-1].action == "need.match"


@pytest.mark.parametrize("state", [one for one in NeedStatus if (one, NeedAction.MATCH) not in MOVES])
def test_talks_are_about_claimed_items(town: Table, state: NeedStatus):
    need = put(town, state)
    with town.refused(RuleBroken):
        hold(town, need)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"held_on": date(2026, 12, 2)}, "held_on"),
        ({"present": ""}, "present"),
        ({"present": "Mr Wang 13812345678"}, "present"),
        ({"text": "Short"}, "text"),
        ({"text": "He lives in 12号楼501室, they said."}, "text"),
    ],
)
def test_what_cannot_be_noted_is_refused(town: Table, changed: dict, field: str):
    need = claimed(town)
    with town.refused(BadInput, field=field):
        hold(town, need, **changed)


def test_no_talk_was_held_before_the_item_was_published(town: Table):
    need = claimed(town)
    row = town.row(Need, need)
    row.published_at = town.clock()
    town.save(row)
    with town.refused(BadInput, "published on Dec 1, 2026", "held_on"):
        hold(town, need, held_on=date(2026, 11, 30))


def test_a_repeated_click_is_one_talk(town: Table):
    need = claimed(town)
    first = hold(town, need, key="a")
    before = town.everything()
    assert hold(town, need, key="a") == first
    assert town.everything() == before


def test_the_sides_read_the_talks_and_nobody_else(town: Table):
    need = claimed(town)
    hold(town, need)
    hold(town, need, text="A second talk about the days.")
    for who in ("secretariat", "liaison"):
        assert [talk.text for talk in talks.talks(town.as_(who), need)] == ["A second talk about the days.", TEXT]
    for who in ("visitor", "resident", "1", "reviewer", "administrator"):
        with town.refused(NotAllowed):
            talks.talks(town.as_(who), need)
    other = put(town, NeedStatus.OPEN)
    with town.refused(NotAllowed):
        talks.talks(town.as_("liaison"), other)


def test_who_handed_the_claim_back_reads_no_more(town: Table):
    need = claimed(town)
    hold(town, need)
    claims.hand_back(town.as_("liaison"), 1, "We have no lamps left.")
    assert town.row(Need, need).status == NeedStatus.OPEN
    with town.refused(NotAllowed):
        talks.talks(town.as_("liaison"), need)
    with town.refused(NotAllowed):
        talks.hold_talk(town.as_("liaison"), need, DAY, PRESENT, TEXT)
