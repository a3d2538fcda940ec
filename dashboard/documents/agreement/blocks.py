"""How does an agreement become a paper of blocks, for every format?"""

from collections.abc import Iterator

from dashboard.documents.agreement.clauses import clauses, heading, side_name
from dashboard.documents.agreement.facts import AgreementFacts
from dashboard.documents.minutes.punctuation import with_colon
from dashboard.documents.paper.model import Block, Heading, Labelled, Paper, Paragraph, Signatures
from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.i18n import language, pgettext


def as_paper(facts: AgreementFacts) -> Paper:
    """Return the agreement in the language spoken now, laid out as an official paper."""
    draft = pgettext("agreement", "DRAFT") if facts.draft else ""
    demo = _("Demonstration data") if facts.demo else ""
    return Paper(
        sort="agreement",
        title=facts.title,
        subtitle=_("Agreement number: %(number)s") % {"number": facts.number},
        blocks=tuple(_blocks(facts)),
        marks="　".join(mark for mark in (draft, demo) if mark),
        language=language(),
    )


def _blocks(facts: AgreementFacts) -> Iterator[Block]:
    for position, side in enumerate(facts.sides):
        yield Labelled(label=side_name(position), text=side.name)
    yield Paragraph(text=_("For building together in the area, the sides agree as follows after friendly talks:"))
    for position, clause in enumerate(clauses(facts)):
        yield Heading(text=heading(position, clause))
        for text in clause.paragraphs:
            yield Paragraph(text=text)
    seal = _("(seal)")
    signed = day(facts.signed_on) if facts.signed_on else _("Year ____ month ____ day ____")
    for position, side in enumerate(facts.sides):
        yield Paragraph(text=f"{with_colon(side_name(position))}{side.name} {seal}", align="left", bold=True)
        yield Signatures(labels=(_("Signed for the unit").rstrip("：: "),))
        yield Paragraph(text=with_colon(pgettext("agreement", "Date")) + signed, align="left")
