"""Number and code open an item to somebody without an account; guesses are braked, and nothing else opens it."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import attachments, drafts, needs
from dashboard.services.accounts import brake
from models.attachment import Attachment
from models.enums import NeedSource, NeedStatus
from models.need import Need, NeedFollower
from tests.services.proposals import audited, draft, inhabited, number_of, put
from tests.services.table import Table
from tests.services.test_attachments import photo
from tests.services.test_votes_together import at_once

ADDRESS = "192.0.2.7"
WRONG = "Number and code do not belong together. Compare both with your slip."


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def enter(town: Table, source: NeedSource | None = NeedSource.HOTLINE, key: str | None = None, **changed) -> needs.Slip:
    return needs.enter_for(town.office, draft(**changed), source, key=key)


def look(town: Table, slip: needs.Slip, code: str = "", who: str = "visitor", number: str = "") -> needs.Followed:
    return needs.followed(town.as_(who), number or slip.number, code or slip.code, ADDRESS)


def other(code: str) -> str:
    """Return another code than this one."""
    return ("4" if code[0] == "3" else "3") + code[1:]


# --- the counter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", NeedSource)
def test_an_entry_for_somebody_else_has_no_proposer_and_a_slip(town: Table, source: NeedSource):
    slip = enter(town, source)
    row = town.row(Need, slip.need_id)
    assert (row.number, row.source, row.proposer_id, row.status) == (slip.number, source, None, NeedStatus.SUBMITTED)
    assert len(row.follow_code) == 64
    stored = str(town.everything())
    assert slip.code not in stored
    assert slip.code.replace("-", "") not in stored
    with Session(town.engine) as session:
        assert session.exec(select(NeedFollower)).all() == []


def test_it_is_said_where_an_entry_comes_from(town: Table):
    with town.refused(BadInput, field="source"):
        enter(town, None)


@pytest.mark.parametrize("who", ["resident", "liaison", "1", "reviewer", "administrator", "visitor"])
def test_only_the_secretariat_enters_for_others_and_gives_codes(town: Table, who: str):
    slip = enter(town)
    with town.refused(NotAllowed):
        needs.enter_for(town.as_(who), draft(), NeedSource.VISIT)
    with town.refused(NotAllowed):
        needs.new_slip(town.as_(who), slip.number)


def test_photos_of_the_draft_go_with_the_entry(town: Table):
    drafts.save_field(town.office, needs.COUNTER_FORM, "title", "Lamps")
    attachments.attach_photo(town.office, needs.COUNTER_FORM, "lane.jpg", photo())
    slip = enter(town)
    with Session(town.engine) as session:
        assert session.exec(select(Attachment.owner)).all() == [f"need/{slip.need_id}"]
    assert drafts.load(town.office, needs.COUNTER_FORM) is None


def test_a_repeated_click_enters_once_and_shows_the_code_once(town: Table):
    first = enter(town, key="click")
    assert enter(town, key="click") == needs.Slip(first.need_id, first.number, "")
    assert look(town, first).need.number == first.number


def test_eight_clicks_at_once_are_one_entry(town: Table):
    slips = at_once([lambda: enter(town, key="click")] * 8)
    assert len({slip.number for slip in slips}) == 1
    assert len([slip for slip in slips if slip.code]) == 1


# --- following --------------------------------------------------------------------------------------------------------


def test_number_and_code_open_the_item_while_it_is_not_public(town: Table):
    slip = enter(town)
    needs.screen_return(town.office, slip.need_id, "Which corner of the lane is it?")
    found = look(town, slip)
    assert (found.need.number, found.need.status) == (slip.number, NeedStatus.RETURNED)
    assert [(event.action, event.reason) for event in found.life] == [
        ("submit", ""), ("return", "Which corner of the lane is it?"),
    ]  # fmt: skip
    assert draft().contact not in str(found)
    with town.refused(NotFound):
        needs.item(town.as_("visitor"), slip.number)


def test_number_and_code_are_read_as_people_write_them(town: Table):
    slip = enter(town)
    typed = slip.code.lower().replace("-", " ")
    assert look(town, slip, typed, number=f" {slip.number.lower()} ").need.id == slip.need_id


def test_a_merged_item_names_the_one_it_went_into(town: Table):
    into = put(town, NeedStatus.OPEN)
    slip = enter(town)
    needs.screen_merge(town.office, slip.need_id, number_of(town, into), "The same lamps")
    assert look(town, slip).merged_into == number_of(town, into)


def test_wrong_codes_unknown_numbers_and_items_without_a_slip_are_refused_alike(town: Table):
    slip, plain = enter(town), number_of(town, put(town, NeedStatus.OPEN))
    for number, code in ((slip.number, other(slip.code)), ("PL-XQ-2026Q4-999", slip.code), (plain, slip.code)):
        with pytest.raises(BadInput) as refused:
            look(town, slip, code, number=number)
        assert (refused.value.field, str(refused.value)) == ("follow_code", WRONG)


def test_what_cannot_be_a_code_is_no_try(town: Table):
    slip = enter(town)
    with town.refused(BadInput, field="follow_code"):
        look(town, slip, "123")


def test_guesses_are_braked_by_item_and_the_pause_ends(town: Table):
    slip, second = enter(town), enter(town, title="Another lamp")
    for _try in range(brake.CODES_PER_ITEM):
        with pytest.raises(BadInput):
            look(town, slip, other(slip.code))
    with town.refused(RuleBroken, match="There were too many tries. Please wait 1 min and try again."):
        look(town, slip)
    assert look(town, second).need.number == second.number
    town.clock.forward(minutes=1, seconds=1)
    assert look(town, slip).need.number == slip.number
    with pytest.raises(BadInput):  # the right code has wiped the count
        look(town, slip, other(slip.code))


def test_guesses_are_braked_by_address_over_all_items(town: Table):
    slip = enter(town)
    for number in range(brake.CODES_PER_ADDRESS):
        with pytest.raises(BadInput):
            look(town, slip, number=f"PL-XQ-2026Q3-{number:03d}")
    with town.refused(RuleBroken, match="too many tries"):
        look(town, slip)
    assert needs.followed(town.as_("visitor"), slip.number, slip.code, "192.0.2.8").need.number == slip.number


def test_eight_guesses_at_once_are_all_counted(town: Table):
    slip = enter(town)

    def guess() -> str:
        try:
            look(town, slip, other(slip.code))
        except BadInput:
            return "tried"
        except RuleBroken:
            return "braked"
        return "in"

    assert sorted(at_once([guess] * 8)) == ["braked"] * 3 + ["tried"] * 5


# --- a new slip -------------------------------------------------------------------------------------------------------


def test_a_new_code_ends_the_old_one(town: Table):
    slip = enter(town)
    town.clock.forward(days=1)
    fresh = needs.new_slip(town.office, slip.number.lower())
    assert (fresh.number, fresh.code != slip.code) == (slip.number, True)
    with pytest.raises(BadInput):
        look(town, slip)
    assert look(town, fresh).need.id == slip.need_id
    assert [line.action for line in audited(town)] == ["need.submit", "need.new_code"]
    assert fresh.code not in str(audited(town))


def test_an_item_with_an_account_has_no_slip(town: Table):
    number = number_of(town, put(town))
    with town.refused(RuleBroken, match="was handed in with an account"):
        needs.new_slip(town.office, number)
    with town.refused(NotFound):
        needs.new_slip(town.office, "PL-XQ-2020Q1-001")


def test_a_repeated_click_gives_one_new_code(town: Table):
    slip = enter(town)
    fresh = needs.new_slip(town.office, slip.number, key="click")
    assert needs.new_slip(town.office, slip.number, key="click") == needs.Slip(slip.need_id, slip.number, "")
    town.clock.at += timedelta(hours=1)
    assert look(town, fresh).need.number == slip.number


def test_the_page_offers_a_new_slip_to_the_secretariat_where_there_is_no_account(town: Table):
    slip, own = enter(town), number_of(town, put(town))
    assert needs.item(town.office, slip.number).slip
    assert not needs.item(town.office, own).slip
    needs.screen_accept(town.office, slip.need_id, needs.item(town.office, slip.number).need.decision_power, "shed")
    assert not needs.item(town.as_("resident"), slip.number).slip
