"""How does a report on the result of a vote become a Word file?"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from dashboard.documents.minutes import form, styles
from dashboard.documents.minutes.particulars import Particular
from dashboard.documents.minutes.template import sheet
from dashboard.documents.paper.texts import check_text
from dashboard.documents.result_report.facts import ReportFacts
from dashboard.documents.result_report.lines import Section, sections, title
from dashboard.i18n import gettext as _

LABEL = 3200
"""Width of the column of labels in twips."""
LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def to_docx(facts: ReportFacts) -> bytes:
    """Return the report as a Word file, A4, in the language spoken now; text is printed as it was typed.

    Raises:
        BadInput: a text holds a character that no Word file can hold (field ``text``).
    """
    document = sheet()
    end = document.element.body.sectPr
    for xml in _body(facts):
        end.addprevious(form.parsed(xml))
    section = document.sections[0]
    marks = _("Demonstration data") if facts.demo else ""
    for edge, xml in (
        (section.header, form.paragraph(styles.HEADER, form.run(marks, styles.HEITI))),
        (section.even_page_header, form.paragraph(styles.HEADER, form.run(marks, styles.HEITI))),
        (section.footer, form.paragraph(styles.FOOTER, form.page_number(), align="center")),
        (section.even_page_footer, form.paragraph(styles.FOOTER, form.page_number(), align="center")),
    ):
        edge.is_linked_to_previous = False
        edge._element[:] = [form.parsed(xml)]
    document.core_properties.title = f"{title()} {facts.meeting_number}"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _body(facts: ReportFacts) -> Iterator[str]:
    yield form.paragraph(styles.TITLE, form.run(_text(title()), styles.XIAOBIAOSONG))
    for section in sections(facts):
        yield from _section(section)
    yield form.paragraph(styles.BODY)
    for signer in (_("Chair (signature)"), _("Tellers (signature)"), _("Recorder (signature)")):
        yield form.paragraph(styles.BODY, form.run(_text(f"{signer}________________"), styles.FANGSONG))


def _section(section: Section) -> Iterator[str]:
    yield form.paragraph(styles.HEADING_1, form.run(_text(section.heading), styles.HEITI), with_next=True)
    yield _table(section.lines)


def _table(lines: Sequence[Particular]) -> str:
    rows = "".join(
        form.row((LABEL, _cell(line.label, styles.HEITI)), (form.WIDTH - LABEL, _cell(line.text, styles.FANGSONG)))
        for line in lines
    )
    return form.table(LINES, (LABEL, form.WIDTH - LABEL), rows)


def _cell(text: str, font: str) -> str:
    """Return one paragraph for each line of a text."""
    return "".join(
        form.paragraph(styles.IMPRINT, form.run(_text(line), font), align="left", with_next=False)
        for line in text.split("\n")
    )


def _text(text: str) -> str:
    """Return text that is safe inside XML."""
    check_text("text", text)
    return escape(text)
