"""House rules (本单位规则): settings that the secretariat may change, kept as rows."""

from typing import Any

from sqlmodel import JSON, Field

from models.base import TableBase


class HouseRule(TableBase, table=True):
    """One setting by name; who changed what and when stands in the audit trail."""

    __tablename__ = "house_rule"

    name: str = Field(primary_key=True)
    value: Any = Field(default=None, sa_type=JSON)
