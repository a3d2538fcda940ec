"""The fields of a claim: which part, from which card, how much, until when, as what."""

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.matching import Gap
from dashboard.services.claims import amount_words
from dashboard.services.resources import ResourceRead
from dashboard.ui import feedback, session
from dashboard.ui.amounts import yuan_input
from dashboard.ui.claims.gaps import missing_words
from dashboard.ui.kept_form import KeptForm
from models.enums import OfferKind


def kind_of(form: KeptForm, parts: Mapping[int, Gap]) -> OfferKind:
    """Draw the choice of a part, or of a kind where the whole item is meant; return the kind."""
    if parts:

        def called(key: int) -> str:
            if key not in parts:
                return _("The item as a whole, or something else")
            one = parts[key]
            return f"{label(one.part.offer)}　{one.part.text}（{missing_words(one)}）"

        st.selectbox(
            _("Which part"),
            [0, *parts],
            format_func=called,
            key=form.key("part_id"),
            on_change=form.keep("part_id"),
        )
        feedback.below("part_id")
        if (chosen := form.value("part_id")) in parts:
            return parts[chosen].part.offer
    st.selectbox(
        _("What is offered"),
        list(OfferKind),
        format_func=label,
        key=form.key("offer"),
        on_change=form.keep("offer"),
    )
    return OfferKind(form.value("offer"))


def card(form: KeptForm, cards: Mapping[int, ResourceRead]) -> None:
    """Draw the choice of a resource card to draw on."""
    if form.value("resource_id") not in cards:
        session.set_widget(form.key("resource_id"), 0)

    def called(key: int) -> str:
        return card_words(cards[key]) if key in cards else _("none: this offer stands by itself")

    st.selectbox(
        _("From which of our resource cards"),
        [0, *cards],
        format_func=called,
        key=form.key("resource_id"),
        on_change=form.keep("resource_id"),
    )
    feedback.below("resource_id")


def card_words(one: ResourceRead) -> str:
    """Return a card as a choice: number, title and what is left."""
    if one.left is None:
        return f"{one.number}　{one.title}"
    left = _("%(left)s left") % {"left": amount_words(one.offer, one.left, one.unit)}
    return f"{one.number}　{one.title}（{left}）"


def unit_of(form: KeptForm, parts: Mapping[int, Gap], cards: Mapping[int, ResourceRead]) -> str:
    """Return what the offer is counted in; empty where it is not."""
    part, drawn = parts.get(form.value("part_id")), cards.get(form.value("resource_id"))
    if part is not None and part.part.unit:
        return part.part.unit
    return drawn.unit if drawn is not None else ""


def promise(form: KeptForm, kind: OfferKind) -> None:
    """Draw what is promised: words, value, day and role."""
    st.text_area(
        _("The offer in words"),
        key=form.key("offer_text"),
        max_chars=500,
        on_change=form.keep("offer_text"),
        help=_("What, how much, and on which conditions. Everybody can read this: no private names or telephones."),
    )
    feedback.below("offer_text")
    yuan_input(
        _("Amount in yuan") if kind == OfferKind.FUNDS else _("Value in yuan (may stay empty)"),
        form.key("value_yuan"),
        "value_fen",
        _("What the offer is worth, goods and labour included."),
        on_change=form.keep("value_yuan"),
    )
    st.date_input(
        _("Promised by"), key=form.key("promised_on"), format="YYYY-MM-DD", on_change=form.keep("promised_on")
    )
    feedback.below("promised_on")
    st.radio(
        _("As what"),
        [True, False],
        format_func=lead_words,
        key=form.key("wants_lead"),
        horizontal=True,
        on_change=form.keep("wants_lead"),
    )
    st.checkbox(
        _("Our organisation's Party branch has agreed"),
        key=form.key("branch_agreed"),
        on_change=form.keep("branch_agreed"),
    )


def lead_words(wants_lead: bool) -> str:
    """Return what a claim means to be: 主认领 or 联合认领."""
    return _("Lead claim: we mean to lead") if wants_lead else _("Joint claim: we only mean to join")
