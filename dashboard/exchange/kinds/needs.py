"""What do the columns of a needs list mean?"""

from dashboard.exchange.cells import line_of, text_of, whole_of
from dashboard.exchange.columns import Column, ImportKind, on_list, one_of, plainly
from dashboard.exchange.kinds.words import SOURCES
from models.enums import NeedSource
from models.need import NeedDraft


class NeedLine(NeedDraft):
    """One row of a needs list: what a resident types, and where the item came from."""

    source: NeedSource = NeedSource.RESIDENT


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
