"""Into what do the tellers write what they counted (计票表), and does it add up?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.facts import TallyCounts, TallyFacts, TallyVote
from dashboard.documents.meeting_papers.parts import numbered, particulars, sheet, small
from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Column,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Rule,
    Signatures,
    Table,
)
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from models.enums import BallotForm

ON_A_PAGE = 2
"""Votes on a page; a vote on a list of options has one to itself."""
MANY = 4
"""More options than this need the whole page."""


def as_paper(facts: TallyFacts) -> Paper:
    """Return the tally sheet in the language spoken now; figures that are not counted yet are left to be written in."""
    return sheet("tally_sheet", _("Tally sheet"), facts.head, _blocks(facts))


def _blocks(facts: TallyFacts) -> Iterator[Block]:
    yield from particulars(facts.head)
    if not facts.votes:
        yield Paragraph(text=_("No item of this meeting is voted on, so there is nothing to count."))
    room = ON_A_PAGE
    for position, vote in enumerate(facts.votes):
        needed = ON_A_PAGE if len(vote.options) > MANY else 1
        if position and room < needed:
            yield PageBreak()
            room = ON_A_PAGE
        elif position:
            yield Rule()
        room -= needed
        yield from _vote(vote)


def _vote(vote: TallyVote) -> Iterator[Block]:
    yield Heading(level=2, text=numbered(vote.position, vote.title) + _round(vote))
    yield Paragraph(text=vote.text)
    yield _ballots(vote)
    if vote.hidden:
        yield small(_("So few ballots were cast that their numbers are not given."))
    else:
        yield _votes(vote)
    if vote.options and not vote.hidden:
        yield _options(vote)
    if vote.counts is None:
        yield small(_("Checks; tick what holds:"))
        yield Boxes(options=_checks(vote), below_each_other=True)
    for line in _checked(vote):
        yield small(line)
    yield Signatures(labels=(_("Teller (signature)"), _("Counter (signature)"), pgettext("paper", "Date")))


def _round(vote: TallyVote) -> str:
    return "　" + _("(round %(n)d)") % {"n": vote.round_no} if vote.round_no > 1 else ""


def _checks(vote: TallyVote) -> tuple[str, ...]:
    """Return what has to add up. Source: returned at most issued, else the vote is void and held again."""
    whole = _("For + against + abstain = valid")
    if vote.form is not BallotForm.QUESTION:
        whole = _("Ballots with a choice + abstaining = valid")
    return (
        _("Valid + invalid = returned"),
        _("Returned is at most issued (else the vote is void and held again)"),
        whole,
    )


def _checked(vote: TallyVote) -> Iterator[str]:
    """Return the checks on a finished count of paper ballots, with its figures."""
    counts = vote.counts
    if counts is None or counts.issued is None or counts.returned is None:
        return
    words = {"valid": counts.valid, "invalid": counts.invalid, "returned": counts.returned, "issued": counts.issued}
    if counts.returned > counts.issued:
        yield _("Returned %(returned)d is more than issued %(issued)d: the vote is void and held again.") % words
    elif counts.valid + counts.invalid == counts.returned:
        yield _("Checked: valid %(valid)d + invalid %(invalid)d = returned %(returned)d.") % words
    else:
        yield _("Valid %(valid)d + invalid %(invalid)d is not returned %(returned)d: count again.") % words


def _ballots(vote: TallyVote) -> Table:
    counts = vote.counts
    titles = (_("Ballots due"), _("Ballots issued"), _("Ballots returned"), _("Valid ballots"), _("Invalid ballots"))
    known: tuple[int | None, ...] = (vote.due, None, None, None, None)
    if counts is not None:
        known = (vote.due, counts.issued, counts.returned, counts.valid, counts.invalid)
    return _row_of(titles, known, counts)


def _votes(vote: TallyVote) -> Table:
    counts = vote.counts
    if vote.form is not BallotForm.QUESTION:
        picked = None if counts is None else counts.votes_for + counts.against
        kept = (picked, None if counts is None else counts.abstain)
        return _row_of((_("Ballots with a choice"), _("Abstain")), kept, counts)
    votes = (None, None, None) if counts is None else (counts.votes_for, counts.against, counts.abstain)
    return _row_of((_("For"), _("Against"), _("Abstain")), votes, counts)


def _row_of(titles: tuple[str, ...], figures: tuple[int | None, ...], counts: TallyCounts | None) -> Table:
    """Return one row of figures: blank before the count, a dash where a counted vote has no such figure."""
    missing = "" if counts is None else "—"
    return Table(
        columns=tuple(Column(title=title, align="center") for title in titles),
        rows=(tuple(missing if figure is None else str(figure) for figure in figures),),
        row_mm=10,
    )


def _options(vote: TallyVote) -> Table:
    count = _("Points") if vote.form is BallotForm.RANKING else pgettext("tally", "Votes")
    columns = (
        Column(title=pgettext("paper", "No."), share=0.6, align="center"),
        Column(title=_("Option"), share=5),
        Column(title=_("Count by strokes (正)"), share=3),
        Column(title=count, align="center"),
    )
    counted = vote.counts.options if vote.counts is not None and vote.counts.options else ("",) * len(vote.options)
    rows = tuple(
        (str(position), option, "", str(figure))
        for position, (option, figure) in enumerate(zip(vote.options, counted, strict=True), 1)
    )
    return Table(columns=columns, rows=rows, row_mm=8)
