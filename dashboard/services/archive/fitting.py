"""Can an archive of another version of the program be restored by this one?"""

from alembic.script import ScriptDirectory
from sqlalchemy import Table

from dashboard.errors import RuleBroken
from dashboard.exchange.archive import ArchiveFile, TableSchema
from dashboard.exchange.archive.layout import rows_name
from dashboard.services.archive.plan import TABLES, kept
from dashboard.services.archive.rows import described
from dashboard.storage.migrate import config, head


def fitted(archive: ArchiveFile) -> dict[str, TableSchema]:
    """Return the tables of the archive in the order in which they are written.

    An archive of an older version fits where the tables have only grown since: columns that it lacks may be empty,
    or have a value that stands for nothing said.

    Raises:
        RuleBroken: it was written by a newer version, or by one whose rows this version cannot hold; or its
            description does not agree with itself.
    """
    schema = archive.schema()
    if schema.revision != archive.manifest.revision:
        raise RuleBroken("%(name)s cannot be read.", name="data/schema.json")
    if schema.revision != head():
        _require_older(schema.revision)
    strange = set(schema.tables) - set(kept())
    if strange or not all(rows_name(name) in archive.manifest.files for name in schema.tables):
        raise _foreign(schema.revision)
    for name, table in schema.tables.items():
        if not _fits(TABLES[name], table):
            raise _foreign(schema.revision)
    return {name: schema.tables[name] for name in kept() if name in schema.tables}


def _require_older(revision: str) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if revision not in known:
        raise RuleBroken(
            "The archive was written by a newer version of the program (database %(revision)s). "
            "Please bring this one up to date.",
            revision=revision,
        )


def _foreign(revision: str) -> RuleBroken:
    return RuleBroken(
        "This version of the program cannot restore the archive. Please use the version with database %(revision)s.",
        revision=revision,
    )


def _fits(table: Table, told: TableSchema) -> bool:
    """Return whether the table can hold such rows."""
    ours = {column.name: column for column in described(table)}
    theirs = {column.name: column for column in told.columns}
    if any(name not in ours or ours[name].sort is not one.sort for name, one in theirs.items()):
        return False
    lacking = [table.c[name] for name in ours if name not in theirs]
    return all(column.nullable or column.default is not None or column.server_default is not None for column in lacking)
