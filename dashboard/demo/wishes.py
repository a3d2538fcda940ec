"""What the invented items of earlier years ask for, who takes them on, and what becomes of them."""

from models.enums import OfferKind

WISHES = {
    "lighting": ("门洞感应灯更换", "楼道感应灯大半不亮，晚归的人摸黑上楼。"),
    "elderly": ("楼道折叠座椅安装", "老人上楼中途没有地方歇脚，希望每两层装一把折叠椅。"),
    "shed": ("车棚充电插座整修", "车棚插座松动，雨天常跳闸，居民担心起火。"),
    "greening": ("宅前绿地补种", "宅前绿地踩成了泥地，雨天到处是泥水。"),
    "safety": ("消防通道划线", "消防通道常被停车占住，希望划线并装提示牌。"),
    "sidewalk": ("坡道扶手加装", "轮椅进出门洞没有扶手，下雨天打滑。"),
    "environment": ("垃圾投放点遮雨棚", "投放点没有雨棚，雨天污水流到路上。"),
    "culture": ("社区书屋翻新", "活动室书架老旧，孩子放学后没有地方看书。"),
    "wall": ("围墙铁栏修补", "围墙铁栏锈断两处，孩子会从缺口钻出去。"),
    "parking": ("夜间错时停车", "晚上没有车位，旁边单位的车位空着。"),
    "workers": ("骑手歇脚点", "快递员和骑手中午没有地方热饭、喝水。"),
    "legal": ("楼上漏水调解日", "楼上楼下漏水纠纷多，希望每月有律师到居民区坐班。"),
    "elevator": ("加装电梯意愿摸底", "几个门洞的老人希望加装电梯，想先听听各家意见。"),
}
"""Category -> what is wished, and why."""

PLACES = "澄映梧临晨江云长银平海秋松荷星" + "澄映梧临晨江云长银"
"""First characters of the neighbourhoods; those named twice bring more items."""
LEADS = ("QY01", "QY03", "QY04", "QY05", "QY06", "LX01", "LX02", "LX03", "LX04")
OFFERS = {
    OfferKind.LABOUR: "派施工班组上门安装，材料按成本计",
    OfferKind.FUNDS: "出资并每月查看进度",
    OfferKind.EXPERTISE: "派技术人员勘察、出方案",
    OfferKind.VENUE: "提供场地，双休日开放",
}
FATES = ("finished", "late", "finished", "carried", "declined", "closed", "refused")
"""What becomes of the items of a quarter, in their order."""
