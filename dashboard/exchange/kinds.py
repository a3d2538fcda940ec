"""Which kinds of table can be imported, and which columns does each hold?"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from typing import Any

from sqlmodel import SQLModel

from dashboard.errors import BadInput
from dashboard.exchange.cells import Cell, date_of, line_of, text_of, whole_of
from dashboard.i18n import N_, either, language
from dashboard.i18n import gettext as _
from models.enums import NeedSource, OrganisationType
from models.need import NeedDraft
from models.organisation import OrganisationDraft

EXAMPLE_SHEET = ("示例", "Example")
"""Chinese and English name of the sheet of a template that is never imported."""


@dataclass(frozen=True)
class Lookups:
    """What names in the table may stand for: any accepted name -> what is stored, ``None`` where several share it."""

    categories: Mapping[str, str | None] = field(default_factory=dict)
    areas: Mapping[str, int | None] = field(default_factory=dict)


Reader = Callable[[Cell, Lookups], Any]


@dataclass(frozen=True)
class Column:
    """One column of an import.

    ``zh`` and ``en`` head it in the template; ``aliases`` are headings found in the office's own tables.
    ``read`` returns what the draft stores, or raises ``BadInput``. ``words`` are what a drop-down list offers.
    """

    field: str
    zh: str
    en: str
    read: Reader
    example: tuple[Cell, Cell]
    """Chinese and English example."""
    aliases: tuple[str, ...] = ()
    required: bool = False
    public: bool = False
    """Everybody will read it, so it may hold no personal detail."""
    words: tuple[tuple[str, str], ...] = ()
    style: str = "General"
    """Number format of the template's column; ``@`` keeps leading zeros."""
    width: int = 16

    @property
    def title(self) -> str:
        """Return the heading in the language spoken now."""
        return either(self.zh, self.en)


@dataclass(frozen=True)
class ImportKind[Draft: SQLModel]:
    pass
