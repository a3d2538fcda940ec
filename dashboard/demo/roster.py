"""Invented member organisations, quarters and grids of the demonstration; no real unit or person."""

from datetime import date

from models.enums import OrganisationType as T

FOUNDED = date(2019, 7, 1)

ENTERPRISES = (
    ("澄江建设集团党委", "Chengjiang Construction Group"),
    ("滨岸水务公司党总支", "Bin'an Water Company"),
    ("东渡电力公司党支部", "Dongdu Power Company"),
    ("江湾城投公司党委", "Jiangwan City Investment"),
    ("映江小学党支部", "Yingjiang Primary School"),
    ("临樾银行支行党支部", "Linyue Bank, local branch"),
    ("海渡航运公司党委", "Haidu Shipping Company"),
    ("梧荫中学党总支", "Wuyin Middle School"),
    ("江畔医院党委", "Riverbank Hospital"),
    ("澄波幼儿园党支部", "Chengbo Kindergarten"),
    ("沪东机械厂党委", "Hudong Machinery Works"),
    ("滨江船舶设计院党委", "Riverside Ship Design Institute"),
    ("平岸公交公司党支部", "Ping'an Bus Company"),
    ("江风燃气服务公司党支部", "Jiangfeng Gas Service"),
    ("银波保险公司党支部", "Yinbo Insurance"),
    ("东岸物业集团党总支", "Dong'an Property Group"),
    ("临江图书馆党支部", "Linjiang Library"),
    ("云岸通信公司党支部", "Yun'an Telecom"),
    ("长风仓储公司党支部", "Changfeng Warehousing"),
    ("江心岛园林公司党支部", "Jiangxin Landscape Company"),
    ("滨江文化馆党支部", "Riverside Culture Centre"),
    ("澄海食品公司党委", "Chenghai Foods"),
    ("晨渡环卫公司党总支", "Chendu Sanitation Company"),
    ("江桥检测中心党支部", "Jiangqiao Testing Centre"),
    ("沪滨职业学校党总支", "Hubin Vocational School"),
    ("临樾养老院党支部", "Linyue Home for the Elderly"),
    ("东渡码头公司党委", "Dongdu Wharf Company"),
    ("汇岸证券营业部党支部", "Hui'an Securities, local office"),
    ("江岸消防器材厂党支部", "Jiang'an Fire Equipment Works"),
    ("滨江邮政所党支部", "Riverside Post Office"),
    ("映江体育中心党支部", "Yingjiang Sports Centre"),
    ("澄波社区卫生中心党支部", "Chengbo Community Health Centre"),
    ("长渡设计研究院党委", "Changdu Design Institute"),
    ("平岸广播站党支部", "Ping'an Broadcasting Station"),
    ("江汇市场管理公司党支部", "Jianghui Market Management"),
)
QUARTERS = (
    ("澄波居民区党总支", "Chengbo Residential Quarter"),
    ("映江居民区党总支", "Yingjiang Residential Quarter"),
    ("梧荫居民区党总支", "Wuyin Residential Quarter"),
    ("临樾居民区党总支", "Linyue Residential Quarter"),
)
TWO_NEW = (
    ("绿电充电科技公司党支部", "Green Charge Technology"),
    ("方圆律师事务所党支部", "Fangyuan Law Firm"),
    ("滨江商务楼宇联合党支部", "Riverside Office Buildings, joint branch"),
    ("草木景观设计公司党支部", "Caomu Landscape Design"),
    ("暖阳社工服务社党支部", "Warm Sun Social Work"),
    ("数岸软件公司党支部", "Shu'an Software"),
    ("江风快递站点联合党支部", "Jiangfeng Couriers, joint branch"),
    ("同舟志愿者协会党支部", "Tongzhou Volunteers"),
    ("清源会计师事务所党支部", "Qingyuan Accountants"),
    ("邻里餐饮联盟党支部", "Neighbourhood Restaurants, joint branch"),
    ("新渡文创园党总支", "Xindu Creative Park"),
    ("晚晴助老服务中心党支部", "Wanqing Elderly Services"),
    ("百工家政公司党支部", "Baigong Home Services"),
    ("星桥教育公司党支部", "Xingqiao Education"),
    ("滨江骑手之家党支部", "Riverside Riders' Home"),
)

ORGANISATIONS = tuple(
    (f"{prefix}{number:02d}", zh, en, kind)
    for prefix, kind, names in (
        ("QY", T.ENTERPRISE, ENTERPRISES),
        ("JM", T.QUARTER, QUARTERS),
        ("LX", T.TWO_NEW, TWO_NEW),
    )
    for number, (zh, en) in enumerate(names, 1)
)
"""Code, Chinese name, English name, type: 35 + 4 + 15 = 54."""

LATER = {
    "QY30": date(2020, 9, 1), "QY31": date(2021, 4, 1), "QY32": date(2021, 4, 1), "QY33": date(2022, 6, 1),
    "QY34": date(2023, 3, 1), "QY35": date(2024, 5, 1), "LX08": date(2020, 9, 1), "LX09": date(2021, 10, 1),
    "LX10": date(2022, 6, 1), "LX11": date(2022, 11, 1), "LX12": date(2023, 7, 1), "LX13": date(2024, 5, 1),
    "LX14": date(2025, 2, 1), "LX15": date(2026, 1, 5),
}  # fmt: skip
"""Those that joined after the founding with 40."""

MEMBER_SEATS = (
    ("QY04", "书记", "Secretary"), ("QY01", "委员", "Member"), ("QY03", "委员", "Member"), ("QY06", "委员", "Member"),
    ("QY08", "委员", "Member"), ("QY09", "委员", "Member"), ("JM01", "委员", "Member"), ("JM03", "委员", "Member"),
    ("LX01", "委员", "Member"), ("LX02", "委员", "Member"), ("LX03", "委员", "Member"),
)  # fmt: skip
"""The eleven seats of the members' meeting; the first one chairs."""

COMMITTEES = (
    ("澄波", "Chengbo"), ("映江", "Yingjiang"), ("梧荫", "Wuyin"), ("临樾", "Linyue"), ("晨渡", "Chendu"),
    ("江风", "Jiangfeng"), ("云岸", "Yun'an"), ("长渡", "Changdu"), ("银波", "Yinbo"), ("平岸", "Ping'an"),
    ("海棠", "Haitang"), ("秋帆", "Qiufan"), ("松屿", "Songyu"), ("荷汀", "Heting"), ("星桥", "Xingqiao"),
)  # fmt: skip
GRIDS, SMALL_GRIDS, META_GRIDS = 18, 88, 659
RESIDENTS, HOUSEHOLDS = 75_100, 28_200
