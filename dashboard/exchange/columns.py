"""What is a column of an import, how is its heading recognised, and how are its cells read?"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlmodel import SQLModel

from dashboard.errors import BadInput
from dashboard.exchange.cells import Cell, date_of, line_of, text_of
from dashboard.i18n import either, language

Value = TypeVar("Value")
Draft = TypeVar("Draft", bound=SQLModel)
Word = TypeVar("Word", bound=StrEnum)

_MARKS = re.compile(r"[*\s]|\(必填\)|\(required\)")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Lookups:
    """What names in a table may stand for: name or code -> what is stored, ``None`` where several share the name."""

    categories: Mapping[str, str | None] = field(default_factory=dict)
    areas: Mapping[str, int | None] = field(default_factory=dict)
    organisations: Mapping[str, int | None] = field(default_factory=dict)
    since_1904: bool = False
    """Whether the workbook counts its days from 1904."""

    def ready(self, since_1904: bool) -> "Lookups":
        """Return the lookups with folded names, for one workbook."""
        return Lookups(folded(self.categories), folded(self.areas), folded(self.organisations), since_1904)


Reader = Callable[[Cell, Lookups], Any]


@dataclass(frozen=True)
class Column:
    """One column of an import.

    ``zh`` and ``en`` head it in the template, ``aliases`` are headings of the office's own tables.
    ``read`` returns what the draft stores, or raises ``BadInput``; it never sees an empty cell.
    """

    field: str
    zh: str
    en: str
    read: Reader
    examples: tuple[str, str]
    """How a cell looks in Chinese and in English."""
    aliases: tuple[str, ...] = ()
    required: bool = False
    public: bool = False
    """Everybody will read it, so it may hold no personal detail."""
    office_telephone: bool = False
    """The telephone of an office may stand in it, though everybody will read it."""
    read_under: Callable[[Cell, Lookups, str], Any] | None = None
    """Reads a cell whose meaning depends on its heading too, such as an amount under 金额(万元)."""
    words: tuple[tuple[str, str], ...] = ()
    """The closed list a cell is chosen from, in Chinese and English."""
    style: str = "General"
    """Number format in the template; ``@`` keeps leading zeros."""
    width: int = 16

    @property
    def title(self) -> str:
        """Return the heading in the language spoken now."""
        return either(self.zh, self.en)

    @property
    def headings(self) -> frozenset[str]:
        """Return every heading that means this column, folded."""
        return frozenset(map(fold, (self.zh, self.en, self.field, *self.aliases)))


@dataclass(frozen=True)
class ImportKind(Generic[Draft]):
    """One kind of table: its columns, the draft a row becomes, and the fields that no two rows may share."""

    name: str
    draft: type[Draft]
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    across: Callable[[dict[str, Any], Set[str]], Iterable[tuple[str, str]]] = lambda values, wrong: ()
    """Rules between columns: field and translated reason of each that is broken by the readable values.

    It may settle a value that depends on another one. ``wrong`` are the fields whose cells could not be read.
    """

    def column_for(self, heading: str) -> Column | None:
        """Return the column a heading means; remarks in brackets and marks for required columns do not matter."""
        folded = _MARKS.sub("", fold(heading))
        for spelling in (folded, _IN_BRACKETS.sub("", folded)):
            for column in self.columns:
                if spelling in column.headings:
                    return column
        return None


def fold(text: str) -> str:
    """Return a text as it is compared: full-width forms, case and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def by_name(entries: Iterable[tuple[Value, Iterable[str]]]) -> dict[str, Value | None]:
    """Return name -> value for ``Lookups``; a name that several values share means ``None``."""
    named: dict[str, Value | None] = {}
    for value, names in entries:
        for name in {name for name in names if name}:
            named[name] = value if named.get(name, value) == value else None
    return named


def folded(named: Mapping[str, Value | None]) -> dict[str, Value | None]:
    """Return the lookup with folded names."""
    found: dict[str, Value | None] = {}
    for name, value in named.items():
        key = fold(name)
        found[key] = value if key not in found or found[key] == value else None
    return found


def plainly(reader: Callable[[Cell], Any]) -> Reader:
    """Return a reader that needs no lookup."""
    return lambda cell, _lookups: reader(cell)


def on_day(cell: Cell, lookups: Lookups) -> date:
    """Return the date a cell holds, counted as its workbook counts."""
    return date_of(cell, lookups.since_1904)


def several(reader: Reader) -> Reader:
    """Return a reader of several values in one cell, separated by 、 ; or new lines; each value once."""

    def read(cell: Cell, lookups: Lookups) -> list[Any]:
        parts = [part.strip() for part in re.split(r"[、;；,，\n]", text_of(cell))]
        return list(dict.fromkeys(reader(part, lookups) for part in parts if part))

    return read


def one_of(vocabulary: Mapping[Word, tuple[str, ...]]) -> Reader:
    """Return a reader that accepts a stored value or one of its words, first its Chinese and English name."""
    accepted = {fold(word): value for value, words in vocabulary.items() for word in (value.value, *words)}

    def read(cell: Cell, lookups: Lookups) -> StrEnum:
        text = line_of(cell)
        if fold(text) not in accepted:
            words = listed(either(*words[:2]) for words in vocabulary.values())
            raise BadInput("cell", "“%(value)s” is not one of these: %(words)s.", value=text, words=words)
        return accepted[fold(text)]

    return read


def on_list(choose: Callable[[Lookups], Mapping[str, Any]]) -> Reader:
    """Return a reader that accepts what is named in one of the (folded) lookups."""

    def read(cell: Cell, lookups: Lookups) -> Any:
        named, text = choose(lookups), line_of(cell)
        if fold(text) not in named:
            close = get_close_matches(fold(text), list(named), n=1, cutoff=0.5)
            if close:
                raise BadInput(
                    "cell", "“%(value)s” is not on the list. Did you mean “%(close)s”?", value=text, close=close[0]
                )
            raise BadInput(
                "cell", "“%(value)s” is not on the list. Choose from the drop-down list of the template.", value=text
            )
        if named[fold(text)] is None:
            raise BadInput("cell", "“%(value)s” stands for several entries. Write the code instead.", value=text)
        return named[fold(text)]

    return read


def listed(texts: Iterable[str]) -> str:
    """Return texts as one list in the language spoken now."""
    return ("、" if language() == "zh_CN" else ", ").join(texts)
