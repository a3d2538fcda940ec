"""In which fonts, sizes and spacings does a Word file set a paper?

Source: GB/T 9704-2012, read in secondary copies. 2号 is 22 pt, 3号 is 16 pt, 4号 is 14 pt; a line pitch of 28.95 pt
lets exactly 22 lines into 225 mm. The fonts are those of the office's computers: a Word file carries only their names,
and ``SUBSTITUTES`` where they are missing.
"""

from dataclasses import dataclass

from docx.oxml.ns import nsdecls

from dashboard.documents.paper.model import Layout

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
XIAOBIAOSONG = "方正小标宋简体"
SONGTI = "宋体"
LATIN = "Times New Roman"

SUBSTITUTES = {
    FANGSONG: "仿宋,FangSong,Noto Serif CJK SC",
    KAITI: "楷体,KaiTi,Noto Serif CJK SC",
    HEITI: "SimHei,Noto Sans CJK SC",
    XIAOBIAOSONG: "FZXiaoBiaoSong-B05S,宋体,Noto Serif CJK SC",
    SONGTI: "SimSun,Noto Serif CJK SC",
}

RED = "E60012"
GREY = "595959"

PITCH = 579
"""28.95 pt in twips: the pitch of 22 lines in 225 mm."""

WITHIN = '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
"""A page has its 22 lines wherever a paragraph is cut, and no punctuation mark hangs out of the type area."""

TIGHT, EVEN = -4, 0
"""Twentieths of a point after each character: at -0.2 pt 28 characters of 16 pt stand in 156 mm, at 0 only 27."""

HEAD_NAME, ROLL_NAME, COPIES_NAME, LABEL_NAME = "红头", "名单", "抄送", "项名"
"""Names, as Word shows them, of styles that the export adjusts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and its sizes: margins in twips, sizes in points. ``line`` is exact, or 0 for 1.4 lines."""

    top: int
    right: int
    bottom: int
    left: int
    size: float
    title: float
    large: float
    table: float
    line: int = 0
    spacing: int = EVEN
    indent: int = 0
    align: str = "left"

    @property
    def width(self) -> int:
        """Return the width between the margins of an upright sheet in twips."""
        return 11906 - self.left - self.right


SHEETS = {
    Layout.OFFICIAL: Sheet(2098, 1460, 1984, 1587, 16, 22, 22, 12, PITCH, TIGHT, 632, "both"),
    Layout.FORM: Sheet(1134, 1020, 1247, 1134, 12, 18, 16, 10.5),
    Layout.POSTER: Sheet(1247, 1134, 1247, 1134, 24, 44, 36, 18, align="center"),
}
"""Official margins are 37, 26, 35 and 28 mm. The right one is a quarter of a millimetre short, well inside the
tolerance of 1 mm, because 28 characters of 15.8 pt are 0.2 pt wider than 156 mm."""


def fonts(font: str) -> str:
    """Return the run property that sets ``font`` for every script, Chinese quotation marks included."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def font_table() -> str:
    """Return ``fontTable.xml``: every font with what may stand in for it."""
    entries = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for font, others in SUBSTITUTES.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{entries}</w:fonts>'


def stylesheet(sheet: Sheet) -> str:
    """Return the whole of ``styles.xml``."""
    styles = "".join((*_text_styles(sheet), *_line_styles(sheet), *_edge_styles(sheet), *_table_styles(sheet)))
    return f"<w:styles {nsdecls('w')}>{_defaults(sheet)}{styles}{_character_styles(sheet)}{TABLE}</w:styles>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'


def _run(font: str = "", points: float = 0, spacing: int | None = None, color: str = "", bold: bool = False) -> str:
    """Return run properties in the order that the schema asks for."""
    return "".join(
        (
            fonts(font) if font else "",
            "<w:b/>" if bold else "",
            f'<w:color w:val="{color}"/>' if color else "",
            f'<w:spacing w:val="{spacing}"/>' if spacing is not None else "",
            _size(points) if points else "",
        )
    )


def _lines(sheet: Sheet, before: int = 0, after: int = 0, line: int | None = None, rule: str = "exact") -> str:
    """Return line spacing in twips. Another pitch than the page's leaves the grid, which would double it."""
    if line is None:
        line, rule = (sheet.line, "exact") if sheet.line else (336, "auto")
    off_grid = "" if line == sheet.line else '<w:snapToGrid w:val="0"/>'
    return f'{off_grid}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def _first_line(sheet: Sheet) -> str:
    return f'<w:ind w:firstLineChars="200" w:firstLine="{sheet.indent}"/>' if sheet.indent else ""


def _style(key: str, name: str, paragraph: str, run: str = "", *, default: bool = False) -> str:
    """Return a paragraph style. A name in Chinese is one that Word does not know by itself."""
    kind = ' w:default="1"' if default else "" if name.isascii() else ' w:customStyle="1"'
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _defaults(sheet: Sheet) -> str:
    language = '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    run = f"<w:rPr>{_run(FANGSONG, sheet.size, sheet.spacing)}{language}</w:rPr>"
    paragraph = f'<w:pPr><w:widowControl w:val="0"/>{_lines(sheet)}</w:pPr>'
    return f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault>{paragraph}</w:pPrDefault></w:docDefaults>"


def _text_styles(sheet: Sheet) -> list[str]:
    """Title, headings and text."""
    centred = '<w:jc w:val="center"/>'
    before = 868 if sheet.line else 0
    title = _lines(sheet, before, sheet.line or 200, round(sheet.title * 30))
    large = f"<w:keepNext/>{_lines(sheet, 120, 120, round(sheet.large * 30))}"
    heading = f"<w:keepNext/>{_first_line(sheet)}{centred if sheet.align == 'center' else ''}"
    return [
        _style("Normal", "Normal", f'{WITHIN}<w:jc w:val="{sheet.align}"/>', default=True),
        _style(
            "Title",
            "Title",
            f'<w:keepNext/>{title}{centred}<w:outlineLvl w:val="0"/>',
            _run(XIAOBIAOSONG, sheet.title, EVEN),
        ),
        _style("Subtitle", "Subtitle", f"{_lines(sheet, 0, sheet.line or 160)}{centred}", _run(KAITI)),
        _style("BodyText", "Body Text", _first_line(sheet)),
        _style("Large", "大字", large, _run(XIAOBIAOSONG, sheet.large, EVEN)),
        _style("Heading1", "heading 1", f'{heading}<w:outlineLvl w:val="1"/>', _run(HEITI)),
        _style("Heading2", "heading 2", f'{heading}<w:outlineLvl w:val="2"/>', _run(KAITI)),
    ]


def _line_styles(sheet: Sheet) -> list[str]:
    """Lines that are no text: of a roll, boxes to tick, signatures, pictures, the closing."""
    left, hanging = (sheet.indent + 948, 948) if sheet.indent else (900, 900)
    line_end = f'<w:tab w:val="left" w:leader="underscore" w:pos="{sheet.width * 2 // 3}"/>'
    return [
        _style("Roll", ROLL_NAME, f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'),
        _style("Closing", "落款", f'<w:keepLines/><w:ind w:right="{round(sheet.size * 40)}"/><w:jc w:val="right"/>'),
        _style("Boxes", "勾选框", _first_line(sheet), "" if sheet.line else _run(points=sheet.size * 1.25)),
        _style(
            "Signature",
            "签名行",
            f'<w:keepLines/><w:tabs>{line_end}</w:tabs>{_lines(sheet, 240, 120)}<w:jc w:val="left"/>',
        ),
        _style("Picture", "图片", f'{_lines(sheet, 120, 120, 240, "auto")}<w:jc w:val="center"/>'),
    ]


def _edge_styles(sheet: Sheet) -> list[str]:
    """Head, number and imprint; header and footer of the page; and lines that nobody reads."""
    char = round(sheet.size * 20)
    imprint = f"<w:keepNext/>{_lines(sheet, 40, 40, 480)}"
    left = '<w:jc w:val="left"/>'
    both_ends = f'<w:tabs><w:tab w:val="right" w:pos="{sheet.width - 280}"/></w:tabs>'
    footer = f'{both_ends}{_lines(sheet, line=320)}<w:ind w:left="280" w:right="280"/>{left}'
    head = f'{_lines(sheet, 1984 if sheet.line else 0, 200, 240, "auto")}<w:jc w:val="center"/>'
    small = _run("", 14, EVEN)
    tiny = _run(points=1)
    return [
        _style("RedHead", HEAD_NAME, head, _run(XIAOBIAOSONG, 31, EVEN, RED)),
        _style("DocumentNumber", "文号", f'{_lines(sheet, 289)}<w:jc w:val="center"/>'),
        _style("IssuerAndDate", "机关与日期", f'{_lines(sheet, 200)}<w:ind w:left="{char}" w:right="{char}"/>{left}'),
        _style("Imprint", "版记", f'{imprint}<w:ind w:left="280" w:right="280"/>{left}', small),
        _style("Copies", COPIES_NAME, f'{imprint}<w:ind w:left="1120" w:right="280" w:hanging="840"/>{left}', small),
        _style("Header", "header", f'{_lines(sheet, line=320)}<w:jc w:val="right"/>', _run(HEITI, 14, EVEN, RED)),
        _style("Footer", "footer", footer, small),
        _style("Gap", "版记前空", f"<w:keepNext/>{_lines(sheet)}"),
        _style("Rule", "细线", f"{_border('single')}{_lines(sheet, 60, 120, 120)}", tiny),
        _style("CutLine", "裁切线", f"{_border('dashed')}{_lines(sheet, 120, 240, 120)}", tiny),
        _style("End", "末行", _lines(sheet, line=20), tiny),
    ]


def _border(value: str) -> str:
    return f'<w:pBdr><w:bottom w:val="{value}" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'


def _table_styles(sheet: Sheet) -> list[str]:
    lines = _lines(sheet, 20, 20, 300, "auto")
    return [
        _style("Cell", "表格文字", f'{lines}<w:jc w:val="left"/>', _run("", sheet.table, EVEN)),
        _style("CellHead", "表头", f'<w:keepNext/>{lines}<w:jc w:val="center"/>', _run(HEITI, sheet.table, EVEN)),
        _style("AfterTable", "表后空", _lines(sheet, line=160), _run(points=1)),
    ]


def _character_styles(sheet: Sheet) -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        + "".join(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:qFormat/>'
            f"<w:rPr>{run}</w:rPr></w:style>"
            for key, name, run in (
                ("Label", LABEL_NAME, _run(HEITI)),
                ("Strong", "强调", _run(HEITI)),
                ("Digest", "校验码", _run(SONGTI, 9, EVEN, GREY)),
            )
        )
    )


TABLE = """
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
    <w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
    <w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
</w:style>"""
