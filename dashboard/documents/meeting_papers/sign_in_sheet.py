"""Who signs in where, when they come to a meeting (签到表)?"""

from collections.abc import Iterator

from dashboard.documents.meeting_papers.facts import SignInFacts, SignInRow
from dashboard.documents.meeting_papers.parts import BLANK, particulars, sheet
from dashboard.documents.paper.model import Block, Column, Labelled, Paper, Paragraph, Table
from dashboard.formats import clock
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext

SPARE = 2
"""Empty rows at the end, for those nobody expected."""
SPARE_OF_RESIDENTS = 28
"""At a meeting of the residents nobody is listed beforehand."""


def as_paper(facts: SignInFacts) -> Paper:
    """Return the sheet in the language spoken now, across the page."""
    title = _("Sign-in sheet")
    return sheet("sign_in_sheet", title, facts.head, _blocks(facts), landscape=True)


def _blocks(facts: SignInFacts) -> Iterator[Block]:
    yield from particulars(facts.head)
    columns = (
        Column(title=pgettext("paper", "No."), share=0.6, align="center"),
        Column(title=_("Unit"), share=3.6),
        Column(title=_("Post"), share=2.0),
        Column(title=_("Seat number"), share=0.9, align="center"),
        Column(title=pgettext("sign-in sheet", "Category"), share=1.1, align="center"),
        Column(title=_("Signature"), share=2.2),
        Column(title=_("Time of arrival"), share=1.2),
        Column(title=_("Remarks"), share=1.8),
    )
    rows = [_row(position, row) for position, row in enumerate(facts.rows, 1)]
    empty = SPARE_OF_RESIDENTS if facts.head.residents else SPARE
    spare = range(len(rows) + 1, len(rows) + 1 + empty)
    rows += [(str(position), *[""] * 7) for position in spare] if facts.attended is None else []
    yield Table(columns=columns, rows=tuple(rows), row_mm=7.5)
    yield Paragraph(text=_footer(facts), align="left")
    yield Labelled(label=pgettext("paper", "Recorder"), text=facts.recorder)


def _row(position: int, row: SignInRow) -> tuple[str, ...]:
    seat = "" if row.seat is None else str(row.seat)
    arrived = "" if row.arrived_at is None else clock(row.arrived_at)
    return (str(position), row.unit, row.post, seat, row.kind, "", arrived, row.note)


def _footer(facts: SignInFacts) -> str:
    there = facts.attended
    words = {
        "entitled": BLANK if facts.head.residents else facts.entitled,
        "present": BLANK if there is None else there.present,
        "on_leave": BLANK if there is None else there.on_leave,
        "guests": BLANK if there is None else there.guests,
    }
    line = _("Should attend %(entitled)s　present %(present)s　on leave %(on_leave)s　in attendance %(guests)s")
    return line % words
