"""An item moves by its table, by the right people, once per click; a refusal writes nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.formats import at_shanghai
from dashboard.labels import field_label
from dashboard.rules.lifecycle.needs import ENDS, MOVES, PUBLIC, NeedAction
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import closing, consulting
from models.enums import DecisionPower, HandlingResult, NeedSource, NeedStatus, Role
from models.need import Need, NeedFollower
from tests.services.proposals import CLERKS, audited, draft, inhabited, life, number_of, put
from tests.services.table import Table
from tests.services.test_votes_together import at_once

Step = Callable[[Table, Context, int, str | None], object]
REASON = "The reason in words"


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def _merge(town: Table, ctx: Context, need: int, key: str | None) -> object:
    return needs.screen_merge(ctx, need, "PL-XQ-2026Q1-001", REASON, key=key)


STEPS: dict[NeedAction, Step] = {
    NeedAction.ACCEPT: lambda town, ctx, need, key: needs.screen_accept(
        ctx, need, DecisionPower.OWNERS, "lighting", 86_000_00, key=key
    ),
    NeedAction.RETURN: lambda town, ctx, need, key: needs.screen_return(ctx, need, REASON, key=key),
    NeedAction.DECLINE: lambda town, ctx, need, key: needs.screen_decline(ctx, need, REASON, key=key),
    NeedAction.MERGE: _merge,
    NeedAction.REFER: lambda town, ctx, need, key: needs.screen_refer(ctx, need, "Water office", REASON, key=key),
    NeedAction.REOPEN: lambda town, ctx, need, key: needs.reopen(ctx, need, REASON, key=key),
    NeedAction.PUBLISH: lambda town, ctx, need, key: needs.publish(ctx, need, 14, key=key),
    NeedAction.CLOSE: lambda town, ctx, need, key: closing.close(
        ctx, need, HandlingResult.NOT_FEASIBLE, REASON, key=key
    ),
    NeedAction.REVISE: lambda town, ctx, need, key: closing.revise(ctx, need, REASON, key=key),
    NeedAction.CONSULT: lambda town, ctx, need, key: consulting.begin_consultation(ctx, need, key=key),
    NeedAction.REFUSE: lambda town, ctx, need, key: consulting.refuse_consultation(ctx, need, REASON, key=key),
    NeedAction.RESUBMIT: lambda town, ctx, need, key: needs.complete(ctx, need, draft(title="Mended"), key=key),
    NeedAction.WITHDRAW: lambda town, ctx, need, key: needs.withdraw(ctx, need, key=key),
}
OWN = (NeedAction.RESUBMIT, NeedAction.WITHDRAW)
LINES = [(status, action, step.to) for (status, action), step in MOVES.items() if action in STEPS]


def actor(town: Table, action: NeedAction) -> Context:
    return town.as_("resident") if action in OWN else town.office


def target(town: Table) -> int:
    """Save the item that others are merged into."""
    return put(town, NeedStatus.OPEN, "neighbour", number="PL-XQ-2026Q1-001")


# --- the table of moves -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "action", "after"), LINES)
def test_an_item_moves_along_each_line_of_its_table(town: Table, before, action, after):
    target(town)
    need = put(town, before)
    lines = len(audited(town))

    read = STEPS[action](town, actor(town, action), need, None)

    assert (read.id, read.status, town.row(Need, need).status) == (need, after, after)
    (event,) = life(town, need)
    role = Role.RESIDENT if action in OWN else Role.SECRETARIAT
    reference = {NeedAction.MERGE: "PL-XQ-2026Q1-001", NeedAction.REFER: "Water office"}.get(action, "")
    reason = REASON if MOVES[before, action].reason else ""
    assert (event.action, event.before, event.after) == (action, before, after)
    assert (event.actor_role, event.reason, event.reference, event.at) == (role, reason, reference, town.clock())
    (entry,) = audited(town)[lines:]
    assert (entry.action, entry.subject, entry.actor_role) == (f"need.{action}", f"need/{need}", role)
    assert (entry.facts["before"], entry.facts["after"]) == (before, after)


@pytest.mark.parametrize("action", STEPS)
def test_every_move_the_table_does_not_have_is_refused(town: Table, action: NeedAction):
    target(town)
    for status in NeedStatus:
        if (status, action) in MOVES:
            continue
        need = put(town, status)
        with town.refused(RuleBroken, "This step is not open any more"):
            STEPS[action](town, actor(town, action), need, None)


@pytest.mark.parametrize("action", STEPS)
def test_a_repeated_click_moves_an_item_once(town: Table, action: NeedAction):
    target(town)
    need = put(town, next(before for before, made, _after in LINES if made == action))
    first = STEPS[action](town, actor(town, action), need, "the click")
    before = town.everything()
    assert STEPS[action](town, actor(town, action), need, "the click") == first
    assert town.everything() == before


@pytest.mark.parametrize("action", [action for action in STEPS if action not in OWN])
def test_only_the_secretariat_screens_and_publishes(town: Table, action: NeedAction):
    target(town)
    need = put(town, next(before for before, made, _after in LINES if made == action))
    for who in ("1", "2", "reviewer", "resident", "neighbour", "liaison", "administrator", "visitor"):
        with town.refused(NotAllowed):
            STEPS[action](town, town.as_(who), need, None)


@pytest.mark.parametrize("action", OWN)
def test_only_the_proposer_completes_and_withdraws(town: Table, action: NeedAction):
    need = put(town, NeedStatus.RETURNED)
    for who in ("1", "neighbour", "liaison", "administrator", "reviewer"):
        with town.refused(NotFound, "There is no such item, or it is not public."):
            STEPS[action](town, town.as_(who), need, None)
    with town.refused(NotAllowed, "Only the person who proposed this item"):
        STEPS[action](town, town.office, need, None)
    with town.refused(NotAllowed, "Please sign in first"):
        STEPS[action](town, town.as_("visitor"), need, None)
    shown = put(town, NeedStatus.OPEN)
    with town.refused(NotAllowed, "Only the person who proposed this item"):
        STEPS[action](town, town.as_("neighbour"), shown, None)


@pytest.mark.parametrize("action", STEPS)
def test_an_item_that_does_not_exist_is_not_found(town: Table, action: NeedAction):
    target(town)
    with town.refused(NotFound):
        STEPS[action](town, actor(town, action), 987_654, None)


@pytest.mark.parametrize("action", OWN)
def test_the_secretariat_keeps_what_was_handed_in_on_paper(town: Table, action: NeedAction):
    need = put(town, NeedStatus.RETURNED, None)
    with town.refused(NotFound):
        STEPS[action](town, town.as_("resident"), need, None)
    STEPS[action](town, town.office, need, None)
    assert town.row(Need, need).status == MOVES[NeedStatus.RETURNED, action].to


@pytest.mark.parametrize("action", STEPS)
def test_eight_clicks_at_once_have_one_effect(town: Table, action: NeedAction):
    target(town)
    need = put(town, next(before for before, made, _after in LINES if made == action))
    who = ["resident"] * 8 if action in OWN else CLERKS
    lines = len(audited(town))

    done = at_once([lambda name=name: STEPS[action](town, town.as_(name), need, None) for name in who])

    assert sum(isinstance(one, RuleBroken) for one in done) == 7
    assert len(life(town, need)) == len(audited(town)) - lines == 1


def test_eight_clerks_who_decide_differently_leave_one_decision(town: Table):
    need = put(town)
    kinds = [NeedAction.ACCEPT, NeedAction.RETURN, NeedAction.DECLINE, NeedAction.RETURN] * 2
    done = at_once(
        [lambda a=a, n=n: STEPS[a](town, town.as_(n), need, None) for a, n in zip(kinds, CLERKS, strict=True)]
    )
    (decided,) = [one for one in done if not isinstance(one, RuleBroken)]
    (event,) = life(town, need)
    row = town.row(Need, need)
    assert event.after == decided.status == row.status
    assert row.budget_fen == (86_000_00 if row.status == NeedStatus.ON_LIST else None)


# --- handing in -------------------------------------------------------------------------------------------------------


def test_an_item_is_stored_as_typed_with_its_number_and_first_event(town: Table):
    read = needs.submit(town.as_("resident"), draft())
    row = town.row(Need, read.id)
    assert {name: getattr(row, name) for name in draft().model_dump()} == draft().model_dump()
    assert (row.number, row.quarter, row.status) == ("PL-XQ-2026Q4-001", "2026Q4", NeedStatus.SUBMITTED)
    assert (row.source, row.proposer_id, row.submitted_at) == ("resident", town.people["resident"], town.clock())
    (event,) = life(town, read.id)
    assert (event.action, event.before, event.after, event.actor_role) == ("submit", None, "submitted", "resident")
    entry = audited(town)[-1]
    assert (entry.action, entry.facts) == (
        "need.submit", {"before": None, "after": "submitted", "number": "PL-XQ-2026Q4-001"},
    )  # fmt: skip
    assert not {"contact", "proposer_id"} & set(read.model_dump())
    assert "13812345678" not in str(audited(town))


def test_numbers_have_no_gaps_also_after_refusals(town: Table):
    made = [needs.submit(town.as_("resident"), draft()).number]
    with town.refused(BadInput, field="title"):
        needs.submit(town.as_("resident"), draft(title="Ring 13812345678 first"))
    with town.refused(BadInput, field="category_code"):
        needs.submit(town.as_("neighbour"), draft(category_code="nothing"))
    with town.refused(NotAllowed):
        needs.submit(town.as_("neighbour"), draft(), source=NeedSource.HOTLINE)
    made.append(needs.submit(town.as_("neighbour"), draft()).number)
    assert made == ["PL-XQ-2026Q4-001", "PL-XQ-2026Q4-002"]


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), "PL-XQ-2026Q4-002"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "PL-XQ-2027Q1-001"),
        (datetime(2027, 3, 31, 16, 0, tzinfo=UTC), "PL-XQ-2027Q2-001"),
    ],
)
def test_the_quarter_is_the_one_in_shanghai(town: Table, moment: datetime, number: str):
    needs.submit(town.as_("resident"), draft())
    town.clock.at = moment
    read = needs.submit(town.as_("resident"), draft())
    assert (read.number, read.quarter) == (number, number[6:12])


def test_an_item_completed_in_a_later_quarter_keeps_its_number(town: Table):
    need = put(town, NeedStatus.RETURNED, reasons="Too short to judge")
    number, submitted = number_of(town, need), town.row(Need, need).submitted_at
    town.clock.forward(days=90)
    read = needs.complete(town.as_("resident"), need, draft(title="  Better\ttitle ", contact="Later, please"))
    row = town.row(Need, need)
    assert (read.number, read.quarter, read.title, row.submitted_at) == (number, "2026Q3", "Better title", submitted)
    assert (row.reasons, row.contact) == (draft().reasons, "Later, please")


def test_one_click_that_arrives_eight_times_is_one_item(town: Table):
    done = at_once([lambda: needs.submit(town.as_("resident"), draft(), key="the click")] * 8)
    assert {read.number for read in done} == {"PL-XQ-2026Q4-001"}
    assert len(town.everything()["need"]) == len(town.everything()["life_event"]) == 1


def test_eight_residents_who_begin_a_quarter_at_once_get_eight_numbers(town: Table):
    done = at_once([lambda n=n: needs.submit(town.as_(f"resident{n}"), draft(), key=f"{n}") for n in range(1, 9)])
    assert sorted(read.number for read in done) == [f"PL-XQ-2026Q4-{n:03d}" for n in range(1, 9)]


def test_a_click_of_somebody_else_tells_nothing(town: Table):
    needs.submit(town.as_("resident"), draft(), key="the click")
    with town.refused(NotFound):
        needs.submit(town.as_("neighbour"), draft(), key="the click")


def test_visitors_hand_nothing_in(town: Table):
    with town.refused(NotAllowed, "Please sign in first"):
        needs.submit(town.as_("visitor"), draft())


@pytest.mark.parametrize("source", NeedSource)
def test_the_secretariat_enters_for_others(town: Table, source: NeedSource):
    read = needs.submit(town.office, draft(), source=source)
    row = town.row(Need, read.id)
    assert (row.source, row.proposer_id) == (source, None)
    assert town.everything()["need_follower"] == []
    for who in ("resident", "liaison", "1", "administrator"):
        with town.refused(NotAllowed):
            needs.submit(town.as_(who), draft(), source=source)


def test_the_source_of_a_liaison_is_the_member_organisation(town: Table):
    assert needs.submit(town.as_("liaison"), draft()).source == NeedSource.MEMBER_UNIT
    assert needs.submit(town.as_("2"), draft()).source == NeedSource.RESIDENT


# --- what may be typed ------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    '=HYPERLINK("https://example.org","x")',
    "+1+1|cmd",
    "@SUM(A1:A9)",
    "'; DROP TABLE need; --",
    "$\\frac{1}{2}$ **bold** :red[x]",
    "👵🏻👨‍👩‍👧‍👦 照明",
    "堃𬀩里弄 的灯",
    "100% of _all_ \\ lanes",
    "{{ 7 * 7 }} %(name)s {0}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_strange_text_is_stored_as_typed(town: Table, text: str):
    fields = dict.fromkeys(("title", "reasons", "suggestion", "place", "contact"), text)
    read = needs.submit(town.as_("resident"), draft(**fields | {"reasons": text + " at night"}))
    assert (read.title, read.suggestion, read.place, town.row(Need, read.id).contact) == (text,) * 4
    assert read.reasons == text + " at night"
    needs.screen_return(town.office, read.id, text)
    assert life(town, read.id)[-1].reason == text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Lamps\u202e for the\u200f lane", "Lamps for the lane"),
        ("Lamps\0 for the lane", "Lamps for the lane"),
        ("\ufeff  Lamps\r\nfor\tthe  lane\u200b ", "Lamps for the lane"),
        ("Cafe\u0301 lane", "Café lane"),
    ],
)
def test_what_cannot_be_seen_is_dropped(town: Table, typed: str, stored: str):
    read = needs.submit(town.as_("resident"), draft(title=typed, place=typed, contact=typed))
    assert (read.title, read.place, town.row(Need, read.id).contact) == (stored,) * 3
    returned = put(town, NeedStatus.RETURNED)
    assert needs.complete(town.as_("resident"), returned, draft(title=typed)).title == stored


def test_reasons_keep_their_lines(town: Table):
    assert (
        needs.submit(town.as_("resident"), draft(reasons="One line\r\nand another")).reasons == "One line\nand another"
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "      "),
        ("title", "\u200b\u200b\u200b\u200b\u200b"),
        ("title", "x" * 61),
        ("title", "abc"),
        ("title", "Lamps\ud800 for the lane"),
        ("reasons", " " * 50),
        ("reasons", "\0" * 50),
        ("reasons", "x" * 2001),
        ("suggestion", "x" * 2001),
        ("place", "\u3000\u3000\u3000"),
        ("place", "x" * 121),
        ("contact", "x" * 121),
    ],
)
def test_a_text_of_the_wrong_length_names_its_field(town: Table, field: str, text: str):
    with town.refused(ValidationError):
        needs.submit(town.as_("resident"), draft(**{field: text}))
    with pytest.raises(ValidationError) as refused:
        needs.check(town.as_("resident"), draft().model_dump() | {field: text})
    assert [problem["loc"] for problem in refused.value.errors()] == [(field,)]


def test_the_longest_texts_are_accepted(town: Table):
    fields = {"title": "灯" * 60, "reasons": "灯" * 2000, "suggestion": "灯" * 2000, "place": "灯" * 120}
    read = needs.submit(town.as_("resident"), draft(**fields))
    assert {name: getattr(read, name) for name in fields} == fields


PRIVATE = {
    "mobile": "13812345678",
    "mobile, spaced": "138 1234 5678",
    "mobile, full-width": "１３８１２３４５６７８",
    "ID number": "11010519491231002X",
    "e-mail": "somebody@example.org",
    "flat": "12号楼501室",
    "telephone": "021-65651234",
}


@pytest.mark.parametrize("detail", PRIVATE.values(), ids=PRIVATE)
def test_private_details_are_refused_where_everybody_reads(town: Table, detail: str):
    returned = put(town, NeedStatus.RETURNED)
    for field in ("title", "reasons", "suggestion", "place"):
        typed = draft(**{field: f"Please see {detail} about it"})
        with town.refused(BadInput, "Everybody can read this text", field):
            needs.submit(town.as_("resident"), typed)
        with town.refused(BadInput, "Everybody can read this text", field):
            needs.complete(town.as_("resident"), returned, typed)
        with town.refused(BadInput, "Everybody can read this text", field):
            needs.check(town.as_("resident"), typed.model_dump())
        assert field_label(field) != field
    read = needs.submit(town.as_("resident"), draft(contact=detail))
    assert town.row(Need, read.id).contact == detail


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"category_code": "nothing"}, "category_code"),
        ({"category_code": "old"}, "category_code"),
        ({"category_code": "she\0d"}, "category_code"),
        ({"area_id": 4}, "area_id"),
        ({"area_id": 5}, "area_id"),
        ({"area_id": 99}, "area_id"),
        ({"area_id": 10**30}, "area_id"),
    ],
)
def test_only_what_is_on_offer_can_be_chosen(town: Table, changed: dict, field: str):
    with town.refused(BadInput, "from the list", field):
        needs.submit(town.as_("resident"), draft(**changed))


def test_check_returns_what_would_be_stored_and_writes_nothing(town: Table):
    before = town.everything()
    typed = draft(title=" Lamps  for the lane ").model_dump() | {"unknown": 1, "suggestion": None}
    assert needs.check(town.as_("resident"), typed) == draft(suggestion="")
    assert town.everything() == before
    with town.refused(NotAllowed):
        needs.check(town.as_("visitor"), typed)
    with town.refused(ValidationError):
        needs.check(town.as_("resident"), {})


# --- screening --------------------------------------------------------------------------------------------------------


def test_accepting_notes_power_category_and_cost(town: Table):
    read = needs.screen_accept(town.office, put(town), DecisionPower.OWNERS, "lighting", 86_000_00)
    assert (read.decision_power, read.category_code, read.budget_fen) == ("owners", "lighting", 86_000_00)
    assert audited(town)[-1].facts["budget_fen"] == 86_000_00
    other = needs.screen_accept(town.office, put(town, category_code="old"), DecisionPower.COMMITTEE, "old")
    assert (other.category_code, other.budget_fen) == ("old", None)


@pytest.mark.parametrize("fen", [0, 20_000_000_00])
def test_the_cost_may_reach_its_bounds(town: Table, fen: int):
    assert needs.screen_accept(town.office, put(town), DecisionPower.COMMITTEE, "shed", fen).budget_fen == fen


@pytest.mark.parametrize(
    ("category", "fen", "field"),
    [
        ("shed", -1, "budget_fen"),
        ("shed", 20_000_000_01, "budget_fen"),
        ("old", None, "category_code"),
        ("nothing", None, "category_code"),
    ],
)
def test_accepting_refuses_what_cannot_be(town: Table, category: str, fen: int | None, field: str):
    need = put(town)
    with town.refused(BadInput, field=field):
        needs.screen_accept(town.office, need, DecisionPower.COMMITTEE, category, fen)


REASONED: dict[NeedAction, Callable[[Context, int, str], object]] = {
    NeedAction.RETURN: needs.screen_return,
    NeedAction.DECLINE: needs.screen_decline,
    NeedAction.REOPEN: needs.reopen,
    NeedAction.REVISE: closing.revise,
    NeedAction.REFUSE: consulting.refuse_consultation,
    NeedAction.CLOSE: lambda ctx, need, reason: closing.close(ctx, need, HandlingResult.EXPLAINED, reason),
    NeedAction.REFER: lambda ctx, need, reason: needs.screen_refer(ctx, need, "Water office", reason),
    NeedAction.MERGE: lambda ctx, need, reason: needs.screen_merge(ctx, need, "PL-XQ-2026Q1-001", reason),
}


def test_every_move_that_wants_a_reason_is_asked_for_one():
    assert set(REASONED) == {action for _status, action in MOVES if action in STEPS and MOVES[_status, action].reason}


@pytest.mark.parametrize("action", REASONED)
def test_a_reason_is_given_and_holds_no_private_detail(town: Table, action: NeedAction):
    target(town)
    need = put(town, next(before for before, made, _after in LINES if made == action))
    for reason, words in (
        ("", "Please give a reason"),
        (" \u200b\0 ", "Please give a reason"),
        ("x" * 1001, "at most 1000 characters"),
        ("Ask 13812345678", "is a personal detail"),
        ("Ask somebody@example.org", "is a personal detail"),
        ("He lives in 12号楼501室", "is a personal detail"),
    ):
        with town.refused(BadInput, words, "reason"):
            REASONED[action](town.office, need, reason)
    REASONED[action](town.office, need, "Ask the office, 021-65651234")
    assert life(town, need)[-1].reason == "Ask the office, 021-65651234"


@pytest.mark.parametrize("office", ["", "x", " \u200b ", "x" * 81, "Ring 13812345678"])
def test_the_office_an_item_goes_to_is_named(town: Table, office: str):
    need = put(town)
    with town.refused(BadInput, field="referred_to"):
        needs.screen_refer(town.office, need, office, REASON)


def test_a_referred_item_names_its_office_until_it_is_reopened(town: Table):
    need = put(town)
    assert needs.screen_refer(town.office, need, " Water\noffice ", REASON).referred_to == "Water office"
    assert needs.reopen(town.office, need, REASON).referred_to == ""


# --- merging ----------------------------------------------------------------------------------------------------------


def following(town: Table, need: int) -> set[int]:
    with Session(town.engine) as session:
        return set(session.exec(select(NeedFollower.user_id).where(NeedFollower.need_id == need)))


def test_merging_takes_the_followers_along(town: Table):
    other = target(town)
    need = needs.submit(town.as_("resident"), draft()).id
    needs.screen_accept(town.office, need, DecisionPower.COMMITTEE, "shed")
    needs.follow(town.as_("liaison"), need)
    needs.follow(town.as_("1"), need)
    needs.follow(town.as_("1"), other)

    read = needs.screen_merge(town.office, need, " pl-xq-2026q1-001 ", REASON)

    assert read.merged_into_id == other
    people = {town.people[who] for who in ("resident", "liaison", "1")}
    assert following(town, need) == following(town, other) == people
    assert [row.id for row in needs.mine(town.as_("liaison")).followed] == [need, other]
    assert needs.reopen(town.office, need, REASON).merged_into_id is None


@pytest.mark.parametrize("status", NeedStatus)
def test_an_item_is_merged_only_into_a_living_public_one(town: Table, status: NeedStatus):
    dead = ENDS | {NeedStatus.COMPLETED, NeedStatus.APPRAISED, NeedStatus.ARCHIVED}
    other, need = put(town, status), put(town)
    if status in PUBLIC - dead:
        assert needs.screen_merge(town.office, need, number_of(town, other), REASON).merged_into_id == other
    else:
        with town.refused(RuleBroken, "Only an item that is on the list and not at an end"):
            needs.screen_merge(town.office, need, number_of(town, other), REASON)


def test_items_are_not_merged_in_a_circle(town: Table):
    first, second, third = (put(town, NeedStatus.ON_LIST) for _ in range(3))
    with town.refused(BadInput, "into itself", "merged_into"):
        needs.screen_merge(town.office, first, number_of(town, first), REASON)
    with town.refused(NotFound, "There is no item with the number PL-XQ-1"):
        needs.screen_merge(town.office, first, "pl-xq-1\0", REASON)
    needs.screen_merge(town.office, first, number_of(town, second), REASON)
    with town.refused(RuleBroken, "Only an item that is on the list"):
        needs.screen_merge(town.office, second, number_of(town, first), REASON)
    needs.screen_merge(town.office, second, number_of(town, third), REASON)
    with town.refused(RuleBroken, "Only an item that is on the list"):
        needs.screen_merge(town.office, third, number_of(town, first), REASON)


def test_two_opposite_merges_at_once_leave_one_item_alive(town: Table):
    pairs = [(put(town, NeedStatus.ON_LIST), put(town, NeedStatus.ON_LIST)) for _ in range(4)]
    for one, other in pairs:
        names = number_of(town, one), number_of(town, other)
        done = at_once(
            [
                lambda one=one, names=names: needs.screen_merge(town.office, one, names[1], REASON),
                lambda other=other, names=names: needs.screen_merge(town.office, other, names[0], REASON),
            ]
        )
        assert sum(isinstance(result, RuleBroken) for result in done) == 1
        statuses = {town.row(Need, one).status, town.row(Need, other).status}
        assert statuses == {NeedStatus.MERGED, NeedStatus.ON_LIST}


# --- publishing -------------------------------------------------------------------------------------------------------


def test_publishing_opens_all_until_the_end_of_a_day_in_shanghai(town: Table):
    ids = [put(town, NeedStatus.ON_LIST) for _ in range(3)]
    town.clock.at = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)  # 2 December, 01:00
    read = needs.publish_list(town.office, [ids[2], ids[0], ids[1], ids[0]], 14)
    assert [row.id for row in read] == ids
    assert {(row.status, row.published_at, row.claim_deadline) for row in read} == {
        (NeedStatus.OPEN, town.clock.at, at_shanghai(datetime(2026, 12, 16).date(), 23, 59))  # noqa: DTZ001 - a day
    }
    assert [len(life(town, need)) for need in ids] == [1, 1, 1]


def test_one_item_that_cannot_be_published_holds_all_back(town: Table):
    ready = put(town, NeedStatus.ON_LIST)
    for status in set(NeedStatus) - {NeedStatus.ON_LIST}:
        other = put(town, status)
        with town.refused(RuleBroken):
            needs.publish_list(town.office, [ready, other], 14)
    with town.refused(NotFound):
        needs.publish_list(town.office, [ready, 987_654], 14)


@pytest.mark.parametrize("days", [0, -1, 181])
def test_the_deadline_is_within_half_a_year(town: Table, days: int):
    need = put(town, NeedStatus.ON_LIST)
    with town.refused(BadInput, "1 to 180 days", "deadline_days"):
        needs.publish(town.office, need, days)
    with town.refused(BadInput, "at least one item", "items"):
        needs.publish_list(town.office, [], 14)
    assert needs.publish(town.office, need, 180).status == NeedStatus.OPEN


# --- following --------------------------------------------------------------------------------------------------------


def test_following_begins_and_ends_once(town: Table):
    need = put(town, NeedStatus.OPEN)
    who = town.as_("neighbour")
    needs.follow(who, need)
    before = town.everything()
    needs.follow(who, need)
    assert town.everything() == before
    assert [row.id for row in needs.mine(who).followed] == [need]
    needs.unfollow(who, need)
    before = town.everything()
    needs.unfollow(who, need)
    assert town.everything() == before
    assert needs.mine(who).followed == []
    assert [entry.action for entry in audited(town)] == ["need.follow", "need.unfollow"]


def test_nobody_follows_what_may_not_be_seen(town: Table):
    for status in set(NeedStatus) - PUBLIC:
        need = put(town, status)
        with town.refused(NotFound):
            needs.follow(town.as_("neighbour"), need)
        with town.refused(NotFound):
            needs.unfollow(town.as_("neighbour"), need)
    shown = put(town, NeedStatus.OPEN)
    with town.refused(NotAllowed):
        needs.follow(town.as_("visitor"), shown)


def test_eight_clicks_on_follow_are_one_follower(town: Table):
    need = put(town, NeedStatus.OPEN)
    assert at_once([lambda: needs.follow(town.as_("neighbour"), need)] * 8) == [None] * 8
    assert following(town, need) == {town.people["neighbour"]}
    assert [entry.action for entry in audited(town)] == ["need.follow"]
