"""Stored texts hide nothing, and personal details in public texts are found without accusing the innocent."""

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.rules.texts import Finding, PrivateKind, clean, private_details

PROPOSALS = (
    "3号车棚棚顶漏雨、线路老化，晚上常有居民飞线充电。建议换防火顶、装带自动断电的充电插口与烟感，分区画线。",
    (
        "The roof of shed No. 3 leaks and its wiring is old; at night people run cables from windows. We ask "
        "for a fire-rated roof, sockets that cut off by themselves, smoke detectors and marked bays."
    ),
    "南围墙外倾约3厘米，墙脚开裂，放学时孩子从旁经过。请先检测加固，再由学校师生设计图案。",
    (
        "The south wall leans about 3 cm outward and its foot has cracks; children pass there after school. "
        "Please test and reinforce it first, then let the school design the picture."
    ),
    "弄堂转角三处没有灯，老人夜里看不清台阶。希望补装12盏低亮度灯，不照进底楼窗户。",
    (
        "Three lane corners have no light and older people cannot see the steps. We hope for 12 low-glare "
        "lamps that do not shine into ground-floor windows."
    ),
    "临樾路近公交站处人行道砖松动，轮椅下不了路沿。请转请主管部门修缮并加坡口。",
    (
        "Paving near the bus stop on Linyue Road is loose and a wheelchair cannot get down the kerb. Please "
        "pass this to the authority for repair and a ramp."
    ),
    "空地荒了两年，想改成小花园；三棵大树遮住二楼光线，请修剪，不希望砍树。",
    (
        "The empty lot has been bare for two years and could be a small garden; three tall trees block light "
        "on the second floor. Please prune them, not fell them."
    ),
    "17号楼六层，住着7位80岁以上老人，上下楼很难。希望启动加装电梯征询，也请听听一楼的担心：采光、噪声、费用。",
    (
        "Building 17 has six floors and seven people over 80; stairs are hard. Please start the elevator "
        "consultation and also hear the ground floor on light, noise and cost."
    ),
    "后巷餐饮店的油水流到路面，夏天气味大。建议装隔油设施并固定清洗日。",
    (
        "Grease water from restaurants runs into the rear lane and smells in summer. We suggest grease traps "
        "and a fixed cleaning day."
    ),
    "夏天江边快递员和船员没有地方歇脚喝水。建议在党群站点设饮水、充电、急救箱，7月至9月每天开放。",
    (
        "In summer couriers and crew on the river have nowhere to rest and drink. Please set up water, "
        "charging and first aid at the Party-mass stop, open daily from July to September."
    ),
    "明年30万元建议用在哪里，请成员单位先看三项方案再投票，结果报街道：夜间照明二期12万、楼道扶手9万、亲子活动角9万。",
    (
        "How should next year's 300,000 be used? Member units read three plans and vote on a recommendation "
        "to the sub-district: lighting phase two 120,000, stairwell handrails 90,000, family corner 90,000."
    ),
    "晚上小区没有车位，旁边写字楼地下车库空着。希望谈成夜间包月，说好离场时间和责任。",
    (
        "At night the estate has no spaces while the office garage is empty. We hope for a monthly night pass"
        " with clear leaving time and liability."
    ),
)
TITLES = (
    "澄波居民区3号非机动车棚安全充电改造",
    "Safe-charging upgrade of Chengbo No. 3 bicycle shed",
    "映江居民区南围墙加固与美化",
    "Reinforce and brighten Yingjiang south wall",
    "梧荫里弄(无物业)夜间照明补点",
    "Extra lamps in Wuyin lanes without property company",
    "临樾路人行道破损与无障碍坡口",
    "Broken paving and missing ramps on Linyue Road sidewalk",
    "梧荫口袋花园与老树修剪",
    "Wuyin pocket garden and pruning of old trees",
    "澄波居民区17号楼加装电梯",
    "Elevator for Chengbo Building 17",
    "背街后巷油污整治",
    "Clean-up of greasy rear lane",
    "滨江户外劳动者清凉驿站",
    "Cooling stop for outdoor workers on the riverside",
    "2027年度实事项目推荐清单票选",
    "Recommendation vote on the 2027 practical-benefit projects",
    "写字楼夜间错时停车共享",
    "Night shared parking with an office building",
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        (" \u3000甲 乙\ufeff\n", "甲 乙"),
        ("甲\r\n乙\r丙\u2028丁\u2029戊\x85己\x0b庚\x0c辛", "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛"),
        ("a\tb", "a\tb"),
        ("a\x00b\x07c\x1b[31md\x7fe\x9ff", "abc[31mdef"),
        ("e\u0301", "é"),
        ("\u2126", "Ω"),
        ("１２㎡", "１２㎡"),
        ("赞成\u202e对反\u202c", "赞成对反"),
        ("\u2066a\u2069\u200eb\u200fc\u061c", "abc"),
        ("13\u200b8\u200c0\u20600\u00ad1", "138001"),
        ("a\u200db", "ab"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("👩🏽\u200d🌾", "👩🏽\u200d🌾"),
        ("👩\u200d", "👩"),
        ("\u200d👩", "👩"),
        ("👩\u200d\u200d👩", "👩👩"),
        ("👩\u200b\u200d👩", "👩\u200d👩"),
        ("🏴\U000e0067\U000e007f", "🏴"),
        ("a\ud800b\ufffec\uffff", "abc"),
        ("𬀩堃\ue000", "𬀩堃\ue000"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_a_text_is_cleaned(typed: str, stored: str):
    assert clean(typed) == stored


@given(st.text())
@example("\u0301\u200b\r\n")
@example("a\u200b\u0301")
@example("👩\u200d\u200d\ufe0f👩")
def test_cleaning_is_done_once_and_leaves_nothing_hidden(text: str):
    stored = clean(text)

    assert clean(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert stored == stored.strip()
    assert {unicodedata.category(character) for character in set(stored) - set("\n\t")} & {"Cc", "Cs"} == set()
    assert not set(stored) & set("\u200b\u200c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\r\u2028")
    assert stored.encode().decode() == stored


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"])))
def test_visible_characters_are_kept(text: str):
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "kind", "fragment"),
    [
        ("请打13800138000。", PrivateKind.MOBILE, "13800138000"),
        ("138 0013 8000", PrivateKind.MOBILE, "138 0013 8000"),
        ("138-0013-8000", PrivateKind.MOBILE, "138-0013-8000"),
        ("1380-013-8000", PrivateKind.MOBILE, "1380-013-8000"),
        ("+86 13800138000", PrivateKind.MOBILE, "+86 13800138000"),
        ("8613800138000", PrivateKind.MOBILE, "8613800138000"),
        ("手机１３８００１３８０００", PrivateKind.MOBILE, "１３８００１３８０００"),
        ("一三八〇〇一三八〇〇〇", PrivateKind.MOBILE, "一三八〇〇一三八〇〇〇"),
        ("1 3 8 0 0 1 3 8 0 0 0", PrivateKind.MOBILE, "1 3 8 0 0 1 3 8 0 0 0"),
        ("138\u200b0013\u200b8000", PrivateKind.MOBILE, "13800138000"),
        ("电话：021-65432100转8", PrivateKind.LANDLINE, "021-65432100"),
        ("(021) 6543 2100", PrivateKind.LANDLINE, "(021) 6543 2100"),
        ("（０２１）６５４３２１００", PrivateKind.LANDLINE, "（０２１）６５４３２１００"),
        ("+86-21-65432100", PrivateKind.LANDLINE, "+86-21-65432100"),
        ("0571-8765432", PrivateKind.LANDLINE, "0571-8765432"),
        ("02165432100", PrivateKind.LANDLINE, "02165432100"),
        ("座机65432100", PrivateKind.LANDLINE, "座机65432100"),
        ("Tel: 6543 2100", PrivateKind.LANDLINE, "Tel: 6543 2100"),
        ("身份证11010519491231002X", PrivateKind.ID_NUMBER, "11010519491231002X"),
        ("11010519491231002x", PrivateKind.ID_NUMBER, "11010519491231002x"),
        ("110105 19491231 002X", PrivateKind.ID_NUMBER, "110105 19491231 002X"),
        ("440524188001010014", None, ""),
        ("440524199001010018", PrivateKind.ID_NUMBER, "440524199001010018"),
        ("邮箱a.b-c@qq.com。", PrivateKind.EMAIL, "a.b-c@qq.com"),
        ("a＠163．com", PrivateKind.EMAIL, "a＠163．com"),
        ("17号楼301室", PrivateKind.FLAT, "17号楼301室"),
        ("17号楼 301 室", PrivateKind.FLAT, "17号楼 301 室"),
        ("17号楼2单元301", PrivateKind.FLAT, "2单元301"),
        ("3号502室漏水", PrivateKind.FLAT, "3号502室"),
        ("3号2室", PrivateKind.FLAT, "3号2室"),
        ("12弄5号101", PrivateKind.FLAT, "12弄5号101"),
        ("12弄5号101居民反映", PrivateKind.FLAT, "12弄5号101"),
        ("17号楼301，老人独居", PrivateKind.FLAT, "17号楼301"),
        ("十七号楼三〇一室", PrivateKind.FLAT, "十七号楼三〇一室"),
        ("A座1203", PrivateKind.FLAT, "A座1203"),
        ("１７号楼３０１室", PrivateKind.FLAT, "１７号楼３０１室"),
        ("301室", PrivateKind.FLAT, "301室"),
        ("住Room 301", PrivateKind.FLAT, "Room 301"),
        ("Flat 3B is damp", PrivateKind.FLAT, "Flat 3B"),
        ("flat 3", PrivateKind.FLAT, "flat 3"),
        ("Apt. #12", PrivateKind.FLAT, "Apt. #12"),
        ("unit 1203", PrivateKind.FLAT, "unit 1203"),
    ],
)
def test_a_personal_detail_is_found(text: str, kind: PrivateKind | None, fragment: str):
    assert private_details(text) == ([] if kind is None else [Finding(kind, fragment)])


@pytest.mark.parametrize(
    "text",
    [
        *PROPOSALS,
        *TITLES,
        "17号楼",
        "3号车棚",
        "12弄5号",
        "平凉路1400弄301号",
        "101号至103号",
        "12盏",
        "300户",
        "17号楼300户",
        "17号楼300余户居民",
        "3号楼300-400户",
        "3号楼120平方米",
        "3号楼120.5㎡",
        "17号楼2026年加装电梯",
        "3号楼12盏灯",
        "每单元1200元",
        "300室外座椅",
        "2026年3月5日",
        "3月5号1200人参加",
        "3月15号1430开会",
        "2026-03-05 08:30",
        "20260305",
        "22:30",
        "18:00-21:00",
        "15-18 2026-1-15",
        "86,000元",
        "1,607,500",
        "24,310.5 m²",
        "编号1203",
        "PL-XQ-2026Q1-003",
        "〔2026〕1号",
        "5号线300米",
        "5号101路公交",
        "12345",
        "400-820-1234",
        "123456789012345678",
        "110105194912310021",
        "913101010000000000",
        "@联络员",
        "Building 17, shed No. 3",
        "Room for 30 people",
        "flat 12 m wide",
        "room 20 seats",
        "unit 5",
    ],
)
def test_buildings_quantities_dates_and_times_are_not_personal(text: str):
    assert private_details(text) == []


def test_every_detail_is_found_in_reading_order():
    text = "3号502室王女士，13800138000或021-65432100，a@b.cn，11010519491231002X"

    assert [finding.kind for finding in private_details(text)] == [
        PrivateKind.FLAT,
        PrivateKind.MOBILE,
        PrivateKind.LANDLINE,
        PrivateKind.EMAIL,
        PrivateKind.ID_NUMBER,
    ]


def test_one_place_is_told_once():
    assert private_details("13800138000@qq.com") == [Finding(PrivateKind.EMAIL, "13800138000@qq.com")]


@given(
    number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    before=st.sampled_from(["", "电话", "（", "Tel ", "\n"]),
    after=st.sampled_from(["", "。", "转", " ok", "\n"]),
)
def test_every_mobile_number_is_found(number: str, before: str, after: str):
    assert private_details(f"{before}{number}{after}") == [Finding(PrivateKind.MOBILE, number)]


@given(
    area=st.integers(100_000, 999_999),
    born=st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    order=st.integers(0, 999),
    shift=st.integers(1, 10),
)
def test_only_the_right_check_character_makes_an_identity_number(area: int, born: date, order: int, shift: int):
    # Source: ISO 7064, MOD 11-2: the value of the whole number, its check character included, is 1 modulo 11.
    digits = f"{area}{born:%Y%m%d}{order:03d}"
    right = (1 - sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))) % 11
    number = digits + "0123456789X"[right]

    assert private_details(f"号码{number}。") == [Finding(PrivateKind.ID_NUMBER, number)]
    assert private_details(digits + "0123456789X"[(right + shift) % 11]) == []


@given(st.text(alphabet="0123456789-() +@.号楼室弄月XxA座单元 \n"))
def test_any_text_is_examined_and_fragments_stand_in_it(text: str):
    for finding in private_details(text):
        assert finding.fragment
        assert finding.fragment in clean(text)
