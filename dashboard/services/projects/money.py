"""How much money from which source is approved for a project, and how much of it is paid? All in fen."""

from dataclasses import dataclass

from sqlmodel import select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import yuan
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import FundSource, ProjectStatus
from models.project import BudgetLine, Project

MOST_FEN = 20_000_000_00
"""20 million yuan; in fen this still fits a 32-bit column."""
PAYMENT = "project.book_payment"
"""The audit line of a payment; its facts are ``source``, ``amount_fen`` and ``note``."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Money from one source, or all sources together, in fen."""

    approved_fen: int
    paid_fen: int

    @property
    def left_fen(self) -> int:
        """What may still be paid."""
        return self.approved_fen - self.paid_fen


def set_budget(ctx: Context, project_id: int, source: FundSource, approved_fen: int) -> Budget:
    """Approve ``approved_fen`` from this source, in the place of what was approved from it before.

    Raises:
        RuleBroken: the project is accepted, or more than that is paid already.
        BadInput: the amount is not between 0 and 20 million yuan.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        if project.status == ProjectStatus.ACCEPTED:
            raise RuleBroken("The project is accepted: its budget stays as it is.")
        if not 0 <= approved_fen <= MOST_FEN:
            raise BadInput("approved_fen", "Please enter an amount between 0 and 20 million yuan.")
        line = _line(unit, project, source) or BudgetLine(project_id=project.id, source=source, approved_fen=0)
        if approved_fen < line.paid_fen:
            raise RuleBroken("%(paid)s is paid from this source already.", paid=yuan(line.paid_fen))
        before, line.approved_fen = line.approved_fen, approved_fen
        unit.add(line)
        subject = subject_of(project)
        unit.audit("project.set_budget", subject, source=source, before_fen=before, after_fen=approved_fen)
        return Budget(line.approved_fen, line.paid_fen)


def book_payment(
    ctx: Context, project_id: int, source: FundSource, amount_fen: int, note: str, *, key: str | None = None
) -> Budget:
    """Book a payment of ``amount_fen`` from this source and return what is approved and paid from it now.

    Raises:
        RuleBroken: nothing is approved from this source, or the payment would pass what is approved.
        BadInput: the amount is not positive, or the note is empty or cannot be shown to everybody.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        line = _line(unit, project, source)
        if line is None:
            raise RuleBroken("No money is approved from this source yet.")
        if repeated(unit, key) is not None:
            return Budget(line.approved_fen, line.paid_fen)
        if not 1 <= amount_fen <= MOST_FEN:
            raise BadInput("paid_fen", "Please enter an amount above 0, up to 20 million yuan.")
        words = public_text("note", note, least=2, most=200)
        left = line.approved_fen - line.paid_fen
        if amount_fen > left:
            raise RuleBroken("Only %(left)s of what is approved from this source is left.", left=yuan(left))
        line.paid_fen += amount_fen
        unit.add(line)
        unit.audit(PAYMENT, subject_of(project), source=source, amount_fen=amount_fen, note=words)
        unit.remember(key, line.id)
        return Budget(line.approved_fen, line.paid_fen)


def _line(unit: Unit, project: Project, source: FundSource) -> BudgetLine | None:
    same = select(BudgetLine).where(BudgetLine.project_id == project.id, BudgetLine.source == source)
    return unit.session.exec(same.with_for_update()).first()
