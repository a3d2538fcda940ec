"""How are finished projects of earlier years entered with their items, recognised as known, and taken back?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from dashboard.errors import BadInput
from dashboard.exchange.columns import fold
from dashboard.exchange.kinds import PROJECTS, ProjectLine
from dashboard.exchange.rows import GoodRow
from dashboard.formats import at_shanghai, quarter_of
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.rules.permissions import Permission
from dashboard.services.context import Unit
from dashboard.services.exchange.cases import common
from dashboard.services.exchange.shapes import Case, Double
from dashboard.services.needs.wording import require_category
from dashboard.services.projects.evidence import Shows
from dashboard.services.projects.money import words_about_money
from dashboard.services.transitions import advance_all, begin_all
from dashboard.services.typed_text import one_line, public_text
from models.attachment import Attachment
from models.batch import ImportBatch
from models.enums import NeedStatus, ProjectStatus
from models.need import Need
from models.project import BudgetLine, Payment, Project, UpkeepReport

TEXTS = {"title": 60, "place": 120, "upkeep_unit": 80}
ABOUT_MONEY = ("supplier", "purchase")


def _tidy(session: Session, draft: ProjectLine, today: date) -> ProjectLine:
    if draft.accepted_on > today:
        raise BadInput("accepted_on", "This day has not come yet. Only finished projects can be imported.")
    require_category(session, draft.category_code)
    words = {name: one_line(name, public_text(name, getattr(draft, name)), most=most) for name, most in TEXTS.items()}
    words |= {name: words_about_money(name, getattr(draft, name), most=80) for name in ABOUT_MONEY}
    words["reasons"] = public_text("reasons", draft.reasons, most=2000)
    return ProjectLine.model_validate(draft.model_dump() | words)


def _doubles(session: Session, rows: Sequence[GoodRow[ProjectLine]]) -> list[Double]:
    query = (
        select(Need.title, Project.organisation_id, Project.number)
        .join(Project, col(Project.need_id) == col(Need.id))
        .where(Project.status != ProjectStatus.TAKEN_BACK)
    )
    known = {(fold(title), unit): number for title, unit, number in session.exec(query)}
    found = []
    for row in rows:
        number = known.get((fold(row.draft.title), row.draft.organisation_id))
        if number is not None:
            found.append(Double(row.row_number, row.draft.title, number, enterable=True))
    return found


def _enter(unit: Unit, batch: ImportBatch, drafts: Sequence[ProjectLine]) -> Sequence[Project]:
    needs = _items(unit, batch, drafts)
    numbers = _numbers(unit, "PL-XM-", "project", [str(draft.established_on.year) for draft in drafts])
    rows = unit.add_all(
        [_project(draft, need, number, batch) for draft, need, number in zip(drafts, needs, numbers, strict=True)]
    )
    begin_all(unit, needs, NeedAction.SUBMIT, reference=batch.number)
    begin_all(unit, rows, ProjectAction.ESTABLISH, reference=batch.number)
    shares = [(row, draft, share) for row, draft in zip(rows, drafts, strict=True) for share in draft.shares]
    unit.add_all([BudgetLine(project_id=row.id, **share.model_dump()) for row, _draft, share in shares])
    unit.add_all(
        [
            Payment(
                project_id=row.id,
                source=share.source,
                at=unit.now,
                paid_on=draft.accepted_on,
                amount_fen=share.paid_fen,
                note=batch.number,
            )
            for row, draft, share in shares
            if share.paid_fen
        ]
    )
    return rows


def _items(unit: Unit, batch: ImportBatch, drafts: Sequence[ProjectLine]) -> Sequence[Need]:
    """Enter the item behind each project, archived; moments nobody knows stay empty."""
    quarters = [quarter_of(_noon(draft.established_on)) for draft in drafts]
    numbers = _numbers(unit, "PL-XQ-", "need", quarters)
    return unit.add_all(
        [
            Need(
                number=number,
                quarter=quarter,
                title=draft.title,
                reasons=draft.reasons,
                category_code=draft.category_code,
                area_id=draft.area_id,
                place=draft.place,
                beneficiaries=draft.beneficiaries,
                source=draft.source,
                budget_fen=sum(share.approved_fen for share in draft.shares) or None,
                status=NeedStatus.ARCHIVED,
                submitted_at=_noon(draft.established_on),
                approved_at=_noon(draft.established_on),
                completed_at=_noon(draft.accepted_on),
                batch_id=batch.id,
            )
            for draft, quarter, number in zip(drafts, quarters, numbers, strict=True)
        ]
    )


def _project(draft: ProjectLine, need: Need, number: str, batch: ImportBatch) -> Project:
    return Project(
        number=number,
        need_id=need.id,
        organisation_id=draft.organisation_id,
        status=ProjectStatus.ACCEPTED,
        established_at=_noon(draft.established_on),
        due_on=draft.due_on or draft.accepted_on,
        started_on=draft.started_on,
        finished_on=draft.accepted_on,
        accepted_on=draft.accepted_on,
        percent=100,
        upkeep_unit=draft.upkeep_unit,
        supplier=draft.supplier,
        purchase=draft.purchase,
        batch_id=batch.id,
    )


def _numbers(unit: Unit, prefix: str, series: str, periods: Sequence[str]) -> list[str]:
    """Return one number for each period, in their order; each period counts for itself."""
    wanted: defaultdict[str, int] = defaultdict(int)
    for period in periods:
        wanted[period] += 1
    given: Mapping[str, list[int]] = {
        period: list(unit.next_numbers(f"{series}:{period}", count)) for period, count in sorted(wanted.items())
    }
    return [f"{prefix}{period}-{given[period].pop(0):03d}" for period in periods]


def _noon(day: date) -> datetime:
    return at_shanghai(day, 12)


def _undo(unit: Unit, batch: ImportBatch, reason: str) -> None:
    rows = common.loaded(unit, Project, batch.entered)
    needs = common.loaded(unit, Need, [row.need_id for row in rows])
    touched = _touched(unit.session, batch)
    common.refuse_moved(
        [
            row.number
            for row, need in zip(rows, needs, strict=True)
            if row.status != ProjectStatus.ACCEPTED or need.status != NeedStatus.ARCHIVED or row.id in touched
        ]
    )
    advance_all(unit, rows, ProjectAction.UNDO_IMPORT, reason=reason, reference=batch.number)
    advance_all(unit, needs, NeedAction.UNDO_IMPORT, reason=reason, reference=batch.number)


def _touched(session: Session, batch: ImportBatch) -> set[int]:
    """Return the projects of an import that were paid for, looked after or shown in photos since."""
    found: set[int] = set()
    for part in common.chunks(batch.entered):
        later = select(Payment.project_id).where(col(Payment.project_id).in_(part), col(Payment.at) != batch.at)
        checks = select(UpkeepReport.project_id).where(col(UpkeepReport.project_id).in_(part))
        found |= {*session.exec(later), *session.exec(checks)}
        owners = {f"{shows}/{key}": key for shows in Shows for key in part}
        found |= {owners[owner] for owner in session.exec(_photographed(owners))}
    return found


def _photographed(owners: Collection[str]) -> SelectOfScalar[str]:
    return select(Attachment.owner).where(col(Attachment.owner).in_(owners), col(Attachment.removed_at).is_(None))


CASE = Case(
    kind=PROJECTS,
    needs=Permission.NEED_SCREEN,
    lookups=common.lookups,
    choices=common.choices,
    tidy=_tidy,
    doubles=_doubles,
    enter=_enter,
    undo=_undo,
    numbers=common.numbers_of(Project),
)
