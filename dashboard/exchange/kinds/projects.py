"""What do the columns of a table of finished projects mean?"""

from collections.abc import Iterable, Set
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from dashboard.exchange.cells import line_of, parse_fen, text_of, unit_under, whole_of
from dashboard.exchange.columns import Column, ImportKind, on_day, on_list, one_of, plainly
from dashboard.exchange.kinds.funds import Share, fund_shares, settled_money
from dashboard.exchange.kinds.words import SOURCES
from dashboard.i18n import gettext as _
from models.enums import NeedSource


class ProjectLine(SQLModel):
    """One finished project as an office's table tells it."""

    title: str = Field(min_length=4, max_length=60)
    organisation_id: int
    category_code: str
    area_id: int
    place: str = Field(default="", max_length=120)
    reasons: str = Field(default="", max_length=2000)
    beneficiaries: int | None = Field(default=None, ge=1, le=100_000)
    source: NeedSource = NeedSource.COMMITTEE
    established_on: date
    started_on: date | None = None
    due_on: date | None = None
    accepted_on: date
    shares: list[Share] = []
    upkeep_unit: str = Field(default="", max_length=80)
    supplier: str = Field(default="", max_length=80)
    purchase: str = Field(default="", max_length=80)

    @model_validator(mode="before")
    @classmethod
    def _without_columns(cls, values: Any) -> Any:
        """Leave out the columns that became ``shares``."""
        return {name: value for name, value in values.items() if name not in ("funds", "approved_fen", "paid_fen")}


def _settled(values: dict[str, Any], wrong: Set[str]) -> Iterable[tuple[str, str]]:
    """Spread the money over its sources; compare the dates."""
    if not wrong & {"funds", "approved_fen", "paid_fen"}:
        yield from settled_money(values)
    steps = [(name, values[name]) for name in ("established_on", "started_on", "accepted_on") if values.get(name)]
    for (_before, earlier), (name, later) in pairwise(steps):
        if later < earlier:
            yield name, _("This day lies before the step that came earlier. Compare the dates.")


PROJECTS = ImportKind(
    name="projects",
    draft=ProjectLine,
    keys=("title", "organisation_id"),
    across=_settled,
    columns=(
        Column(
            field="title",
            zh="项目名称",
            en="Project",
            read=plainly(line_of),
            examples=("梧荫里弄夜间照明补点", "Extra lamps in Wuyin lanes"),
            aliases=("名称", "标题", "项目", "Title"),
            required=True,
            public=True,
            width=32,
        ),
        Column(
            field="organisation_id",
            zh="牵头单位",
            en="Lead organisation",
            read=on_list(lambda lookups: lookups.organisations),
            examples=("QY01", "QY01"),
            aliases=("单位", "认领单位", "责任单位", "实施单位", "牵头单位编号", "Organisation"),
            required=True,
            width=32,
        ),
        Column(
            field="category_code",
            zh="类别",
            en="Category",
            read=on_list(lambda lookups: lookups.categories),
            examples=("照明", "Lighting"),
            aliases=("项目类别", "分类"),
            required=True,
        ),
        Column(
            field="area_id",
            zh="居民区",
            en="Neighbourhood",
            read=on_list(lambda lookups: lookups.areas),
            examples=("梧荫居民区", "Wuyin"),
            aliases=("所属居民区", "网格", "所属区域", "区域", "Area"),
            required=True,
        ),
        Column(
            field="place",
            zh="点位",
            en="Place",
            read=plainly(line_of),
            examples=("弄堂转角三处", "Three lane corners"),
            aliases=("具体点位", "地点", "位置", "实施地点"),
            public=True,
            width=24,
        ),
        Column(
            field="reasons",
            zh="项目内容",
            en="What was done",
            read=plainly(text_of),
            examples=("补装12盏低亮度灯。", "12 low-glare lamps were added."),
            aliases=("内容", "主要内容", "建设内容", "项目简介", "事由"),
            public=True,
            width=48,
        ),
        Column(
            field="beneficiaries",
            zh="受益人数",
            en="Beneficiaries",
            read=plainly(whole_of),
            examples=("300", "300"),
            aliases=("受益范围",),
        ),
        Column(
            field="source",
            zh="来源",
            en="Source",
            read=one_of(SOURCES),
            examples=("居委会", "Neighbourhood committee"),
            aliases=("需求来源", "项目来源"),
            words=tuple((words[0], words[1]) for words in SOURCES.values()),
        ),
        Column(
            field="established_on",
            zh="立项日期",
            en="Approved on",
            read=on_day,
            examples=("2024-03-05", "2024-03-05"),
            aliases=("立项时间", "批准日期", "Approved"),
            required=True,
            style="yyyy-mm-dd",
        ),
        Column(
            field="started_on",
            zh="开工日期",
            en="Started on",
            read=on_day,
            examples=("2024-04-01", "2024-04-01"),
            aliases=("开工时间", "开始日期", "Started"),
            style="yyyy-mm-dd",
        ),
        Column(
            field="due_on",
            zh="计划完成日期",
            en="Due date",
            read=on_day,
            examples=("2024-06-30", "2024-06-30"),
            aliases=("完成时限", "计划完成时间", "Due"),
            style="yyyy-mm-dd",
        ),
        Column(
            field="accepted_on",
            zh="验收日期",
            en="Accepted on",
            read=on_day,
            examples=("2024-06-20", "2024-06-20"),
            aliases=("完成日期", "办结日期", "完工日期", "竣工日期", "验收时间", "Accepted", "Completed on"),
            required=True,
            style="yyyy-mm-dd",
        ),
        Column(
            field="funds",
            zh="资金来源",
            en="Source of funds",
            read=plainly(line_of),
            read_under=fund_shares,
            examples=("自治金 30000元；社会捐赠 2万元", "自治金 30000元；社会捐赠 2万元"),
            aliases=("资金来源及金额", "经费来源", "Funds"),
            width=36,
        ),
        Column(
            field="approved_fen",
            zh="批准金额（元）",
            en="Amount approved (yuan)",
            read=plainly(parse_fen),
            read_under=lambda cell, _lookups, heading: parse_fen(cell, unit_under(heading)),
            examples=("50000", "50000"),
            aliases=(
                "批准金额",
                "核定金额",
                "预算金额",
                "项目金额",
                "总金额",
                "金额",
                "预算",
                "Amount approved",
                "Budget",
            ),
        ),
        Column(
            field="paid_fen",
            zh="实付金额（元）",
            en="Amount paid (yuan)",
            read=plainly(parse_fen),
            read_under=lambda cell, _lookups, heading: parse_fen(cell, unit_under(heading)),
            examples=("50000", "50000"),
            aliases=("实付金额", "已付金额", "决算金额", "支出金额", "实际支出", "决算", "Amount paid"),
        ),
        Column(
            field="upkeep_unit",
            zh="管护单位",
            en="Looked after by",
            read=plainly(line_of),
            examples=("梧荫居民区党总支", "Wuyin General Party Branch"),
            aliases=("后续管护单位", "维护单位"),
            public=True,
        ),
        Column(
            field="supplier",
            zh="施工单位",
            en="Supplier",
            read=plainly(line_of),
            examples=("", ""),
            aliases=("供应商", "承建单位", "供货单位"),
            public=True,
        ),
        Column(
            field="purchase",
            zh="采购方式",
            en="How it was bought",
            read=plainly(line_of),
            examples=("三家比价", "Three quotes"),
            aliases=("采购形式", "Purchase"),
            public=True,
        ),
    ),
)
