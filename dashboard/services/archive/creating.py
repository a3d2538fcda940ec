"""How is the archive of a year written?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session, func, select

from dashboard.errors import BadInput, RuleBroken
from dashboard.exchange.archive import ArchiveWriter, Schema, Sort, writing
from dashboard.exchange.archive.layout import DERIVED, SCHEMA, rows_name
from dashboard.exchange.archive.typed import document, line
from dashboard.formats import local_date
from dashboard.i18n import DEFAULT, speaking
from dashboard.rules.permissions import Permission as P
from dashboard.services import accounts
from dashboard.services.archive.deriving import derive
from dashboard.services.archive.plan import left_out
from dashboard.services.archive.readable import Source, write_readable
from dashboard.services.archive.rows import bytes_of, lines, schemas
from dashboard.services.archive.selecting import Selection, select_year
from dashboard.services.archive.shapes import Created, Progress, unseen
from dashboard.services.context import Context
from dashboard.storage.migrate import current
from models.meeting import Meeting
from models.need import Need
from models.secret import SealedBallot

FIRST_YEAR = 2000
READABLE_SHARE = 0.5
"""Which part of the work the rows are; the rest is what people read."""


def years(ctx: Context) -> list[int]:
    """Return the years of which something is kept, newest first."""
    with ctx.reading(P.ARCHIVE_KEEP) as session:
        meetings, needs = func.min(Meeting.starts_at), func.min(Need.submitted_at)
        found = [at for at in (session.exec(select(meetings)).one(), session.exec(select(needs)).one()) if at]
        if not found:
            return []
        last = max(
            ctx.today().year, local_date(session.exec(select(func.max(Meeting.starts_at))).one() or ctx.now()).year
        )
        return list(range(last, local_date(min(found)).year - 1, -1))


def create(ctx: Context, year: int, target: Path, *, progress: Progress = unseen) -> Created:
    """Write the archive of a year into a new file; the same database gives the same bytes.

    Raises:
        RuleBroken: the file exists already, nothing is kept of that year, or a secret vote is not counted yet.
        BadInput: this is no year (field ``year``).
    """
    if not FIRST_YEAR <= year <= ctx.today().year + 1:
        raise BadInput("year", "Please choose a year of which something is kept.")
    if target.exists():
        raise RuleBroken("The file %(name)s exists already. Please choose another name.", name=target.name)
    with _one_moment(ctx) as session:
        selection = select_year(session, year)
        _refuse(session, selection)
        with writing(target, (year, 12, 31, 0, 0, 0)) as archive:
            revision = current(ctx.engine) or ""
            _describe(archive, revision)
            counts = _write_rows(session, selection, archive, progress)
            archive.add(DERIVED, document(derive(session, year)))
            _write_readable(ctx, session, selection, archive, progress)
            archive.finish({"year": year, "revision": revision, "counts": counts})
    with ctx.writing(P.ARCHIVE_KEEP) as unit:
        unit.audit("archive.create", f"archive/{year}", sha256=archive.digest, files=len(archive.files) + 1)
    progress(1.0)
    return Created(target, year, target.stat().st_size, len(archive.files) + 1, sum(counts.values()), archive.digest)


@contextmanager
def _one_moment(ctx: Context) -> Iterator[Session]:
    """Yield a session that sees one state of the database, however long the writing takes.

    SQLite does so by itself; PostgreSQL where it is asked to.
    """
    engine = ctx.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Context(engine, ctx.identify, ctx.clock).reading(P.ARCHIVE_KEEP) as session:
        yield session


def _write_readable(
    ctx: Context, session: Session, selection: Selection, archive: ArchiveWriter, progress: Progress
) -> None:
    """Write what people read; the machine itself reads the papers, at the year's end, so that they say no other day."""
    reader = Context(ctx.engine, accounts.as_system, lambda: selection.year.end)
    with speaking(DEFAULT):
        source = Source(session, selection)
    write_readable(reader, source, archive, lambda share: progress(READABLE_SHARE + (0.99 - READABLE_SHARE) * share))


def _refuse(session: Session, selection: Selection) -> None:
    if not any(selection.whole.values()):
        raise RuleBroken("Nothing is kept of the year %(year)s.", year=selection.year.number)
    sealed = session.exec(select(SealedBallot.motion_id).distinct()).all()
    if any(motion in selection.whole["motion"] for motion in sealed):
        raise RuleBroken("A secret vote of this year is not counted yet. Please open its envelopes first.")


def _describe(archive: ArchiveWriter, revision: str) -> None:
    told = Schema(revision=revision, tables=schemas(), left_out=left_out())
    archive.add(SCHEMA, document(told.model_dump(mode="json")))


def _write_rows(session: Session, selection: Selection, archive: ArchiveWriter, progress: Progress) -> dict[str, int]:
    """Write every table and the files its rows name; return how many rows each has."""
    tables, counts = schemas(), {}
    for done, (name, schema) in enumerate(tables.items(), 1):
        files: list[tuple[int, str]] = []
        column = next((one.name for one in schema.columns if one.sort is Sort.FILE), None)
        counts[name] = 0
        with archive.stream(rows_name(name)) as write:
            for row in lines(session, name, selection.holds(name)):
                write(line(row))
                counts[name] += 1
                if column is not None:
                    files.append((row["id"], row[column]))
        for row_id, file in files:
            archive.add(file, bytes_of(session, name, row_id))
        progress(READABLE_SHARE * done / len(tables))
    return counts
