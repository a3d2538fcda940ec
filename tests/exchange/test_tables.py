"""Tables are read from every office program's files, and no damaged or hostile file harms the server."""

import struct
import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dashboard.errors import BadInput
from dashboard.exchange.kinds import MEMBERS
from dashboard.exchange.sheet_process import UNCOUNTED
from dashboard.exchange.sheets import Row
from dashboard.exchange.tables import read_table
from tests.exchange.builders import (
    MEMBER_HEAD,
    MEMBER_ROW,
    compound,
    csv_text,
    docx,
    image,
    packed,
    pdf,
    saved,
    with_entry,
    xls,
    xlsx,
)

SOUND = xlsx([MEMBER_HEAD, MEMBER_ROW])
CSV = csv_text(MEMBER_HEAD, ["PL-001", "澄波居民区党总支", "Chengbo", "居民区", "2026-03-05", ""])
ROWS = (Row(2, tuple(MEMBER_ROW)),)

DAMAGED = "The file is damaged. Open it in Word, Excel or WPS, save it again and upload that."
HUGE = (
    "The file is damaged, or one stray entry far away makes its table huge. "
    "Copy the rows into the template and upload that."
)
BURSTS = "The file unpacks to far more than a document needs. Copy its content into a new file and upload that."
OTHER = "The file is not the table that its ending promises. Open it in Excel or WPS, save it as XLSX and upload that."
KIND = "Only tables in XLSX, XLS or CSV can be imported. Save the table as XLSX and upload that."
LOCKED = "The file is locked by a password. Save a copy without a password and upload that."
LONG = "The table has more than 20,000 rows. Split it into several files."
NO_HEAD = "None of the first ten rows holds the column names (%(names)s). Copy the header row of the template."
NO_ROWS = "There are no rows under the column names. Fill in at least one row."
CHARACTERS = "The characters of the file cannot be read. Save the table as XLSX and upload that."
QUOTES = "Near line %(line)s of the file, quotation marks do not match. Save the table as XLSX and upload that."


def sparse(reference: str) -> bytes:
    workbook = Workbook()
    workbook.active.append(MEMBER_HEAD)
    workbook.active[reference] = "x"
    return saved(workbook)


def encrypted(document: bytes) -> bytes:
    """Set the flag "encrypted" of every entry in the central directory."""
    marked = bytearray(document)
    at = marked.find(b"PK\x01\x02")
    while at >= 0:
        marked[at + 8] |= 1
        at = marked.find(b"PK\x01\x02", at + 4)
    return bytes(marked)


def miscounted(document: bytes) -> bytes:
    """Change the checksum of the first entry in the central directory."""
    changed = bytearray(document)
    at = changed.find(b"PK\x01\x02")
    changed[at + 16 : at + 20] = struct.pack("<I", 12345)
    return bytes(changed)


def doubled(document: bytes) -> bytes:
    file = BytesIO(document)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return file.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(
        f'<!ENTITY {name} "{f"&{before};" * 20}">'.encode() for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + b"]><worksheet><sheetData><row><c><v>&i;</v></c></row></sheetData></worksheet>"
)
HOSTILE = {
    "nothing": ("a.xlsx", b"", "The file is empty. Choose the file that holds your rows."),
    "eleven megabytes": (
        "a.csv",
        b"a" * 11 * 1024 * 1024,
        "The file is larger than 10 MB. Take out pictures and other sheets, or split it.",
    ),
    "no ending": ("members", SOUND, KIND),
    "a PDF": ("a.pdf", pdf(), KIND),
    "a workbook with macros": ("a.xlsm", SOUND, KIND),
    "a program": ("a.exe", b"MZ" + bytes(200), KIND),
    "a PDF called XLSX": ("a.xlsx", pdf(), OTHER),
    "a picture called XLSX": ("a.xlsx", image("PNG"), OTHER),
    "a program called XLSX": ("a.xlsx", b"MZ" + bytes(200), OTHER),
    "a letter called XLSX": ("a.xlsx", docx(), OTHER),
    "an archive called XLSX": ("a.xlsx", packed({"a.txt": b"a"}, "text/plain"), OTHER),
    "macros called XLSX": ("a.xlsx", with_entry(SOUND, "xl/vbaProject.bin", b"x"), OTHER),
    "a binary workbook called XLSX": (
        "a.xlsx",
        packed({"xl/workbook.bin": b"x"}, "sheet.binary.macroEnabled.main"),
        OTHER,
    ),
    "an old workbook called XLSX": ("a.xlsx", xls({(0, 0): "编号", (0, 1): "名称"}), OTHER),
    "a new workbook called XLS": ("a.xls", SOUND, OTHER),
    "a web page called XLS": ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", OTHER),
    "an old letter called XLS": ("a.xls", compound({"WordDocument": b"x"}), OTHER),
    "a workbook called CSV": ("a.csv", SOUND, OTHER),
    "a web page called CSV": ("a.csv", b"\xef\xbb\xbf\n<html><script>alert(1)</script></html>", OTHER),
    "a picture called CSV": ("a.csv", image("PNG"), CHARACTERS),
    "a program called CSV": ("a.csv", b"MZ" + bytes(200), CHARACTERS),
    "zeros called CSV": ("a.csv", bytes(1000), CHARACTERS),
    "orders to a terminal": ("a.csv", CSV.replace("Chengbo", "\x1b[2J").encode(), CHARACTERS),
    "UTF-16 without its mark": ("a.csv", CSV.encode("utf-16-le"), CHARACTERS),
    "half a character": ("a.csv", CSV.encode("gb18030") + b"\xff\xff", CHARACTERS),
    "open quotation marks": ("a.csv", csv_text(MEMBER_HEAD, ['"PL-001', "x"]).encode(), QUOTES),
    "a password": ("a.xlsx", compound({"EncryptedPackage": b"x"}), LOCKED),
    "a password on an old workbook": ("a.xls", compound({"EncryptedPackage": b"x"}), LOCKED),
    "a bomb by ratio": ("a.xlsx", with_entry(SOUND, "xl/media/a.bin", bytes(20_000_000)), BURSTS),
    "a bomb by size": ("a.xlsx", packed({f"{number}.bin": bytes(999_000) for number in range(110)}), BURSTS),
    "a bomb by number": ("a.xlsx", packed({f"{number}": b"" for number in range(2100)}), BURSTS),
    "a way out of the folder": ("a.xlsx", with_entry(SOUND, "../../etc/passwd", b"x"), DAMAGED),
    "an absolute path": ("a.xlsx", with_entry(SOUND, "/etc/passwd", b"x"), DAMAGED),
    "a Windows path": ("a.xlsx", with_entry(SOUND, "..\\..\\a.exe", b"x"), DAMAGED),
    "encrypted entries": ("a.xlsx", encrypted(SOUND), DAMAGED),
    "a wrong checksum": ("a.xlsx", miscounted(SOUND), DAMAGED),
    "two entries of one name": ("a.xlsx", doubled(SOUND), DAMAGED),
    "a broken end": ("a.xlsx", SOUND[:-200], DAMAGED),
    "half a file": ("a.xlsx", SOUND[: len(SOUND) // 2], DAMAGED),
    "no sheet inside": ("a.xlsx", packed({}), HUGE),
    "a sheet that is no XML": ("a.xlsx", with_entry(SOUND, "xl/worksheets/sheet1.xml", b"<<<&&&"), HUGE),
    "a thousand million laughs": ("a.xlsx", with_entry(SOUND, "xl/worksheets/sheet1.xml", LAUGHS), None),
    "one stray cell in the last corner": ("a.xlsx", sparse("XFD1048576"), HUGE),
    "one stray cell in the last corner of an old workbook": (
        "a.xls",
        xls({(0, 0): "编号", (0, 1): "名称", (65535, 255): "x"}),
        HUGE,
    ),
    "an old workbook of rubbish": ("a.xls", compound({"Workbook": b"\xff" * 5000}), HUGE),
    "too many rows": ("a.csv", csv_text(MEMBER_HEAD, *([["a", "b"]] * 20_001)).encode(), LONG),
    "too many rows in a workbook": ("a.xlsx", xlsx([MEMBER_HEAD, *([["a", "b"]] * 20_001)]), LONG),
    "no column names": ("a.xlsx", xlsx([["一", "二"], ["三", "四"]]), NO_HEAD),
    "one known word": ("a.xlsx", xlsx([["名称", "二"], ["三", "四"]]), NO_HEAD),
    "column names in row eleven": ("a.xlsx", xlsx([*([["x"]] * 10), MEMBER_HEAD, MEMBER_ROW]), NO_HEAD),
    "spaces": ("a.csv", b" \r\n \r\n", NO_HEAD),
    "column names alone": ("a.xlsx", xlsx([MEMBER_HEAD]), NO_ROWS),
    "blank rows": ("a.csv", csv_text(MEMBER_HEAD, ["\u3000", " "], ["", ""]).encode(), NO_ROWS),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_damaged_or_hostile_file_is_refused_with_a_way_to_mend_it(case: str):
    name, data, message = HOSTILE[case]

    with pytest.raises(BadInput) as refusal:
        read_table(name, data, MEMBERS)

    assert refusal.value.field == "file"
    assert str(refusal.value)
    if message is not None:
        assert refusal.value.message == message


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("gb18030"),
        CSV.encode("gbk"),
        CSV.encode("utf-16"),
        CSV.replace(",", ";").encode(),
        CSV.replace(",", "\t").encode("gb18030"),
        CSV.replace("\r\n", "\n").encode(),
        CSV.replace("\r\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "semicolon", "tab", "unix", "mac"],
)
def test_a_csv_is_read_whatever_its_encoding_delimiter_and_newlines(data: bytes):
    table = read_table("名单.CSV", data, MEMBERS)

    assert table.headers == tuple(MEMBER_HEAD)
    assert table.rows == ROWS


def test_a_csv_cell_may_hold_commas_newlines_and_quotation_marks():
    text = '编号;名称\r\n\r\nPL-1;"甲;乙\n""丙"""\r\nPL-2;丁\r\n'

    assert read_table("a.csv", text.encode(), MEMBERS).rows == (
        Row(3, ("PL-1", '甲;乙\n"丙"')),
        Row(4, ("PL-2", "丁")),
    )


def test_our_own_apostrophe_before_a_formula_is_taken_off_again():
    assert read_table("a.csv", "编号,名称\r\n'=1,'abc\r\n".encode(), MEMBERS).rows == (Row(2, ("=1", "'abc")),)


def test_titles_and_merged_cells_above_the_column_names_do_not_matter():
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["滨江联合党委成员单位名单"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["类型：全部", "名称"])
    sheet.append(["\u3000编 号*", "单位名称（全称）", "英文名", "类型\n（三类）", "加入日期 （必填）", "备注"])
    sheet.append([7.0, "\ufeff\u3000甲\u3000", None, "两新", date(2026, 3, 5), 46000])
    sheet.append([None, "\u3000", None, None, None, None])
    sheet.append(["8", "乙", None, None, None, None, "beyond the last column"])

    table = read_table("a.xlsx", saved(workbook), MEMBERS)

    assert table.headers == ("编 号*", "单位名称（全称）", "英文名", "类型 （三类）", "加入日期 （必填）", "备注")
    assert table.rows == (
        Row(5, (7, "甲", None, "两新", date(2026, 3, 5), 46000)),
        Row(7, ("8", "乙", None, None, None, None)),
    )


def test_a_table_need_not_begin_in_the_first_corner():
    workbook = Workbook()
    for column, (heading, value) in enumerate(zip(MEMBER_HEAD, MEMBER_ROW, strict=True), start=4):
        workbook.active.cell(6, column, heading)
        workbook.active.cell(9, column, value)

    table = read_table("a.xlsx", saved(workbook), MEMBERS)

    assert (table.headers, table.rows) == (tuple(MEMBER_HEAD), (Row(9, tuple(MEMBER_ROW)),))


def test_an_old_workbook_is_read():
    cells = {(2, column): heading for column, heading in enumerate(MEMBER_HEAD)}
    data = xls({(0, 0): "名单", **cells, (3, 0): 12.0, (3, 1): "甲", (3, 3): "居民区", (3, 4): 46086.0})

    table = read_table("a.XLS", data, MEMBERS)

    assert table.headers == tuple(MEMBER_HEAD)
    assert table.rows == (Row(4, (12.0, "甲", None, "居民区", 46086.0, None)),)


def test_the_first_sheet_with_column_names_is_read_and_the_others_are_named():
    data = xlsx(
        [["封面"]],
        [MEMBER_HEAD, MEMBER_ROW],
        [MEMBER_HEAD, ["PL-002"]],
        [MEMBER_HEAD, ["PL-003"]],
        [],
        names=["封面", "名单", "示例", "旧名单", "空"],
    )

    table = read_table("a.xlsx", data, MEMBERS)

    assert (table.sheet, table.rows, table.unread) == ("名单", ROWS, ("封面", "旧名单"))


def test_hidden_sheets_are_not_read():
    workbook = Workbook()
    workbook.active.append(["封面"])
    hidden = workbook.create_sheet("hidden")
    hidden.append(MEMBER_HEAD)
    hidden.append(MEMBER_ROW)
    hidden.sheet_state = "hidden"

    with pytest.raises(BadInput) as refusal:
        read_table("a.xlsx", saved(workbook), MEMBERS)

    assert str(refusal.value) == NO_HEAD % {"names": "Code, Chinese name, Type, Joined on"}


def test_twenty_thousand_rows_are_not_too_many():
    data = csv_text(MEMBER_HEAD, *([["a", "b"]] * 20_000)).encode()

    assert len(read_table("a.csv", data, MEMBERS).rows) == 20_000


def test_truth_values_come_as_words_and_formulas_without_a_value_are_marked():
    workbook = Workbook()
    workbook.active.append(["编号", "名称", "类型"])
    workbook.active.append([True, 2.5, "=1+1"])

    assert read_table("a.xlsx", saved(workbook), MEMBERS).rows == (Row(2, ("TRUE", 2.5, UNCOUNTED)),)


@settings(max_examples=30, deadline=None)
@given(
    sound=st.sampled_from(
        [("a.xlsx", SOUND), ("a.xls", xls({(0, 0): "编号", (0, 1): "名称"})), ("a.csv", CSV.encode())]
    ),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=20),
    kept=st.one_of(st.none(), st.integers(1, 10_000)),
)
def test_a_randomly_damaged_file_is_read_or_refused_but_never_crashes(sound, changes, kept):
    name, data = sound
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place % len(data)] = value

    with suppress(BadInput):
        table = read_table(name, bytes(damaged[:kept]), MEMBERS)
        assert {len(row.cells) for row in table.rows} == {len(table.headers)}


@given(data=st.binary(min_size=1, max_size=300), ending=st.sampled_from(["xlsx", "xls", "csv", "XLSX", "txt", ""]))
def test_rubbish_is_always_refused(data: bytes, ending: str):
    with pytest.raises(BadInput):
        read_table(f"a.{ending}", data, MEMBERS)
