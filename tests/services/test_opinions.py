"""An item with a legal gate goes on an agenda only with a written opinion; answers of the screening are kept."""

import pytest
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules.checklist import Checklist, Fact
from dashboard.services import meetings, needs
from dashboard.services.needs import PartDraft
from dashboard.services.needs.opinions import OPINABLE
from models.enums import DecisionPower, LegalConclusion, LegalGate, NeedStatus, OfferKind
from models.meeting import AgendaItemDraft
from models.need import LegalOpinion, Need
from tests.services.proposals import audited, inhabited, number_of, put
from tests.services.table import Table

TEXT = "The owners decide first, by three quarters."
CLEAR = LegalConclusion.CLEAR
FINE = Checklist(belongs=True, personal=False)


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def gated(town: Table, status: NeedStatus = NeedStatus.OPEN, **facts) -> int:
    return put(town, status, legal_gate=LegalGate.OWNERS_SPECIAL, decision_power=DecisionPower.OWNERS, **facts)


# --- opinions ---------------------------------------------------------------------------------------------------------


def test_the_last_opinion_counts_and_the_earlier_stays_on_file(town: Table):
    need = gated(town)
    needs.give_opinion(town.as_("reviewer"), need, LegalConclusion.OPPOSED, TEXT, "Civil Code, article 278")
    town.clock.forward(days=3)
    needs.give_opinion(town.as_("reviewer"), need, LegalConclusion.CONDITIONS, "Possible once the owners agreed.")
    page = needs.item(town.as_("visitor"), number_of(town, need))
    assert [(one.conclusion, one.text, one.basis) for one in page.opinions] == [
        (LegalConclusion.CONDITIONS, "Possible once the owners agreed.", ""),
        (LegalConclusion.OPPOSED, TEXT, "Civil Code, article 278"),
    ]
    assert [line.action for line in audited(town)] == ["need.opinion", "need.opinion"]
    (given,) = needs.given_opinions(town.as_("reviewer"))
    assert (given.id, given.opinion) == (need, page.opinions[0])


def test_what_waits_is_listed_until_an_opinion_is_given(town: Table):
    first = gated(town, NeedStatus.ON_LIST, accepted_at=town.clock())
    gated(town, NeedStatus.SUBMITTED)
    gated(town, NeedStatus.REFERRED)
    put(town, NeedStatus.OPEN)
    (waiting,) = needs.waiting_for_opinion(town.as_("reviewer"))
    assert (waiting.id, waiting.gate, waiting.power, waiting.opinion) == (
        first, LegalGate.OWNERS_SPECIAL, DecisionPower.OWNERS, None,
    )  # fmt: skip
    needs.give_opinion(town.as_("reviewer"), first, CLEAR, TEXT)
    assert needs.waiting_for_opinion(town.as_("reviewer")) == []


@pytest.mark.parametrize("status", NeedStatus)
def test_an_opinion_is_given_on_the_list_and_not_at_an_end(town: Table, status: NeedStatus):
    need = gated(town, status)
    if status in OPINABLE:
        assert needs.give_opinion(town.as_("reviewer"), need, CLEAR, TEXT) == 1
    else:
        with town.refused(RuleBroken, match="is not on the list now"):
            needs.give_opinion(town.as_("reviewer"), need, CLEAR, TEXT)


def test_without_a_gate_no_opinion_is_asked_for(town: Table):
    need = put(town, NeedStatus.OPEN)
    with town.refused(RuleBroken, match="has no legal gate"):
        needs.give_opinion(town.as_("reviewer"), need, CLEAR, TEXT)
    with town.refused(NotFound):
        needs.give_opinion(town.as_("reviewer"), 999, CLEAR, TEXT)


@pytest.mark.parametrize("text", ["", "too short", "x" * 2001, "Call the owner at 13812345678 about it."])
def test_an_opinion_can_be_read_by_everybody(town: Table, text: str):
    need = gated(town)
    with town.refused(BadInput, field="opinion"):
        needs.give_opinion(town.as_("reviewer"), need, CLEAR, text)
    with town.refused(BadInput, field="basis"):
        needs.give_opinion(town.as_("reviewer"), need, CLEAR, TEXT, "13812345678")


@pytest.mark.parametrize("who", ["secretariat", "resident", "liaison", "1", "administrator"])
def test_only_the_legal_reviewer_opines(town: Table, who: str):
    need = gated(town)
    with town.refused(NotAllowed):
        needs.give_opinion(town.as_(who), need, CLEAR, TEXT)
    for use in (needs.waiting_for_opinion, needs.given_opinions):
        with town.refused(NotAllowed):
            use(town.as_(who))


def test_a_repeated_click_gives_one_opinion(town: Table):
    need = gated(town)
    first = needs.give_opinion(town.as_("reviewer"), need, CLEAR, TEXT, key="click")
    assert needs.give_opinion(town.as_("reviewer"), need, CLEAR, TEXT, key="click") == first
    with Session(town.engine) as session:
        assert len(session.exec(select(LegalOpinion)).all()) == 1


# --- the agenda -------------------------------------------------------------------------------------------------------


def test_a_gate_keeps_an_item_off_the_agenda_until_an_opinion_is_given(town: Table):
    need = gated(town)
    meeting, _items = town.draft()
    draft = AgendaItemDraft(title="The shed of the owners", need_id=need)
    told = (
        f"{number_of(town, need)} has a legal gate (Owners' joint decision by three quarters) and no written opinion."
    )
    with town.refused(RuleBroken, match=told.replace("(", r"\(").replace(")", r"\)")):
        meetings.add_item(town.office, meeting, draft)
    needs.give_opinion(town.as_("reviewer"), need, LegalConclusion.OPPOSED, TEXT)
    meetings.add_item(town.office, meeting, draft)
    assert town.row(Need, need).status == NeedStatus.ON_AGENDA


# --- the screening ----------------------------------------------------------------------------------------------------


def test_accepting_keeps_answers_gate_and_parts(town: Table):
    need = put(town)
    answers = Checklist(True, False, frozenset({Fact.PRIVATE_OPERATOR}))
    parts = [PartDraft(offer=OfferKind.GOODS, text="Sockets", amount=24, unit="pieces")]
    read = needs.screen_accept(
        town.office, need, DecisionPower.OWNERS, "shed", checklist=answers, legal_gate=LegalGate.OWNERS_SPECIAL,
        parts=parts,
    )  # fmt: skip
    assert (read.status, read.legal_gate) == (NeedStatus.ON_LIST, LegalGate.OWNERS_SPECIAL)
    pages = {
        who: needs.item(town.as_(who), read.number)
        for who in ("secretariat", "reviewer", "resident", "visitor", "liaison")
    }
    assert {who: page.checklist for who, page in pages.items()} == {
        "secretariat": answers, "reviewer": answers, "resident": None, "visitor": None, "liaison": None,
    }  # fmt: skip
    assert [(part.text, part.amount) for part in pages["visitor"].parts] == [("Sockets", 24)]


@pytest.mark.parametrize(
    ("answers", "power", "gate", "match"),
    [
        (Checklist(True, True), DecisionPower.COMMITTEE, LegalGate.NONE, "A personal complaint cannot be accepted"),
        (Checklist(False, False), DecisionPower.COMMITTEE, LegalGate.NONE, "does not belong here cannot be accepted"),
        (Checklist(True, None), DecisionPower.COMMITTEE, LegalGate.NONE, "answer both questions"),
        (FINE, DecisionPower.COMMITTEE, LegalGate.OWNERS_SPECIAL, "the owners decide"),
        (
            Checklist(True, False, frozenset({Fact.TREES})),
            DecisionPower.COMMITTEE,
            LegalGate.NONE,
            "calls for another legal gate",
        ),
    ],
)
def test_contradictions_keep_an_item_from_being_accepted(town: Table, answers, power, gate, match: str):
    need = put(town)
    with town.refused(RuleBroken, match=match):
        needs.screen_accept(town.office, need, power, "shed", checklist=answers, legal_gate=gate)


def test_a_part_that_is_refused_holds_the_acceptance_back(town: Table):
    need = put(town)
    wrong = [PartDraft(offer=OfferKind.GOODS, text="Sockets", amount=24)]
    with town.refused(BadInput, field="parts"):
        needs.screen_accept(town.office, need, DecisionPower.COMMITTEE, "shed", checklist=FINE, parts=wrong)
