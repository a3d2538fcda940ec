"""Every row of a table is either good or has all its problems named."""

from datetime import date

import pytest

from dashboard.errors import BadInput
from dashboard.exchange.rows import KINDS, MEMBERS, NEEDS, PROJECTS, GoodRow, Lookups, NeedLine, Problem, by_name, check
from dashboard.exchange.sheets import Row
from dashboard.exchange.tables import Table
from models.enums import NeedSource, OrganisationType
from models.organisation import OrganisationDraft

MEMBER_HEAD = ("编号", "名称", "英文名", "类型", "加入日期", "退出日期")
NEED_HEAD = ("标题", "类别", "居民区", "点位", "主要事由", "对策建议", "受益人数", "来源", "联系方式")
LAMPS = (
    "梧荫里弄夜间照明补点",
    "照明",
    "梧荫居民区",
    "弄堂转角三处",
    "弄堂转角三处没有灯，老人夜里看不清台阶。",
    "补装12盏低亮度灯。",
    300.0,
    12345,
    13800138000.0,
)
LOOKUPS = Lookups(
    categories=by_name(
        [("lighting", ("lighting", "照明", "Lighting")), ("greening", ("greening", "绿化", "Greening"))]
    ),
    areas=by_name([(3, ("WY", "梧荫居民区", "Wuyin")), (7, ("A1", "第一网格")), (8, ("B1", "第一网格", ""))]),
)


def table(head, *rows) -> Table:
    return Table(tuple(head), tuple(Row(number, tuple(row)) for number, row in enumerate(rows, start=4)))


def members(*rows):
    return check(MEMBERS, table(MEMBER_HEAD, *rows), Lookups())


def needs(*rows):
    return check(NEEDS, table(NEED_HEAD, *rows), LOOKUPS)


def changed(**cells):
    return [cells.get(heading, value) for heading, value in zip(NEED_HEAD, LAMPS, strict=True)]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("企事业单位", OrganisationType.ENTERPRISE),
        ("居民区", OrganisationType.QUARTER),
        (" 两 新 组织 ", OrganisationType.TWO_NEW),
        ("enterprise", OrganisationType.ENTERPRISE),
        ("QUARTER", OrganisationType.QUARTER),
        ("two_new", OrganisationType.TWO_NEW),
        ("Two-new organisation", OrganisationType.TWO_NEW),
        ("General Party branch of a residential quarter", OrganisationType.QUARTER),
    ],
)
def test_a_member_row_becomes_a_draft(word: str, kind: OrganisationType):
    report = members([7.0, "澄波居民区\n党总支", None, word, 46086, "2027年1月1日"])

    draft = OrganisationDraft(
        code="7", name_zh="澄波居民区 党总支", type=kind, joined_on=date(2026, 3, 5), left_on=date(2027, 1, 1)
    )
    assert report.good == (GoodRow(4, draft),)
    assert (report.problems, report.unread) == ((), ())


def test_a_need_row_becomes_a_draft_with_its_source():
    report = needs(LAMPS)

    draft = NeedLine(
        title="梧荫里弄夜间照明补点",
        category_code="lighting",
        area_id=3,
        place="弄堂转角三处",
        reasons="弄堂转角三处没有灯，老人夜里看不清台阶。",
        suggestion="补装12盏低亮度灯。",
        beneficiaries=300,
        source=NeedSource.HOTLINE,
        contact="13800138000",
    )
    assert (report.good, report.problems) == ((GoodRow(4, draft),), ())


@pytest.mark.parametrize("name", ["照明", "LIGHTING", " lighting ", "Lighting"])
def test_a_category_is_found_by_either_name_or_code(name: str):
    assert [row.draft.category_code for row in needs(changed(类别=name)).good] == ["lighting"]


@pytest.mark.parametrize(("name", "area"), [("WY", 3), ("wuyin", 3), ("梧荫居民区", 3), ("A1", 7)])
def test_an_area_is_found_by_name_or_code(name: str, area: int):
    assert [row.draft.area_id for row in needs(changed(居民区=name)).good] == [area]


def test_empty_cells_keep_what_the_form_would_keep():
    report = needs(changed(对策建议=None, 受益人数=" ", 来源=None, 联系方式=None))

    draft = report.good[0].draft
    assert (draft.suggestion, draft.beneficiaries, draft.source, draft.contact) == ("", None, NeedSource.RESIDENT, "")


def test_all_problems_of_a_row_are_named_in_the_order_of_its_columns():
    report = members(["", "甲", None, "公司", "去年", "2026-13-01"], ["PL-2", "乙单位", "x" * 121, "两新", 46000, None])

    assert report.good == ()
    assert report.problems == (
        Problem(4, "编号", "", "This cell is empty. Please fill it in."),
        Problem(4, "名称", "甲", "Please write at least 2 characters."),
        Problem(
            4,
            "类型",
            "公司",
            "“公司” is not one of these: Enterprise or public institution, Residential quarter, Two-new organisation.",
        ),
        Problem(4, "加入日期", "去年", "“去年” is not a date. Write it as 2026-03-05 or 2026年3月5日."),
        Problem(4, "退出日期", "2026-13-01", "“2026-13-01” is not a date. Write it as 2026-03-05 or 2026年3月5日."),
        Problem(5, "英文名", "x" * 121, "Please shorten this to at most 120 characters."),
    )


def test_problems_of_needs_say_how_to_mend_them():
    report = needs(changed(标题="灯", 类别="照名", 居民区="某地", 受益人数="300户", 来源="微信"))

    assert report.problems == (
        Problem(4, "标题", "灯", "Please write at least 4 characters."),
        Problem(4, "类别", "照名", "“照名” is not on the list. Did you mean “照明”?"),
        Problem(4, "居民区", "某地", "“某地” is not on the list. Choose from the drop-down list of the template."),
        Problem(4, "受益人数", "300户", "“300户” is not a whole number. Write digits only, such as 300."),
        Problem(
            4,
            "来源",
            "微信",
            "“微信” is not one of these: "
            "Resident, Neighbourhood committee, Member organisation, 12345 hotline, Home visit, Stairwell leader, "
            "Micro-grid leader.",
        ),
    )


def test_a_number_beyond_its_bounds_is_refused():
    assert [
        problem.reason for problem in needs(changed(受益人数=0), ["需求", *changed(受益人数=100_001)[1:]]).problems
    ] == [
        "Please enter 1 or more.",
        "Please write at least 4 characters.",
        "Please enter 100000 or less.",
    ]


def test_a_name_that_several_areas_share_needs_the_code():
    reason = "“第一网格” stands for several entries. Write the code instead."

    assert needs(changed(居民区="第一网格")).problems == (Problem(4, "居民区", "第一网格", reason),)


def test_personal_details_in_public_columns_are_refused_and_the_contact_column_may_hold_them():
    report = needs(
        changed(标题="梧荫17号楼301室漏水", 对策建议="请打138 0013 8000或021-65432100", 联系方式="13800138000")
    )

    assert [(problem.column, problem.reason) for problem in report.problems] == [
        ("标题", "Everybody can read this, and “17号楼301室” is a personal detail. Take it out."),
        ("对策建议", "Everybody can read this, and “138 0013 8000” is a personal detail. Take it out."),
        ("对策建议", "Everybody can read this, and “021-65432100” is a personal detail. Take it out."),
    ]
    assert report.good == ()


def test_repeated_keys_are_found_although_one_of_the_rows_cannot_be_read():
    report = members(
        ["PL-1", "甲单位", None, "两新", "2026-03-05", None],
        ["PL-2", "乙单位", None, "两新", "2026-03-05", None],
        ["pl-1 ", "丙单位", None, "公司", "2026-03-05", None],
    )

    assert [row.row_number for row in report.good] == [5]
    assert [(problem.row, problem.column, problem.value) for problem in report.problems] == [
        (4, "编号", "PL-1"),
        (6, "编号", "pl-1"),
        (6, "类型", "公司"),
    ]
    assert report.problems[0].reason == "Rows 4, 6 have the same Code. Keep one of them."


def test_rows_without_a_key_are_not_repetitions_of_each_other():
    report = members(["", "甲单位", None, "两新", "2026-03-05", None], ["", "乙单位", None, "两新", "2026-03-05", None])

    assert {problem.reason for problem in report.problems} == {"This cell is empty. Please fill it in."}
    assert {problem.reason for problem in needs(changed(标题=None), changed(标题=None)).problems} == {
        "This cell is empty. Please fill it in."
    }


def test_the_same_title_may_stand_in_two_neighbourhoods():
    report = needs(LAMPS, changed(居民区="A1"), changed(点位="另一处"))

    assert [row.row_number for row in report.good] == [5]
    assert [(problem.row, problem.reason) for problem in report.problems] == [
        (4, "Rows 4, 6 have the same Title, Neighbourhood. Keep one of them."),
        (6, "Rows 4, 6 have the same Title, Neighbourhood. Keep one of them."),
    ]


def test_an_organisation_cannot_leave_before_it_joins():
    report = members(["PL-1", "甲单位", None, "两新", "2026-03-05", "2026-03-05"])

    reason = "The organisation leaves before it joins. Compare the two dates."
    assert (report.good, report.problems) == ((), (Problem(4, "退出日期", "2026-03-05", reason),))


def test_unknown_columns_are_named_and_not_read():
    report = check(
        MEMBERS, table(("备注", *MEMBER_HEAD[:5], ""), ["x", "PL-1", "甲单位", None, "两新", 46000, "y"]), Lookups()
    )

    assert report.unread == ("备注",)
    assert [row.draft.code for row in report.good] == ["PL-1"]


def test_columns_are_found_by_english_headings_and_aliases():
    head = ("Code *", "单位名称（全称）", "name_en", "TYPE", "加入时间 (必填)")

    report = check(MEMBERS, table(head, ["PL-1", "甲单位", "A", "two_new", 46000]), Lookups())

    assert (len(report.good), report.unread) == (1, ())


def test_a_missing_column_is_refused():
    with pytest.raises(BadInput) as refusal:
        check(MEMBERS, table(("编号", "名称"), ["PL-1", "甲单位"]), Lookups())

    assert str(refusal.value) == (
        "These columns are missing: Type, Joined on. Add them, or copy the rows into the template."
    )


def test_two_columns_of_one_meaning_are_refused():
    with pytest.raises(BadInput) as refusal:
        check(MEMBERS, table((*MEMBER_HEAD, "单位编号"), ["PL-1", "甲单位", None, "两新", 46000, None, "2"]), Lookups())

    assert str(refusal.value) == "The columns “编号” and “单位编号” mean the same. Delete or rename one of them."


def test_plain_dictionaries_serve_as_lookups():
    names = Lookups({"照 明": "lighting", "ＬＥＤ": "lighting"}, {"梧荫居民区": 3})

    report = check(NEEDS, table(NEED_HEAD, changed(类别="照明"), changed(类别="led", 标题="另一个标题")), names)

    assert [row.draft.category_code for row in report.good] == ["lighting", "lighting"]


def test_names_that_fold_into_one_are_ambiguous():
    assert needs(LAMPS).problems == ()
    report = check(NEEDS, table(NEED_HEAD, LAMPS), Lookups({"照明": "a", "照 明": "b"}, {"梧荫居民区": 3}))

    assert [problem.reason for problem in report.problems] == [
        "“照明” stands for several entries. Write the code instead."
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_fills_its_draft_and_no_heading_has_two_meanings(kind):
    fields = [column.field for column in kind.columns]
    required = {column.field for column in kind.columns if column.required}
    headings = [heading for column in kind.columns for heading in column.headings]

    settled = {"funds", "approved_fen", "paid_fen"} if kind is PROJECTS else set()
    assert sorted(set(fields) - settled) == sorted(set(kind.draft.model_fields) - {"shares"})
    assert required == {name for name, field in kind.draft.model_fields.items() if field.is_required()}
    assert set(kind.keys) <= required
    assert len(headings) == len(set(headings))
    for column in kind.columns:
        for heading in (column.zh, column.en, *column.aliases):
            assert kind.column_for(heading) == column


@pytest.mark.parametrize(
    ("column", "vocabulary"), [(MEMBERS.columns[3], OrganisationType), (NEEDS.columns[7], NeedSource)]
)
def test_a_closed_list_has_every_value_in_both_languages(column, vocabulary):
    chinese = [column.read(zh, Lookups()) for zh, _en in column.words]
    english = [column.read(en, Lookups()) for _zh, en in column.words]

    assert chinese == english == list(vocabulary)
    assert column.examples in column.words
