"""Which words of an office's table mean which stored value?"""

from collections.abc import Mapping

from models.enums import FundSource, NeedSource, OfferKind, OrganisationType

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
    NeedSource.RESIDENT: ("居民", "Resident", "居民提出"),
    NeedSource.COMMITTEE: ("居委会", "Neighbourhood committee", "居民委员会"),
    NeedSource.MEMBER_UNIT: ("成员单位", "Member organisation"),
    NeedSource.HOTLINE: ("12345热线", "12345 hotline", "12345", "12345转", "热线"),
    NeedSource.VISIT: ("走访", "Home visit", "入户走访"),
    NeedSource.BUILDING: ("楼组长", "Stairwell leader", "第二楼长", "楼长"),
    NeedSource.MICRO_GRID: ("微网格长", "Micro-grid leader", "小微网格长", "网格长"),
}
OFFERS: Mapping[OfferKind, tuple[str, ...]] = {
    OfferKind.FUNDS: ("资金", "Funds", "经费", "Money"),
    OfferKind.GOODS: ("物资", "Goods", "物品", "设备"),
    OfferKind.VENUE: ("场地", "Venue", "场所", "Venues"),
    OfferKind.LABOUR: ("人力", "Labour", "志愿者", "人员", "志愿服务", "Volunteers"),
    OfferKind.EXPERTISE: ("专业技术", "Expertise", "专业服务", "技术", "技能", "专业"),
    OfferKind.COORDINATION: ("协调", "Coordination", "协调服务"),
}
FUNDS: Mapping[FundSource, tuple[str, ...]] = {
    FundSource.SERVICE_FUND: (
        "党建服务群众专项经费",
        "Party-building service-the-masses fund",
        "专项经费",
        "党建经费",
        "服务群众专项经费",
    ),
    FundSource.SELF_GOVERNANCE: ("居民区自治项目经费", "Self-governance fund", "自治金", "自治项目经费"),
    FundSource.MEMBER_FUNDS: ("成员单位出资", "Funds of member organisations", "单位出资", "共建单位出资"),
    FundSource.MEMBER_KIND: (
        "成员单位物资、劳务（折价）",
        "Goods and labour of member organisations at their value",
        "成员单位物资/劳务",
        "物资折价",
        "成员单位物资",
    ),
    FundSource.SUBDISTRICT: ("街道实事项目", "Practical-benefit project of the sub-district", "街道实事", "街道经费"),
    FundSource.DISTRICT: ("区、市专项", "District or city funds", "区/市专项", "区专项", "市专项", "区级专项"),
    FundSource.MAINTENANCE: ("专项维修资金", "Maintenance fund", "维修资金"),
    FundSource.PUBLIC_INCOME: ("公共收益", "Public income", "小区公共收益"),
    FundSource.OWNERS: ("业主自筹", "Paid by owners", "居民自筹", "自筹"),
    FundSource.DONATION: ("社会捐赠", "Donation", "捐赠"),
}
