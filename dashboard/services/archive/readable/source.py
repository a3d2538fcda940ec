"""Where do the readable pages take their words from? From the rows of the archive alone, so that they say no more."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session

from dashboard.exchange.archive.layout import safe_name
from dashboard.exchange.archive.pages import Cell, Link, heading, table
from dashboard.exchange.archive.typed import Sort
from dashboard.formats import day, moment, yuan
from dashboard.i18n import N_, either
from dashboard.i18n import gettext as _
from dashboard.labels import LABELS, label
from dashboard.rules.lifecycle import LIVES
from dashboard.services.archive.plan import TABLES
from dashboard.services.archive.rows import lines, sort_of, target
from dashboard.services.archive.selecting import Selection

Row = Mapping[str, Any]
FOLDERS: Mapping[str, str] = {"meeting": "meetings", "need": "items", "project": "projects"}
"""Things that have a page of their own -> the folder of their pages."""


@dataclass(frozen=True, slots=True)
class Told:
    """One column of a readable table: what it is called, and the stored column or what makes its words of a row."""

    title: str
    of: str | Callable[["Source", Row], Cell]


@dataclass(slots=True)
class Source:
    """The rows of an archive, with the words that stand for their codes and numbers."""

    session: Session
    selection: Selection
    names: dict[str, dict[Any, str]] = field(default_factory=dict)
    """Table -> key -> name, of what other rows refer to."""
    titles: dict[int, str] = field(default_factory=dict)
    """Titles of the items by their key."""

    def __post_init__(self) -> None:
        for name in ("organisation", "category", "area", "body"):
            key = "code" if name in ("category", "body") else "id"
            self.names[name] = {row[key]: either(row["name_zh"], row["name_en"]) for row in self.rows(name)}
        self.names["seat"] = {row["id"]: self._seat(row) for row in self.rows("seat")}
        for name in ("need", "meeting", "project", "resource"):
            self.names[name] = {row["id"]: row["number"] for row in self.rows(name)}
        self.titles = {row["id"]: row["title"] for row in self.rows("need")}

    def rows(self, name: str, where: ColumnElement[bool] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table that belong to the archive."""
        return lines(self.session, name, self.selection.holds(name), where)

    def hanging(self, name: str, column: str, keys: Collection[Any]) -> dict[Any, list[dict[str, Any]]]:
        """Return the rows of a table by what they hang on, for some of these things at once."""
        found: dict[Any, list[dict[str, Any]]] = {}
        for row in self.rows(name, TABLES[name].c[column].in_(list(keys))):
            found.setdefault(row[column], []).append(row)
        return found

    def page_of(self, name: str, key: Any) -> str:
        """Return where the page of a thing lies; empty where it has none."""
        if name not in FOLDERS or key not in self.selection.whole[name]:
            return ""
        return f"{FOLDERS[name]}/{safe_name(self.names[name][key])}.html"

    def link(self, name: str, key: Any) -> Cell:
        """Return the name of a thing, and where it has a page a link to it."""
        words = self.names.get(name, {}).get(key, "") if key is not None else ""
        to = self.page_of(name, key) if words else ""
        return Link(words, to) if to else words

    def cell(self, name: str, column: str, row: Row) -> Cell:
        """Return a stored value in words."""
        value, stored = row[column], TABLES[name].c[column]
        if value is None:
            return ""
        if (to := target(name, stored)) in self.names:
            return self.link(str(to), value)
        if column.endswith("_fen"):
            return yuan(value)
        match sort_of(stored):
            case Sort.MOMENT:
                return moment(datetime.fromisoformat(value))
            case Sort.DAY:
                return day(date.fromisoformat(value))
            case Sort.YES_NO:
                return _("yes") if value else _("no")
            case Sort.WORD:
                vocabulary = stored.type.vocabulary  # type: ignore[attr-defined]  # an EnumText
                return label(vocabulary(value))
            case _:
                return value if isinstance(value, int) else str(value)

    def cells(self, name: str, told: Sequence[Told], row: Row) -> list[Cell]:
        """Return a row of a readable table."""
        return [self.cell(name, one.of, row) if isinstance(one.of, str) else one.of(self, row) for one in told]

    def section(self, title: str, name: str, told: Sequence[Told], rows: Sequence[Row], page: str) -> str:
        """Return a table under its heading; empty where it has no rows."""
        drawn = table([_(one.title) for one in told], (self.cells(name, told, row) for row in rows), page)
        return heading(title) + drawn if drawn else ""

    def _seat(self, row: Row) -> str:
        unit, post = self.names["organisation"].get(row["organisation_id"], ""), either(row["post_zh"], row["post_en"])
        return f"{row['number']}　{unit}（{post}）" if post else f"{row['number']}　{unit}"


def step(kind: str, action: str) -> str:
    """Return what a move on a lifeline is called."""
    for _status, known in LIVES.get(kind, {}):
        vocabulary: type[StrEnum] = type(known)
        if action in list(vocabulary) and (named := LABELS.get(vocabulary, {}).get(vocabulary(action))):
            return _(named)
    return action


def state(kind: str, value: str | None) -> str:
    """Return what a state on a lifeline is called."""
    stored = TABLES[kind].c.get("status") if kind in TABLES else None
    if not value or stored is None:
        return value or ""
    vocabulary = stored.type.vocabulary  # type: ignore[attr-defined]  # an EnumText
    return label(vocabulary(value)) if value in list(vocabulary) else value


def lifeline(kind: str) -> tuple[Told, ...]:
    """Return the columns of the lifeline of a thing."""
    return (
        Told(N_("When"), "at"),
        Told(N_("Who"), "actor_role"),
        Told(N_("What happened"), partial(_step_of, kind)),
        Told(N_("State afterwards"), partial(_state_of, kind)),
        Told(N_("Reason"), "reason"),
        Told(N_("Reference"), "reference"),
    )


def _step_of(kind: str, _source: Source, row: Row) -> Cell:
    return step(kind, row["action"])


def _state_of(kind: str, _source: Source, row: Row) -> Cell:
    return state(kind, row["after"])
