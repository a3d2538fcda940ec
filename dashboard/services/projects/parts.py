"""The parts of a project's page: money, reports, promises, changes, upkeep, photos."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlmodel import Session, col, func, select

from dashboard.formats import local_date
from dashboard.i18n import either
from dashboard.rules.funds import owners_must_decide
from dashboard.rules.lifecycle.projects import ChangeAction, ProjectAction
from dashboard.rules.permissions import Permission as P
from dashboard.services import attachments
from dashboard.services.context import Actor
from dashboard.services.projects.changes import proposer_of
from dashboard.services.projects.evidence import Shows
from dashboard.services.projects.money import Budget
from dashboard.services.projects.shapes import (
    BudgetRead,
    ChangeRead,
    PartnerRead,
    PaymentRead,
    ReportRead,
    UpkeepRead,
)
from models.attachment import AttachmentRead
from models.base import subject_of
from models.claim import Claim
from models.enums import ChangeKind, ChangeStatus, ClaimStatus, FundSource, OfferKind, ProjectStatus
from models.life import LifeEvent, LifeEventRead
from models.need import Need
from models.organisation import Organisation
from models.project import BudgetLine, Milestone, Payment, ProgressReport, Project, ProjectChange, UpkeepReport

KEPT_PROMISES = (ClaimStatus.CONFIRMED, ClaimStatus.FULFILLED)


def totals(session: Session, ids: Collection[int]) -> Mapping[int, Budget]:
    """Return the money of these projects, all sources together: project id -> budget."""
    approved, paid = func.sum(BudgetLine.approved_fen), func.sum(BudgetLine.paid_fen)
    sums = select(BudgetLine.project_id, approved, paid).where(col(BudgetLine.project_id).in_(ids))
    return {
        project_id: Budget(int(one), int(other))
        for project_id, one, other in session.exec(sums.group_by(col(BudgetLine.project_id)))
    }


def budget(session: Session, row: Project) -> list[BudgetRead]:
    """Return the sources in the order of the vocabulary."""
    lines = {line.source: line for line in session.exec(select(BudgetLine).where(BudgetLine.project_id == row.id))}
    return [
        BudgetRead(source, Budget(lines[source].approved_fen, lines[source].paid_fen))
        for source in FundSource
        if source in lines
    ]


def ask_owners(need: Need) -> frozenset[FundSource]:
    """Return the sources for which the owners' decision on this item has to be named."""
    return frozenset(
        source for source in FundSource if owners_must_decide(source, need.decision_power, need.legal_gate)
    )


def payments(session: Session, row: Project, *, vouchers: bool) -> list[PaymentRead]:
    """Return the payments by the day they were made; the numbers of their vouchers only where asked for."""
    booked = select(Payment).where(Payment.project_id == row.id).order_by(col(Payment.paid_on), col(Payment.id))
    return [
        PaymentRead(one.paid_on, FundSource(one.source), one.amount_fen, one.note, one.reference if vouchers else "")
        for one in session.exec(booked)
    ]


def reports(session: Session, row: Project) -> list[ReportRead]:
    """Return the reports, newest first."""
    written = select(ProgressReport).where(ProgressReport.project_id == row.id)
    rows = session.exec(written.order_by(col(ProgressReport.id).desc()))
    return [ReportRead(report.at, report.percent, report.text) for report in rows]


def partners(session: Session, row: Project) -> list[PartnerRead]:
    """Return who promised what, the lead organisation first; promises that were kept stay."""
    return [
        PartnerRead(
            organisation=either(unit.name_zh, unit.name_en),
            leads=claim.leads,
            offer=OfferKind(claim.offer),
            offer_text=claim.offer_text,
            value_fen=claim.value_fen,
            promised_on=claim.promised_on,
        )
        for claim, unit in _promises(session, row)
    ]


def leads_next(session: Session, row: Project, today: date) -> Mapping[int, str]:
    """Return the member organisations beside the leading one whose claim is confirmed: id -> name."""
    return {
        unit.id: either(unit.name_zh, unit.name_en)
        for claim, unit in _promises(session, row)
        if claim.status == ClaimStatus.CONFIRMED
        and unit.id != row.organisation_id
        and (unit.left_on is None or today < unit.left_on)
    }


def changes(session: Session, row: Project, actor: Actor) -> list[ChangeRead]:
    """Return the changes of a project, newest first."""
    found = select(ProjectChange).where(ProjectChange.project_id == row.id).order_by(col(ProjectChange.id).desc())
    return [change_read(session, change, actor) for change in session.exec(found)]


def change_read(session: Session, change: ProjectChange, actor: Actor) -> ChangeRead:
    """Return a change as this reader sees it."""
    waits = change.status == ChangeStatus.PROPOSED
    return ChangeRead(
        id=change.id,
        type=ChangeKind(change.type),
        reason=change.reason,
        proposed_at=change.proposed_at,
        status=ChangeStatus(change.status),
        due_before=change.due_before,
        due_after=change.due_after,
        source=FundSource(change.source) if change.source else None,
        fen_before=change.fen_before,
        fen_after=change.fen_after,
        lead_before=_name(session, change.lead_before),
        lead_after=_name(session, change.lead_after),
        scope=change.scope,
        answer=_answer(session, change),
        may_decide=waits and actor.may(P.PROJECT_APPROVE_CHANGE) and proposer_of(session, change) != actor.id,
    )


def upkeep(session: Session, row: Project) -> list[UpkeepRead]:
    """Return what was found of the result, newest first."""
    seen = select(UpkeepReport).where(UpkeepReport.project_id == row.id)
    rows = session.exec(seen.order_by(col(UpkeepReport.checked_on).desc(), col(UpkeepReport.id).desc()))
    return [UpkeepRead(report.checked_on, report.in_order, report.text) for report in rows]


def photos(session: Session, row: Project, plan: list[Milestone]) -> Mapping[str, list[AttachmentRead]]:
    """Return the photos of a project and of the steps of its plan, by owner."""
    owners = [*(f"{shows}/{row.id}" for shows in Shows), *(subject_of(step) for step in plan)]
    return attachments.listed_each(session, owners)


def spells(life: list[LifeEventRead]) -> list[tuple[date, date | None]]:
    """Return when the work rested: first day, and the day it went on or was given up, ``None`` where it rests still."""
    found: list[tuple[date, date | None]] = []
    for event in life:
        if event.action == ProjectAction.PAUSE:
            found.append((local_date(event.at), None))
        elif event.action in (ProjectAction.RESUME, ProjectAction.TERMINATE) and found and found[-1][1] is None:
            found[-1] = (found[-1][0], local_date(event.at))
    return found


def resting_since(session: Session, rows: Iterable[Project]) -> Mapping[int, date]:
    """Return since when the work on those of these projects that are paused rests: project id -> day."""
    paused = {subject_of(row): row.id for row in rows if row.status == ProjectStatus.PAUSED}
    if not paused:
        return {}
    last = select(LifeEvent.subject, func.max(LifeEvent.at)).where(
        LifeEvent.action == ProjectAction.PAUSE, col(LifeEvent.subject).in_(paused)
    )
    return {paused[subject]: local_date(at) for subject, at in session.exec(last.group_by(LifeEvent.subject))}


def _promises(session: Session, row: Project) -> list[tuple[Claim, Organisation]]:
    kept = (
        select(Claim, Organisation)
        .join(Organisation, col(Claim.organisation_id) == col(Organisation.id))
        .where(Claim.need_id == row.need_id, col(Claim.status).in_(KEPT_PROMISES))
        .order_by(col(Claim.leads).desc(), col(Claim.id))
    )
    return [(claim, unit) for claim, unit in session.exec(kept)]


def _name(session: Session, organisation_id: int | None) -> str:
    unit = session.get(Organisation, organisation_id) if organisation_id is not None else None
    return either(unit.name_zh, unit.name_en) if unit else ""


def _answer(session: Session, change: ProjectChange) -> str:
    refused = select(LifeEvent.reason).where(
        LifeEvent.subject == subject_of(change), LifeEvent.action == ChangeAction.REFUSE
    )
    return session.exec(refused).first() or ""
