"""What do the columns of a resources list mean?"""

from collections.abc import Iterable, Set
from typing import Any

from dashboard.errors import BadInput
from dashboard.exchange.cells import line_of, parse_fen, quantity_of, text_of, whole_of
from dashboard.exchange.columns import Column, ImportKind, on_day, on_list, one_of, plainly, several
from dashboard.exchange.kinds.words import OFFERS
from dashboard.i18n import gettext as _
from models.enums import OfferKind
from models.resource import ResourceDraft


class ResourceLine(ResourceDraft):
    """One row of a resources list: the card, and whose it is."""

    organisation_id: int


def _settled(values: dict[str, Any], _wrong: Set[str]) -> Iterable[tuple[str, str]]:
    """Turn the quantity into fen for funds and whole units for the rest; compare the two days."""
    if (given := values.pop("amount", None)) is not None:
        number, unit = given
        try:
            if values.get("offer") == OfferKind.FUNDS:
                values["amount"] = parse_fen(number, unit or values.get("unit") or "元")
                values["unit"] = ""
            else:
                values["amount"] = whole_of(number)
                values.setdefault("unit", unit)
        except BadInput as refused:
            yield "amount", str(refused)
    begins, ends = values.get("from_on"), values.get("until_on")
    if begins and ends and ends < begins:
        yield "until_on", _("The last day lies before the first. Compare the two dates.")


RESOURCES = ImportKind(
    name="resources",
    draft=ResourceLine,
    keys=("organisation_id", "title"),
    across=_settled,
    columns=(
        Column(
            field="organisation_id",
            zh="单位",
            en="Organisation",
            read=on_list(lambda lookups: lookups.organisations),
            examples=("QY01", "QY01"),
            aliases=("提供单位", "单位名称", "成员单位", "资源单位", "所属单位", "单位编号"),
            required=True,
            width=32,
        ),
        Column(
            field="offer",
            zh="资源类型",
            en="Type of resource",
            read=one_of(OFFERS),
            examples=("场地", "Venue"),
            aliases=("类型", "类别", "资源类别", "Type"),
            required=True,
            words=tuple((words[0], words[1]) for words in OFFERS.values()),
        ),
        Column(
            field="title",
            zh="资源名称",
            en="Title",
            read=plainly(line_of),
            examples=("职工之家会议室", "Meeting room of the staff club"),
            aliases=("名称", "资源", "标题", "项目名称"),
            required=True,
            public=True,
            width=32,
        ),
        Column(
            field="text",
            zh="资源描述",
            en="Description",
            read=plainly(text_of),
            examples=("可容纳40人，配投影，工作日晚间可用。", "Seats 40, with a projector, free on weekday evenings."),
            aliases=("描述", "内容", "资源内容", "说明", "具体内容"),
            required=True,
            public=True,
            width=48,
        ),
        Column(
            field="categories",
            zh="适用类别",
            en="Suits categories",
            read=several(on_list(lambda lookups: lookups.categories)),
            examples=("文化与志愿、适老助老服务", "Culture and volunteering; Elderly services"),
            aliases=("类别范围", "服务类别", "适用领域", "Categories"),
            width=28,
        ),
        Column(
            field="amount",
            zh="数量",
            en="Quantity",
            read=plainly(quantity_of),
            examples=("20 场", "20 times"),
            aliases=("数量/金额", "金额", "可提供数量", "总量", "Amount"),
        ),
        Column(
            field="unit",
            zh="计量单位",
            en="Unit of measure",
            read=plainly(line_of),
            examples=("场", "times"),
            aliases=("数量单位", "Unit"),
        ),
        Column(
            field="from_on",
            zh="可用起始日",
            en="Available from",
            read=on_day,
            examples=("2026-03-05", "2026-03-05"),
            aliases=("起始日期", "开始日期", "可用日期", "开始时间", "From"),
            required=True,
            style="yyyy-mm-dd",
        ),
        Column(
            field="until_on",
            zh="可用截止日",
            en="Available until",
            read=on_day,
            examples=("2026-12-31", "2026-12-31"),
            aliases=("截止日期", "结束日期", "结束时间", "Until"),
            style="yyyy-mm-dd",
        ),
        Column(
            field="area_id",
            zh="服务区域",
            en="Area served",
            read=on_list(lambda lookups: lookups.areas),
            examples=("", ""),
            aliases=("服务范围", "居民区", "Area"),
        ),
        Column(
            field="terms",
            zh="使用条件",
            en="Conditions",
            read=plainly(text_of),
            examples=("提前三个工作日预约", "Book three working days ahead"),
            aliases=("条件", "要求", "使用要求", "Terms"),
            public=True,
            width=32,
        ),
        Column(
            field="contact_post",
            zh="联系岗位",
            en="Contact (post)",
            read=plainly(line_of),
            examples=("党群办公室 021-55550123", "Party office 021-55550123"),
            aliases=("联系人（岗位）", "联系人", "联系方式", "Contact"),
            public=True,
            office_telephone=True,
            style="@",
            width=28,
        ),
    ),
)
