"""The fields of a proposal: each is kept as soon as it was typed, and filled in again after a reload."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import streamlit as st

from dashboard.formats import clock
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import field_label
from dashboard.services import drafts, needs
from dashboard.services.context import Context
from dashboard.services.drafts import DraftRead
from dashboard.ui import feedback, session
from dashboard.ui.needs import similar

FIELDS = ("title", "reasons", "suggestion", "category_code", "area_id", "place", "beneficiaries", "contact")


@dataclass(frozen=True, slots=True)
class Form:
    """Which form: the prefix of its keys, the name of its stored draft, and what its fields hold at first.

    ``hints`` is whether items that may ask for the same are shown: to be supported instead by whoever writes, or
    to be told to the person somebody writes for.
    """

    prefix: str
    name: str
    given: Mapping[str, Any] = field(default_factory=dict)
    hints: Literal["", "support", "tell"] = ""

    def key(self, name: str) -> str:
        """Return the key of the widget of a field."""
        return f"{self.prefix}_{name}"


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: category code -> name, area id -> name."""

    categories: dict[str, str]
    areas: dict[int, str]


def choices(ctx: Context) -> Choices:
    """Return the categories on offer, and the neighbourhoods with their grids, named in the language spoken now."""
    places: dict[int, str] = {}
    for node in needs.areas(ctx):
        name = either(node.area.name_zh, node.area.name_en)
        places[node.area.id] = name
        places |= {grid.id: f"{name} · {either(grid.name_zh, grid.name_en)}" for grid in node.grids}
    return Choices({row.code: either(*row.name) for row in needs.categories(ctx)}, places)


def fields(form: Form, offered: Choices) -> None:
    """Draw every field of a proposal, the necessary ones first."""
    kept = drafts.load(session.context(), form.name)
    _begin(form, kept, offered)
    _matter(form)
    _where(form, offered)
    if form.hints:
        similar.hint(form.name, typed(form), partial(_discard, form) if form.hints == "support" else None)
    _who(form)


def saved_line(form: Form) -> None:
    """Say when the form was saved last; nothing where nothing was typed yet."""
    kept = drafts.load(session.context(), form.name)
    if kept:
        st.caption(
            ":material/cloud_done: "
            + _("Saved %(time)s. You can stop and go on later, on any device.") % {"time": clock(kept.saved_at)}
        )


def start_over(form: Form) -> None:
    """Offer to throw away what was typed, after a second click."""
    if drafts.load(session.context(), form.name) is None:
        return
    with st.popover(_("Empty the form"), icon=":material/delete:", type="tertiary"):
        st.markdown(_("Everything typed here and its photos are thrown away. This cannot be undone."))
        st.button(
            _("Yes, empty the form"),
            key=form.key("discard"),
            on_click=_discard,
            args=(form, _("The form is empty again.")),
        )


def keep_all(form: Form) -> None:
    """Store every field that was not stored as it stands, in case saving it failed while it was typed."""
    ctx = session.context()
    kept = drafts.load(ctx, form.name)
    there = kept.fields if kept else {}
    for name in FIELDS:
        value = session.widget(form.key(name))
        if value != there.get(name):
            drafts.save_field(ctx, form.name, name, value)


def keep(form: Form, name: str) -> None:
    """Store one field as soon as it was typed; once problems were shown, show those that are left."""
    feedback.act(drafts.save_field, form.name, name, session.widget(form.key(name)))
    if session.get(form.key("tried")):
        feedback.act(needs.check, typed(form))


def typed(form: Form) -> dict[str, Any]:
    """Return what the fields hold now."""
    return {name: session.widget(form.key(name)) for name in FIELDS}


def _begin(form: Form, kept: DraftRead | None, offered: Choices) -> None:
    values = {**form.given, **(kept.fields if kept else {})}
    for name in FIELDS:
        value = values.get(name)
        if name in ("category_code", "area_id"):
            chosen = value in (offered.categories if name == "category_code" else offered.areas)
            session.start_widget(form.key(name), value if chosen else None)
        elif name == "beneficiaries":
            session.start_widget(form.key(name), value if isinstance(value, int) and value > 0 else None)
        else:
            session.start_widget(form.key(name), str(value or ""))


def _matter(form: Form) -> None:
    st.text_input(
        field_label("title"),
        key=form.key("title"),
        max_chars=60,
        placeholder=_("such as: no lamp at the corner of the lane"),
        on_change=partial(keep, form, "title"),
    )
    feedback.below("title")
    st.text_area(
        field_label("reasons"),
        key=form.key("reasons"),
        max_chars=2000,
        height=160,
        placeholder=_("What is wrong, since when, and whom does it trouble?"),
        help=_("Everybody can read this. Please write no names, telephone numbers or flat numbers."),
        on_change=partial(keep, form, "reasons"),
    )
    feedback.below("reasons")
    st.text_area(
        _may_stay_empty("suggestion"),
        key=form.key("suggestion"),
        max_chars=2000,
        height=110,
        placeholder=_("What could be done, in your opinion?"),
        on_change=partial(keep, form, "suggestion"),
    )
    feedback.below("suggestion")


def _where(form: Form, offered: Choices) -> None:
    st.selectbox(
        field_label("category_code"),
        list(offered.categories),
        index=None,
        format_func=lambda code: offered.categories.get(code, code),
        key=form.key("category_code"),
        placeholder=_("Please choose"),
        on_change=partial(keep, form, "category_code"),
    )
    feedback.below("category_code")
    st.selectbox(
        field_label("area_id"),
        list(offered.areas),
        index=None,
        format_func=lambda key: offered.areas.get(key, ""),
        key=form.key("area_id"),
        placeholder=_("Please choose"),
        help=_("Choose the neighbourhood, or its grid if you know it. A grid is a few buildings with one contact."),
        on_change=partial(keep, form, "area_id"),
    )
    feedback.below("area_id")
    st.text_input(
        field_label("place"),
        key=form.key("place"),
        max_chars=120,
        placeholder=_("such as: north gate, beside Building 3"),
        help=_("The building is exact enough. Please write no flat number."),
        on_change=partial(keep, form, "place"),
    )
    feedback.below("place")


def _who(form: Form) -> None:
    st.number_input(
        _may_stay_empty("beneficiaries"),
        min_value=1,
        max_value=100_000,
        value=None,
        step=1,
        key=form.key("beneficiaries"),
        placeholder=_("a rough estimate is enough"),
        on_change=partial(keep, form, "beneficiaries"),
    )
    feedback.below("beneficiaries")
    st.text_input(
        _may_stay_empty("contact"),
        key=form.key("contact"),
        max_chars=120,
        placeholder=_("such as a telephone number"),
        help=_("Only the secretariat sees this, to ask you something about the matter. It is never published."),
        on_change=partial(keep, form, "contact"),
    )
    feedback.below("contact")


def _may_stay_empty(name: str) -> str:
    return _("%(field)s (may stay empty)") % {"field": field_label(name)}


def _discard(form: Form, done: str) -> None:
    def emptied(_nothing: None) -> None:
        session.forget_widgets([form.key(name) for name in FIELDS])
        session.put(form.key("tried"), False)

    feedback.act(drafts.discard, form.name, done=done, then=emptied)
