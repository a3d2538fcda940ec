"""What stands on the ballot papers of a meeting (表决票), and how many are printed?"""

import unicodedata
from collections.abc import Iterator

from dashboard.documents.meeting_papers.facts import BallotFacts, BallotsFacts
from dashboard.documents.meeting_papers.parts import colon, numbered, particulars, sheet, small
from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Column,
    PageBreak,
    Paper,
    Paragraph,
    Rule,
    Signatures,
    Table,
)
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext, pgettext
from models.enums import BallotForm

LINE, LARGE = 70, 50
"""Half-width characters that surely fit on a line of a form, and on one in the size of a question."""
TEXT, HIGH, OPTION = 1.4, 1.6, 1.5
"""Height of a line of text, of a question and of an option in Word, which sets them wider apart than the PDF."""
PAGE = 41
"""Lines of 17.5 pt that surely fit on a page of a form."""
FIXED, SIGNED = 10.1, 3.6
"""Such lines of a ballot beside its question and options, and those that unit and signature take."""
SHORT = 3
"""Lines of a question that is set large; a longer one is set as text."""
MOST = 3
"""Ballots on a sheet at most: smaller ones get lost when they are cut."""


def as_paper(facts: BallotsFacts) -> Paper:
    """Return the run sheet and one sheet of ballots for each item, in the language spoken now."""
    title = _("Ballot papers")
    return sheet("ballots", title, facts.head, _blocks(facts), without_page_numbers=True)


def per_sheet(ballot: BallotFacts) -> int:
    """Return how many ballots of an item stand on one sheet of A4, 1 to 3."""
    texts = (numbered(ballot.position, ballot.title), ballot.conditions)
    high = FIXED + SIGNED * ballot.signed + sum(_lines(text, LINE) for text in texts if text) * TEXT
    high += _lines(ballot.text, LARGE) * HIGH if _large(ballot) else _lines(ballot.text, LINE) * TEXT
    high += sum(_lines(option, LARGE) for option in (*ballot.options, "")) * OPTION if ballot.options else 0
    return max(1, min(MOST, int(PAGE // high)))


def _large(ballot: BallotFacts) -> bool:
    return _lines(ballot.text, LARGE) <= SHORT


def sheets(ballot: BallotFacts) -> int:
    """Return how often the sheet of an item is printed to have a ballot for each who may vote."""
    return -(-ballot.copies // per_sheet(ballot))


def _lines(text: str, length: int) -> int:
    wide = sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
    return 1 + wide // length


def _blocks(facts: BallotsFacts) -> Iterator[Block]:
    yield from particulars(facts.head)
    if not facts.ballots:
        yield Paragraph(text=_("No item of this meeting is voted on, so there are no ballots."))
        return
    yield from _run_sheet(facts)
    for ballot in facts.ballots:
        yield PageBreak()
        count = per_sheet(ballot)
        for position in range(count):
            yield from _ballot(facts, ballot)
            if position < count - 1:
                yield Rule(cut=True)


def _run_sheet(facts: BallotsFacts) -> Iterator[Block]:
    """Say how many of each sheet are printed, so that no more ballots are given out than there are voters."""
    columns = (
        Column(title=pgettext("agenda", "Item"), share=4),
        Column(title=_("Kind of ballot"), share=1.4, align="center"),
        Column(title=_("Ballots needed"), align="center"),
        Column(title=_("Ballots on a sheet"), align="center"),
        Column(title=_("Sheets to print"), align="center"),
        Column(title=_("Surplus to destroy"), align="center"),
    )
    rows = tuple(_run(ballot) for ballot in facts.ballots)
    yield small(_("For the office: how many to print. Destroy the surplus before the ballots are given out."))
    yield Table(columns=columns, rows=rows, row_mm=9)
    yield Signatures(labels=(_("Given out by"), _("Checked by the teller")))


def _run(ballot: BallotFacts) -> tuple[str, ...]:
    about, count = (numbered(ballot.position, ballot.title), _kind(ballot)), per_sheet(ballot)
    if not ballot.copies:  # nobody is on the roll: those who come are counted on the spot
        return (*about, "—", str(count), "—", "—")
    surplus = sheets(ballot) * count - ballot.copies
    return (*about, str(ballot.copies), str(count), str(sheets(ballot)), str(surplus))


def _kind(ballot: BallotFacts) -> str:
    return pgettext("ballot", "signed") if ballot.signed else pgettext("ballot", "secret")


def _ballot(facts: BallotsFacts, ballot: BallotFacts) -> Iterator[Block]:
    title = _("Ballot (signed)") if ballot.signed else _("Ballot (secret)")
    yield Paragraph(text=title, align="center", bold=True)
    about = numbered(ballot.position, ballot.title)
    yield small(f"{facts.head.number}　{about}{_round(ballot)}")
    yield Paragraph(text=ballot.text, align="left", bold=True, large=_large(ballot))
    if ballot.conditions:
        yield small(colon(_("Conditions"), ballot.conditions))
    yield _boxes(ballot)
    yield small(_legend(ballot))
    if ballot.signed:
        yield Signatures(labels=(_("Unit voting"), _("Signature")))
    yield Paragraph(text=_("%(issuer)s (seal)　　Date: ____________") % {"issuer": facts.issuer}, align="right")


def _round(ballot: BallotFacts) -> str:
    return "　" + _("(round %(n)d)") % {"n": ballot.round_no} if ballot.round_no > 1 else ""


def _boxes(ballot: BallotFacts) -> Boxes:
    if ballot.form is BallotForm.QUESTION:
        return Boxes(options=(_("For"), _("Against"), _("Abstain")))
    return Boxes(options=(*ballot.options, _("Abstain")), below_each_other=True)


def _legend(ballot: BallotFacts) -> str:
    """Return how to mark the ballot, and when it is void; an unmarked one abstains."""
    if ballot.form is BallotForm.QUESTION:
        return _(
            "Put √ into one box only. A ballot with several marks or an unclear one is invalid; "
            "one without a mark counts as abstaining."
        )
    if ballot.form is BallotForm.RANKING:
        return _(
            "Write 1, 2, 3 … into the boxes, the best first, each number once. A ballot with a number twice or an "
            "unclear one is invalid; one without a number counts as abstaining."
        )
    if ballot.form is BallotForm.APPROVAL:
        return _(
            "Put √ into the box of every option you approve of. A ballot with an unclear mark is invalid; "
            "one without a mark counts as abstaining."
        )
    words = ngettext(
        "Put √ into the box of at most %(n)d option. A ballot with more marks or an unclear one is invalid; "
        "one without a mark counts as abstaining.",
        "Put √ into the boxes of at most %(n)d options. A ballot with more marks or an unclear one is invalid; "
        "one without a mark counts as abstaining.",
        ballot.most_choices,
    )
    return words % {"n": ballot.most_choices}
