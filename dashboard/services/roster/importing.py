"""Which rows of an uploaded roster can be entered, and what came of entering them?"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dashboard.errors import BadInput
from dashboard.exchange.columns import Lookups
from dashboard.exchange.kinds import MEMBERS
from dashboard.exchange.rows import GoodRow, ImportReport, Problem, check
from dashboard.exchange.tables import read_table
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.once import repeated
from dashboard.services.roster.organisations import enter
from models.organisation import Organisation, OrganisationDraft

Report = ImportReport[OrganisationDraft]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import entered: codes in the order of the table, and the rows that were left out."""

    codes: tuple[str, ...]
    problems: tuple[Problem, ...]


def check_members(ctx: Context, data: bytes, name: str) -> Report:
    """Return which rows of a table could be entered now; nothing is written.

    Raises:
        BadInput: the file is no table of member organisations (field ``file``).
    """
    report = check(MEMBERS, read_table(name, data, MEMBERS), Lookups())
    with ctx.reading(P.ROSTER_KEEP) as session:
        return _without_known(session, report)


def import_members(
    ctx: Context, data: bytes, name: str, good_rows: bool = False, *, key: str | None = None
) -> Imported:
    """Enter the organisations of a table: all rows, or with ``good_rows`` those without a problem.

    Raises:
        BadInput: the file is no table of member organisations, some rows have problems and only all were
            wanted, or none is left to enter (field ``file``).
    """
    report = check(MEMBERS, read_table(name, data, MEMBERS), Lookups())
    with ctx.writing(P.ROSTER_KEEP) as unit:
        if (done := repeated(unit, key)) is not None:
            return Imported(tuple(done.split("\n")), ())
        report = _without_known(unit.session, report)
        if report.problems and not good_rows:
            raise BadInput(
                "file", "Some rows have problems, so nothing was entered. Mend them, or enter the good rows."
            )
        if not report.good:
            raise BadInput("file", "No row of this table can be entered.")
        codes = tuple(enter(unit, row.draft).code for row in report.good)
        unit.audit("organisation.import", "organisation", file=name[:80], codes=codes)
        unit.remember(key, "\n".join(codes))
        return Imported(codes, report.problems)


def _without_known(session: Session, report: Report) -> Report:
    """Move the rows whose code is entered already to the problems."""
    codes = [row.draft.code for row in report.good]
    known = set(session.exec(select(Organisation.code).where(col(Organisation.code).in_(codes))))
    reason = _("An organisation with this code is entered already.")
    column = next(column.title for column in MEMBERS.columns if column.field == "code")
    taken = [Problem(row.row_number, column, row.draft.code, reason) for row in report.good if row.draft.code in known]
    good: tuple[GoodRow[OrganisationDraft], ...] = tuple(row for row in report.good if row.draft.code not in known)
    problems = sorted((*report.problems, *taken), key=lambda problem: problem.row)
    return ImportReport(good, tuple(problems), report.unread)
