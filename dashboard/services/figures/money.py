"""How much money was approved, committed and paid, from which source and in which year? Amounts in integer fen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import case, extract, func
from sqlmodel import Session, col, select

from dashboard.formats import percent, yuan
from dashboard.labels import label
from dashboard.services.context import Context
from dashboard.services.figures.keeping import kept
from dashboard.services.figures.sql import local_year
from models.enums import FundSource, ProjectStatus
from models.project import BudgetLine, Payment, Project

MONEY = (
    "label", "approved", "committed", "paid", "approved_text", "committed_text", "paid_text", "share",
)  # fmt: skip
COUNTED = col(Project.status) != ProjectStatus.TAKEN_BACK
"""What an import entered that was undone was never money of ours."""


@dataclass(frozen=True, slots=True)
class Money:
    """Fen approved, committed to works that have begun, and paid; of one source or one year."""

    of: str
    approved_fen: int
    committed_fen: int
    paid_fen: int
    paid_then_fen: int = 0
    """What was paid in the year itself, for whatever project."""


def money_by_source_frame(ctx: Context) -> pd.DataFrame:
    """Return the money of all projects by source, in the order of the vocabulary.

    Columns: label (the source); approved, committed, paid (yuan, to draw with); the same with ``_text`` (exact to
    the fen); share (paid of approved in words). Committed is what is approved for works that have begun; what was
    approved for works given up since counts only as far as it was paid.
    """
    found = {one.of: one for one in kept(ctx, _by_source)}
    return _frame([(label(source), found[source]) for source in FundSource if source in found])


def money_by_year_frame(ctx: Context) -> pd.DataFrame:
    """Return the money by the year in which the project was established.

    Columns: as of :func:`money_by_source_frame`; label is the year; paid_then_text is what was paid in that year for
    whatever project.
    """
    found = kept(ctx, _by_year)
    return _frame([(one.of, one) for one in found]).assign(paid_then_text=[yuan(one.paid_then_fen) for one in found])


def _frame(rows: list[tuple[str, Money]]) -> pd.DataFrame:
    records = [
        {
            "label": name,
            "approved": one.approved_fen / 100,
            "committed": one.committed_fen / 100,
            "paid": one.paid_fen / 100,
            "approved_text": yuan(one.approved_fen),
            "committed_text": yuan(one.committed_fen),
            "paid_text": yuan(one.paid_fen),
            "share": percent(one.paid_fen, one.approved_fen),
        }
        for name, one in rows
    ]
    return pd.DataFrame(records, columns=list(MONEY))


def _amounts() -> list[Any]:
    given_up, begun = col(Project.status) == ProjectStatus.TERMINATED, col(Project.started_on).is_not(None)
    approved = case((given_up, col(BudgetLine.paid_fen)), else_=col(BudgetLine.approved_fen))
    committed = case((begun, approved), else_=0)
    return [func.sum(approved), func.sum(committed), func.sum(BudgetLine.paid_fen)]


def _by_source(session: Session, _now: datetime) -> list[Money]:
    query: Any = (
        select(BudgetLine.source, *_amounts())
        .join(Project, col(BudgetLine.project_id) == col(Project.id))
        .where(COUNTED)
        .group_by(col(BudgetLine.source))
    )
    return [Money(FundSource(source), int(a), int(c), int(p)) for source, a, c, p in session.execute(query)]


def _by_year(session: Session, _now: datetime) -> list[Money]:
    year = local_year(Project.established_at)
    approved: Any = (
        select(year.label("year"), *_amounts())
        .select_from(BudgetLine)
        .join(Project, col(BudgetLine.project_id) == col(Project.id))
        .where(COUNTED)
        .group_by("year")
    )
    agreed = {int(one): (int(a), int(c), int(p)) for one, a, c, p in session.execute(approved)}
    paid_in = extract("year", col(Payment.paid_on)).label("year")
    payments: Any = (
        select(paid_in, func.sum(Payment.amount_fen))
        .join(Project, col(Payment.project_id) == col(Project.id))
        .where(COUNTED)
        .group_by("year")
    )
    paid = {int(one): int(amount) for one, amount in session.execute(payments)}
    years = sorted(agreed.keys() | paid.keys())
    return [Money(str(one), *agreed.get(one, (0, 0, 0)), paid.get(one, 0)) for one in years]
