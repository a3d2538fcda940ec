"""A form whose every field is stored as it is typed, so that nothing is lost by a reload or another device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

import streamlit as st

from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.services import drafts
from dashboard.ui import feedback, session

BETWEEN = "\n"
"""Between the entries of a list where a stored draft holds a text."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """``name`` says whose draft it is, ``prefix`` begins its widgets' keys, ``fields`` are the first values."""

    name: str
    prefix: str
    fields: Mapping[str, Any]

    def key(self, field: str) -> str:
        """Return the key of a field's widget."""
        return f"{self.prefix}_{field}"

    def value(self, field: str) -> Any:
        """Return what a field holds now; its first value while it is not drawn."""
        return session.widget(self.key(field), self.fields[field])

    def words(self, field: str) -> str:
        """Return the text a field holds now, without spaces around it."""
        return str(self.value(field) or "").strip()

    def begin(self) -> None:
        """Fill what the browser does not hold with what this person typed before, or with the first values."""
        absent = [field for field in self.fields if session.widget(self.key(field)) is None]
        kept = drafts.load(session.context(), self.name) if absent else None
        if kept and len(absent) > len(self.fields) // 2:
            st.caption(_("What you typed before is filled in."))
        for field in absent:
            first, there = self.fields[field], kept is not None and field in kept.fields
            session.start_widget(self.key(field), _restored(kept.fields[field], first) if there and kept else first)

    def keep(self, field: str) -> Any:
        """Return the callback that stores a field as soon as it was typed."""
        return partial(_keep, self, (field,))

    def keep_all(self) -> None:
        """Store every field."""
        _keep(self, tuple(self.fields))

    def done(self) -> None:
        """Throw the draft away, after its content was carried out."""
        drafts.discard(session.context(), self.name)
        session.forget_widgets([self.key(field) for field in self.fields])


def whole(form: KeptForm, field: str, named: str) -> int | None:
    """Return the whole number typed into a field, ``None`` where nothing was.

    Raises:
        BadInput: it is no whole number.
    """
    text = form.words(field).replace(",", "").replace("，", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 12:
        raise BadInput(named, "Please enter a whole number, such as 40.")
    return int(text)


def _keep(form: KeptForm, fields: Sequence[str]) -> None:
    stored = {field: _storable(form.value(field)) for field in fields}
    feedback.act(drafts.save_fields, form.name, stored)


def _storable(value: Any) -> str | int | bool | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return BETWEEN.join(map(str, value))
    return value  # type: ignore[no-any-return]  # what widgets of these forms hold


def _restored(kept: Any, first: Any) -> Any:
    """Return a stored value as the widget holds it; the first value says of which sort it is."""
    if isinstance(first, StrEnum):
        known = type(first)._value2member_map_
        return known.get(kept, first)
    if isinstance(first, list):
        entries = [entry for entry in str(kept or "").split(BETWEEN) if entry]
        return [int(entry) if entry.isdecimal() else entry for entry in entries]
    if isinstance(first, date) or (first is None and isinstance(kept, str)):
        return _day(str(kept or ""))
    return kept


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
