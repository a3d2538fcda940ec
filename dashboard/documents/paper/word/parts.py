"""What stands where on the Word form of a paper, as placeholders that docxtpl fills in?

``{%p … %}``, ``{%tr … %}``, ``{%tc … %}`` and ``{%r … %}`` are docxtpl's: the paragraph, table row, cell or run that
holds them disappears.
"""

from dashboard.documents.paper.word import styles as s
from dashboard.documents.paper.word.xml import cell, paragraph, row, run, table

BLOCK_TABLE = "paper-table"
"""Description of a table that holds a table of the paper: by it the export finds the ones to fit to the page."""

THICK, THIN = 8, 6
"""Lines of the imprint in eighths of a point: 0.35 mm and 0.25 mm, rounded to what Word offers."""

AT_THE_FOOT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:topFromText="289" w:vertAnchor="margin" '
    'w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
)
"""Word sets the imprint at the foot of the last page; LibreOffice keeps a table of full width after the text."""


def body(sheet: s.Sheet) -> list[str]:
    """Return the paragraphs and tables of a form from top to bottom."""
    return [
        *_head(sheet),
        *_title(),
        *_blocks(sheet),
        *_roll(sheet),
        *_closing(),
        *_imprint(sheet),
        paragraph("End"),
    ]


def _tag(statement: str) -> str:
    return paragraph("BodyText", run(f"{{%p {statement} %}}", s.FANGSONG))


def _only_if(condition: str, *content: str) -> list[str]:
    return [_tag(f"if {condition}"), *content, _tag("endif")]


def _each(loop: str, *content: str) -> list[str]:
    return [_tag(f"for {loop}"), *content, _tag("endfor")]


def _labelled(name: str) -> str:
    return run(f"{{{{ {name}.label }}}}", s.HEITI, style="Label") + run(f"{{{{ {name}.text }}}}", s.FANGSONG)


def _head(sheet: s.Sheet) -> list[str]:
    """Red head, number, then issuer and date, and the red line 4 mm below them."""
    red_line = f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{s.RED}"/>'
    left = round(sheet.width * 0.58)
    issuer = paragraph("IssuerAndDate", run("{{ issuer }}", s.FANGSONG))
    date = paragraph("IssuerAndDate", run("{{ issued_on }}", s.FANGSONG), align="right")
    number = run("{{ number }}", s.FANGSONG)
    return [
        *_only_if(
            "head",
            paragraph("RedHead", run("{{ head }}", s.XIAOBIAOSONG)),
            *_only_if("number", paragraph("DocumentNumber", number)),
            table(sheet, red_line, (left, sheet.width - left), [(issuer, date)], below=227),
        ),
        *_only_if("number and not head", paragraph("BodyText", number, align="right")),
    ]


def _title() -> list[str]:
    return [
        *_only_if("title", paragraph("Title", run("{{ title }}", s.XIAOBIAOSONG))),
        *_only_if("subtitle", paragraph("Subtitle", run("{{ subtitle }}", s.KAITI))),
    ]


def _blocks(sheet: s.Sheet) -> list[str]:
    kinds = [
        *_only_if('block.kind == "heading_1"', paragraph("Heading1", run("{{ block.text }}", s.HEITI))),
        *_only_if('block.kind == "heading_2"', paragraph("Heading2", run("{{ block.text }}", s.KAITI))),
        *_only_if('block.kind == "paragraph"', *_paragraphs()),
        *_only_if('block.kind == "labelled"', paragraph("Roll", _labelled("block"))),
        *_only_if('block.kind == "table"', _block_table(sheet), paragraph("AfterTable")),
        *_only_if(
            'block.kind == "boxes"',
            *_each("line in block.lines", paragraph("Boxes", run("{{ line }}", s.FANGSONG))),
        ),
        *_only_if('block.kind == "picture"', paragraph("Picture", run("{{ block.picture }}", s.FANGSONG))),
        *_only_if(
            'block.kind == "signatures"',
            *_each(
                "label in block.labels",
                paragraph("Signature", run("{{ label }}", s.FANGSONG) + "<w:r><w:tab/></w:r>"),
            ),
        ),
        *_only_if('block.kind == "rule"', paragraph("Rule")),
        *_only_if('block.kind == "cut_line"', paragraph("CutLine")),
        *_only_if('block.kind == "page_break"', paragraph("End", '<w:r><w:br w:type="page"/></w:r>')),
    ]
    return _each("block in blocks", *kinds)


def _paragraphs() -> list[str]:
    """Return a paragraph for each alignment, each with its run plain, bold or large."""
    runs = "".join(
        (
            run("{%r if block.bold %}", s.FANGSONG),
            run("{{ block.text }}", s.HEITI, style="Strong"),
            run("{%r else %}", s.FANGSONG),
            run("{{ block.text }}", s.FANGSONG),
            run("{%r endif %}", s.FANGSONG),
        )
    )
    large = run("{{ block.text }}", s.XIAOBIAOSONG)
    drawn = []
    for name, align in (("justify", ""), ("left", "left"), ("center", "center"), ("right", "right")):
        drawn += _only_if(
            f'block.align == "{name}"',
            *_only_if("block.large", paragraph("Large", large, align=align)),
            *_only_if("not block.large", paragraph("BodyText", runs, align=align)),
        )
    return drawn


def _block_table(sheet: s.Sheet) -> str:
    """Return a table of as many columns and rows as the block has, its first row repeated on each page."""
    cell_tag = {
        name: cell(600, paragraph("Cell", run(f"{{%tc {name} %}}", s.FANGSONG)))
        for name in ("for column in block.columns", "for cell in row", "endfor")
    }
    head = cell(600, paragraph("CellHead", run("{{ column }}", s.HEITI)))
    text = cell(600, paragraph("Cell", run("{{ cell }}", s.FANGSONG)))
    rows = [
        row(cell_tag["for column in block.columns"] + head + cell_tag["endfor"], "<w:cantSplit/><w:tblHeader/>"),
        row(cell(600, paragraph("Cell", run("{%tr for row in block.rows %}", s.FANGSONG)))),
        row(cell_tag["for cell in row"] + text + cell_tag["endfor"], ""),
        row(cell(600, paragraph("Cell", run("{%tr endfor %}", s.FANGSONG)))),
    ]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = '<w:gridCol w:w="600"/>' * 3
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sheet.width}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblDescription w:val="{BLOCK_TABLE}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _roll(sheet: s.Sheet) -> list[str]:
    """Who was there: one blank line below the text, names aligned behind the colon.

    The last line keeps the imprint from standing on a page of its own.
    """
    blank = [paragraph("BodyText")] if sheet.line else []
    return _only_if(
        "roll",
        *blank,
        *_each(
            "line in roll",
            *_only_if("not loop.last", paragraph("Roll", _labelled("line"))),
            *_only_if("loop.last", paragraph("Roll", _labelled("line"), keep=True)),
        ),
    )


def _closing() -> list[str]:
    """Who issued the paper and when, on the right, where no head and no imprint says so."""
    line = run("{{ line }}", s.FANGSONG)
    return _only_if(
        "closing",
        paragraph("BodyText", keep=True),
        *_each(
            "line in closing",
            *_only_if("not loop.last", paragraph("Closing", line, keep=True)),
            *_only_if("loop.last", paragraph("Closing", line)),
        ),
    )


def _imprint(sheet: s.Sheet) -> list[str]:
    """版记 at the foot of the last page: copies, then issuer and day, a thick line above and below."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", THICK), ("bottom", THICK), ("insideH", THIN))
    )
    left = round(sheet.width * 0.57)
    rows: list[tuple[str, ...]] = [
        (paragraph("Imprint", run("{%tr if imprint.copies %}", s.FANGSONG)),),
        (paragraph("Copies", _labelled("imprint.copies")),),
        (paragraph("Imprint", run("{%tr endif %}", s.FANGSONG)),),
        (
            paragraph("Imprint", run("{{ imprint.issuer }}", s.FANGSONG)),
            paragraph("Imprint", run("{{ imprint.issued }}", s.FANGSONG), align="right"),
        ),
    ]
    drawn = table(sheet, lines, (left, sheet.width - left), rows, position=AT_THE_FOOT)
    return _only_if("imprint", paragraph("Gap"), drawn)
