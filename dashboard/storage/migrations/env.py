"""Alembic's entry: the connection comes from ``storage.migrate``."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

import models  # noqa: F401 - registers every table
from dashboard.storage.search import is_modelled
from models.base import TableBase


def render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write a column's plain type into a migration, so that it does not change with our own classes."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{type(item.impl_instance).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TableBase.metadata,
    render_as_batch=True,
    render_item=render,
    compare_type=True,
    include_name=is_modelled,
    transaction_per_migration=False,
)
context.run_migrations()
