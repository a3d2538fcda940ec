"""Which tables can be imported, and what do their columns mean? A new kind is one entry of ``KINDS``."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.exchange.cells import date_of, line_of, text_of, whole_of
from dashboard.exchange.columns import Column, ImportKind, on_list, one_of, plainly
from dashboard.i18n import gettext as _
from models.enums import NeedSource, OrganisationType
from models.need import NeedDraft
from models.organisation import OrganisationDraft

TYPES: Mapping[OrganisationType, tuple[str, ...]] = {
    OrganisationType.ENTERPRISE: (
        "企事业单位",
        "Enterprise or public institution",
        "企事业",
        "企业",
        "事业单位",
        "企事业单位党组织",
        "Enterprises and institutions",
        "Party organisation of an enterprise or public institution",
    ),
    OrganisationType.QUARTER: (
        "居民区",
        "Residential quarter",
        "居民区党总支",
        "Residential quarters",
        "General Party branch of a residential quarter",
    ),
    OrganisationType.TWO_NEW: (
        "两新组织",
        "Two-new organisation",
        "两新",
        "两新组织党组织",
        "Two-new organisations",
        "Party organisation of a new economic or social organisation",
    ),
}
SOURCES: Mapping[NeedSource, tuple[str, ...]] = {
    NeedSource.RESIDENT: ("居民", "Resident", "居民提出", "楼组长"),
    NeedSource.COMMITTEE: ("居委会", "Neighbourhood committee", "居民委员会"),
    NeedSource.MEMBER_UNIT: ("成员单位", "Member organisation"),
    NeedSource.HOTLINE: ("12345热线", "12345 hotline", "12345", "12345转", "热线"),
    NeedSource.VISIT: ("走访", "Home visit", "入户走访"),
}


class NeedLine(NeedDraft):
    """One row of a needs list: what a resident types, and where the item came from."""

    source: NeedSource = NeedSource.RESIDENT


def _leaves_after_joining(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    joined, left = values.get("joined_on"), values.get("left_on")
    if joined and left and left <= joined:
        yield "left_on", _("The organisation leaves before it joins. Compare the two dates.")


MEMBERS = ImportKind(
    name="members",
    draft=OrganisationDraft,
    keys=("code",),
    across=_leaves_after_joining,
    columns=(
        Column(
            field="code",
            zh="编号",
            en="Code",
            read=plainly(line_of),
            examples=("PL-001", "PL-001"),
            aliases=("单位编号", "组织编号", "成员编号", "代码"),
            required=True,
            style="@",
        ),
        Column(
            field="name_zh",
            zh="名称",
            en="Chinese name",
            read=plainly(line_of),
            examples=("澄波居民区党总支", "澄波居民区党总支"),
            aliases=("中文名", "中文名称", "单位名称", "组织名称", "党组织名称", "成员单位", "Name"),
            required=True,
            width=36,
        ),
        Column(
            field="name_en",
            zh="英文名",
            en="English name",
            read=plainly(line_of),
            examples=("Chengbo General Party Branch", "Chengbo General Party Branch"),
            aliases=("英文名称",),
            width=36,
        ),
        Column(
            field="type",
            zh="类型",
            en="Type",
            read=one_of(TYPES),
            examples=("居民区", "Residential quarter"),
            aliases=("单位类型", "组织类型", "党组织类型", "类别"),
            required=True,
            words=tuple((words[0], words[1]) for words in TYPES.values()),
            width=20,
        ),
        Column(
            field="joined_on",
            zh="加入日期",
            en="Joined on",
            read=plainly(date_of),
            examples=("2026-03-05", "2026-03-05"),
            aliases=("加入时间", "入会日期", "Joined", "Date joined"),
            required=True,
            style="yyyy-mm-dd",
        ),
        Column(
            field="left_on",
            zh="退出日期",
            en="Left on",
            read=plainly(date_of),
            examples=("", ""),
            aliases=("退出时间", "Left", "Date left"),
            style="yyyy-mm-dd",
        ),
    ),
)

NEEDS = ImportKind(
    name="needs",
    draft=NeedLine,
    keys=("title", "area_id"),
    columns=(
        Column(
            field="title",
            zh="标题",
            en="Title",
            read=plainly(line_of),
            examples=("梧荫里弄夜间照明补点", "Extra lamps in Wuyin lanes"),
            aliases=("建议主题", "需求标题", "需求名称", "主题", "项目名称"),
            required=True,
            public=True,
            width=32,
        ),
        Column(
            field="category_code",
            zh="类别",
            en="Category",
            read=on_list(lambda lookups: lookups.categories),
            examples=("照明", "Lighting"),
            aliases=("需求类别", "分类"),
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
            aliases=("具体点位", "地点", "位置", "具体位置", "Exact place"),
            required=True,
            public=True,
            width=24,
        ),
        Column(
            field="reasons",
            zh="主要事由",
            en="Reasons",
            read=plainly(text_of),
            examples=("弄堂转角三处没有灯，老人夜里看不清台阶。", "Three lane corners have no light."),
            aliases=("事由", "原因", "理由", "情况说明", "需求内容"),
            required=True,
            public=True,
            width=48,
        ),
        Column(
            field="suggestion",
            zh="对策建议",
            en="Suggestion",
            read=plainly(text_of),
            examples=("补装12盏低亮度灯，不照进底楼窗户。", "Add 12 low-glare lamps."),
            aliases=("建议", "Your suggestion"),
            public=True,
            width=48,
        ),
        Column(
            field="beneficiaries",
            zh="受益人数",
            en="Beneficiaries",
            read=plainly(whole_of),
            examples=("300", "300"),
            aliases=("受益范围", "How many people benefit"),
        ),
        Column(
            field="source",
            zh="来源",
            en="Source",
            read=one_of(SOURCES),
            examples=("居委会", "Neighbourhood committee"),
            aliases=("需求来源",),
            words=tuple((words[0], words[1]) for words in SOURCES.values()),
        ),
        Column(
            field="contact",
            zh="联系方式",
            en="Contact",
            read=plainly(line_of),
            examples=("居委会办公室", "Neighbourhood committee office"),
            aliases=("联系电话", "电话", "How we may reach you"),
            style="@",
            width=20,
        ),
    ),
)

KINDS: dict[str, ImportKind[Any]] = {kind.name: kind for kind in (MEMBERS, NEEDS)}
