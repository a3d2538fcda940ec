"""Thirty and more kinds of damage in a file: each is reported where it is, and loses nothing.

A file that cannot be read at all is refused with a sentence. In every other case the damaged cells are named by row
and column, and the sound row beside them can still be entered.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dashboard.errors import BadInput
from dashboard.exchange.columns import Lookups, by_name
from dashboard.exchange.kinds import MEMBERS, NEEDS, PROJECTS, RESOURCES
from dashboard.exchange.marked import marked_copy
from dashboard.exchange.rows import ImportReport, check
from dashboard.exchange.tables import read_table
from tests.exchange.builders import compound, csv_text, packed, pdf, saved, with_entry, xls, xlsx

HEAD = ["标题", "类别", "居民区", "点位", "主要事由", "受益人数", "联系方式"]
SOUND = ["里弄照明补点", "照明", "澄波", "弄口", "弄口没有灯，老人看不清台阶。", 300, None]
PROJECT = ["项目名称", "牵头单位", "类别", "居民区", "立项日期", "验收日期", "资金来源", "批准金额(万元)"]
DONE = ["里弄照明工程", "QY01", "照明", "澄波", "2024-03-05", "2024-06-20", "自治金", 5]
MEMBER = ["编号", "名称", "类型", "加入日期"]
UNIT = ["N1", "新一党支部", "企业", "2026-01-01"]
RESOURCE = ["单位", "资源类型", "资源名称", "资源描述", "数量", "可用起始日"]
ROOM = ["QY01", "场地", "会议室", "可容纳40人。", "20 场", "2026-03-05"]
LOOKUPS = Lookups(
    categories=by_name([("lighting", ("lighting", "照明"))]),
    areas=by_name([(1, ("JW01", "澄波", "澄波居民区")), (2, ("A1", "第一网格")), (3, ("B1", "第一网格"))]),
    organisations=by_name([(1, ("QY01", "一公司党支部"))]),
)
KINDS = {"needs": NEEDS, "members": MEMBERS, "projects": PROJECTS, "resources": RESOURCES}


def refused(name: str, data: bytes, of: str = "needs") -> str:
    with pytest.raises(BadInput) as found:
        check(KINDS[of], read_table(name, data, KINDS[of]), LOOKUPS)
    assert found.value.field == "file"
    return str(found.value)


def reported(data: bytes, name: str = "a.xlsx", of: str = "needs") -> ImportReport[Any]:
    return check(KINDS[of], read_table(name, data, KINDS[of]), LOOKUPS)


def locked() -> bytes:
    return compound({"EncryptedPackage": b"\0" * 5000, "EncryptionInfo": b"\0" * 100})


def bomb() -> bytes:
    return packed({"xl/worksheets/sheet1.xml": b" " * 120_000_000})


def many(rows: int) -> bytes:
    return csv_text(HEAD, *([["里弄照明", "照明", "澄波", "弄口", "弄口没有灯。", "1", ""]] * rows)).encode()


def utf8_and_gbk() -> bytes:
    first = csv_text(HEAD, [str(cell or "") for cell in SOUND]).encode("utf-8")
    return first + csv_text([str(cell or "") for cell in SOUND]).encode("gb18030")


WHOLE_FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "breaks off": ("a.xlsx", lambda: xlsx([HEAD, SOUND])[:-200], "damaged"),
    "a bomb": ("a.xlsx", bomb, "unpacks to far more"),
    "a password": ("a.xlsx", locked, "locked by a password"),
    "another ending": ("a.xlsx", pdf, "not the table that its ending promises"),
    "an ending of no table": ("a.pdf", pdf, "Only tables in XLSX, XLS or CSV"),
    "a web page called xls": ("a.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "not the table"),
    "a picture called csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "cannot be read"),
    "nothing": ("a.xlsx", lambda: b"", "is empty"),
    "no headings": ("a.xlsx", lambda: xlsx([SOUND, SOUND]), "None of the first ten rows"),
    "headings in row 12": ("a.xlsx", lambda: xlsx([*[["说明"]] * 11, HEAD, SOUND]), "None of the first ten rows"),
    "two columns of one meaning": ("a.xlsx", lambda: xlsx([[*HEAD, "建议主题"], SOUND]), "mean the same"),
    "a heading twice": ("a.xlsx", lambda: xlsx([[*HEAD, "标题"], SOUND]), "mean the same"),
    "a column is missing": ("a.xlsx", lambda: xlsx([HEAD[:4], SOUND[:4]]), "These columns are missing: Reasons"),
    "headings and nothing else": ("a.xlsx", lambda: xlsx([HEAD]), "There are no rows"),
    "NUL bytes": ("a.csv", lambda: csv_text(HEAD).encode() + b"a\0b,c\n", "cannot be read"),
    "UTF-16 without its mark": ("a.csv", lambda: csv_text(HEAD).encode("utf-16-le"), "cannot be read"),
    "two encodings": ("a.csv", utf8_and_gbk, "Line 1 of the file is written in another encoding"),
    "an open quotation mark": ("a.csv", lambda: csv_text(HEAD, ['"里弄', "照明"]).encode(), "quotation marks"),
    "20,001 rows": ("a.csv", lambda: many(20_001), "more than 20,000 rows"),
    "a broken old workbook": ("a.xls", lambda: xls({(0, 0): "标题"})[:1600], "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("damage", WHOLE_FILES)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(damage: str):
    name, build, words = WHOLE_FILES[damage]
    assert words in refused(name, build())


CELLS: dict[str, tuple[str, int, Any, str]] = {
    "text in a number": ("needs", 5, "约300户", "is not a whole number"),
    "a part of a person": ("needs", 5, 2.5, "is not a whole number"),
    "nobody benefits": ("needs", 5, 0, "1 or more"),
    "unknown category": ("needs", 1, "水电", "is not on the list"),
    "near miss of an area": ("needs", 2, "澄波居民", "Did you mean “澄波居民区”"),
    "two areas of one name": ("needs", 2, "第一网格", "stands for several entries"),
    "too long a title": ("needs", 0, "灯" * 61, "at most 60 characters"),
    "too short a reason": ("needs", 4, "坏了", "at least 10 characters"),
    "empty where it must not be": ("needs", 3, None, "This cell is empty"),
    "a mobile number everybody would read": ("needs", 4, "请联系13812345678王先生，谢谢了。", "personal detail"),
    "an identity number everybody would read": ("needs", 4, "身份证11010519491231002X，请核对。", "personal detail"),
    "a flat everybody would read": ("needs", 3, "12号楼501室", "personal detail"),
    "the error of a formula": ("needs", 5, "#N/A", "is the error of a formula"),
    "a broken reference": ("needs", 2, "#REF!", "is the error of a formula"),
    "a formula nobody calculated": ("needs", 5, "=1+1", "never calculated"),
    "money below zero": ("projects", 7, -5, "cannot be right"),
    "too much money": ("projects", 7, 200_000, "cannot be right"),
    "no money at all": ("projects", 7, "若干", "is not an amount"),
    "a day that is none": ("projects", 4, "2024-02-30", "is not a date"),
    "a day in words": ("projects", 4, "年初", "is not a date"),
    "a day of the last century but one": ("projects", 4, "1024-02-03", "is not a date"),
    "an unknown organisation": ("projects", 1, "三公司", "is not on the list"),
    "a type that is none": ("members", 2, "商店", "is not one of these"),
    "no quantity": ("resources", 4, "若干", "is not a quantity"),
    "half a thing": ("resources", 4, "2.5 场", "is not a whole number"),
}
TABLES = {"needs": (HEAD, SOUND), "projects": (PROJECT, DONE), "members": (MEMBER, UNIT), "resources": (RESOURCE, ROOM)}


@pytest.mark.parametrize("damage", CELLS)
def test_a_damaged_cell_is_named_and_the_sound_row_beside_it_is_kept(damage: str):
    of, at, value, words = CELLS[damage]
    head, sound = TABLES[of]
    wrong = [*sound[:at], value, *sound[at + 1 :]]
    wrong[0] = f"{wrong[0]}二" if at != 0 and of != "resources" else wrong[0]
    if of == "resources":
        wrong[2] = "另一间会议室"
    data = xlsx([["清单"], head, wrong, sound])
    report = reported(data, of=of)

    assert [row.row_number for row in report.good] == [4]
    (problem,) = report.problems
    assert (problem.row, problem.column, problem.at) == (3, head[at], at)
    assert words in problem.reason
    marked = load_workbook(BytesIO(marked_copy("a.xlsx", data, read_table("a.xlsx", data, KINDS[of]), [problem])))
    assert words in marked.active.cell(3, at + 1).comment.text
    assert words in marked.active.cell(3, len(head) + 1).value
    assert marked.active.cell(4, len(head) + 1).value is None


def test_rows_that_say_the_same_are_all_named():
    report = reported(xlsx([HEAD, SOUND, [" 里弄 照明补点", *SOUND[1:]], ["车棚修缮工程", *SOUND[1:]]]))
    assert [(problem.row, problem.column) for problem in report.problems] == [(2, "标题"), (3, "标题")]
    assert [row.row_number for row in report.good] == [4]


def test_headings_said_again_and_empty_rows_are_no_rows():
    report = reported(xlsx([HEAD, SOUND, [], HEAD, [None] * 7, ["车棚修缮工程", *SOUND[1:]]]))
    assert ([row.row_number for row in report.good], report.problems) == ([2, 6], ())


def test_merged_cells_count_for_every_row_and_headings_over_two_rows_are_read():
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["需求清单"])
    sheet.append(["标题", "类别", "居民区", "位置与事由"])
    sheet.append([None, None, None, "点位", "主要事由"])
    for title in ("弄口照明补点", "弄尾照明补点"):
        sheet.append([title, "照明", "澄波", "弄口", "弄口没有灯，老人看不清台阶。"])
    sheet["B5"] = sheet["C5"] = None
    for place in ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "B4:B5", "C4:C5"):
        sheet.merge_cells(place)
    report = reported(saved(workbook))
    assert [(row.row_number, row.draft.category_code, row.draft.area_id) for row in report.good] == [
        (4, "lighting", 1),
        (5, "lighting", 1),
    ]
    assert report.problems == ()


def test_days_counted_from_1904_are_the_days_that_were_meant():
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(MEMBER)
    workbook.active.append(["N1", "新一党支部", "企业", 44624])
    (row,) = reported(saved(workbook), of="members").good
    assert row.draft.joined_on.isoformat() == "2026-03-05"


def test_a_hidden_sheet_is_not_read_and_another_one_is_named():
    workbook = load_workbook(
        BytesIO(xlsx([HEAD, SOUND], [["备注"], ["无"]], [HEAD, SOUND], names=["表", "说明", "藏"]))
    )
    workbook["藏"].sheet_state = "hidden"
    table = read_table("a.xlsx", saved(workbook), NEEDS)
    assert (table.sheet, table.unread, len(table.rows)) == ("表", ("说明",), 1)


def test_formulas_that_were_calculated_give_their_value():
    sheet = b'<c r="A2" t="inlineStr"><is><t>x</t></is></c>'
    data = xlsx([HEAD, SOUND])
    with_value = with_entry(
        data,
        "xl/worksheets/sheet1.xml",
        _sheet_xml(data).replace(b'<c r="F2" t="n"><v>300</v></c>', b'<c r="F2"><f>100*3</f><v>300</v></c>'),
    )
    assert sheet not in with_value
    (row,) = reported(with_value).good
    assert row.draft.beneficiaries == 300


def _sheet_xml(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_csv_is_read(delimiter: str, encoding: str):
    text = csv_text(
        HEAD,
        ["里弄照明补点", "照明", "澄波", "弄口", '"弄口没有灯，\n老人看不清台阶。"', "300", ""],
        delimiter=delimiter,
    )
    (row,) = reported(text.encode(encoding), "a.csv").good
    assert (row.row_number, row.draft.reasons) == (2, "弄口没有灯，\n老人看不清台阶。")


def test_an_old_workbook_and_a_csv_are_marked_as_the_table_that_was_read():
    data = csv_text(HEAD, ["灯", "照明", "澄波", "弄口", "=1+1", "300", ""]).encode()
    table = read_table("a.csv", data, NEEDS)
    report = check(NEEDS, table, LOOKUPS)
    sheet = load_workbook(BytesIO(marked_copy("a.csv", data, table, report.problems, {2: "已在清单中"}))).active
    assert [cell.value for cell in sheet[1]] == [*HEAD, "Problem"]
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1", "s")
    assert sheet["H2"].value.splitlines()[-1] == "已在清单中"
    assert sheet["A2"].comment.text == "Please write at least 4 characters."


def test_the_marked_copy_keeps_title_rows_columns_before_the_table_and_formulas_in_it():
    workbook = Workbook()
    sheet = workbook.active
    sheet["B2"] = "需求清单"
    for column, (heading, value) in enumerate(zip(HEAD, SOUND, strict=True), start=3):
        sheet.cell(4, column, heading)
        sheet.cell(5, column, value)
    sheet["D5"], sheet["K1"] = "没有这类", "=1+1"
    data = saved(workbook)
    table = read_table("a.xlsx", data, NEEDS)
    (problem,) = check(NEEDS, table, LOOKUPS).problems
    marked = load_workbook(BytesIO(marked_copy("a.xlsx", data, table, [problem]))).active
    assert (marked["B2"].value, marked["K1"].value) == ("需求清单", "=1+1")
    assert "is not on the list" in marked["D5"].comment.text
    assert marked["L4"].value == "Problem"
    assert marked["L5"].value.startswith("类别: ")
