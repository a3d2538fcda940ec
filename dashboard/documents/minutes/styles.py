"""In which fonts, sizes and spacings are minutes set?

Source: GB/T 9704-2012, read in secondary copies. 2号 is 22 pt, 3号 is 16 pt, 4号 is 14 pt; a line pitch of 28.95 pt
lets exactly 22 lines into 225 mm. The fonts are those of the office's computers: a Word file
carries only their names, and ``SUBSTITUTES`` where they are missing.
"""

from docx.oxml.ns import nsdecls

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

LINE = 579
"""28.95 pt in twips: the pitch of 22 lines in 225 mm."""

TIGHT = '<w:spacing w:val="-4"/>'
"""-0.2 pt after each character, so that 28 of 16 pt stand in 156 mm; without it 27 do."""

EVEN = '<w:spacing w:val="0"/>'

HEAD = "RedHead"
NUMBER = "DocumentNumber"
ISSUER = "IssuerAndDate"
TITLE = "Title"
BODY = "BodyText"
HEADING_1 = "Heading1"
HEADING_2 = "Heading2"
ROLL = "Roll"
IMPRINT = "Imprint"
COPIES = "Copies"
HEADER = "Header"
FOOTER = "Footer"
GAP = "Gap"
END = "End"
LABEL = "Label"
DIGEST = "Digest"
HEAD_NAME, ROLL_NAME, COPIES_NAME, LABEL_NAME = "纪要标志", "纪要名单", "纪要抄送", "纪要项名"
"""Names, as Word shows them, of styles that the export adjusts."""


def fonts(font: str) -> str:
    """Return the run property that sets ``font`` for every script, Chinese quotation marks included."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def stylesheet() -> str:
    """Return the whole of ``styles.xml``."""
    return f"<w:styles {nsdecls('w')}>{DEFAULTS}{''.join(PARAGRAPH_STYLES)}{CHARACTER_STYLES}{TABLE}</w:styles>"


def font_table() -> str:
    """Return ``fontTable.xml``: every font with what may stand in for it."""
    entries = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for font, others in SUBSTITUTES.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{entries}</w:fonts>'


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


def _lines(before: int = 0, after: int = 0, line: int = LINE, rule: str = "exact") -> str:
    """Return line spacing in twips. Another pitch than the page's leaves the grid, which would double it."""
    off_grid = "" if line == LINE else '<w:snapToGrid w:val="0"/>'
    return f'{off_grid}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


DEFAULTS = f"""
<w:docDefaults>
  <w:rPrDefault><w:rPr>
    {fonts(FANGSONG)}{TIGHT}{_size(16)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:widowControl w:val="0"/>{_lines()}</w:pPr></w:pPrDefault>
</w:docDefaults>"""

CHARACTER_STYLES = f"""
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
  <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
</w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="{LABEL}">
  <w:name w:val="{LABEL_NAME}"/><w:qFormat/><w:rPr>{fonts(HEITI)}</w:rPr>
</w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="{DIGEST}">
  <w:name w:val="纪要校验码"/><w:rPr>{fonts(SONGTI)}<w:color w:val="{GREY}"/>{EVEN}{_size(9)}</w:rPr>
</w:style>"""

TABLE = """
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
    <w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
    <w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
</w:style>"""


def _style(key: str, name: str, paragraph: str, run: str = "", *, default: bool = False) -> str:
    kind = ' w:default="1"' if default else "" if name.isascii() else ' w:customStyle="1"'
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
BOTH_ENDS = '<w:tabs><w:tab w:val="right" w:pos="8579"/></w:tabs>'

PARAGRAPH_STYLES = [
    _style("Normal", "Normal", '<w:widowControl w:val="0"/><w:jc w:val="both"/>', default=True),
    _style(
        HEAD,
        HEAD_NAME,
        f'{_lines(before=1984, after=200, line=240, rule="auto")}<w:jc w:val="center"/>',
        f'{fonts(XIAOBIAOSONG)}<w:color w:val="{RED}"/>{EVEN}{_size(31)}',
    ),
    _style(NUMBER, "纪要文号", f'{_lines(before=289)}<w:jc w:val="center"/>'),
    _style(ISSUER, "纪要机关与日期", f'{_lines(before=200)}<w:ind w:left="316" w:right="316"/><w:jc w:val="left"/>'),
    _style(
        TITLE,
        "Title",
        f'<w:keepNext/>{_lines(before=868, after=579, line=660)}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        f"{fonts(XIAOBIAOSONG)}{EVEN}{_size(22)}",
    ),
    _style(BODY, "Body Text", TWO_CHARACTERS),
    _style(
        HEADING_1,
        "heading 1",
        f'<w:keepNext/>{TWO_CHARACTERS}<w:outlineLvl w:val="1"/>',
        fonts(HEITI),
    ),
    _style(
        HEADING_2,
        "heading 2",
        f'<w:keepNext/>{TWO_CHARACTERS}<w:outlineLvl w:val="2"/>',
        fonts(KAITI),
    ),
    _style(ROLL, ROLL_NAME, '<w:ind w:left="1580" w:hanging="948"/>'),
    _style(
        IMPRINT,
        "纪要版记",
        f'<w:keepNext/>{_lines(before=40, after=40, line=480)}<w:ind w:left="280" w:right="280"/><w:jc w:val="left"/>',
        f"{EVEN}{_size(14)}",
    ),
    _style(
        COPIES,
        COPIES_NAME,
        f'<w:keepNext/>{_lines(before=40, after=40, line=480)}<w:ind w:left="1120" w:right="280" w:hanging="840"/>'
        '<w:jc w:val="left"/>',
        f"{EVEN}{_size(14)}",
    ),
    _style(
        HEADER,
        "header",
        f'{_lines(line=320)}<w:jc w:val="right"/>',
        f'{fonts(HEITI)}<w:color w:val="{RED}"/>{EVEN}{_size(14)}',
    ),
    _style(FOOTER, "footer", f'{BOTH_ENDS}{_lines(line=320)}<w:ind w:left="280" w:right="280"/>', f"{EVEN}{_size(14)}"),
    _style(GAP, "纪要版记前空", f"<w:keepNext/>{_lines()}"),
    _style(END, "纪要末行", _lines(line=20), '<w:sz w:val="2"/>'),
]
"""A name in Chinese is one that Word does not know by itself."""
