"""Which tables can be imported, and what do their columns mean? A new kind is one entry of ``KINDS``."""

from typing import Any

from dashboard.exchange.columns import ImportKind
from dashboard.exchange.kinds.funds import Share
from dashboard.exchange.kinds.members import MEMBERS
from dashboard.exchange.kinds.needs import NEEDS, NeedLine
from dashboard.exchange.kinds.projects import PROJECTS, ProjectLine
from dashboard.exchange.kinds.resources import RESOURCES, ResourceLine
from dashboard.exchange.kinds.words import FUNDS, OFFERS, SOURCES, TYPES

KINDS: dict[str, ImportKind[Any]] = {kind.name: kind for kind in (NEEDS, RESOURCES, MEMBERS, PROJECTS)}

__all__ = [
    "FUNDS",
    "KINDS",
    "MEMBERS",
    "NEEDS",
    "OFFERS",
    "PROJECTS",
    "RESOURCES",
    "SOURCES",
    "TYPES",
    "NeedLine",
    "ProjectLine",
    "ResourceLine",
    "Share",
]
