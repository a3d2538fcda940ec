"""An import is one batch: entered whole or not at all, known rows left out, taken back as a whole with a reason."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import exchange, projects
from dashboard.services.needs import screen_accept
from models.audit import AuditEntry
from models.batch import ColumnMapping, ImportBatch
from models.claim import Claim
from models.enums import (
    BatchStatus,
    ClaimStatus,
    DecisionPower,
    FundSource,
    NeedStatus,
    OfferKind,
    ProjectStatus,
    ResourceStatus,
)
from models.life import LifeEvent
from models.need import Need
from models.organisation import Organisation, Seat
from models.project import BudgetLine, Payment, Project
from models.resource import Resource
from tests.exchange.builders import image, xlsx
from tests.factories import NOON
from tests.services.proposals import inhabited
from tests.services.table import Table
from tests.services.test_votes_together import at_once

NEED_HEAD = ["标题", "类别", "居民区", "点位", "主要事由"]
LAMPS = ["里弄照明补点", "照明", "澄波", "弄口", "弄口没有灯，老人看不清台阶。"]
SHED = ["车棚顶棚修缮", "车棚", "澄波", "3号车棚", "顶棚漏雨，电线老化，存在隐患。"]
RESOURCE_HEAD = ["单位", "资源类型", "资源名称", "资源描述", "数量", "可用起始日", "可用截止日", "联系岗位"]
ROOM = [
    "members-1",
    "场地",
    "职工之家会议室",
    "可容纳40人，配投影。",
    "20 场",
    "2026-03-05",
    "2027-12-31",
    "党群办 021-55550123",
]
MONEY = ["members-2", "资金", "助老专项资金", "用于助老服务项目。", "5万元", "2026-03-05", None, None]
PROJECT_HEAD = [
    "项目名称",
    "牵头单位",
    "类别",
    "居民区",
    "点位",
    "项目内容",
    "立项日期",
    "开工日期",
    "验收日期",
    "资金来源",
    "批准金额(万元)",
]
OLD = [
    "里弄照明工程",
    "members-1",
    "照明",
    "澄波",
    "弄口",
    "补装12盏灯。",
    "2024年3月5日",
    "2024/4/1",
    45463,
    "自治金3万元(实付28000元)；社会捐赠 20000元",
    5,
]
PLAIN = ["车棚翻修工程", "members-2", "车棚", "澄波", None, None, "2025-01-10", None, "2025-06-20", "自治金", "1.2"]
MEMBER_HEAD = ["编号", "名称", "类型", "加入日期"]


@pytest.fixture
def town(table: Table) -> Table:
    return inhabited(table)


def book(head: list[Any], *rows: list[Any]) -> bytes:
    """Return a table as offices have it: a title above the headings."""
    return xlsx([["平凉路街道清单"], head, *rows])


def enter(town: Table, of: str, data: bytes, **options: Any) -> exchange.Imported:
    return exchange.enter_table(town.office, of, data, "清单.xlsx", **options)


def all_of(town: Table, table: type) -> list[Any]:
    with Session(town.engine) as session:
        return list(session.exec(select(table).order_by(table.id)))


def life(town: Table, subject: str) -> list[tuple[str, str | None, str, str, str]]:
    with Session(town.engine) as session:
        query = select(LifeEvent).where(LifeEvent.subject == subject).order_by(LifeEvent.id)
        return [(one.action, one.before, one.after, one.reason, one.reference) for one in session.exec(query)]


def test_needs_come_in_as_one_batch_and_each_has_its_life(town: Table):
    done = enter(town, "needs", book(NEED_HEAD, LAMPS, SHED), key="click")

    assert (done.batch, done.numbers) == ("PL-DR-2026-001", ("PL-XQ-2026Q4-001", "PL-XQ-2026Q4-002"))
    (batch,) = all_of(town, ImportBatch)
    needs = all_of(town, Need)
    assert (batch.of, batch.file_name, batch.entered, batch.left_out) == ("needs", "清单.xlsx", [1, 2], 0)
    assert [(row.title, row.status, row.batch_id) for row in needs] == [
        ("里弄照明补点", NeedStatus.SUBMITTED, batch.id),
        ("车棚顶棚修缮", NeedStatus.SUBMITTED, batch.id),
    ]
    for need in needs:
        assert life(town, f"need/{need.id}") == [("submit", None, "submitted", "", "PL-DR-2026-001")]
    assert life(town, f"import_batch/{batch.id}") == [("enter", None, "entered", "", "")]
    actions = [entry.action for entry in all_of(town, AuditEntry)]
    assert actions == ["need.submit", "need.submit", "import_batch.enter"]
    assert enter(town, "needs", book(NEED_HEAD, LAMPS, SHED), key="click") == done
    assert len(all_of(town, Need)) == 2


def test_an_import_of_needs_is_undone_as_a_whole(town: Table):
    batch = enter(town, "needs", book(NEED_HEAD, LAMPS, SHED)).batch
    with town.refused(BadInput, field="reason"):
        exchange.undo(town.office, batch, " ")
    with town.refused(BadInput, field="reason"):
        exchange.undo(town.office, batch, "请打 13812345678")

    undone = exchange.undo(town.office, batch, "表格传错了", key="click")

    assert (undone.status, undone.reason, undone.entered) == (BatchStatus.UNDONE, "表格传错了", 2)
    assert {row.status for row in all_of(town, Need)} == {NeedStatus.WITHDRAWN}
    assert life(town, "need/1")[-1] == ("undo_import", "submitted", "withdrawn", "表格传错了", batch)
    assert exchange.undo(town.office, batch, "表格传错了", key="click").status == BatchStatus.UNDONE
    with town.refused(RuleBroken):
        exchange.undo(town.office, batch, "再来一次")
    assert [(row.number, row.status, row.reason) for row in exchange.batches(town.office)] == [
        (batch, BatchStatus.UNDONE, "表格传错了")
    ]


def test_what_moved_on_keeps_the_whole_import_and_is_named(town: Table):
    done = enter(town, "needs", book(NEED_HEAD, LAMPS, SHED))
    screen_accept(town.office, all_of(town, Need)[1].id, DecisionPower.COMMITTEE, "shed")
    with town.refused(RuleBroken, done.numbers[1]):
        exchange.undo(town.office, done.batch, "表格传错了")


def test_known_rows_are_left_out_unless_they_are_meant(town: Table):
    first = enter(town, "needs", book(NEED_HEAD, LAMPS))
    again = book(NEED_HEAD, [" 里弄照明 补点", *LAMPS[1:]], SHED)
    found = exchange.check_table(town.office, "needs", again, "a.xlsx")
    assert [(one.row, one.known, one.enterable) for one in found.doubles] == [(3, first.numbers[0], True)]
    assert (found.good, found.problems) == (1, ())

    done = enter(town, "needs", again)
    assert ([row.title for row in all_of(town, Need)], done.doubles) == (
        ["里弄照明补点", "车棚顶棚修缮"],
        found.doubles,
    )
    assert all_of(town, ImportBatch)[1].left_out == 1
    with town.refused(BadInput, "No row of this table"):
        enter(town, "needs", again)
    meant = enter(town, "needs", again, on_purpose=[3])
    assert (len(meant.numbers), len(meant.doubles), len(all_of(town, Need))) == (1, 1, 3)


def test_resources_come_in_and_go_back(town: Table):
    done = enter(town, "resources", book(RESOURCE_HEAD, ROOM, MONEY))

    assert done.numbers == ("PL-ZY-2026Q4-001", "PL-ZY-2026Q4-002")
    room, money = all_of(town, Resource)
    assert (room.offer, room.amount, room.unit, room.from_on, room.until_on) == (
        OfferKind.VENUE, 20, "场", date(2026, 3, 5), date(2027, 12, 31),
    )  # fmt: skip
    assert (money.offer, money.amount, money.unit, money.organisation_id) == (OfferKind.FUNDS, 5_000_000, "", 2)
    assert life(town, "resource/1") == [("offer", None, "offered", "", done.batch)]

    exchange.undo(town.office, done.batch, "单位要求撤回")
    assert {row.status for row in all_of(town, Resource)} == {ResourceStatus.WITHDRAWN}


def test_a_resource_that_is_drawn_on_holds_its_import(town: Table):
    done = enter(town, "resources", book(RESOURCE_HEAD, ROOM, MONEY))
    need = town.need("PL-XQ-2026Q4-090")
    town.save(
        Claim(
            number="PL-RL-1", need_id=need, organisation_id=2, offer=OfferKind.FUNDS, offer_text="资金支持",
            resource_id=2, promised_on=date(2026, 12, 31), claimed_at=NOON, status=ClaimStatus.INTENTION,
        )
    )  # fmt: skip
    with town.refused(RuleBroken, done.numbers[1]):
        exchange.undo(town.office, done.batch, "撤回")


def test_finished_projects_come_in_with_item_dates_and_money_and_go_back(town: Table):
    done = enter(town, "projects", book(PROJECT_HEAD, OLD, PLAIN))

    assert done.numbers == ("PL-XM-2024-001", "PL-XM-2025-001")
    old, plain = all_of(town, Project)
    item, _other = all_of(town, Need)
    assert (item.number, item.status, item.title, item.budget_fen) == (
        "PL-XQ-2024Q1-001", NeedStatus.ARCHIVED, "里弄照明工程", 5_000_000,
    )  # fmt: skip
    assert (old.status, old.percent, old.started_on, old.accepted_on) == (
        ProjectStatus.ACCEPTED, 100, date(2024, 4, 1), date(2024, 6, 20),
    )  # fmt: skip
    assert (item.claimed_at, item.decided_at, plain.started_on) == (None, None, None)
    money = [(row.project_id, row.source, row.approved_fen, row.paid_fen) for row in all_of(town, BudgetLine)]
    assert money == [
        (1, FundSource.SELF_GOVERNANCE, 3_000_000, 2_800_000),
        (1, FundSource.DONATION, 2_000_000, 2_000_000),
        (2, FundSource.SELF_GOVERNANCE, 1_200_000, 1_200_000),
    ]
    assert sum(row.amount_fen for row in all_of(town, Payment)) == 6_000_000

    exchange.undo(town.office, done.batch, "年份有误")
    assert {row.status for row in all_of(town, Project)} == {ProjectStatus.TAKEN_BACK}
    assert {row.status for row in all_of(town, Need)} == {NeedStatus.WITHDRAWN}
    assert enter(town, "projects", book(PROJECT_HEAD, OLD)).numbers == ("PL-XM-2024-002",)


def test_two_who_enter_the_same_table_together_enter_it_once(town: Table):
    def one_of_them() -> str:
        try:
            return enter(town, "needs", book(NEED_HEAD, LAMPS, SHED)).batch
        except BadInput as refused:
            return refused.field

    assert sorted(at_once([one_of_them, one_of_them])) == ["PL-DR-2026-001", "file"]
    assert (len(all_of(town, ImportBatch)), len(all_of(town, Need))) == (1, 2)


@pytest.mark.parametrize("touch", ["payment", "check", "photo"])
def test_a_project_that_was_worked_on_since_is_not_taken_back(town: Table, touch: str):
    done = enter(town, "projects", book(PROJECT_HEAD, OLD, PLAIN))
    town.clock.forward(days=1)
    today = town.office.today()
    {
        "payment": lambda: projects.correct_payment(town.office, 1, FundSource.SELF_GOVERNANCE, 1_000, "Typed twice"),
        "check": lambda: projects.check(town.office, 1, today, True),
        "photo": lambda: projects.add_photo(
            town.office, 1, projects.Shows.AFTER, "Lamps at the corner", "a.jpg", image()
        ),
    }[touch]()
    with town.refused(RuleBroken, done.numbers[0]):
        exchange.undo(town.office, done.batch, "年份有误")


def test_no_account_number_comes_in_with_a_supplier(town: Table):
    row = [*OLD, "某公司 6222021234567890123"]
    (problem,) = exchange.check_table(
        town.office, "projects", book([*PROJECT_HEAD, "施工单位"], row), "a.xlsx"
    ).problems
    assert problem.column == "施工单位"


@pytest.mark.parametrize(
    ("at", "value", "column", "words"),
    [
        (9, "自治金 30000元；社会捐赠 10000元", "批准金额(万元)", "The sources add up to ¥40,000, not to ¥50,000"),
        (9, "自治金；社会捐赠", "资金来源", "Write the amount behind each source"),
        (9, "自治金 3万；自治金 2万", "资金来源", "named twice"),
        (9, "彩票 50000元", "资金来源", "is not one of these"),
        (9, None, "批准金额(万元)", "Name the source"),
        (9, "自治金 50000元(实付60000元)", "资金来源", "More was paid than approved"),
        (8, "2023-01-01", "验收日期", "before the step that came earlier"),
        (8, "2031-01-01", "验收日期", "has not come yet"),
    ],
)
def test_money_and_dates_of_projects_that_do_not_fit_are_told(
    town: Table, at: int, value: Any, column: str, words: str
):
    row = [*OLD[:at], value, *OLD[at + 1 :]]
    (problem,) = exchange.check_table(town.office, "projects", book(PROJECT_HEAD, row), "a.xlsx").problems
    assert (problem.row, problem.column) == (3, column)
    assert words in problem.reason


def test_members_come_in_go_back_and_may_come_in_again(town: Table):
    table = book(MEMBER_HEAD, ["N1", "新一党支部", "企业", "2026-01-01"], ["N2", "新二党支部", "居民区", "2026-01-01"])
    done = enter(town, "members", table)
    assert done.numbers == ("N1", "N2")
    exchange.undo(town.office, done.batch, "名册传错了")
    new = [row for row in all_of(town, Organisation) if row.code in done.numbers]
    assert [(row.joined_on, row.left_on) for row in new] == [(date(2026, 1, 1), date(2026, 1, 1))] * 2

    again = enter(town, "members", book(MEMBER_HEAD, ["N1", "新一党总支", "企业", "2026-02-01"]))
    (row,) = [row for row in all_of(town, Organisation) if row.code == "N1"]
    assert (row.name_zh, row.joined_on, row.left_on, row.id) == ("新一党总支", date(2026, 2, 1), None, new[0].id)
    town.save(Seat(body_code="members", number=90, organisation_id=row.id, starts_on=date(2026, 3, 1)))
    with town.refused(RuleBroken, "N1"):
        exchange.undo(town.office, again.batch, "名册传错了")


def test_headings_are_explained_once_and_remembered(town: Table):
    head = ["事项", "归口", "哪个小区", "在哪里", "为什么"]
    data = book(head, LAMPS)
    look = exchange.look(town.office, "needs", data, "a.xlsx")
    assert (look.headings, look.header_row, look.rows) == (tuple(head), 2, 1)
    assert set(look.missing) == {"title", "category_code", "area_id", "place", "reasons"}
    with town.refused(BadInput, field="file"):
        enter(town, "needs", data)

    fields = dict(zip(head, ("title", "category_code", "area_id", "place", "reasons"), strict=True))
    for wrong in ({**fields, "事项": "place"}, {**fields, "事项": "proposer_id"}):
        with town.refused(BadInput, field="columns"):
            exchange.keep_columns(town.office, "needs", look.fingerprint, wrong)
    exchange.keep_columns(town.office, "needs", look.fingerprint, fields)
    exchange.keep_columns(town.office, "needs", look.fingerprint, fields)

    assert [row.fields for row in all_of(town, ColumnMapping)] == [fields]
    assert exchange.look(town.office, "needs", data, "a.xlsx").missing == ()
    assert enter(town, "needs", book(head, SHED)).numbers == ("PL-XQ-2026Q4-001",)


def test_a_column_can_be_left_unread(town: Table):
    head = [*NEED_HEAD, "联系电话"]
    data = book(head, [*LAMPS, "13812345678"])
    look = exchange.look(town.office, "needs", data, "a.xlsx")
    exchange.keep_columns(town.office, "needs", look.fingerprint, {**look.fields, "联系电话": None})
    enter(town, "needs", data)
    assert [row.contact for row in all_of(town, Need)] == [""]


def test_progress_is_told_outside_the_transaction_and_ends_before_it(town: Table):
    told: list[float] = []

    def tell(share: float) -> None:
        town.save(LifeEvent(at=NOON, subject=f"told/{len(told)}", actor_role="system", action="x", after="x"))
        told.append(share)

    enter(town, "needs", book(NEED_HEAD, LAMPS, SHED), progress=tell)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1


def test_only_the_secretariat_imports_and_undoes(town: Table):
    data = book(NEED_HEAD, LAMPS)
    batch = enter(town, "needs", data).batch
    for who in ("resident", "1", "reviewer", "liaison", "administrator", "visitor"):
        ctx = town.as_(who)
        for of in exchange.CASES:
            for use in (
                lambda ctx=ctx, of=of: exchange.enter_table(ctx, of, data, "a.xlsx"),
                lambda ctx=ctx, of=of: exchange.check_table(ctx, of, data, "a.xlsx"),
                lambda ctx=ctx, of=of: exchange.look(ctx, of, data, "a.xlsx"),
                lambda ctx=ctx, of=of: exchange.marked(ctx, of, data, "a.xlsx"),
                lambda ctx=ctx, of=of: exchange.template(ctx, of),
                lambda ctx=ctx, of=of: exchange.keep_columns(ctx, of, "0" * 64, {}),
            ):
                with pytest.raises(NotAllowed):
                    use()
        with town.refused(NotAllowed):
            exchange.undo(ctx, batch, "撤回")
        with pytest.raises(NotAllowed):
            exchange.batches(ctx)


def test_unknown_kinds_and_numbers_are_refused(town: Table):
    with town.refused(NotFound):
        exchange.check_table(town.office, "nothing", b"", "a.csv")
    with town.refused(NotFound, "PL-DR-2026-099"):
        exchange.undo(town.office, "PL-DR-2026-099", "撤回")
