"""A claim is made once per organisation and item, confirmed after the meeting adopted it, and makes a project once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from dashboard.errors import BadInput, DomainError, NotAllowed, NotFound, RuleBroken
from dashboard.services import claims
from models.claim import Claim, ClaimRead
from models.enums import ClaimStatus, NeedStatus, ProjectStatus
from models.need import Need
from models.project import Project
from tests.factories import NOON
from tests.services.project_rows import TODAY, Rows, offer

DUE = date(2027, 3, 31)
WHY = "The list of decisions hangs on the notice board."
"""The reason for there being no public notice, which a project established without one needs."""


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def liaison(acting_as, rows: Rows):
    """``liaison()`` is the liaison of a new member organisation, ``liaison(3)`` that of organisation 3."""

    def make(organisation_id: int | None = None):
        return acting_as("liaison", organisation_id=organisation_id or rows.organisation())

    return make


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


def test_a_claim_gets_its_number_and_waits(liaison, secretariat, rows: Rows):
    unit = rows.organisation()
    need = rows.need(NeedStatus.OPEN)

    made = claims.claim(liaison(unit), need, offer(value_fen=1_234_56, branch_agreed=True))

    assert made == ClaimRead(
        id=made.id,
        number="PL-RL-2026Q4-001",
        need_id=need,
        need_number=rows.one(Need, need).number,
        need_title=rows.one(Need, need).title,
        need_status=NeedStatus.CLAIMED,
        organisation_id=unit,
        organisation="Company 1",
        offer="labour",
        offer_text="We install the lamps.",
        value_fen=123_456,
        promised_on=date(2026, 12, 31),
        leads=False,
        branch_agreed=True,
        status=ClaimStatus.INTENTION,
        claimed_at=NOON,
        project_number="",
    )
    assert claims.mine(liaison(unit)) == claims.waiting(secretariat) == [made]
    assert rows.audited() == ["claim.claim", "need.claim"]


@pytest.mark.parametrize("status", claims.CLAIMABLE)
def test_an_item_can_be_claimed_until_it_is_a_project(liaison, rows: Rows, status: NeedStatus):
    assert claims.claim(liaison(), rows.need(status), offer()).status == ClaimStatus.INTENTION


@pytest.mark.parametrize("status", sorted(set(NeedStatus) - set(claims.CLAIMABLE)))
def test_no_other_item_can_be_claimed_and_nothing_is_written(liaison, rows: Rows, status: NeedStatus):
    need, who = rows.need(status), liaison()
    before = rows.written()
    hidden = status in (NeedStatus.SUBMITTED, NeedStatus.RETURNED, NeedStatus.WITHDRAWN, NeedStatus.DECLINED)
    refusal = "This record does not exist." if hidden else "This item is not open for claiming."

    with pytest.raises(NotFound if hidden else RuleBroken) as refused:
        claims.claim(who, need, offer())

    assert str(refused.value) == refusal
    assert rows.written() == before


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (offer(promised_on=TODAY - timedelta(days=1)), "promised_on"),
        (offer(offer_text="Call me: 138 1234 5678"), "offer_text"),
        (offer(offer_text="   a\u200b\u200b  "), "offer_text"),
    ],
)
def test_an_offer_that_cannot_be_shown_or_kept_is_refused(liaison, rows: Rows, draft, field: str):
    need, who = rows.need(), liaison()
    before = rows.written()

    with pytest.raises(BadInput) as refused:
        claims.claim(who, need, draft)

    assert refused.value.field == field
    assert rows.written() == before


def test_a_promise_for_today_is_accepted(liaison, rows: Rows):
    assert claims.claim(liaison(), rows.need(), offer(promised_on=TODAY)).promised_on == TODAY


@pytest.mark.parametrize(("hours", "open_"), [(-1, False), (0, False), (1, True)])
def test_an_open_item_is_claimed_before_its_deadline(liaison, rows: Rows, hours: int, open_: bool):
    need = rows.need(NeedStatus.OPEN, claim_deadline=NOON + timedelta(hours=hours))
    who = liaison()

    assert [item.id for item in claims.open_for_claim(who)] == ([need] if open_ else [])
    if open_:
        assert claims.claim(who, need, offer()).number == "PL-RL-2026Q4-001"
    else:
        with pytest.raises(RuleBroken, match="The time for claiming this item has passed"):
            claims.claim(who, need, offer())
        assert rows.all(Claim) == []


def test_an_adopted_item_without_claims_is_claimed_after_its_deadline(liaison, rows: Rows):
    need = rows.need(NeedStatus.ADOPTED, claim_deadline=NOON - timedelta(days=30))
    assert claims.claim(liaison(), need, offer()).need_id == need


@pytest.mark.parametrize(
    "fields",
    [{"left_on": TODAY}, {"joined_on": TODAY + timedelta(days=1)}],
    ids=["left today", "joins tomorrow"],
)
def test_only_members_of_today_claim(liaison, rows: Rows, fields: dict):
    need, who = rows.need(), liaison(rows.organisation(**fields))
    before = rows.written()

    with pytest.raises(NotAllowed, match="is not a member organisation today"):
        claims.claim(who, need, offer())

    assert rows.written() == before


def test_a_liaison_without_organisation_cannot_claim(acting_as, rows: Rows):
    with pytest.raises(NotAllowed, match="belongs to no member organisation"):
        claims.claim(acting_as("liaison"), rows.need(), offer())
    assert rows.all(Claim) == []


@pytest.mark.parametrize("role", ["visitor", "resident", "member", "chair", "secretariat", "reviewer", "administrator"])
def test_only_liaisons_claim(acting_as, rows: Rows, role: str):
    need, who = rows.need(), acting_as(role, organisation_id=rows.organisation())
    for use in (
        lambda: claims.claim(who, need, offer()),
        lambda: claims.mine(who),
        lambda: claims.open_for_claim(who),
    ):
        with pytest.raises(NotAllowed):
            use()
    assert rows.all(Claim) == []


def test_an_organisation_has_one_live_claim_on_an_item(liaison, rows: Rows):
    unit, need = rows.organisation(), rows.need()
    first = claims.claim(liaison(unit), need, offer())

    with pytest.raises(RuleBroken) as refused:
        claims.claim(liaison(unit), need, offer())

    assert str(refused.value) == "Your organisation has claimed this item already, under PL-RL-2026Q4-001."
    claims.hand_back(liaison(unit), first.id, "Our fitter is ill.")
    assert claims.claim(liaison(unit), need, offer()).number == "PL-RL-2026Q4-002"


def test_the_same_click_claims_once(liaison, rows: Rows):
    who, need = liaison(), rows.need()
    first = claims.claim(who, need, offer(), key="click")
    assert claims.claim(who, need, offer(), key="click") == first
    assert len(rows.all(Claim)) == 1


def test_of_eight_simultaneous_claims_of_one_organisation_exactly_one_stands(liaison, rows: Rows):
    unit, need = rows.organisation(), rows.need()
    gate = Barrier(8)

    def try_it(_n: int) -> str:
        who = liaison(unit)
        gate.wait()
        try:
            return claims.claim(who, need, offer()).number
        except RuleBroken:
            return "refused"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(try_it, range(8)))

    assert outcomes == ["PL-RL-2026Q4-001", *["refused"] * 7]
    assert [row.number for row in rows.all(Claim)] == ["PL-RL-2026Q4-001"]
    assert rows.audited() == ["claim.claim"]


def test_eight_organisations_claim_one_item_at_once_with_numbers_without_gap(liaison, rows: Rows):
    need, people = rows.need(), [liaison() for _ in range(8)]
    gate = Barrier(8)

    def try_it(who) -> str:
        gate.wait()
        return claims.claim(who, need, offer()).number

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(try_it, people))

    assert numbers == [f"PL-RL-2026Q4-{n:03d}" for n in range(1, 9)]


def test_numbers_begin_anew_each_quarter(liaison, rows: Rows, clock):
    assert claims.claim(liaison(), rows.need(), offer()).number == "PL-RL-2026Q4-001"
    clock.forward(days=31)
    later = offer(promised_on=date(2027, 1, 31))
    assert claims.claim(liaison(), rows.need(), later).number == "PL-RL-2027Q1-001"


def test_a_refused_claim_uses_up_no_number(liaison, rows: Rows):
    unit, need = rows.organisation(), rows.need()
    claims.claim(liaison(unit), need, offer())
    with pytest.raises(RuleBroken):
        claims.claim(liaison(unit), need, offer())
    assert claims.claim(liaison(), need, offer()).number == "PL-RL-2026Q4-002"


def test_adopted_items_are_offered_first_and_claimed_ones_no_more(liaison, rows: Rows):
    open_, adopted, claimed = rows.need(NeedStatus.OPEN), rows.need(), rows.need()
    rows.need(NeedStatus.SUBMITTED), rows.need(NeedStatus.APPROVED)
    who = liaison()
    claims.claim(who, claimed, offer())

    assert [item.id for item in claims.open_for_claim(who)] == [adopted, open_]
    assert [item.id for item in claims.open_for_claim(liaison())] == [adopted, claimed, open_]


def test_handing_back_is_for_the_own_organisation_with_a_reason(liaison, rows: Rows):
    who, need = liaison(), rows.need()
    made = claims.claim(who, need, offer())
    before = rows.written()
    with pytest.raises(NotAllowed, match="belongs to another organisation"):
        claims.hand_back(liaison(), made.id, "Not mine.")
    with pytest.raises(BadInput, match="Please give a reason"):
        claims.hand_back(who, made.id, " \u3000 ")
    assert {name: rows_ for name, rows_ in rows.written().items() if name != "Organisation"} == {
        name: rows_ for name, rows_ in before.items() if name != "Organisation"
    }

    assert claims.hand_back(who, made.id, "Our fitter is ill.").status == ClaimStatus.HANDED_BACK
    assert rows.audited() == ["claim.claim", "claim.hand_back"]


def test_the_same_click_ends_a_claim_once(liaison, secretariat, rows: Rows):
    who, need = liaison(), rows.need()
    own, other = claims.claim(who, need, offer()), claims.claim(liaison(), need, offer())
    for _ in range(2):
        assert claims.hand_back(who, own.id, "No.", key="a").status == ClaimStatus.HANDED_BACK
        assert claims.decline(secretariat, other.id, "No.", key="b").status == ClaimStatus.DECLINED
    assert rows.audited() == ["claim.claim", "claim.claim", "claim.hand_back", "claim.decline"]


def test_declining_needs_a_reason_and_the_secretariat(liaison, secretariat, rows: Rows):
    made = claims.claim(liaison(), rows.need(), offer())
    with pytest.raises(NotAllowed):
        claims.decline(liaison(), made.id, "No.")
    with pytest.raises(BadInput):
        claims.decline(secretariat, made.id, "")
    assert rows.one(Claim, made.id).status == ClaimStatus.INTENTION

    assert claims.decline(secretariat, made.id, "Another offer covers this.").status == ClaimStatus.DECLINED
    assert claims.waiting(secretariat) == []


@pytest.mark.parametrize("end", ["confirm", "decline", "hand_back"])
def test_a_claim_that_ended_moves_no_more(liaison, secretariat, rows: Rows, end: str):
    who, need = liaison(), rows.need()
    made = claims.claim(who, need, offer())
    ways = {
        "confirm": lambda: claims.confirm(secretariat, made.id, DUE, reason=WHY),
        "decline": lambda: claims.decline(secretariat, made.id, "No."),
        "hand_back": lambda: claims.hand_back(who, made.id, "No."),
    }
    ways[end]()
    before = rows.written()

    for way in ways.values():
        with pytest.raises(RuleBroken):
            way()

    assert rows.written() == before


def test_the_first_confirmed_claim_leads_and_makes_the_item_a_project(liaison, secretariat, rows: Rows):
    unit, need = rows.organisation(), rows.need()
    made = claims.claim(liaison(unit), need, offer())

    confirmed = claims.confirm(secretariat, made.id, DUE, reason=WHY)

    assert (confirmed.status, confirmed.leads) == (ClaimStatus.CONFIRMED, True)
    assert (confirmed.need_status, confirmed.project_number) == (NeedStatus.APPROVED, "PL-XM-2026-001")
    (project,) = rows.all(Project)
    assert (project.number, project.need_id, project.organisation_id) == ("PL-XM-2026-001", need, unit)
    assert (project.status, project.due_on, project.established_at) == (ProjectStatus.PLANNED, DUE, NOON)
    assert rows.audited() == ["claim.claim", "claim.confirm", "project.establish", "need.establish"]


def test_claims_confirmed_afterwards_join_the_same_project(liaison, secretariat, rows: Rows):
    need = rows.need()
    first, second = (claims.claim(liaison(), need, offer()) for _ in range(2))
    claims.confirm(secretariat, second.id, DUE, reason=WHY)

    joined = claims.confirm(secretariat, first.id, None)

    assert (joined.leads, joined.project_number) == (False, "PL-XM-2026-001")
    assert [row.organisation_id for row in rows.all(Project)] == [second.organisation_id]


def test_eight_simultaneous_confirmations_make_one_project(liaison, secretariat, rows: Rows):
    need = rows.need()
    made = [claims.claim(liaison(), need, offer()).id for _ in range(8)]
    gate = Barrier(8)

    def try_it(claim_id: int) -> bool:
        gate.wait()
        return claims.confirm(secretariat, claim_id, DUE, reason=WHY).leads

    with ThreadPoolExecutor(8) as pool:
        led = sorted(pool.map(try_it, made))

    assert led == [*[False] * 7, True]
    assert [row.number for row in rows.all(Project)] == ["PL-XM-2026-001"]


@pytest.mark.parametrize("status", [NeedStatus.OPEN, NeedStatus.ON_AGENDA, NeedStatus.COMPLETED, NeedStatus.REFERRED])
def test_claims_on_items_not_adopted_or_over_are_not_confirmed(
    liaison, secretariat, rows: Rows, saved, status: NeedStatus
):
    need = rows.need(NeedStatus.OPEN)
    made = claims.claim(liaison(), need, offer())
    row = rows.one(Need, need)
    row.status = status
    saved(row)
    before = rows.written()

    with pytest.raises(RuleBroken, match="Only claims on items that a meeting has adopted"):
        claims.confirm(secretariat, made.id, DUE, reason=WHY)

    assert rows.written() == before


@pytest.mark.parametrize("due_on", [None, TODAY - timedelta(days=1)])
def test_a_project_needs_a_due_date_to_come(liaison, secretariat, rows: Rows, due_on: date | None):
    made = claims.claim(liaison(), rows.need(), offer())
    before = rows.written()

    with pytest.raises(BadInput) as refused:
        claims.confirm(secretariat, made.id, due_on, reason=WHY)

    assert refused.value.field == "due_on"
    assert rows.written() == before


def test_the_same_click_confirms_once(liaison, secretariat, rows: Rows):
    made = claims.claim(liaison(), rows.need(), offer())
    first = claims.confirm(secretariat, made.id, DUE, reason=WHY, key="click")
    assert claims.confirm(secretariat, made.id, DUE, reason=WHY, key="click") == first
    assert len(rows.all(Project)) == 1


@pytest.mark.parametrize("role", ["visitor", "resident", "liaison", "member", "chair", "reviewer", "administrator"])
def test_only_the_secretariat_confirms(acting_as, liaison, rows: Rows, role: str):
    made = claims.claim(liaison(), rows.need(), offer())
    who = acting_as(role, organisation_id=made.organisation_id)
    before = rows.written()
    for use in (
        lambda: claims.confirm(who, made.id, DUE),
        lambda: claims.decline(who, made.id, "No."),
        lambda: claims.waiting(who),
    ):
        with pytest.raises(DomainError):
            use()
    assert rows.written() == before
