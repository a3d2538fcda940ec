"""Does a JSON column of an archive hold what the program keeps in it, or something that only JSON allows?

A value that passes the digests and is of another shape would break every page that reads it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON

from dashboard.errors import DomainError
from dashboard.services.archive.plan import TABLES
from dashboard.services.house_rules import KINDS
from models.base import TableBase


def require_shapes(table: str, row: Mapping[str, Any]) -> None:
    """Let a row pass whose JSON columns hold what its model declares, and a house rule what may be chosen.

    Raises:
        ValueError: one holds something else.
    """
    for name, shape in _shapes(table).items():
        if name in row:
            shape.validate_python(row[name], strict=True)
    if table == "house_rule" and (kind := KINDS.get(row["name"])) is not None:
        try:
            kind.checked(row["value"])
        except (DomainError, AttributeError) as error:
            raise ValueError(row["name"]) from error


@lru_cache
def _shapes(table: str) -> dict[str, TypeAdapter[Any]]:
    model = next(one for one in _models(TableBase) if getattr(one, "__tablename__", None) == table)
    columns = [column.name for column in TABLES[table].columns if isinstance(column.type, JSON)]
    declared: dict[str, Any] = {name: model.model_fields[name].annotation for name in columns}
    return {name: TypeAdapter(shape) for name, shape in declared.items()}


def _models(base: type[TableBase]) -> list[type[TableBase]]:
    return [one for below in base.__subclasses__() for one in (below, *_models(below))]
