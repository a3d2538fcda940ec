"""Parts, leading and joining, promises kept and brought to mind, and what each organisation gave."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.services import claims, resources
from dashboard.services.claims import Contribution
from models.agreement import Agreement, AgreementParty
from models.claim import Claim
from models.enums import (
    AgreementStatus,
    ClaimStatus,
    NeedStatus,
    OfferKind,
    OrganisationType,
    ProjectStatus,
)
from models.need import Need, NeedPart
from models.project import Project
from models.resource import ResourceDraft
from tests.factories import NOON
from tests.services.project_rows import TODAY, Rows, offer

DUE, WHY = date(2027, 3, 31), "The list hangs on the notice board."


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def liaison(acting_as, rows: Rows):
    def make(organisation_id: int | None = None):
        return acting_as("liaison", organisation_id=organisation_id or rows.organisation())

    return make


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


def part(rows: Rows, need: int, **fields) -> int:
    usual = {"position": 1, "offer": OfferKind.FUNDS, "text": "Lamps", "amount": 1000_00}
    return rows.save(NeedPart(need_id=need, **usual | fields)).id


def test_the_first_claim_makes_an_open_item_claimed_and_the_last_hand_back_opens_it_again(liaison, rows: Rows):
    need = rows.need(NeedStatus.OPEN)
    first, second = liaison(), liaison()
    one, two = claims.claim(first, need, offer()), claims.claim(second, need, offer())
    assert rows.one(Need, need).status == NeedStatus.CLAIMED
    claims.hand_back(first, one.id, "Not now.")
    assert rows.one(Need, need).status == NeedStatus.CLAIMED
    claims.hand_back(second, two.id, "Not now.")
    assert rows.one(Need, need).status == NeedStatus.OPEN


def test_a_claim_on_a_part_fills_its_gap(liaison, secretariat, acting_as, rows: Rows):
    need = rows.need()
    money = part(rows, need)
    lead = claims.claim(liaison(), need, offer(offer=OfferKind.FUNDS, part_id=money, amount=400_00))
    claims.claim(liaison(), need, offer(offer=OfferKind.FUNDS, part_id=money, value_fen=300_00, wants_lead=False))
    claims.claim(liaison(), need, offer())
    claims.confirm(secretariat, lead.id, DUE, reason=WHY)

    found = claims.gaps(acting_as("visitor"), [need])[need]
    (gap,) = found.parts
    assert (gap.part.text, gap.confirmed, gap.intended, gap.missing) == ("Lamps", 400_00, 300_00, 300_00)
    assert (found.whole_intentions, found.whole_confirmations) == (1, 0)
    assert (lead.part_text, lead.amount, lead.value_fen) == ("Lamps", 400_00, 400_00)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"offer": OfferKind.LABOUR, "amount": 3}, "part_id"),
        ({"offer": OfferKind.FUNDS}, "amount"),
        ({"offer": OfferKind.FUNDS, "amount": 3, "part_id": 999}, "part_id"),
    ],
    ids=["another kind", "no amount", "no such part"],
)
def test_a_claim_that_does_not_fit_its_part_is_refused(liaison, rows: Rows, fields: dict, field: str):
    need, who = rows.need(), liaison()
    money = part(rows, need)
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        claims.claim(who, need, offer(**{"part_id": money} | fields))
    assert refused.value.field == field
    assert rows.written() == before


def test_a_part_that_was_struck_or_is_another_items_is_not_claimed(liaison, rows: Rows):
    need, who = rows.need(), liaison()
    struck, foreign = part(rows, need, removed_at=NOON), part(rows, rows.need())
    for key in (struck, foreign):
        with pytest.raises(BadInput, match="not asked for any more"):
            claims.claim(who, need, offer(offer=OfferKind.FUNDS, part_id=key, amount=1))
    assert rows.all(Claim) == []


def test_who_only_means_to_join_establishes_nothing_and_joins_later(liaison, secretariat, rows: Rows):
    need = rows.need()
    joining, leading = claims.claim(liaison(), need, offer(wants_lead=False)), claims.claim(liaison(), need, offer())
    before = rows.written()
    with pytest.raises(RuleBroken) as refused:
        claims.confirm(secretariat, joining.id, DUE, reason=WHY)
    assert str(refused.value) == (
        "Company 2 only means to join, and nobody leads yet. Confirm a claim first that means to lead."
    )
    assert rows.written() == before

    assert claims.confirm(secretariat, leading.id, DUE, reason=WHY).leads_project is True
    joined = claims.confirm(secretariat, joining.id, None)
    assert (joined.leads, joined.leads_project, joined.project_number) == (False, False, "PL-XM-2026-001")


@pytest.mark.parametrize("status", [NeedStatus.ADOPTED, NeedStatus.CONSULTING])
def test_a_project_without_public_notice_needs_the_reason(liaison, secretariat, rows: Rows, status: NeedStatus):
    made = claims.claim(liaison(), rows.need(status), offer())
    before = rows.written()
    with pytest.raises(BadInput) as refused:
        claims.confirm(secretariat, made.id, DUE)
    assert refused.value.field == "reason"
    assert rows.written() == before


def test_after_a_public_notice_no_reason_is_needed(liaison, secretariat, rows: Rows):
    made = claims.claim(liaison(), rows.need(NeedStatus.ON_NOTICE), offer())
    assert claims.confirm(secretariat, made.id, DUE).need_status == NeedStatus.APPROVED


@pytest.fixture
def project(liaison, secretariat, rows: Rows):
    """An organisation that leads a project and one that joins it, with their confirmed claims."""
    need = rows.need()
    lead, partner = liaison(), liaison()
    made = [claims.claim(who, need, offer()) for who in (lead, partner)]
    for claim in made:
        claims.confirm(secretariat, claim.id, DUE, reason=WHY)
    return lead, partner, *(claim.id for claim in made)


def test_a_joint_claim_is_handed_back_with_a_reason(project, rows: Rows):
    _lead, partner, _first, second = project
    with pytest.raises(BadInput, match="Please give a reason"):
        claims.hand_back(partner, second, " ")
    assert claims.hand_back(partner, second, "Our site closes.").status == ClaimStatus.HANDED_BACK
    assert [row.number for row in rows.all(Project)] == ["PL-XM-2026-001"]


def test_the_leading_claim_stays_until_the_lead_passed_on_or_the_project_is_over(project, rows: Rows, saved):
    lead, partner, first, _second = project
    before = rows.written()
    with pytest.raises(RuleBroken, match="Your organisation leads project PL-XM-2026-001"):
        claims.hand_back(lead, first, "Our site closes.")
    assert rows.written() == before

    (row,) = rows.all(Project)
    row.organisation_id = partner.actor.organisation_id
    saved(row)
    assert claims.hand_back(lead, first, "The lead has passed on.").status == ClaimStatus.HANDED_BACK


@pytest.mark.parametrize("status", [ProjectStatus.ACCEPTED, ProjectStatus.TERMINATED])
def test_the_leading_claim_of_a_project_that_is_over_is_handed_back(project, rows: Rows, saved, status: ProjectStatus):
    lead, _partner, first, _second = project
    (row,) = rows.all(Project)
    row.status = status
    saved(row)
    assert claims.hand_back(lead, first, "It is over.").status == ClaimStatus.HANDED_BACK


def test_a_promise_kept_is_noted_with_day_and_hours(project, secretariat, liaison, rows: Rows):
    _lead, partner, _first, second = project
    ahead, before = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    wrong = [(ahead, 1, "fulfilled_on"), (before, 1, "fulfilled_on"), (TODAY, -1, "volunteer_hours")]
    for day, hours, field in [*wrong, (TODAY, 100_001, "volunteer_hours")]:
        with pytest.raises(BadInput) as refused:
            claims.fulfil(secretariat, second, day, hours)
        assert refused.value.field == field
    with pytest.raises(NotAllowed):
        claims.fulfil(partner, second, TODAY)
    assert rows.one(Claim, second).status == ClaimStatus.CONFIRMED

    kept = claims.fulfil(secretariat, second, TODAY, 36, key="a")
    assert claims.fulfil(secretariat, second, TODAY, 36, key="a") == kept
    assert (kept.status, kept.fulfilled_on, kept.volunteer_hours) == (ClaimStatus.FULFILLED, TODAY, 36)
    waiting = claims.claim(liaison(), rows.need(), offer())
    with pytest.raises(RuleBroken):
        claims.fulfil(secretariat, waiting.id, TODAY)


@pytest.mark.parametrize(("days", "due"), [(15, 0), (14, 1), (0, 1)])
def test_promises_fall_due_fourteen_days_before_their_day(
    liaison, secretariat, rows: Rows, engine: Engine, clock, days: int, due: int
):
    who = liaison()
    made = claims.claim(who, rows.need(), offer(promised_on=TODAY + timedelta(days=days)))
    with Session(engine) as session:
        assert claims.promises_due(session, who.actor, TODAY) == []
    claims.confirm(secretariat, made.id, DUE, reason=WHY)
    with Session(engine) as session:
        assert [one.number for one in claims.promises_due(session, who.actor, TODAY)] == [made.number] * due
        assert len(claims.promises_due(session, who.actor, TODAY + timedelta(days=40))) == 1
        assert claims.promises_due(session, secretariat.actor, TODAY) == []
    assert [one.number for one in claims.promised(secretariat)] == [made.number]


def test_the_office_reminds_once_a_day(project, secretariat, rows: Rows, clock):
    _lead, partner, _first, second = project
    with pytest.raises(NotAllowed):
        claims.remind(partner, second)
    assert claims.remind(secretariat, second, key="a").reminded_at == NOON
    assert claims.remind(secretariat, second, key="a").reminded_at == NOON
    with pytest.raises(RuleBroken, match="Once a day is enough"):
        claims.remind(secretariat, second)
    clock.forward(days=1)
    assert claims.remind(secretariat, second).reminded_at == clock()
    claims.hand_back(partner, second, "No.")
    with pytest.raises(RuleBroken, match="Only promises that were confirmed"):
        claims.remind(secretariat, second)
    assert rows.audited().count("claim.remind") == 2


def test_contributions_add_up_by_organisation_and_year(liaison, secretariat, acting_as, rows: Rows, clock, saved):
    giver, idle = rows.organisation(), rows.organisation()
    rows.organisation(left_on=date(2026, 1, 1))
    who = liaison(giver)
    first = claims.claim(who, rows.need(), offer(value_fen=100_00))
    claims.claim(who, rows.need(), offer(value_fen=999_00))
    back = claims.claim(who, rows.need(), offer(value_fen=7_00))
    claims.hand_back(who, back.id, "No.")
    claims.confirm(secretariat, first.id, DUE, reason=WHY)
    claims.fulfil(secretariat, first.id, TODAY, 12)
    resources.offer(who, ResourceDraft(offer=OfferKind.VENUE, title="Hall", text="A hall.", from_on=TODAY))
    for status, signed in ((AgreementStatus.SIGNED, TODAY), (AgreementStatus.DRAFT, None)):
        agreement = saved(
            Agreement(
                number=f"PL-XY-2026-{status}",
                title="Lamps",
                goals="Light",
                starts_on=TODAY,
                ends_on=DUE,
                status=status,
                signed_on=signed,
                drafted_at=NOON,
            )
        )
        saved(AgreementParty(agreement_id=agreement.id, position=1, organisation_id=giver, promise="Lamps"))

    visitor = acting_as("visitor")
    full = Contribution(giver, "QY01", "Company 1", OrganisationType.ENTERPRISE, 2, 1, 1, 100_00, 12, 1, 1)
    empty = Contribution(idle, "QY02", "Company 2", OrganisationType.ENTERPRISE)
    assert claims.contributions(visitor) == claims.contributions(visitor, 2026) == [full, empty]
    assert [one.empty for one in claims.contributions(visitor, 2027)] == [True, True]
    assert claims.contribution_years(visitor) == [2026]
