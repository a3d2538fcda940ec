"""Files that tests upload, built byte by byte: sound ones, damaged ones and hostile ones."""

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from PIL import Image

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MEMBER_HEAD = ["编号", "名称", "英文名", "类型", "加入日期", "退出日期"]
MEMBER_ROW = ["PL-001", "澄波居民区党总支", "Chengbo", "居民区", "2026-03-05", None]


def xlsx(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ()) -> bytes:
    """Return a workbook with these rows on its sheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets):
        sheet = workbook.create_sheet(names[number] if names else f"Sheet{number + 1}")
        for row in rows:
            sheet.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def csv_text(*rows: Iterable[str], delimiter: str = ",", newline: str = "\r\n") -> str:
    return newline.join(delimiter.join(row) for row in rows) + newline


def packed(entries: Mapping[str, bytes], main: str = XLSX_TYPE) -> bytes:
    """Return a ZIP archive that declares ``main`` as its content, with these entries besides."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>')
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_entry(document: bytes, name: str, content: bytes) -> bytes:
    """Return a packed document with one entry replaced or added."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, content)
    return file.getvalue()


def docx(entries: Mapping[str, bytes] | None = None) -> bytes:
    return packed({"word/document.xml": b"<w:document/>", **(entries or {})}, DOCX_TYPE)


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"


def image(format_: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    file = BytesIO()
    Image.new(mode, size, options.pop("colour", 0)).save(file, format_, **options)
    return file.getvalue()


def xls(cells: Mapping[tuple[int, int], str | float]) -> bytes:
    """Return an Excel 97 workbook with one sheet. Source: [MS-XLS] 2.4 and [MS-CFB] 2."""
    globals_size = 40
    bound = struct.pack("<IBB", globals_size, 0, 0) + b"\x04\x00Data"
    start = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)
    stream = _record(0x0809, start) + _record(0x0085, bound) + _record(0x000A, b"")
    assert len(stream) == globals_size
    stream += _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    for (row, column), value in cells.items():
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = value.encode("utf-16-le")
            stream += _record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
        else:
            stream += _record(0x0203, place + struct.pack("<d", value))
    return compound({"Workbook": stream + _record(0x000A, b"")})


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE compound file: header, one FAT sector, one directory sector, then the streams."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat, body, entries = [fat_mark, end], b"", [_directory("Root Entry", 5, end, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), start=1):
        content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first, count = len(fat), len(content) // 512
        fat += [*range(first + 1, first + count), end]
        body += content
        entries.append(_directory(name, 2, first, len(content), sibling=number + 1 if number < len(streams) else free))
    assert len(fat) <= 128
    assert len(entries) <= 4
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    sectors = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    return header + sectors + b"".join(entries).ljust(512, b"\0") + body


def _directory(
    name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, sibling: int = 0xFFFFFFFF
) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    return (
        title.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(title), kind, 1, 0xFFFFFFFF, sibling, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
