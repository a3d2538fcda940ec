"""How much money from which source is approved for a project, and how much of it is paid? All in fen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import yuan
from dashboard.rules.funds import long_number, not_for, owners_must_decide
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated
from dashboard.services.typed_text import one_line, public_text
from models.base import subject_of
from models.enums import FundSource, ProjectStatus
from models.need import Need
from models.project import BudgetLine, Payment, Project

MOST_FEN = 20_000_000_00
"""20 million yuan; in fen this still fits a 32-bit column."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Money from one source, or all sources together, in fen."""

    approved_fen: int
    paid_fen: int

    @property
    def left_fen(self) -> int:
        """What may still be paid."""
        return self.approved_fen - self.paid_fen


@dataclass(frozen=True, slots=True)
class Checked:
    """What was confirmed before money is approved or paid.

    ``not_for`` are the codes of ``rules.funds.NOT_FOR``; ``owners`` says when and how the owners decided.
    """

    not_for: Collection[str] = ()
    owners: str = ""


UNCHECKED = Checked()


def set_budget(
    ctx: Context, project_id: int, source: FundSource, approved_fen: int, checked: Checked = UNCHECKED
) -> Budget:
    """Approve ``approved_fen`` from this source, in the place of what was approved from it before.

    Raises:
        RuleBroken: work has started, so that a change with its reason is due; or more than that is paid already.
        BadInput: the amount is not between 0 and 20 million yuan, or what the source must not pay for, or the
            owners' decision, is not confirmed.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        if project.status == ProjectStatus.ACCEPTED:
            raise RuleBroken("The project is accepted: its budget stays as it is.")
        if project.status != ProjectStatus.PLANNED:
            raise RuleBroken("Work has started: propose a change of the budget, with its reason.")
        refuse_sum("approved_fen", approved_fen)
        owners = require_checked(unit, project, source, checked)
        line = line_of(unit, project, source) or BudgetLine(project_id=project.id, source=source, approved_fen=0)
        refuse_below_paid(line, approved_fen)
        before, line.approved_fen = line.approved_fen, approved_fen
        unit.add(line)
        unit.audit(
            "project.set_budget", subject_of(project), source=source, before_fen=before, after_fen=approved_fen,
            not_for=sorted(checked.not_for), owners=owners,
        )  # fmt: skip
        return Budget(line.approved_fen, line.paid_fen)


def book_payment(
    ctx: Context,
    project_id: int,
    source: FundSource,
    amount_fen: int,
    note: str,
    *,
    paid_on: date | None = None,
    reference: str = "",
    checked: Checked = UNCHECKED,
    key: str | None = None,
) -> Budget:
    """Book a payment of ``amount_fen`` from this source and return what is approved and paid from it now.

    Args:
        paid_on: today where it is empty.
        reference: number of the voucher.

    Raises:
        RuleBroken: nothing is approved from this source, or the payment would pass what is approved.
        BadInput: the amount is not positive, the day lies ahead, the words are empty or hold an account number, or
            what the source must not pay for, or the owners' decision, is not confirmed.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        line = _approved(unit, project, source)
        if repeated(unit, key) is not None:
            return Budget(line.approved_fen, line.paid_fen)
        if not 1 <= amount_fen <= MOST_FEN:
            raise BadInput("paid_fen", "Please enter an amount above 0, up to 20 million yuan.")
        require_checked(unit, project, source, checked)
        left = line.approved_fen - line.paid_fen
        if amount_fen > left:
            raise RuleBroken("Only %(left)s of what is approved from this source is left.", left=yuan(left))
        row = _payment(unit, line, amount_fen, note, paid_on or unit.today, reference)
        unit.audit("project.book_payment", subject_of(project), payment=row.id, source=source, amount_fen=amount_fen)
        unit.remember(key, line.id)
        return Budget(line.approved_fen, line.paid_fen)


def correct_payment(
    ctx: Context, project_id: int, source: FundSource, amount_fen: int, reason: str, *, key: str | None = None
) -> Budget:
    """Take ``amount_fen`` out of what is booked as paid, because it was a mistake; the reason says which one.

    Both the mistake and its correction stay in the list. Returns what is approved and paid from the source now.

    Raises:
        RuleBroken: nothing is approved from this source, or less than that is booked.
        BadInput: the amount is not positive, or the reason is empty or holds an account number.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        line = _approved(unit, project, source)
        if repeated(unit, key) is not None:
            return Budget(line.approved_fen, line.paid_fen)
        if not 1 <= amount_fen <= MOST_FEN:
            raise BadInput("paid_fen", "Please enter an amount above 0, up to 20 million yuan.")
        if amount_fen > line.paid_fen:
            raise RuleBroken("Only %(paid)s is booked as paid from this source.", paid=yuan(line.paid_fen))
        row = _payment(unit, line, -amount_fen, reason, unit.today, "")
        unit.audit(
            "project.correct_payment", subject_of(project), payment=row.id, source=source, amount_fen=-amount_fen
        )
        unit.remember(key, line.id)
        return Budget(line.approved_fen, line.paid_fen)


def words_about_money(field: str, text: str, *, least: int = 0, most: int = 200) -> str:
    """Return a public text that names no bank account and no other long number.

    Raises:
        BadInput: it is too short or too long, or holds a personal detail or a number as long as an account's.
    """
    words = public_text(field, one_line(field, text, most=most), least=least, most=most)
    if (fragment := long_number(words)) is not None:
        raise BadInput(
            field,
            "“%(fragment)s” may be a bank account or identity number. Everybody can read this: please take it out.",
            fragment=fragment,
        )
    return words


def require_checked(unit: Unit, project: Project, source: FundSource, checked: Checked) -> str:
    """Return how the owners decided, in words, empty where they need not.

    Raises:
        BadInput: something the source must not pay for is not confirmed, or the owners' decision is not named.
    """
    if set(not_for(source)) - set(checked.not_for):
        raise BadInput("not_for", "Please confirm each line on what this source must not pay for.")
    need = unit.session.get_one(Need, project.need_id)
    if not owners_must_decide(source, need.decision_power, need.legal_gate):
        return ""
    owners = words_about_money("owners", checked.owners)
    if len(owners) < 4:
        raise BadInput("owners", "This is the owners' money: please write when they decided, and with which result.")
    return owners


def refuse_sum(field: str, fen: int) -> None:
    """Refuse what is no sum of money for one source."""
    if not 0 <= fen <= MOST_FEN:
        raise BadInput(field, "Please enter an amount between 0 and 20 million yuan.")


def refuse_below_paid(line: BudgetLine, approved_fen: int) -> None:
    """Refuse to approve less than is paid."""
    if approved_fen < line.paid_fen:
        raise RuleBroken("%(paid)s is paid from this source already.", paid=yuan(line.paid_fen))


def line_of(unit: Unit, project: Project, source: FundSource) -> BudgetLine | None:
    """Return what is approved from a source, locked; ``None`` where nothing is."""
    same = select(BudgetLine).where(BudgetLine.project_id == project.id, BudgetLine.source == source)
    return unit.session.exec(same.with_for_update()).first()


def lines_of(unit: Unit, project: Project) -> list[BudgetLine]:
    """Return what is approved from every source, locked."""
    whole = select(BudgetLine).where(BudgetLine.project_id == project.id).order_by(col(BudgetLine.id))
    return list(unit.session.exec(whole.with_for_update()))


def _approved(unit: Unit, project: Project, source: FundSource) -> BudgetLine:
    if project.status == ProjectStatus.TAKEN_BACK:
        raise RuleBroken("This project was entered by an import that was undone.")
    line = line_of(unit, project, source)
    if line is None:
        raise RuleBroken("No money is approved from this source yet.")
    return line


def _payment(unit: Unit, line: BudgetLine, amount_fen: int, note: str, paid_on: date, reference: str) -> Payment:
    """Add a payment and keep the sum of its source in step."""
    if paid_on > unit.today:
        raise BadInput("paid_on", "Please choose today or an earlier day.")
    row = Payment(
        project_id=line.project_id,
        source=line.source,
        at=unit.now,
        paid_on=paid_on,
        amount_fen=amount_fen,
        note=words_about_money("note" if amount_fen > 0 else "reason", note, least=2),
        reference=words_about_money("reference", reference, most=40),
    )
    line.paid_fen += amount_fen
    unit.add(line)
    return unit.add(row)
