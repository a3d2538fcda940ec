"""What do the columns of a table of member organisations mean?"""

from collections.abc import Iterable, Mapping, Set
from typing import Any

from dashboard.exchange.cells import line_of
from dashboard.exchange.columns import Column, ImportKind, on_day, one_of, plainly
from dashboard.exchange.kinds.words import TYPES
from dashboard.i18n import gettext as _
from models.organisation import OrganisationDraft


def _leaves_after_joining(values: Mapping[str, Any], _wrong: Set[str]) -> Iterable[tuple[str, str]]:
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
            read=on_day,
            examples=("2026-03-05", "2026-03-05"),
            aliases=("加入时间", "入会日期", "Joined", "Date joined"),
            required=True,
            style="yyyy-mm-dd",
        ),
        Column(
            field="left_on",
            zh="退出日期",
            en="Left on",
            read=on_day,
            examples=("", ""),
            aliases=("退出时间", "Left", "Date left"),
            style="yyyy-mm-dd",
        ),
    ),
)
