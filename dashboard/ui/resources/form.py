"""Offering a resource, changing its card, taking it back and offering it again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.permissions import Permission
from dashboard.services import needs, resources, roster
from dashboard.services.context import Context
from dashboard.services.resources import ResourceRead
from dashboard.ui import feedback, session
from dashboard.ui.amounts import fen, yuan_input
from dashboard.ui.kept_form import KeptForm, whole
from models.enums import OfferKind, ResourceStatus
from models.resource import ResourceDraft

FIRST: Mapping[str, Any] = {
    "offer": OfferKind.FUNDS,
    "title": "",
    "text": "",
    "categories": [],
    "amount": "",
    "amount_yuan": "",
    "unit": "",
    "until_on": None,
    "area_id": 0,
    "terms": "",
    "contact_post": "",
}


def offering(ctx: Context) -> None:
    """Draw the form for a new card; the secretariat chooses for which organisation."""
    with st.expander(_("Offer a resource"), icon=":material/add_box:"):
        form = KeptForm("resource", "resource", {**FIRST, "from_on": ctx.today(), "organisation_id": 0})
        form.begin()
        if ctx.actor.may(Permission.ROSTER_KEEP):
            _organisation(ctx, form)
        _fields(ctx, form)
        st.button(_("Put it on the list"), key="resource_send", type="primary", on_click=_offer, args=(form,))


def keeping(ctx: Context, card: ResourceRead) -> None:
    """Draw changing, withdrawing and renewing for those who may."""
    if not card.own:
        return
    if card.status == ResourceStatus.OFFERED and not card.expired:
        with st.expander(_("Change the card"), icon=":material/edit:"):
            form = KeptForm(f"resource/{card.id}", f"resource_{card.id}", _of(card))
            form.begin()
            _fields(ctx, form)
            st.button(_("Save the change"), key="card_save", type="primary", on_click=_edit, args=(card.id, form))
        _withdrawing(card)
    else:
        _renewing(card, ctx.today())


def _of(card: ResourceRead) -> dict[str, Any]:
    funds = card.offer == OfferKind.FUNDS
    count = "" if card.amount is None else str(card.amount)
    yuan = "" if card.amount is None else f"{card.amount // 100}.{card.amount % 100:02d}"
    return {
        "offer": card.offer, "title": card.title, "text": card.text, "categories": list(card.categories),
        "amount": "" if funds else count, "amount_yuan": yuan if funds else "", "unit": card.unit,
        "from_on": card.from_on, "until_on": card.until_on, "area_id": card.area_id or 0, "terms": card.terms,
        "contact_post": card.contact_post,
    }  # fmt: skip


def _organisation(ctx: Context, form: KeptForm) -> None:
    units = {unit.id: either(unit.name_zh, unit.name_en) for unit in roster.members(ctx)}
    st.selectbox(
        field_label("organisation_id"),
        [0, *units],
        format_func=lambda key: units.get(key, _("please choose")),
        key=form.key("organisation_id"),
        on_change=form.keep("organisation_id"),
    )
    feedback.below("organisation_id")


def _fields(ctx: Context, form: KeptForm) -> None:
    st.selectbox(
        field_label("offer"), list(OfferKind), format_func=label, key=form.key("offer"), on_change=form.keep("offer")
    )
    feedback.below("offer")
    _text(form, "title", 60)
    _text(form, "text", 1000, area=True, help=_("Everybody can read this: no private names or telephones."))
    _how_much(form)
    with st.container(horizontal=True):
        for name in ("from_on", "until_on"):
            st.date_input(
                field_label(name), key=form.key(name), value=None, format="YYYY-MM-DD", on_change=form.keep(name)
            )
    feedback.below("from_on")
    feedback.below("until_on")
    st.caption(_("Leave the last day empty where it is on offer without end."))
    _where(ctx, form)
    _text(form, "terms", 500, area=True)
    words = _("A post and its office telephone, never a person. Shown to liaisons and the secretariat.")
    _text(form, "contact_post", 120, label_text=_("Contact post"), help=words)


def _how_much(form: KeptForm) -> None:
    if form.value("offer") == OfferKind.FUNDS:
        words = _("Amount in yuan (may stay empty)")
        yuan_input(words, form.key("amount_yuan"), "amount", on_change=form.keep("amount_yuan"))
        return
    with st.container(horizontal=True):
        words = _("How much (may stay empty)")
        st.text_input(words, key=form.key("amount"), max_chars=12, on_change=form.keep("amount"))
        unit = _("Of what, such as hours or pieces")
        st.text_input(unit, key=form.key("unit"), max_chars=12, on_change=form.keep("unit"))
    feedback.below("amount")
    feedback.below("unit")


def _where(ctx: Context, form: KeptForm) -> None:
    places = {node.area.id: either(node.area.name_zh, node.area.name_en) for node in needs.areas(ctx)}
    chosen = form.value("area_id")
    known = [0, *places] if chosen in (0, *places) else [0, chosen, *places]
    st.selectbox(
        _("Serves"),
        known,
        format_func=lambda key: places.get(key, _("the whole sub-district")),
        key=form.key("area_id"),
        on_change=form.keep("area_id"),
    )
    names = {row.code: either(*row.name) for row in needs.categories(ctx)}
    st.multiselect(
        field_label("categories"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key=form.key("categories"),
        placeholder=_("every category"),
        on_change=form.keep("categories"),
    )
    feedback.below("categories")


def _text(
    form: KeptForm, name: str, most: int, *, area: bool = False, help: str | None = None, label_text: str = ""
) -> None:
    draw = st.text_area if area else st.text_input
    draw(label_text or field_label(name), key=form.key(name), max_chars=most, help=help, on_change=form.keep(name))
    feedback.below(name)


def _draft(form: KeptForm) -> ResourceDraft:
    kind = OfferKind(form.value("offer"))
    funds = kind == OfferKind.FUNDS
    amount = fen(form.key("amount_yuan"), "amount", required=False) if funds else whole(form, "amount", "amount")
    texts = {name: form.words(name) for name in ("title", "text", "unit", "terms", "contact_post")}
    return ResourceDraft(
        offer=kind,
        **texts,
        categories=list(form.value("categories") or []),
        amount=amount,
        from_on=form.value("from_on") or session.context().today(),
        until_on=form.value("until_on"),
        area_id=form.value("area_id") or None,
    )


def _offer(form: KeptForm) -> None:
    def offer(ctx: Context, *, key: str | None = None) -> tuple[int, str]:
        return resources.offer(ctx, _draft(form), form.value("organisation_id") or None, key=key)

    form.keep_all()
    feedback.act(
        offer,
        key="resource_send",
        done=lambda made: _("The card is on the list under %(number)s.") % {"number": made[1]},
        then=lambda _made: form.done(),
    )


def _edit(card_id: int, form: KeptForm) -> None:
    def edit(ctx: Context, *, key: str | None = None) -> str:
        return resources.edit(ctx, card_id, _draft(form), key=key)

    form.keep_all()
    feedback.act(edit, key="card_save", done=_("The card is changed."), then=lambda _number: form.done())


def _withdrawing(card: ResourceRead) -> None:
    word = _("Take it off the list")
    with st.expander(word, icon=":material/undo:"):
        st.caption(_("Claims that draw on the card stay as they are."))
        st.text_input(field_label("reason"), key="card_reason", max_chars=500)
        feedback.below("reason")
        st.button(word, key="card_withdraw", on_click=_withdraw, args=(card.id,))


def _withdraw(card_id: int) -> None:
    feedback.act(
        resources.withdraw,
        card_id,
        session.widget("card_reason", ""),
        key="card_withdraw",
        done=_("The card is off the list."),
    )


def _renewing(card: ResourceRead, today: date) -> None:
    word = _("Offer it again")
    with st.container(border=True):
        session.start_widget("card_from", today)
        with st.container(horizontal=True):
            st.date_input(field_label("from_on"), key="card_from", format="YYYY-MM-DD")
            st.date_input(field_label("until_on"), key="card_until", value=None, format="YYYY-MM-DD")
        feedback.below("until_on")
        st.button(word, key="card_renew", type="primary", on_click=_renew, args=(card.id,))


def _renew(card_id: int) -> None:
    feedback.act(
        resources.renew,
        card_id,
        session.widget("card_from"),
        session.widget("card_until"),
        key="card_renew",
        done=_("The card is on offer again."),
    )
