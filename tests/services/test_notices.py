"""Public notices: posted for a reckoned time, objected to without a name, answered, ended only when all is answered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.formats import at_shanghai
from dashboard.services import house_rules, notices, overview
from dashboard.services.needs import consulting
from dashboard.services.notices import NoticeFilter
from dashboard.services.notices.posting import require_ended
from dashboard.services.overview import Waiting
from models.account import Account
from models.audit import AuditEntry
from models.enums import (
    DecisionPower,
    HandlingResult,
    NeedStatus,
    NoticeKind,
    NoticeObjectionStatus,
    NoticeOutcome,
    NoticeStatus,
    ObjectionCategory,
    ObjectionOutcome,
)
from models.life import LifeEvent
from models.need import Category, Need
from models.notice import Notice, NoticeDraft, NoticeObjection, NoticeObjectionDraft
from tests.factories import Clock
from tests.services.table import Table, lay
from tests.services.test_votes_together import at_once

FIRST = "PL-GS-2026-001"
TODAY = date(2026, 12, 1)
LAST = date(2026, 12, 8)
WHY = "The plan was looked at again and holds."
REPLY = "The gate stays open until midnight, as agreed."


@pytest.fixture
def table(engine: Engine, clock: Clock) -> Table:
    return lay(engine, clock)


def draft(**fields) -> NoticeDraft:
    typed = {
        "text": "The shed is to be repaired.",
        "places": "Board at the east gate",
        "contact_post": "Secretariat, room 201, 021-65550000",
        "first_day": TODAY,
    }
    return NoticeDraft(**typed | fields)


def complaint(**fields) -> NoticeObjectionDraft:
    typed = {"category": ObjectionCategory.FACTS, "text": "The roof does not leak at all.", "request": "Look again."}
    return NoticeObjectionDraft(**typed | fields)


def posted(table: Table, number: str = "N-1", status: NeedStatus = NeedStatus.ADOPTED) -> int:
    return notices.post(table.office, table.need(number, status), draft())


def move_to(table: Table, day: date) -> None:
    table.clock.at = at_shanghai(day, 10)


# --- posting ----------------------------------------------------------------------------------------------------------


def test_a_notice_runs_for_the_days_of_the_house_rule(table: Table):
    notice = posted(table)
    page = notices.notice(table.as_("visitor"), FIRST)
    line = page.line
    assert (line.id, line.type, line.days, line.starts_on, line.ends_on) == (notice, NoticeKind.ITEM, 7, TODAY, LAST)
    assert (line.status, line.outcome, line.objections, line.days_left) == (NoticeStatus.POSTED, None, 0, 7)
    assert [event.action for event in page.life] == ["post"]
    assert (page.keeps, page.may_object, page.may_end, page.may_withdraw) == (False, False, False, False)


@pytest.mark.parametrize(
    ("category", "budget_fen", "kind", "last"),
    [
        ("elevator", 10_000_000, NoticeKind.ELEVATOR, date(2026, 12, 11)),
        ("shed", 499_900, NoticeKind.SMALL, date(2026, 12, 4)),
    ],
)
def test_the_length_follows_from_the_item(table: Table, category: str, budget_fen: int, kind: NoticeKind, last: date):
    table.save(Category(code="elevator", name_zh="加装电梯"))
    need = table.row(Need, table.need("N-1", NeedStatus.ADOPTED))
    need.category_code, need.budget_fen = category, budget_fen
    table.save(need)
    row = table.row(Notice, notices.post(table.office, need.id, draft()))
    assert (row.type, row.ends_on) == (kind, last)


def test_a_notice_that_would_end_on_a_holiday_ends_after_it(table: Table):
    house_rules.change(table.office, "holidays", {"off": "2026-12-08, 2026-12-09", "work": ""})
    assert table.row(Notice, posted(table)).ends_on == date(2026, 12, 10)


def test_the_house_rule_of_tomorrow_leaves_a_posted_notice_alone(table: Table):
    notice = posted(table)
    house_rules.change(table.office, "public_notice_days", {"item": 30, "elevator": 10, "small": 3})
    assert (table.row(Notice, notice).days, table.row(Notice, notice).ends_on) == (7, LAST)
    assert table.row(Notice, posted(table, "N-2")).days == 30


@pytest.mark.parametrize("status", sorted(set(NeedStatus) - set(notices.POSTABLE)))
def test_only_what_was_adopted_or_approved_is_posted(table: Table, status: NeedStatus):
    need = table.need("N-1", status)
    with table.refused(RuleBroken, "adopted or approved"):
        notices.post(table.office, need, draft())


def test_an_item_has_one_running_notice_at_a_time(table: Table):
    first = posted(table)
    need = table.row(Notice, first).need_id
    with table.refused(RuleBroken, FIRST):
        notices.post(table.office, need, draft())
    notices.withdraw(table.office, first, "The text was wrong.")
    notices.post(table.office, need, draft())
    lines = notices.notices(table.as_("visitor"), NoticeFilter(need_id=need))
    assert [(line.number, line.status) for line in lines] == [
        ("PL-GS-2026-002", NoticeStatus.POSTED),
        (FIRST, NoticeStatus.WITHDRAWN),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_day", TODAY - timedelta(days=1)),
        ("first_day", TODAY + timedelta(days=61)),
        ("text", "Call Ms Wang at 13800138000 please."),
        ("places", "Room 13800138000"),
        ("contact_post", "Office, 13800138000"),
    ],
)
def test_what_cannot_be_posted_is_refused(table: Table, field: str, value: object):
    need = table.need("N-1", NeedStatus.ADOPTED)
    with table.refused(BadInput, field=field):
        notices.post(table.office, need, draft(**{field: value}))


@pytest.mark.parametrize("who", ["visitor", "resident", "reviewer", "1"])
def test_nobody_but_the_office_keeps_notices(table: Table, who: str):
    notice, need = posted(table), table.need("N-2", NeedStatus.ADOPTED)
    objection = notices.object_to(table.as_("resident"), notice, complaint())
    for use_case in (
        lambda ctx: notices.post(ctx, need, draft()),
        lambda ctx: notices.withdraw(ctx, notice, "Because of a mistake."),
        lambda ctx: notices.end(ctx, notice),
        lambda ctx: notices.reply(ctx, objection, ObjectionOutcome.UPHELD, REPLY),
        notices.to_post,
    ):
        with table.refused(NotAllowed):
            use_case(table.as_(who))


def test_what_can_be_posted_is_offered_with_its_length(table: Table):
    posted(table)
    table.need("N-2", NeedStatus.OPEN)
    table.need("N-3", NeedStatus.APPROVED)
    notices.withdraw(table.office, posted(table, "N-4"), "The text was wrong.")
    offered = notices.to_post(table.office)
    assert [(one.number, one.days) for one in offered.items] == [("N-3", 7), ("N-4", 7)]
    assert offered.years_missing == (2027,)


# --- objecting --------------------------------------------------------------------------------------------------------


def test_a_resident_objects_and_nobody_reads_who_it_was(table: Table):
    notice = posted(table)
    objection = notices.object_to(table.as_("resident"), notice, complaint())
    row = table.row(NoticeObjection, objection)
    assert (row.number, row.account_id, row.received_on) == ("PL-YY-2026-001", table.people["resident"], TODAY)
    name = table.row(Account, table.people["resident"]).display_name
    for who, reads in (("visitor", False), ("1", False), ("resident", True), ("secretariat", True)):
        page = notices.notice(table.as_(who), FIRST)
        (seen,) = page.objections
        assert (seen.text, seen.request) == ((row.text, row.request) if reads else (None, None))
        assert seen.mine is (who == "resident")
        assert (seen.category, seen.due_on, seen.overdue) == (ObjectionCategory.FACTS, LAST, False)
        assert name not in str(page)
        assert not hasattr(seen, "account_id")


@pytest.mark.parametrize(("day", "open_"), [(TODAY, True), (LAST, True), (LAST + timedelta(days=1), False)])
def test_objections_are_taken_to_the_end_of_the_last_day(table: Table, day: date, open_: bool):
    notice = posted(table)
    table.clock.at = at_shanghai(day, 23, 59)
    resident = table.as_("resident")
    assert notices.notice(resident, FIRST).may_object is open_
    if open_:
        notices.object_to(resident, notice, complaint())
    else:
        with table.refused(RuleBroken, "is over"):
            notices.object_to(resident, notice, complaint())


def test_nobody_objects_before_the_notice_begins(table: Table):
    need = table.need("N-1", NeedStatus.ADOPTED)
    notice = notices.post(table.office, need, draft(first_day=TODAY + timedelta(days=1)))
    with table.refused(RuleBroken, "begins on"):
        notices.object_to(table.as_("resident"), notice, complaint())
    with table.refused(BadInput, field="received_on"):
        notices.object_to(table.office, notice, complaint())


def test_nobody_objects_to_a_notice_that_is_over(table: Table):
    notice = posted(table)
    notices.withdraw(table.office, notice, "The text was wrong.")
    for who in ("resident", "secretariat"):
        with table.refused(RuleBroken, "is over"):
            notices.object_to(table.as_(who), notice, complaint())


def test_a_visitor_has_to_sign_in(table: Table):
    notice = posted(table)
    with table.refused(NotAllowed, "sign in"):
        notices.object_to(table.as_("visitor"), notice, complaint())


def test_the_office_enters_a_letter_that_came_in_time_also_afterwards(table: Table):
    notice = posted(table)
    move_to(table, LAST + timedelta(days=2))
    letter = notices.object_to(table.office, notice, complaint(), received_on=date(2026, 12, 7))
    row = table.row(NoticeObjection, letter)
    assert (row.account_id, row.received_on) == (None, date(2026, 12, 7))
    for wrong in (TODAY - timedelta(days=1), LAST + timedelta(days=1)):
        with table.refused(BadInput, field="received_on"):
            notices.object_to(table.office, notice, complaint(), received_on=wrong)


def test_one_account_objects_three_times_at_most(table: Table):
    notice = posted(table)
    for _number in range(3):
        notices.object_to(table.as_("resident"), notice, complaint())
    with table.refused(RuleBroken, "three times"):
        notices.object_to(table.as_("resident"), notice, complaint())
    notices.object_to(table.as_(2), notice, complaint())


def test_personal_details_are_refused(table: Table):
    notice = posted(table)
    for field in ("text", "request"):
        with table.refused(BadInput, field=field):
            notices.object_to(table.as_("resident"), notice, complaint(**{field: "Call me at 13800138000 soon."}))


# --- answering and ending ---------------------------------------------------------------------------------------------


def test_a_reply_is_public_and_given_once(table: Table):
    notice = posted(table)
    objection = notices.object_to(table.as_("resident"), notice, complaint())
    move_to(table, date(2026, 12, 3))
    notices.reply(table.office, objection, ObjectionOutcome.PARTLY, REPLY)
    (seen,) = notices.notice(table.as_("visitor"), FIRST).objections
    assert (seen.status, seen.outcome, seen.reply, seen.replied_on, seen.overdue) == (
        NoticeObjectionStatus.ANSWERED,
        ObjectionOutcome.PARTLY,
        REPLY,
        date(2026, 12, 3),
        False,
    )
    with table.refused(RuleBroken):
        notices.reply(table.office, objection, ObjectionOutcome.UPHELD, "Another answer altogether.")


@pytest.mark.parametrize("words", ["", "No.", "Too short", "Ask 13800138000 for more."])
def test_a_reply_says_something_and_names_nobody(table: Table, words: str):
    objection = notices.object_to(table.as_("resident"), posted(table), complaint())
    with table.refused(BadInput, field="reply"):
        notices.reply(table.office, objection, ObjectionOutcome.UPHELD, words)


@pytest.mark.parametrize(("day", "late"), [(LAST, False), (LAST + timedelta(days=1), True)])
def test_a_reply_is_overdue_after_five_working_days(table: Table, day: date, late: bool):
    notices.object_to(table.as_("resident"), posted(table), complaint())
    move_to(table, day)
    (seen,) = notices.notice(table.as_("visitor"), FIRST).objections
    assert (seen.due_on, seen.overdue) == (LAST, late)


def test_a_notice_ends_only_after_its_last_day(table: Table):
    notice = posted(table)
    table.clock.at = at_shanghai(LAST, 23, 59)
    with table.refused(RuleBroken, "runs to the end of Dec 8, 2026"):
        notices.end(table.office, notice)
    table.clock.at = at_shanghai(LAST + timedelta(days=1))
    assert notices.notice(table.office, FIRST).may_end is True
    assert notices.end(table.office, notice) is NoticeOutcome.NO_OBJECTIONS
    row = table.row(Notice, notice)
    assert (row.status, row.outcome) == (NoticeStatus.ENDED, NoticeOutcome.NO_OBJECTIONS)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (ObjectionOutcome.NOT_UPHELD, NoticeOutcome.NONE_UPHELD),
        (ObjectionOutcome.PARTLY, NoticeOutcome.SOME_UPHELD),
        (ObjectionOutcome.UPHELD, NoticeOutcome.SOME_UPHELD),
    ],
)
def test_every_objection_needs_a_reply_before_the_end(table: Table, answer: ObjectionOutcome, outcome: NoticeOutcome):
    notice = posted(table)
    objections = [notices.object_to(table.as_(who), notice, complaint()) for who in ("resident", "2")]
    move_to(table, LAST + timedelta(days=1))
    with table.refused(RuleBroken, "without a reply: 2"):
        notices.end(table.office, notice)
    notices.reply(table.office, objections[0], ObjectionOutcome.NOT_UPHELD, REPLY)
    with table.refused(RuleBroken, "without a reply: 1"):
        notices.end(table.office, notice)
    assert notices.notice(table.office, FIRST).may_end is False
    notices.reply(table.office, objections[1], answer, REPLY)
    with table.refused(RuleBroken, "still under review"):
        notices.end(table.office, notice)
    page = notices.notice(table.office, FIRST)
    assert (page.may_end, page.may_review) == (False, True)
    notices.maintain(table.office, notice, "The plan was looked at again.")
    page = notices.notice(table.office, FIRST)
    assert (page.may_end, page.may_review) == (True, False)
    assert notices.end(table.office, notice) is outcome


def test_a_notice_ends_or_is_withdrawn_once(table: Table):
    notice = posted(table)
    move_to(table, LAST + timedelta(days=1))
    notices.end(table.office, notice)
    with table.refused(RuleBroken):
        notices.end(table.office, notice)
    with table.refused(RuleBroken):
        notices.withdraw(table.office, notice, "The text was wrong.")


@pytest.mark.parametrize("reason", ["", "   "])
def test_withdrawing_needs_a_reason(table: Table, reason: str):
    notice = posted(table)
    with table.refused(BadInput, field="reason"):
        notices.withdraw(table.office, notice, reason)
    notices.withdraw(table.office, notice, "The text was wrong.")
    assert [event.reason for event in notices.notice(table.as_("visitor"), FIRST).life] == ["", "The text was wrong."]


def test_an_objection_to_a_withdrawn_notice_is_still_answered(table: Table):
    notice = posted(table)
    objection = notices.object_to(table.as_("resident"), notice, complaint())
    notices.withdraw(table.office, notice, "The text was wrong.")
    notices.reply(table.office, objection, ObjectionOutcome.UPHELD, REPLY)
    assert notices.notice(table.office, FIRST).line.unanswered == 0


# --- the item with its notice -----------------------------------------------------------------------------------------


def steps(table: Table, need: int) -> list[tuple[str, str, str]]:
    """Return what happened to an item: action, role and reason."""
    with Session(table.engine) as session:
        query = select(LifeEvent).where(LifeEvent.subject == f"need/{need}").order_by(LifeEvent.id)
        return [(line.action, line.actor_role, line.reason) for line in session.exec(query)]


def objected(table: Table, number: str = "N-1") -> tuple[int, int]:
    """Return a notice and its item under review, every objection answered."""
    notice = posted(table, number)
    objection = notices.object_to(table.as_("resident"), notice, complaint())
    notices.reply(table.office, objection, ObjectionOutcome.NOT_UPHELD, REPLY)
    return notice, table.row(Notice, notice).need_id


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NeedStatus.ADOPTED, NeedStatus.ON_NOTICE),
        (NeedStatus.CONSULTING, NeedStatus.ON_NOTICE),
        (NeedStatus.APPROVED, NeedStatus.APPROVED),
    ],
)
def test_posting_moves_what_is_not_a_project_yet(table: Table, before: NeedStatus, after: NeedStatus):
    need = table.need("N-1", before)
    notices.post(table.office, need, draft(), "207 of 286 took part, 168 agreed.")
    assert table.row(Need, need).status == after
    moved = [("post", "secretariat", "207 of 286 took part, 168 agreed.")]
    assert steps(table, need) == (moved if before != after else [])


def test_a_consulted_item_is_posted_with_its_figures(table: Table):
    need = table.need("N-1", NeedStatus.CONSULTING)
    for words in ("", "  ", "Yes.", "Ask 13800138000 for them."):
        with table.refused(BadInput, field="consulted"):
            notices.post(table.office, need, draft(), words)


@pytest.mark.parametrize("power", [DecisionPower.OWNERS, DecisionPower.RESIDENTS])
def test_what_others_decide_is_consulted_on_first(table: Table, power: DecisionPower):
    need = table.need("N-1", NeedStatus.ADOPTED)
    row = table.row(Need, need)
    row.decision_power = power
    table.save(row)
    with table.refused(RuleBroken, "Begin the consultation first"):
        notices.post(table.office, need, draft())
    assert notices.to_post(table.office).items == ()
    consulting.begin_consultation(table.office, need, "Sheets to 286 owners until the end of the month.")
    (offered,) = notices.to_post(table.office).items
    assert offered.consulted is True
    first = notices.post(table.office, need, draft(), "207 of 286 took part, 168 agreed.")
    notices.withdraw(table.office, first, "The text was wrong.")
    assert table.row(Need, need).status == NeedStatus.ADOPTED
    notices.post(table.office, need, draft())  # was consulted on already
    assert [action for action, _role, _reason in steps(table, need)] == ["consult", "post", "take_down", "post"]


def test_the_first_objection_puts_the_item_under_review_and_tells_nobody_who_it_was(table: Table):
    notice = posted(table)
    notices.object_to(table.as_(2), notice, complaint())
    notices.object_to(table.as_("resident"), notice, complaint())
    need = table.row(Notice, notice).need_id
    assert table.row(Need, need).status == NeedStatus.OBJECTED
    assert steps(table, need)[1:] == [("object", "resident", "")]  # seat 2 is a member, which few are
    assert notices.notice(table.as_("visitor"), FIRST).line.under_review is True


def test_a_letter_puts_the_item_under_review_in_the_name_of_the_office(table: Table):
    notice = posted(table)
    notices.object_to(table.office, notice, complaint())
    assert steps(table, table.row(Notice, notice).need_id)[1:] == [("object", "secretariat", "")]


def test_an_objection_to_the_notice_of_a_result_leaves_the_project_alone(table: Table):
    notice = posted(table, status=NeedStatus.APPROVED)
    objection = notices.object_to(table.as_("resident"), notice, complaint())
    assert table.row(Need, table.row(Notice, notice).need_id).status == NeedStatus.APPROVED
    notices.reply(table.office, objection, ObjectionOutcome.UPHELD, REPLY)
    with table.refused(RuleBroken):
        notices.maintain(table.office, notice, WHY)
    move_to(table, LAST + timedelta(days=1))
    assert notices.end(table.office, notice) is NoticeOutcome.SOME_UPHELD


REVIEWS = {
    "maintain": (
        lambda ctx, notice, why: notices.maintain(ctx, notice, why),
        NeedStatus.ON_NOTICE,
        NoticeStatus.POSTED,
    ),
    "amend": (notices.amend, NeedStatus.DEFERRED, NoticeStatus.WITHDRAWN),
    "terminate": (
        lambda ctx, notice, why: notices.terminate(ctx, notice, HandlingResult.NOT_FEASIBLE, why),
        NeedStatus.CLOSED,
        NoticeStatus.WITHDRAWN,
    ),
}


@pytest.mark.parametrize("name", REVIEWS)
def test_after_the_replies_the_office_decides(table: Table, name: str):
    decide, status, notice_status = REVIEWS[name]
    notice, need = objected(table)
    decide(table.office, notice, WHY)
    assert (table.row(Need, need).status, table.row(Notice, notice).status) == (status, notice_status)
    assert steps(table, need)[-1] == (name, "secretariat", WHY)
    assert table.row(Need, need).result == (HandlingResult.NOT_FEASIBLE if name == "terminate" else None)
    with table.refused(RuleBroken):
        decide(table.office, notice, WHY)


@pytest.mark.parametrize("name", REVIEWS)
def test_nothing_is_decided_before_every_reply_or_without_a_reason(table: Table, name: str):
    decide, _status, _notice_status = REVIEWS[name]
    notice, _need = objected(table)
    for reason in ("", "   ", "Ask 13800138000 why."):
        with table.refused(BadInput, field="reason"):
            decide(table.office, notice, reason)
    for who in ("resident", "1", "reviewer", "visitor"):
        with table.refused(NotAllowed):
            decide(table.as_(who), notice, WHY)
    notices.object_to(table.as_(2), notice, complaint())
    with table.refused(RuleBroken, "without a reply: 1"):
        decide(table.office, notice, WHY)


def test_withdrawing_takes_the_item_down_also_under_review(table: Table):
    notice, need = objected(table)
    notices.withdraw(table.office, notice, "The text was wrong.")
    assert table.row(Need, need).status == NeedStatus.ADOPTED
    assert steps(table, need)[-1] == ("take_down", "secretariat", "The text was wrong.")


def test_a_maintained_item_can_be_objected_to_again(table: Table):
    notice, need = objected(table)
    notices.maintain(table.office, notice, WHY)
    notices.object_to(table.as_(2), notice, complaint())
    assert table.row(Need, need).status == NeedStatus.OBJECTED


def test_two_clerks_who_decide_together_decide_once(table: Table):
    notice, need = objected(table)
    done = at_once(
        [lambda: notices.maintain(table.office, notice, WHY), lambda: notices.amend(table.office, notice, WHY)]
    )
    assert sum(isinstance(one, RuleBroken) for one in done) == 1
    assert [action for action, _role, _reason in steps(table, need)][2:] in (["maintain"], ["amend"])


def test_nothing_is_established_while_the_notice_runs(table: Table):
    notice = posted(table)
    need = table.row(Notice, notice).need_id
    with Session(table.engine) as session:
        with pytest.raises(RuleBroken, match=FIRST):
            require_ended(session, need)
        require_ended(session, 987_654)
    move_to(table, LAST + timedelta(days=1))
    notices.end(table.office, notice)
    with Session(table.engine) as session:
        require_ended(session, need)


# --- clicks, lists, what waits ----------------------------------------------------------------------------------------


def test_every_click_counts_once(table: Table):
    need = table.need("N-1", NeedStatus.ADOPTED)
    notice = notices.post(table.office, need, draft(), key="a")
    resident = table.as_("resident")
    objection = notices.object_to(resident, notice, complaint(), key="b")
    notices.reply(table.office, objection, ObjectionOutcome.UPHELD, REPLY, key="c")
    notices.maintain(table.office, notice, WHY, key="e")
    move_to(table, LAST + timedelta(days=1))
    outcome = notices.end(table.office, notice, key="d")
    before = table.everything()
    assert notices.post(table.office, need, draft(), key="a") == notice
    assert notices.object_to(resident, notice, complaint(), key="b") == objection
    notices.reply(table.office, objection, ObjectionOutcome.UPHELD, REPLY, key="c")
    notices.maintain(table.office, notice, WHY, key="e")
    assert notices.end(table.office, notice, key="d") is outcome
    assert table.everything() == before


def test_every_step_is_audited(table: Table):
    notice = posted(table)
    objection = notices.object_to(table.as_("resident"), notice, complaint())
    notices.reply(table.office, objection, ObjectionOutcome.UPHELD, REPLY)
    notices.maintain(table.office, notice, WHY)
    move_to(table, LAST + timedelta(days=1))
    notices.end(table.office, notice)
    with Session(table.engine) as session:
        lines = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(line.action, line.subject) for line in lines] == [
        ("notice.post", "notice/1"),
        ("need.post", "need/1"),
        ("notice_objection.object", "notice_objection/1"),
        ("need.object", "need/1"),
        ("notice_objection.answer", "notice_objection/1"),
        ("need.maintain", "need/1"),
        ("notice.end", "notice/1"),
    ]


def test_the_list_puts_running_notices_first(table: Table):
    first, second, third = (posted(table, f"N-{number}") for number in (1, 2, 3))
    notices.withdraw(table.office, first, "The text was wrong.")
    visitor = table.as_("visitor")
    assert [line.id for line in notices.notices(visitor)] == [second, third, first]
    assert [line.id for line in notices.notices(visitor, NoticeFilter(running=True))] == [second, third]
    assert [line.id for line in notices.notices(visitor, NoticeFilter(running=False))] == [first]
    with pytest.raises(NotFound):
        notices.notice(visitor, "PL-GS-1999-001")


def test_the_office_is_told_what_to_answer_and_what_to_end(table: Table):
    first, _second = posted(table), posted(table, "N-2")
    objection = notices.object_to(table.as_("resident"), first, complaint())
    told = {line for line in overview.waiting(table.office) if line.page == "notices"}
    assert {line.what for line in told} == {"objections", "objected"}
    move_to(table, LAST)
    assert "notice_end" not in {line.what for line in overview.waiting(table.office)}
    move_to(table, LAST + timedelta(days=1))
    told = {line for line in overview.waiting(table.office) if line.page == "notices"}
    assert Waiting("objections", 1, "notices", FIRST) in told
    assert Waiting("notice_end", 1, "notices", "PL-GS-2026-002") in told
    notices.reply(table.office, objection, ObjectionOutcome.UPHELD, REPLY)
    notices.maintain(table.office, first, WHY)
    told = {line for line in overview.waiting(table.office) if line.page == "notices"}
    assert {line.what for line in told} == {"notice_end"}
    assert not [line for line in overview.waiting(table.as_("resident")) if line.page == "notices"]


def test_two_who_post_together_make_one_notice(table: Table):
    need = table.need("N-1", NeedStatus.ADOPTED)
    start = Barrier(2)

    def press(key: str) -> str:
        start.wait()
        try:
            notices.post(table.office, need, draft(), key=key)
        except RuleBroken:
            return "refused"
        return "posted"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, ("a", "b"))) == ["posted", "refused"]
    assert [line.number for line in notices.notices(table.as_("visitor"))] == [FIRST]
