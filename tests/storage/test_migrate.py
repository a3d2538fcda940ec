"""Migrations make exactly the tables the models declare, on both engines, and once only."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from dashboard.storage.migrate import current, head, migrate
from models.base import TableBase


def test_migrations_equal_the_models(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, TableBase.metadata) == []


def test_migrating_again_does_nothing(engine: Engine):
    assert current(engine) == head()
    assert migrate(engine) is False
