"""What does a public notice (公示) say on the board?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.parts import marks
from dashboard.documents.minutes.typed import lines
from dashboard.documents.paper.model import Block, Labelled, Paper, Paragraph
from dashboard.documents.public_papers.address import reading_on
from dashboard.documents.public_papers.facts import PublicNoticeFacts
from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.i18n import language, ngettext


def as_paper(facts: PublicNoticeFacts) -> Paper:
    """Return the notice in the language spoken now, laid out as an official paper."""
    return Paper(
        sort="public_notice",
        title=_("Public notice on “%(title)s”") % {"title": facts.need_title},
        blocks=tuple(_blocks(facts)),
        marks=marks(demo=facts.demo),
        language=language(),
    )


def _blocks(facts: PublicNoticeFacts) -> Iterator[Block]:
    for line in lines(facts.text):
        yield Paragraph(text=line)
    days = ngettext("%(n)d day", "%(n)d days", facts.days) % {"n": facts.days}
    period = {"first": day(facts.starts_on), "last": day(facts.ends_on), "days": days}
    yield Labelled(label=_("Number of the notice"), text=facts.number)
    yield Labelled(label=_("Item on the claim list"), text=f"{facts.need_number}　{facts.need_title}")
    yield Labelled(label=_("Kind of notice"), text=facts.kind)
    until = _("from %(first)s to %(last)s at midnight (%(days)s; the day of posting is not counted)")
    yield Labelled(label=_("Notice period"), text=until % period)
    yield Labelled(label=_("Where it is posted"), text=facts.places)
    yield Labelled(label=_("Where objections can be handed in"), text=facts.contact_post)
    if facts.ended:
        yield Paragraph(text=_("This notice has ended or was withdrawn; it is printed for the file."))
    else:
        yield Paragraph(
            text=_(
                "Whoever sees the matter otherwise objects within the period, in writing or on the dashboard, and says "
                "what about and why. Each objection is answered in writing; who objected is not made known."
            )
        )
    yield Paragraph(text=facts.issuer, align="right")
    yield Paragraph(text=day(facts.starts_on), align="right")
    yield from reading_on(facts.path, facts.site, width_mm=26)
