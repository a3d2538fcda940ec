"""Is an archive whole, and do its rows still give its results?

The rows are restored into a database of their own that is thrown away, so that what is found is what restoring finds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.errors import DomainError
from dashboard.exchange.archive import ArchiveFile, opened
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.services.archive.fitting import fitted
from dashboard.services.archive.restoring import fill, require_year, unequal
from dashboard.services.archive.shapes import Progress, Verified, unseen
from dashboard.services.context import Context
from dashboard.storage.engine import open_engine
from dashboard.storage.migrate import migrate


def verify(ctx: Context, source: Path | IO[bytes], *, year: int | None = None, progress: Progress = unseen) -> Verified:
    """Check every file, restore the rows beside the database in use, derive the results anew, and report.

    Raises:
        RuleBroken: it is no archive of a year at all, or of another year.
    """
    with ctx.reading(P.ARCHIVE_KEEP), opened(source) as archive:
        require_year(archive, year)
        found = list(archive.problems())
        progress(0.2)
        votes, minutes = _counted(archive, found)
        if not found:
            found += _again(archive, lambda share: progress(0.2 + 0.7 * share))
        progress(1.0)
        told = archive.manifest
        return Verified(
            year=told.year,
            revision=told.revision,
            files=len(told.files) + 1,
            rows=sum(told.counts.values()),
            votes=votes,
            minutes=minutes,
            sha256=archive.digest,
            problems=tuple(found),
        )


def _counted(archive: ArchiveFile, problems: list[str]) -> tuple[int, int]:
    """Return how many votes and minutes the archive says it holds."""
    try:
        derived = archive.derived()
        return len(derived["votes"]), len(derived["minutes"])
    except (DomainError, KeyError, TypeError):
        if not problems:
            problems.append(_("%(name)s cannot be read.") % {"name": "derived.json"})
        return 0, 0


def _again(archive: ArchiveFile, progress: Progress) -> list[str]:
    """Return everything that keeps the rows from giving the archive's results again."""
    try:
        schemas = fitted(archive)
        with _beside() as engine, Session(engine.execution_options(writes=True)) as session:
            fill(session, archive, schemas, progress)
            return unequal(session, archive, schemas)
    except DomainError as refused:
        return [str(refused)]


@contextmanager
def _beside() -> Iterator[Engine]:
    """Yield an empty, migrated database that nobody else sees and that is gone afterwards."""
    with TemporaryDirectory(prefix="riverside-archive-") as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'archive.db'}")
        try:
            migrate(engine)
            yield engine
        finally:
            engine.dispose()
