"""What does an approved change do to its project?"""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.funds import needs_new_approval
from dashboard.services.context import Unit
from dashboard.services.membership import is_member
from dashboard.services.projects.money import line_of, refuse_below_paid
from dashboard.services.projects.moving import item_changed
from models.base import subject_of
from models.claim import Claim
from models.enums import ChangeKind, ChangeStatus, ClaimStatus, FundSource
from models.organisation import Organisation
from models.project import BudgetLine, Project, ProjectChange


def apply(unit: Unit, project: Project, change: ProjectChange) -> None:
    """Bring a change into force, inside the caller's transaction.

    Raises:
        RuleBroken: what it starts from is not so any more.
    """
    {
        ChangeKind.DUE_DATE: _due_date,
        ChangeKind.BUDGET: _budget,
        ChangeKind.SCOPE: _scope,
        ChangeKind.LEAD: _lead,
    }[ChangeKind(change.type)](unit, project, change)
    unit.add(project)
    unit.audit("project.change", subject_of(project), change=change.id, type=change.type)
    item_changed(unit, project, change.reason)


def budget_base(session: Session, project_id: int, now: Mapping[FundSource, int]) -> dict[FundSource, int]:
    """Return the sums that the tenth is reckoned from, by source, in fen: those approved last, not changed in passing.

    Args:
        now: what is approved from each source today.
    """
    applied = select(ProjectChange).where(
        ProjectChange.project_id == project_id,
        ProjectChange.type == ChangeKind.BUDGET,
        ProjectChange.status == ChangeStatus.APPROVED,
    )
    base: dict[FundSource, int] = {}
    for change in session.exec(applied.order_by(col(ProjectChange.id))):
        source, before, after = FundSource(str(change.source)), change.fen_before or 0, change.fen_after or 0
        start = base.setdefault(source, before)
        if needs_new_approval(start, after, start, after):
            base[source] = after
    return {**now, **base}


def confirmed_claim(unit: Unit, project: Project, organisation_id: int | None) -> Claim:
    """Return the confirmed claim of a member organisation on the item of the project, locked.

    Raises:
        BadInput: there is none, or the organisation is no member today (field ``lead``).
    """
    same = select(Claim).where(
        Claim.need_id == project.need_id,
        Claim.organisation_id == organisation_id,
        Claim.status == ClaimStatus.CONFIRMED,
    )
    found = unit.session.exec(same.with_for_update()).first()
    if found is None or not is_member(unit.session.get_one(Organisation, found.organisation_id), unit.today):
        raise BadInput("lead", "Only a member organisation whose claim on the item is confirmed can take the lead.")
    return found


def _due_date(unit: Unit, project: Project, change: ProjectChange) -> None:
    if change.due_after is None or change.due_before != project.due_on or change.due_after < unit.today:
        raise _outdated()
    project.due_on = change.due_after


def _budget(unit: Unit, project: Project, change: ProjectChange) -> None:
    source, after = FundSource(str(change.source)), change.fen_after or 0
    line = line_of(unit, project, source) or BudgetLine(project_id=project.id, source=source, approved_fen=0)
    if line.approved_fen != (change.fen_before or 0):
        raise _outdated()
    refuse_below_paid(line, after)
    line.approved_fen = after
    unit.add(line)


def _scope(unit: Unit, project: Project, change: ProjectChange) -> None:
    """The words of the change are all there is to it; they stand on the page of the project."""


def _lead(unit: Unit, project: Project, change: ProjectChange) -> None:
    if change.lead_before != project.organisation_id or change.lead_after is None:
        raise _outdated()
    taking = confirmed_claim(unit, project, change.lead_after)
    leading = select(Claim).where(Claim.need_id == project.need_id, col(Claim.leads).is_(True))
    for claim in unit.session.exec(leading.with_for_update()):
        claim.leads = False
        unit.add(claim)
    taking.leads = True
    unit.add(taking)
    project.organisation_id = change.lead_after


def _outdated() -> RuleBroken:
    return RuleBroken("What this change starts from is not so any more. Refuse it and let it be proposed anew.")
