"""Decision rules as rows: versions, new rules, rules out of use, and who may vote under which."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.i18n import speaking
from dashboard.rules.decisions import PRESET_TITLES, PRESETS, Condition, Rule
from dashboard.services import decision_rules, meetings, votes
from dashboard.services.decision_rules import Quorum
from models.audit import AuditEntry
from models.decision import DecisionRule
from models.enums import Choice, Outcome
from models.motion import Motion
from models.organisation import Body
from tests.rules.decision_votes import approve, custom
from tests.services.table import DAY, Table

P1 = PRESETS["P1"]
HALF_PRESENT = approve(">=", 1, 2, "present")
BY_AREA = approve(">", 1, 2, "entitled", "weight")


def put(table: Table, preset: str) -> int:
    _meeting, items = table.sitting()
    meetings.take_up(table.office, items[0])
    return votes.put(table.office, items[0], "Shall the item be adopted?", preset)


def named(table: Table, code: str, **kwargs: object) -> Rule:
    with Session(table.engine) as session:
        return decision_rules.rule_named(session, code, **kwargs)


def weigh(table: Table, *seats: int, body: str = "members", **kwargs: object) -> None:
    """Give seats of a body a floor area of 90 m² each."""
    for number in seats:
        table.seat(number, body=body, weight=9_000, **kwargs)


def test_a_new_database_holds_the_presets_as_shipped(table: Table):
    found = decision_rules.rules(table.office)
    assert {one.code: one.newest.rule for one in found} == PRESETS
    assert {one.code: one.newest.title for one in found} == PRESET_TITLES
    with speaking("zh_CN"):
        assert found[0].newest.title == "党委（党组）类会议"
    assert [(one.newest.version, one.newest.retired, len(one.versions)) for one in found] == [(1, False, 1)] * 9
    assert [one.code for one in found if not one.offered] == ["P6", "P7"]


def test_a_version_is_added_and_the_old_one_stays_to_be_read(table: Table):
    code = decision_rules.compose(table.office, "P1", "委员会议", "Members", P1.quorum, [HALF_PRESENT])
    assert code == "P1"
    found = decision_rules.rules(table.office)[0]
    assert [(one.version, one.title_zh, one.rule) for one in found.versions] == [
        (2, "委员会议", Rule("P1", P1.quorum, (HALF_PRESENT,))),
        (1, "党委（党组）类会议", P1),
    ]
    assert found.newest.made_at == table.clock.at
    assert named(table, "P1") == found.newest.rule
    with Session(table.engine) as session:
        assert decision_rules.rule_version(session, "P1") == (found.newest.rule, 2)
        line = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
    assert (line.action, line.subject, line.facts["version"]) == ("decision_rule.compose", "decision_rule/P1", 2)
    assert (line.facts["before"], line.facts["after"]) == (P1.to_json(), found.newest.rule.to_json())


def test_own_rules_are_numbered_from_p10_on(table: Table):
    codes = [decision_rules.compose(table.office, None, f"自定义{n}", "", [], [HALF_PRESENT]) for n in range(2)]
    assert codes == ["P10", "P11"]
    assert [one.code for one in decision_rules.rules(table.office)][-3:] == ["P9", "P10", "P11"]
    offered = decision_rules.presets(table.office)[-1]
    assert (offered.code, offered.title) == ("P11", "自定义1")
    assert offered.sentence == "carried if the votes for are at least half of the voting members present"


def test_a_repeated_click_writes_one_version(table: Table):
    first = decision_rules.compose(table.office, None, "自定义", "", [], [HALF_PRESENT], key="k")
    assert decision_rules.compose(table.office, None, "自定义", "", [], [HALF_PRESENT], key="k") == first
    decision_rules.retire(table.office, first, "Not needed", key="r")
    decision_rules.retire(table.office, first, "Not needed", key="r")
    decision_rules.restore(table.office, first, key="s")
    decision_rules.restore(table.office, first, key="s")
    found = decision_rules.rules(table.office)[-1]
    assert [(one.version, one.retired) for one in found.versions] == [(3, False), (2, True), (1, False)]


def test_what_is_no_rule_is_refused(table: Table):
    share = custom(HALF_PRESENT).pass_
    many = [approve(">=", 1, n, "present") for n in range(2, 9)]
    for code, title, title_en, quorum, passing, field in (
        ("P1", "", "Members", P1.quorum, share, "title_zh"),
        ("P1", "委" * 81, "Members", P1.quorum, share, "title_zh"),
        ("P1", "委员会议", "x" * 81, P1.quorum, share, "title_en"),
        ("P1", "致电13812345678", "", P1.quorum, share, "title_zh"),
        ("P1", "委员会议", "Members", P1.quorum, [], "pass_"),
        ("P1", "委员会议", "Members", share, share, "quorum"),
        ("P1", "委员会议", "Members", P1.quorum, P1.quorum, "pass_"),
        ("P1", "委员会议", "Members", P1.quorum, many, "pass_"),
        ("P1", "委员会议", "Members", list(P1.quorum) * 2, share, "quorum"),
    ):
        with table.refused(BadInput, field=field):
            decision_rules.compose(table.office, code, title, title_en, quorum, passing)
    with table.refused(NotFound):
        decision_rules.compose(table.office, "P10", "自定义", "", [], share)
    newest = decision_rules.rules(table.office)[0].newest
    with table.refused(RuleBroken, "Nothing was changed"):
        decision_rules.compose(table.office, "P1", newest.title_zh, newest.title_en, P1.quorum, P1.pass_)


@pytest.mark.parametrize("who", ["1", "2", "reviewer", "resident", "visitor"])
def test_only_the_secretariat_touches_rules(table: Table, who: str):
    ctx = table.as_(who)
    for attempt in (
        lambda: decision_rules.compose(ctx, "P1", "委员会议", "", P1.quorum, [HALF_PRESENT]),
        lambda: decision_rules.retire(ctx, "P9", "Not needed"),
        lambda: decision_rules.restore(ctx, "P9"),
        lambda: decision_rules.offer_first(ctx, "members", "P2"),
        lambda: decision_rules.rules(ctx),
        lambda: decision_rules.bodies(ctx),
    ):
        with table.refused(NotAllowed):
            attempt()


def test_a_retired_rule_is_not_voted_under_until_it_is_restored(table: Table):
    decision_rules.retire(table.office, "P9", "No elections here")
    assert "P9" not in [one.code for one in decision_rules.presets(table.office)]
    with pytest.raises(BadInput) as refused:
        named(table, "P9")
    assert refused.value.field == "preset"
    with table.refused(RuleBroken, "retired already"):
        decision_rules.retire(table.office, "P9", "Again")
    with table.refused(RuleBroken, "Take it into use again"):
        decision_rules.compose(table.office, "P9", "选举", "", [], [HALF_PRESENT])
    decision_rules.restore(table.office, "P9")
    assert named(table, "P9") == PRESETS["P9"]
    with table.refused(RuleBroken, "in use already"):
        decision_rules.restore(table.office, "P9")


def test_retiring_needs_a_reason_and_a_rule_nobody_waits_for(table: Table):
    with table.refused(BadInput, field="reason"):
        decision_rules.retire(table.office, "P9", " ")
    with table.refused(NotFound):
        decision_rules.retire(table.office, "P99", "Not needed")
    with table.refused(RuleBroken, "“Members' meeting” votes under this rule"):
        decision_rules.retire(table.office, "P1", "Not needed")
    motion = put(table, "P2")
    with table.refused(RuleBroken, "A motion waits"):
        decision_rules.retire(table.office, "P2", "Not needed")
    votes.withdraw(table.office, motion, "Unclear")
    decision_rules.retire(table.office, "P2", "Not needed")
    with pytest.raises(BadInput):
        named(table, "P2")


def test_a_new_version_leaves_opened_votes_as_they_were_and_takes_those_that_wait(table: Table):
    _meeting, _item, motion = table.voting()
    table.cast(motion, *[Choice.FOR] * 5)
    easier = [approve(">=", 1, 3, "present")]
    decision_rules.compose(table.office, "P1", "委员会议", "Members", P1.quorum, easier)
    closed = votes.close(table.office, motion)
    assert (closed.outcome, closed.votes_needed, closed.rule) == (Outcome.NOT_CARRIED, 6, P1.to_json())
    assert table.row(Motion, motion).rule_version == 1
    decision_rules.compose(table.office, "P1", "委员会议", "Members", P1.quorum, [approve(">=", 3, 4, "present")])
    decision_rules.compose(table.office, "P2", "重要事项", "Important", P1.quorum, easier)
    again = votes.result(table.office, motion)
    assert (again.outcome, again.rule, again.rule_text()) == (closed.outcome, P1.to_json(), closed.rule_text())


def test_a_vote_opens_under_the_version_in_force_then(table: Table):
    motion = put(table, "P2")
    easier = [approve(">=", 1, 3, "present")]
    decision_rules.compose(table.office, "P2", "重要事项", "Important", P1.quorum, easier)
    votes.open_vote(table.office, motion)
    row = table.row(Motion, motion)
    assert (row.rule, row.rule_version) == (Rule("P2", P1.quorum, tuple(easier)).to_json(), 2)


def test_an_unknown_rule_is_refused(table: Table):
    for code in ("P10", "nonsense", "", "p1"):
        with pytest.raises(BadInput) as refused:
            named(table, code)
        assert refused.value.field == "preset"


def test_a_rule_by_floor_area_needs_the_area_of_every_seat_in_term(table: Table):
    for kwargs in ({}, {"body": "members"}, {"body": "members", "on": DAY}, {"body": "conference", "on": DAY}):
        with pytest.raises(BadInput, match="Enter the floor area") as refused:
            named(table, "P6", **kwargs)
        assert refused.value.field == "preset"
    weigh(table, 1, 2, body="conference")
    assert named(table, "P6") == PRESETS["P6"]
    assert named(table, "P6", body="conference", on=DAY) == PRESETS["P6"]
    with pytest.raises(BadInput, match="Enter the floor area"):
        named(table, "P6", body="members", on=DAY)
    table.seat(3, body="conference", starts_on=DAY + timedelta(days=1))
    assert named(table, "P6", body="conference", on=DAY) == PRESETS["P6"]
    with pytest.raises(BadInput, match="Enter the floor area"):
        named(table, "P6", body="conference", on=DAY + timedelta(days=1))
    table.seat(4, body="conference", ends_on=date(2026, 1, 1))
    assert named(table, "P6", body="conference", on=DAY) == PRESETS["P6"]


def test_a_rule_by_floor_area_is_offered_to_the_body_that_has_it(table: Table):
    weigh(table, 1, body="conference")
    assert "P7" in [one.code for one in decision_rules.presets(table.office)]
    assert "P7" in [one.code for one in decision_rules.presets(table.office, "conference")]
    assert "P7" not in [one.code for one in decision_rules.presets(table.office, "members")]
    own = decision_rules.compose(table.office, None, "面积", "By area", [], [BY_AREA])
    assert [one.code for one in decision_rules.rules(table.office) if one.offered][-1] == own


def test_a_rule_in_use_takes_no_floor_area_its_body_lacks(table: Table):
    with table.refused(RuleBroken, "not all its seats have a floor area"):
        decision_rules.compose(table.office, "P1", "委员会议", "Members", P1.quorum, [BY_AREA])
    weigh(table, 1, body="conference")
    decision_rules.offer_first(table.office, "conference", "P6")
    decision_rules.compose(table.office, "P6", "业主", "Owners", [], [BY_AREA])
    assert named(table, "P6", body="conference", on=DAY) == Rule("P6", (), (BY_AREA,))


def test_what_a_rule_says_can_be_read_after_it_went_out_of_use(table: Table):
    decision_rules.retire(table.office, "P9", "No elections here")
    with Session(table.engine) as session:
        assert decision_rules.rule_in_force(session, "P9") == PRESETS["P9"]
        assert decision_rules.rule_in_force(session, "P6") == PRESETS["P6"]
        with pytest.raises(BadInput):
            decision_rules.rule_in_force(session, "P99")


def test_a_body_votes_under_the_rule_offered_first(table: Table):
    decision_rules.offer_first(table.office, "members", "P2", key="k")
    decision_rules.offer_first(table.office, "members", "P2", key="k")
    assert table.row(Body, "members").preset == "P2"
    found = {one.code: one for one in decision_rules.bodies(table.office)}
    assert (found["members"].preset, found["members"].seats, found["conference"].seats) == ("P2", 11, 0)
    meeting, _items = table.sitting()
    assert meetings.headcount(table.office, meeting).quorum_needed == 8
    decision_rules.retire(table.office, "P9", "No elections here")
    for code in ("P9", "P6", "P99"):
        with table.refused(BadInput, field="preset"):
            decision_rules.offer_first(table.office, "members", code)
    with table.refused(NotFound):
        decision_rules.offer_first(table.office, "council", "P2")


def test_seats_out_of_term_are_not_counted(table: Table):
    table.seat(12, starts_on=date(2030, 1, 1))
    table.seat(13, ends_on=date(2026, 12, 1))
    assert {one.code: one.seats for one in decision_rules.bodies(table.office)} == {"members": 11, "conference": 0}


def test_reading_a_rule_takes_one_statement(table: Table):
    seen: list[str] = []
    with Session(table.engine) as session:
        session.connection()
        event.listen(table.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
        decision_rules.rule_named(session, "P1")
    assert len(seen) == 1


def test_rows_are_only_ever_added(table: Table):
    with Session(table.engine.execution_options(writes=True)) as session:
        row = session.exec(select(DecisionRule).where(DecisionRule.code == "P1")).one()
        row.title_zh = "另一个"
        session.add(row)
        with pytest.raises(Exception, match="append-only"):
            session.commit()


AREA_PRESENT = Condition(measure="weight", base="entitled", of="present", numerator=1, denominator=2, op=">=")


@pytest.mark.parametrize(
    ("rule", "entitled", "present", "expected"),
    [
        (P1, 11, 6, Quorum(6, True)),
        (P1, 11, 5, Quorum(6, False)),
        (P1, 0, 0, Quorum(0, False)),
        (PRESETS["P4"], 10, 5, Quorum(6, False)),
        (PRESETS["P9"], 10, 9, Quorum(9, True)),
        (PRESETS["P6"], 10, 1, Quorum(0, True)),
        (PRESETS["P6"], 10, 0, Quorum(0, False)),
        (custom(approve(">", 1, 2, "cast")), 10, 1, Quorum(0, True)),
        (custom(BY_AREA, quorum=(AREA_PRESENT,)), 10, 1, Quorum(0, True)),
    ],
)
def test_a_quorum_counts_the_seats_present(rule: Rule, entitled: int, present: int, expected: Quorum):
    assert decision_rules.quorum_of(rule, entitled, present) == expected
