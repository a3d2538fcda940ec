"""How does a report on the result of a vote become a paper of blocks, for every format?"""

from collections.abc import Iterator, Sequence

from dashboard.documents.paper.model import Block, Column, Heading, Layout, PageBreak, Paper, Signatures, Table
from dashboard.documents.result_report.facts import ReportFacts
from dashboard.documents.result_report.lines import sections, title
from dashboard.i18n import gettext as _
from dashboard.i18n import language, pgettext


def as_paper(facts: ReportFacts | Sequence[ReportFacts]) -> Paper:
    """Return the report on one vote, or on several, each on a page of its own; in the language spoken now."""
    every = [facts] if isinstance(facts, ReportFacts) else list(facts)
    return Paper(
        sort="result_report",
        layout=Layout.FORM,
        title=title(),
        subtitle=every[0].meeting_title if every else "",
        blocks=tuple(_blocks(every)),
        marks=_("Demonstration data") if any(one.demo for one in every) else "",
        language=language(),
    )


def _blocks(every: Sequence[ReportFacts]) -> Iterator[Block]:
    for position, facts in enumerate(every):
        if position:
            yield PageBreak()
        for section in sections(facts):
            yield Heading(text=section.heading)
            yield Table(
                columns=(Column(title=_("Point")), Column(title=pgettext("paper", "Content"), share=2.4)),
                rows=tuple((line.label, line.text) for line in section.lines),
            )
        signers = (_("Chair (signature)"), _("Tellers (signature)"), _("Recorder (signature)"))
        yield Signatures(labels=tuple(signer.rstrip("：: ") for signer in signers))
