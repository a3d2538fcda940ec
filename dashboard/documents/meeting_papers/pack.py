"""What does a member read about each item before the meeting (会议材料)?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.facts import CostLine, PackFacts, PackItem
from dashboard.documents.meeting_papers.parts import colon, lines, numbered, particulars, sheet, two_columns
from dashboard.documents.paper.model import Block, Heading, PageBreak, Paper, Paragraph
from dashboard.formats import number, yuan
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext, pgettext


def as_paper(facts: PackFacts) -> Paper:
    """Return the pack in the language spoken now: every item begins on a page of its own."""
    return sheet("pack", _("Meeting papers"), facts.head, _blocks(facts))


def _blocks(facts: PackFacts) -> Iterator[Block]:
    yield from particulars(facts.head)
    if not facts.items:
        yield Paragraph(text=_("The agenda is still empty."))
    for position, item in enumerate(facts.items):
        if position:
            yield PageBreak()
        yield Heading(text=numbered(item.position, item.title))
        yield two_columns(_rows(item))


def _rows(item: PackItem) -> list[tuple[str, str]]:
    people = "" if item.beneficiaries is None else number(item.beneficiaries)
    about = [
        (_("Number on the claim list"), item.need_number),
        (_("Place"), item.place),
        (_("Presented by"), item.presenter),
        (_("Beneficiaries"), people),
        (_("Reasons"), item.reasons),
        (
            pgettext("pack", "Options"),
            lines((item.suggestion, *(f"{n}. {text}" for n, text in enumerate(item.options, 1)))),
        ),
        (_("Costs and sources"), _costs(item)),
        (_("Power to decide"), item.power),
        (_("What was heard before"), lines(item.consultation) or _("Nothing is on file.")),
        (_("Legal opinion"), item.legal),
    ]
    return [*about, (_("Motion"), _motion(item)), (_("How it is decided"), _decided(item)), *_papers(item)]


def _costs(item: PackItem) -> str:
    estimate = colon(_("Estimated cost"), yuan(item.estimate_fen)) if item.estimate_fen is not None else ""
    return lines((estimate, *(_cost(line) for line in item.costs))) or _("No costs are on file.")


def _cost(line: CostLine) -> str:
    words = {"source": line.source, "text": line.text, "amount": yuan(line.amount_fen)}
    if line.amount_fen is None:
        return _("%(source)s: %(text)s") % words
    return (_("%(source)s: %(text)s, %(amount)s") if line.text else _("%(source)s: %(amount)s")) % words


def _motion(item: PackItem) -> str:
    conditions = colon(_("Conditions"), item.conditions) if item.conditions else ""
    suggested = _("(Suggested wording; the motion is put at the meeting.)") if item.suggested else ""
    return lines((item.motion, conditions, suggested)) or _("Taken note of, no vote planned.")


def _decided(item: PackItem) -> str:
    return lines((item.rule, colon(_("Way to vote"), item.way) if item.way else ""))


def _papers(item: PackItem) -> Iterator[tuple[str, str]]:
    if item.attachments:
        count = len(item.attachments)
        label = ngettext("%(n)d attachment", "%(n)d attachments", count) % {"n": count}
        yield label, lines(item.attachments)
