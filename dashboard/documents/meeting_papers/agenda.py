"""In which order and at what time does a meeting take its items (议程)?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.facts import AgendaFacts, AgendaLine
from dashboard.documents.meeting_papers.parts import lines, particulars, sheet
from dashboard.documents.paper.model import Block, Column, Labelled, Paper, Paragraph, Picture, Table
from dashboard.documents.qr import qr_png
from dashboard.formats import clock
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext, pgettext


def as_paper(facts: AgendaFacts) -> Paper:
    """Return the agenda in the language spoken now."""
    return sheet("agenda", _("Agenda"), facts.head, _blocks(facts))


def _blocks(facts: AgendaFacts) -> Iterator[Block]:
    yield from particulars(facts.head)
    if facts.chair:
        yield Labelled(label=pgettext("minutes", "Chair"), text=facts.chair)
    if not facts.lines:
        yield Paragraph(text=_("The agenda is still empty."))
        return
    columns = (
        Column(title=pgettext("paper", "No."), share=0.8, align="center"),
        Column(title=pgettext("paper", "Time"), share=1.1, align="center"),
        Column(title=pgettext("agenda", "Item"), share=5),
        Column(title=_("Presented by"), share=2.2),
        Column(title=_("Power to decide"), share=1.8),
        Column(title=pgettext("agenda", "Minutes"), share=1.3, align="center"),
    )
    yield Table(columns=columns, rows=tuple(_row(line) for line in facts.lines), row_mm=11)
    total = sum(line.minutes for line in facts.lines)
    planned = ngettext("%(n)d item", "%(n)d items", len(facts.lines)) % {"n": len(facts.lines)}
    words = {"items": planned, "minutes": total, "end": clock(facts.head.ends_at)}
    yield Paragraph(text=_("%(items)s, %(minutes)d minutes planned, until about %(end)s.") % words, align="left")
    if facts.address:
        yield Picture(png=qr_png(facts.address), width_mm=26, alt=_("QR code: %(path)s") % {"path": facts.address})
        yield Paragraph(text=_("Scan for the meeting's page with its papers and calendar file."), align="center")


def _row(line: AgendaLine) -> tuple[str, ...]:
    item = lines((line.title, line.need_number, line.note))
    return (str(line.position), clock(line.starts_at), item, line.presenter, line.power, str(line.minutes))
