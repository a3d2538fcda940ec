"""How does an agreement become a Word file?"""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from dashboard.documents.agreement.clauses import clauses, heading, side_name
from dashboard.documents.agreement.facts import AgreementFacts
from dashboard.documents.minutes import form, styles
from dashboard.documents.minutes.punctuation import with_colon
from dashboard.documents.minutes.template import sheet
from dashboard.documents.paper.texts import check_text
from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext

COLUMN = form.WIDTH // 2
"""Two sides sign beside each other."""


def to_docx(facts: AgreementFacts) -> bytes:
    """Return the agreement as a Word file, A4, in the language spoken now; text is printed as it was typed.

    Raises:
        BadInput: a text holds a character that no Word file can hold (field ``text``).
    """
    document = sheet()
    end = document.element.body.sectPr
    for xml in _body(facts):
        end.addprevious(form.parsed(xml))
    section = document.sections[0]
    marks = form.paragraph(styles.HEADER, form.run(_marks(facts), styles.HEITI))
    foot = form.paragraph(styles.FOOTER, form.page_number(), align="center")
    for edge, xml in (
        (section.header, marks),
        (section.even_page_header, marks),
        (section.footer, foot),
        (section.even_page_footer, foot),
    ):
        edge.is_linked_to_previous = False
        edge._element[:] = [form.parsed(xml)]
    document.core_properties.title = f"{facts.title} {facts.number}"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _marks(facts: AgreementFacts) -> str:
    draft = pgettext("agreement", "DRAFT") if facts.draft else ""
    demo = _("Demonstration data") if facts.demo else ""
    return "　".join(mark for mark in (draft, demo) if mark)


def _body(facts: AgreementFacts) -> Iterator[str]:
    yield form.paragraph(styles.TITLE, form.run(_text(facts.title), styles.XIAOBIAOSONG))
    number = _("Agreement number: %(number)s") % {"number": facts.number}
    yield form.paragraph(styles.BODY, form.run(_text(number), styles.FANGSONG))
    for position, side in enumerate(facts.sides):
        label = form.run(_text(with_colon(side_name(position))), styles.HEITI)
        yield form.paragraph(styles.BODY, label + form.run(_text(side.name), styles.FANGSONG))
    opening = _("For building together in the area, the sides agree as follows after friendly talks:")
    yield form.paragraph(styles.BODY, form.run(_text(opening), styles.FANGSONG))
    every = clauses(facts)
    for position, clause in enumerate(every):
        yield form.paragraph(styles.HEADING_1, form.run(_text(heading(position, clause)), styles.HEITI), with_next=True)
        last = position == len(every) - 1  # stands with the signatures, which never have a page to themselves
        for paragraph in clause.paragraphs:
            yield form.paragraph(styles.BODY, form.run(_text(paragraph), styles.FANGSONG), with_next=last or None)
    yield form.paragraph(styles.BODY, with_next=True)
    yield _signatures(facts)
    yield form.paragraph(styles.END)


def _signatures(facts: AgreementFacts) -> str:
    """Return the block where the sides sign and seal, two beside each other, kept together on one page."""
    cells = [(COLUMN, _signature(facts, position)) for position in range(len(facts.sides))]
    if len(cells) % 2:
        cells.append((COLUMN, form.paragraph(styles.IMPRINT)))
    rows = "".join(form.row(*cells[start : start + 2]) for start in range(0, len(cells), 2))
    return form.table("", (COLUMN, COLUMN), rows, below=280)


def _signature(facts: AgreementFacts, position: int) -> str:
    side = facts.sides[position]
    signed = day(facts.signed_on) if facts.signed_on else _("Year ____ month ____ day ____")
    lines = (
        f"{with_colon(side_name(position))}{side.name}",
        _("(seal)"),
        with_colon(_("Signed for the unit")) + "________",
        with_colon(pgettext("agreement", "Date")) + signed,
    )
    return "".join(
        form.paragraph(styles.IMPRINT, form.run(_text(line), styles.FANGSONG), align="left") for line in lines
    )


def _text(text: str) -> str:
    """Return text that is safe inside XML."""
    check_text("text", text)
    return escape(text)
