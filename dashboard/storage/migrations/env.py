"""Alembic's entry: the connection comes from ``storage.migrate``."""

from alembic import context

import models  # noqa: F401 - registers every table
from models.base import TableBase

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TableBase.metadata,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
