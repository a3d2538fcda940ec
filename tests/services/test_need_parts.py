"""What an item asks for is set whole: what stays keeps its id, what goes is struck, what is claimed cannot go."""

from datetime import date

import pytest
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import needs
from dashboard.services.needs import MOST_PARTS, PartDraft
from dashboard.services.needs.parts import OPEN_TO_CHANGE
from models.claim import Claim
from models.enums import ClaimStatus, NeedStatus, OfferKind
from models.need import NeedPart
from tests.factories import NOON
from tests.services.proposals import audited, inhabited, number_of, put
from tests.services.table import Table

ROOF = PartDraft(offer=OfferKind.LABOUR, text="Mend the roof", amount=2, unit="days")
SOCKETS = PartDraft(offer=OfferKind.GOODS, text="Sockets", amount=24, unit="pieces")
MONEY = PartDraft(offer=OfferKind.FUNDS, text="Cables", amount=86_000_00)
ADVICE = PartDraft(offer=OfferKind.EXPERTISE, text="Advice on fire safety")


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def content(parts: list[needs.PartRead]) -> list[tuple[OfferKind, str, int | None, str]]:
    return [(part.offer, part.text, part.amount, part.unit) for part in parts]


def test_parts_are_read_in_the_order_they_were_set(town: Table):
    need = put(town, NeedStatus.ON_LIST)
    made = needs.set_parts(town.office, need, [ROOF, SOCKETS, MONEY, ADVICE])
    assert content(made) == [
        (OfferKind.LABOUR, "Mend the roof", 2, "days"),
        (OfferKind.GOODS, "Sockets", 24, "pieces"),
        (OfferKind.FUNDS, "Cables", 86_000_00, ""),
        (OfferKind.EXPERTISE, "Advice on fire safety", None, ""),
    ]
    assert needs.item(town.as_("visitor"), number_of(town, need)).parts == made
    (line,) = audited(town)
    assert (line.action, line.subject) == ("need.parts", f"need/{need}")


def test_what_stays_keeps_its_id_and_what_goes_is_struck(town: Table):
    need = put(town, NeedStatus.OPEN)
    roof, sockets = needs.set_parts(town.office, need, [ROOF, SOCKETS])
    money, again = needs.set_parts(town.office, need, [MONEY, ROOF])
    assert again == roof
    assert money.id not in (roof.id, sockets.id)
    with Session(town.engine) as session:
        struck = session.exec(select(NeedPart).where(NeedPart.id == sockets.id)).one()
    assert struck.removed_at == NOON
    assert needs.set_parts(town.office, need, []) == []


def test_a_claimed_part_stays(town: Table):
    need = put(town, NeedStatus.CLAIMED)
    roof, _sockets = needs.set_parts(town.office, need, [ROOF, SOCKETS])
    claim = Claim(
        number="PL-RL-2026Q4-001", need_id=need, organisation_id=1, offer=OfferKind.LABOUR, offer_text="We mend it.",
        promised_on=date(2027, 1, 1), claimed_at=NOON, part_id=roof.id, status=ClaimStatus.INTENTION,
    )  # fmt: skip
    town.save(claim)
    with town.refused(RuleBroken, match="“Mend the roof” is claimed, so it stays"):
        needs.set_parts(town.office, need, [SOCKETS])
    claim.status = ClaimStatus.DECLINED
    town.save(claim)
    assert content(needs.set_parts(town.office, need, [SOCKETS])) == content([_sockets])


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        ([ROOF.model_copy(update={"unit": ""})], "has a count: please say of what"),
        ([ROOF.model_copy(update={"text": "Call 13812345678"})], "is a personal detail"),
        ([ROOF, ROOF], "asked for twice"),
        ([ROOF.model_copy(update={"text": f"Part {n}"}) for n in range(MOST_PARTS + 1)], "at most 12 things"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(town: Table, parts: list[PartDraft], match: str):
    need = put(town, NeedStatus.ON_LIST)
    with town.refused(BadInput, match=match, field="parts"):
        needs.set_parts(town.office, need, parts)


def test_the_unit_of_funds_is_dropped(town: Table):
    need = put(town, NeedStatus.ON_LIST)
    (part,) = needs.set_parts(town.office, need, [MONEY.model_copy(update={"unit": "yuan"})])
    assert (part.amount, part.unit) == (86_000_00, "")


@pytest.mark.parametrize("status", NeedStatus)
def test_parts_change_until_the_item_is_a_project(town: Table, status: NeedStatus):
    need = put(town, status)
    if status in OPEN_TO_CHANGE:
        assert len(needs.set_parts(town.office, need, [ROOF])) == 1
    else:
        with town.refused(RuleBroken, match="what it asks for stays"):
            needs.set_parts(town.office, need, [ROOF])


def test_only_the_secretariat_sets_parts_and_once_for_each_click(town: Table):
    need = put(town, NeedStatus.ON_LIST)
    for who in ("resident", "liaison", "reviewer", "administrator"):
        with town.refused(NotAllowed):
            needs.set_parts(town.as_(who), need, [ROOF])
    with town.refused(NotFound):
        needs.set_parts(town.office, 999, [ROOF])
    first = needs.set_parts(town.office, need, [ROOF], key="click")
    assert needs.set_parts(town.office, need, [SOCKETS], key="click") == first
