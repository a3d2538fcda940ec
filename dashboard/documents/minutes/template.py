"""What does the empty minutes form look like?

Source: GB/T 9704-2012, 党政机关公文格式, read in secondary copies: 22 lines of 28 characters in 156 × 225 mm.
The office may edit ``template.docx`` in Word or WPS; to build it afresh:
``python -c "from dashboard.documents.minutes.template import build_template as b; b()"``.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from dashboard.documents.minutes import form, styles

TEMPLATE = Path(__file__).parent / "template.docx"

SECTION = f"""
<w:sectPr {nsdecls("w")}>
  <w:pgSz w:w="11906" w:h="16838"/>
  <w:pgMar w:top="2098" w:right="1460" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1270" w:gutter="0"/>
  <w:docGrid w:type="lines" w:linePitch="579"/>
</w:sectPr>"""
"""Margins 37, 26, 35 and 28 mm in twips. The right one is a quarter of a millimetre short, well inside the tolerance of
1 mm, because 28 characters of 15.8 pt are 0.2 pt wider than 156 mm. The pitch is lines only: with a negative
``charSpace`` LibreOffice widens the characters instead of narrowing them."""

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
"""Parts of python-docx's own empty document that say nothing about minutes."""


def build_template(path: Path = TEMPLATE) -> None:
    """Write the form with its jinja placeholders to ``path``."""
    document = sheet()
    form.write(document)
    document.save(str(path))


def sheet() -> DocumentType:
    """Return an empty paper of the office: A4, its margins, styles and fonts."""
    document = Document()
    _leave_out_stock(document)
    _replace(document.styles.element, styles.stylesheet())
    _replace(document.settings.element, SETTINGS)
    _lay_out(document)
    return document


def _leave_out_stock(document: DocumentType) -> None:
    """Drop python-docx's thumbnail, sample numbering and author, and name the fonts of this form."""
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in STOCK_PARTS]:
            del rels[key]
    table = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        styles.font_table().encode(),
        document.part.package,
    )
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = ""
    document.core_properties.language = "zh-CN"


def _lay_out(document: DocumentType) -> None:
    body = document.element.body
    body.replace(body.sectPr, parse_xml(SECTION))


def _replace(element: BaseOxmlElement, xml: str) -> None:
    """Put the children of ``xml`` in the place of the element's own."""
    element[:] = parse_xml(xml)[:]
