"""The form of an agreement, for a new draft and for changing one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.documents.agreement import side_name
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import field_label
from dashboard.services import agreements, needs, roster
from dashboard.services.context import Context
from dashboard.ui import feedback
from dashboard.ui.amounts import fen, yuan_input
from dashboard.ui.kept_form import KeptForm
from models.agreement import AgreementDraft, PartyDraft

SIDE = ("unit", "name", "promise", "contact")
TEXTS = (("goals", 1000), ("schedule", 1000), ("targets", 500), ("termination", 500))


def drafting(ctx: Context) -> None:
    """Draw the form for a new draft."""
    with st.expander(_("Draft an agreement"), icon=":material/add_box:"):
        form = KeptForm("agreement", "agreement", _first(ctx.today()))
        form.begin()
        _fields(ctx, form)
        st.button(_("Save the draft"), key="agreement_send", type="primary", on_click=_draft, args=(form,))


def changing(ctx: Context, agreement_id: int, draft: AgreementDraft) -> None:
    """Draw the form of a draft that exists."""
    with st.expander(_("Change the draft"), icon=":material/edit:"):
        form = KeptForm(f"agreement/{agreement_id}", f"agreement_{agreement_id}", _of(draft))
        form.begin()
        _fields(ctx, form)
        st.button(_("Save the change"), key="agreement_save", type="primary", on_click=_edit, args=(agreement_id, form))


def _first(today: date) -> dict[str, Any]:
    fields: dict[str, Any] = {"title": "", "goals": "", "schedule": "", "targets": "", "money": "", "money_clause": ""}
    fields |= {"termination": "", "copies": 2, "starts_on": today, "ends_on": agreements.one_year_from(today)}
    fields |= {"items": [], "sides": 2}
    for number in range(agreements.MOST_PARTIES):
        fields |= {f"unit{number}": 0, f"name{number}": "", f"promise{number}": "", f"contact{number}": ""}
    return fields


def _of(draft: AgreementDraft) -> dict[str, Any]:
    money = "" if draft.money_fen is None else f"{draft.money_fen // 100}.{draft.money_fen % 100:02d}"
    fields = _first(draft.starts_on) | {
        name: getattr(draft, name)
        for name in ("title", "goals", "schedule", "targets", "money_clause", "termination", "copies", "ends_on")
    }
    fields |= {"money": money, "items": list(draft.need_ids), "sides": len(draft.parties)}
    for number, side in enumerate(draft.parties):
        fields |= {f"unit{number}": side.organisation_id or 0, f"name{number}": side.name}
        fields |= {f"promise{number}": side.promise, f"contact{number}": side.contact_post}
    return fields


def _fields(ctx: Context, form: KeptForm) -> None:
    _text(form, "title", 80, area=False)
    st.selectbox(
        _("How many sides"),
        list(range(2, agreements.MOST_PARTIES + 1)),
        key=form.key("sides"),
        on_change=form.keep("sides"),
    )
    units = {unit.id: either(unit.name_zh, unit.name_en) for unit in roster.members(ctx)}
    for number in range(int(form.value("sides"))):
        _side(form, number, units)
    feedback.below("parties")
    for name, most in TEXTS:
        _text(form, name, most)
    yuan_input(_("Amount in yuan (may stay empty)"), form.key("money"), "money_fen", on_change=form.keep("money"))
    _text(form, "money_clause", 500)
    with st.container(horizontal=True):
        for name, words in (("starts_on", _("First day of the term")), ("ends_on", _("Last day of the term"))):
            st.date_input(words, key=form.key(name), format="YYYY-MM-DD", on_change=form.keep(name))
        st.number_input(field_label("copies"), 1, 20, key=form.key("copies"), on_change=form.keep("copies"))
    feedback.below("last_day")
    _items(ctx, form)


def _side(form: KeptForm, number: int, units: Mapping[int, str]) -> None:
    def called(key: int) -> str:
        return units.get(key, _("another unit, named below"))

    with st.container(border=True):
        unit = form.key(f"unit{number}")
        st.selectbox(side_name(number), [0, *units], format_func=called, key=unit, on_change=form.keep(f"unit{number}"))
        if not form.value(f"unit{number}"):
            name = f"name{number}"
            st.text_input(_("Name of the unit"), key=form.key(name), max_chars=80, on_change=form.keep(name))
        promise, contact = f"promise{number}", f"contact{number}"
        st.text_area(field_label("promise"), key=form.key(promise), max_chars=1000, on_change=form.keep(promise))
        st.text_input(
            _("Contact post"),
            key=form.key(contact),
            max_chars=120,
            help=_("A post and its office telephone, never a person."),
            on_change=form.keep(contact),
        )


def _items(ctx: Context, form: KeptForm) -> None:
    names = {row.id: f"{row.number}　{row.title}" for row in needs.public_list(ctx)}
    st.multiselect(
        field_label("need_ids"),
        list(names),
        format_func=lambda key: names.get(key, str(key)),
        key=form.key("items"),
        placeholder=_("type a number or title"),
        on_change=form.keep("items"),
    )
    feedback.below("need_ids")


def _text(form: KeptForm, name: str, most: int, *, area: bool = True) -> None:
    draw = st.text_area if area else st.text_input
    draw(field_label(name), key=form.key(name), max_chars=most, on_change=form.keep(name))
    feedback.below(name)


def _typed(form: KeptForm) -> AgreementDraft:
    sides = [
        PartyDraft(
            organisation_id=form.value(f"unit{number}") or None,
            name="" if form.value(f"unit{number}") else form.words(f"name{number}"),
            promise=form.words(f"promise{number}"),
            contact_post=form.words(f"contact{number}"),
        )
        for number in range(int(form.value("sides")))
    ]
    return AgreementDraft(
        title=form.words("title"),
        goals=form.words("goals"),
        schedule=form.words("schedule"),
        targets=form.words("targets"),
        money_fen=fen(form.key("money"), "money_fen", required=False),
        money_clause=form.words("money_clause"),
        termination=form.words("termination"),
        copies=int(form.value("copies")),
        starts_on=form.value("starts_on"),
        ends_on=form.value("ends_on"),
        parties=sides,
        need_ids=list(form.value("items") or []),
    )


def _draft(form: KeptForm) -> None:
    def draft(ctx: Context, *, key: str | None = None) -> str:
        return agreements.draft(ctx, _typed(form), key=key)

    form.keep_all()
    feedback.act(
        draft,
        key="agreement_send",
        done=lambda number: _("The draft is kept under %(number)s.") % {"number": number},
        then=lambda _number: form.done(),
    )


def _edit(agreement_id: int, form: KeptForm) -> None:
    def edit(ctx: Context, *, key: str | None = None) -> str:
        return agreements.edit(ctx, agreement_id, _typed(form), key=key)

    form.keep_all()
    feedback.act(edit, key="agreement_save", done=_("The draft is changed."), then=lambda _number: form.done())
