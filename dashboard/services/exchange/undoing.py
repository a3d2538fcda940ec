"""Which imports were there, and how is one taken back as a whole?"""

from sqlmodel import Session, col, select

from dashboard.errors import NotFound
from dashboard.rules.lifecycle.matching import BatchAction
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.exchange.cases import case_of
from dashboard.services.exchange.shapes import BatchRead
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import one_line, public_text
from models.base import subject_of
from models.batch import ImportBatch
from models.life import LifeEvent


def batches(ctx: Context, *, limit: int | None = None) -> list[BatchRead]:
    """Return the imports, newest first."""
    with ctx.reading(Permission.IMPORT_UNDO) as session:
        rows = session.exec(select(ImportBatch).order_by(col(ImportBatch.id).desc()).limit(limit)).all()
        reasons = _reasons(session, [subject_of(row) for row in rows])
        return [_read(row, reasons.get(subject_of(row), "")) for row in rows]


def undo(ctx: Context, number: str, reason: str, *, key: str | None = None) -> BatchRead:
    """Take back everything an import entered, or nothing of it.

    Raises:
        NotFound: there is no import with this number.
        RuleBroken: it was undone already, or some of its rows have moved on (they are named).
        BadInput: no reason was given, or it cannot be shown to everybody (field ``reason``).
    """
    with ctx.writing(Permission.IMPORT_UNDO) as unit:
        wanted = select(ImportBatch).where(ImportBatch.number == one_line("number", number).upper())
        batch = unit.session.exec(wanted.with_for_update()).first()
        if batch is None:
            raise NotFound("There is no import with the number %(number)s.", number=number)
        words = public_text("reason", reason, most=500)
        if repeated(unit, key) is None:
            advance(unit, batch, BatchAction.UNDO, reason=words, of=batch.of, rows=len(batch.entered))
            case_of(batch.of).undo(unit, batch, words)
            unit.remember(key, batch.id)
        return _read(batch, words)


def _reasons(session: Session, subjects: list[str]) -> dict[str, str]:
    query = select(LifeEvent.subject, LifeEvent.reason).where(
        col(LifeEvent.subject).in_(subjects), LifeEvent.action == BatchAction.UNDO
    )
    return dict(session.exec(query).all())


def _read(row: ImportBatch, reason: str) -> BatchRead:
    return BatchRead(
        id=row.id,
        number=row.number,
        of=row.of,
        file_name=row.file_name,
        at=row.at,
        entered=len(row.entered),
        left_out=row.left_out,
        status=row.status,
        reason=reason,
    )
