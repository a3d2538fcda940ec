"""Where do the Word forms of the house come from?

The office may edit the forms in Word or WPS; to build those of the house afresh:
``python -c "from dashboard.documents.paper.word.form import build_templates as b; b()"``.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dashboard.documents.paper.word import parts
from dashboard.documents.paper.word import styles as s
from dashboard.documents.paper.word.xml import page_number, paragraph, parsed, run

TEMPLATES = Path(__file__).parents[1] / "templates"

SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="420"/>
  <w:evenAndOddHeaders/>
  <w:characterSpacingControl w:val="compressPunctuation"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/>
</w:settings>"""

STOCK_PARTS = {
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
"""Parts of python-docx's own empty document that say nothing about papers."""


def build_templates(folder: Path = TEMPLATES) -> None:
    """Write the form of each layout with its placeholders into ``folder``."""
    for layout, sheet in s.SHEETS.items():
        document = _empty(sheet)
        _write(document, sheet)
        document.save(str(folder / f"{layout.value}.docx"))


def _empty(sheet: s.Sheet) -> DocumentType:
    """Return an empty sheet: A4, its margins, styles and fonts."""
    document = Document()
    _leave_out_stock(document)
    document.styles.element[:] = parse_xml(s.stylesheet(sheet))[:]
    document.settings.element[:] = parse_xml(SETTINGS)[:]
    body = document.element.body
    body.replace(body.sectPr, parse_xml(_section(sheet)))
    return document


def _section(sheet: s.Sheet) -> str:
    """Return page and margins. The pitch is lines only: LibreOffice widens characters at a negative ``charSpace``."""
    grid = f'<w:docGrid w:type="lines" w:linePitch="{sheet.line}"/>' if sheet.line else ""
    head, foot = (1134, 1270) if sheet.line else (567, 567)
    return (
        f'<w:sectPr {nsdecls("w")}><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{sheet.top}" w:right="{sheet.right}" w:bottom="{sheet.bottom}" w:left="{sheet.left}" '
        f'w:header="{head}" w:footer="{foot}" w:gutter="0"/>{grid}</w:sectPr>'
    )


def _leave_out_stock(document: DocumentType) -> None:
    """Drop python-docx's thumbnail, sample numbering and author, and name the fonts of this form."""
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in STOCK_PARTS]:
            del rels[key]
    table = Part(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, s.font_table().encode(), document.part.package
    )
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    for name in ("author", "comments", "title"):
        setattr(document.core_properties, name, "")
    document.core_properties.language = "zh-CN"


def _write(document: DocumentType, sheet: s.Sheet) -> None:
    """Fill body, headers and footers of an empty document."""
    end = document.element.body.sectPr
    for xml in parts.body(sheet):
        end.addprevious(parsed(xml))
    section = document.sections[0]
    digest, number = run("{{ digest }}", s.SONGTI, style="Digest"), page_number()
    tab = "<w:r><w:tab/></w:r>"
    edges = [
        (section.header, paragraph("Header", run("{{ marks }}", s.HEITI))),
        (section.even_page_header, paragraph("Header", run("{{ marks }}", s.HEITI))),
        (section.footer, paragraph("Footer", digest + tab + number)),
        (section.even_page_footer, paragraph("Footer", number + tab + digest)),
    ]
    for edge, xml in edges:
        edge.is_linked_to_previous = False
        edge._element[:] = [parsed(xml)]
