"""The legal side of an item: its gate, the written opinions, and the reviewer's form for a new one."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.formats import day, local_date
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.permissions import Permission
from dashboard.services import drafts, needs
from dashboard.services.context import Actor, Context
from dashboard.services.needs import GatedItem, ItemPage, OpinionRead
from dashboard.ui import address, feedback, frame, session
from dashboard.ui.needs import checklist
from dashboard.ui.safe import paragraphs, plain
from models.enums import LegalConclusion, LegalGate

COLOURS = {LegalConclusion.CLEAR: "green", LegalConclusion.CONDITIONS: "orange", LegalConclusion.OPPOSED: "red"}
FIELDS = ("conclusion", "opinion", "basis")
NO_OPINION = N_("No written opinion yet. Without one the item cannot go on a meeting's agenda.")


def of_item(page: ItemPage, actor: Actor) -> None:
    """Draw the gate of an item and the opinions on it; nothing where it has no gate."""
    need = page.need
    if need.legal_gate == LegalGate.NONE and not page.opinions:
        return
    st.subheader(_("Legal gate"), anchor=False)
    with st.container(border=True):
        st.markdown(f":material/gavel: **{plain(label(need.legal_gate))}**")
        if page.opinions:
            opinion(page.opinions[0])
        else:
            st.markdown(_(NO_OPINION))
        if actor.may(Permission.LEGAL_OPINE):
            frame.link("legal", _("To the legal opinions"), icon="gavel", query={"q": need.number})
    if page.opinions[1:]:
        with st.expander(_("Earlier opinions (%(n)s)") % {"n": len(page.opinions) - 1}, icon=":material/history:"):
            for earlier in page.opinions[1:]:
                opinion(earlier)


def opinion(one: OpinionRead) -> None:
    """Draw a written opinion: who by role, which day, what it comes to, and its words."""
    conclusion = f":{COLOURS[one.conclusion]}-badge[{plain(label(one.conclusion))}]"
    writer = plain(_("Legal reviewer"))
    st.markdown(f"{conclusion}　{writer} · {plain(day(local_date(one.at)))}")
    paragraphs(one.text)
    if one.basis:
        st.caption(_("Legal basis: %(basis)s") % {"basis": plain(one.basis)})


def reviewing(ctx: Context) -> None:
    """Draw what waits for an opinion, and below it the opinions given."""
    text = address.words(_("Search"), "q", _("number or title")).casefold()
    waiting = [one for one in needs.waiting_for_opinion(ctx) if _matches(one, text)]
    given = [one for one in needs.given_opinions(ctx) if _matches(one, text)]
    st.subheader(_("Waiting for an opinion (%(n)s)") % {"n": len(waiting)}, anchor=False)
    if not waiting:
        words = _("Nothing waits. Items with a legal gate appear here as soon as they are on the needs list.")
        frame.empty(words, "claim_list", _("See the claim list"))
    _items(waiting)
    if given:
        st.subheader(_("Opinions given (%(n)s)") % {"n": len(given)}, anchor=False)
        _items(given)


def _matches(one: GatedItem, text: str) -> bool:
    return text in one.number.casefold() or text in one.title.casefold()


def _items(rows: Sequence[GatedItem]) -> None:
    for one in rows:
        with st.container(border=True):
            frame.link("item", f"{one.number}　{one.title}", icon="description", query={"number": one.number})
            st.markdown(f":material/gavel: **{plain(label(one.gate))}**　{frame.badge_text(one.status)}")
            st.caption(_("Who decides: %(power)s") % {"power": plain(label(one.power))})
            if one.checklist is not None:
                checklist.facts_found(one.checklist)
            if one.opinion is not None:
                opinion(one.opinion)
            words = _("Give another opinion") if one.opinion else _("Write the opinion")
            with st.expander(words, icon=":material/edit:", expanded=one.opinion is None and one is rows[0]):
                _form(one)


def _form(one: GatedItem) -> None:
    _begin(one.id)
    st.radio(
        field_label("conclusion"),
        list(LegalConclusion),
        format_func=label,
        key=_key(one.id, "conclusion"),
        on_change=partial(_keep, one.id, "conclusion"),
    )
    st.text_area(
        field_label("opinion"),
        key=_key(one.id, "opinion"),
        max_chars=2000,
        height=160,
        help=_("Everybody can read it, under your role and not your name. Please write no names of residents."),
        on_change=partial(_keep, one.id, "opinion"),
    )
    feedback.below("opinion")
    st.text_input(
        _("%(field)s (may stay empty)") % {"field": field_label("basis")},
        key=_key(one.id, "basis"),
        max_chars=300,
        placeholder=_("such as: Civil Code, article 278"),
        on_change=partial(_keep, one.id, "basis"),
    )
    feedback.below("basis")
    st.caption(_("An opinion cannot be changed afterwards. A new one takes its place; the earlier one stays on file."))
    st.button(
        _("Give this opinion"),
        key=_key(one.id, "give"),
        type="primary",
        icon=":material/gavel:",
        on_click=partial(_give, one),
    )


def _begin(need_id: int) -> None:
    """Fill the form with what was typed before, on this or another device."""
    if session.widget(_key(need_id, "conclusion")) is not None:
        return
    kept = drafts.load(session.context(), _draft(need_id))
    given = kept.fields if kept else {}
    conclusion = frame.known(str(given.get("conclusion") or ""), LegalConclusion)
    session.start_widget(_key(need_id, "conclusion"), conclusion or LegalConclusion.CONDITIONS)
    session.start_widget(_key(need_id, "opinion"), str(given.get("opinion") or ""))
    session.start_widget(_key(need_id, "basis"), str(given.get("basis") or ""))


def _keep(need_id: int, field: str) -> None:
    feedback.act(drafts.save_field, _draft(need_id), field, session.widget(_key(need_id, field)))


def _give(one: GatedItem) -> None:
    def given(_opinion: int) -> None:
        drafts.discard(session.context(), _draft(one.id))
        session.forget_widgets([_key(one.id, field) for field in FIELDS])

    feedback.act(
        needs.give_opinion,
        one.id,
        session.widget(_key(one.id, "conclusion")),
        str(session.widget(_key(one.id, "opinion")) or ""),
        str(session.widget(_key(one.id, "basis")) or ""),
        key=f"opinion_{one.id}",
        done=_("Your opinion on %(number)s is given; everybody can read it.") % {"number": one.number},
        then=given,
    )


def _draft(need_id: int) -> str:
    return f"opinion/{need_id}"


def _key(need_id: int, field: str) -> str:
    return f"opinion_{need_id}_{field}"
