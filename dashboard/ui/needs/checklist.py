"""The screening checklist: what the secretariat answers before an item is accepted, and what its answers show."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.checklist import ASKED, FOLLOWS, ROUTES, Checklist, Fact, facts_of, suggested
from dashboard.services.needs import ItemPage
from dashboard.ui import session
from dashboard.ui.safe import plain
from models.enums import DecisionPower, LegalGate
from models.need import NeedRead

YES, NO = "yes", "no"


def questions(need: NeedRead) -> None:
    """Draw the questions that decide whether an item can be accepted at all, and what follows from the answers."""
    _yes_or_no(need.id, "belongs", _("Is it a shared matter of this area?"))
    _yes_or_no(
        need.id,
        "personal",
        _("Is it a personal complaint or claim?"),
        _("A matter for litigation, arbitration or review, or what somebody claims for oneself."),
    )
    if session.widget(_key(need.id, "personal")) == YES:
        st.warning(_("A personal complaint is referred. Choose where to; the form “Refer” below is filled in."))
        with st.container(horizontal=True):
            for number, route in enumerate(ROUTES):
                st.button(
                    _(route),
                    key=_key(need.id, f"route{number}"),
                    on_click=partial(session.set_widget, f"refer_to_{need.id}", _(route)),
                )
    _facts(need)


def gate(need: NeedRead) -> None:
    """Draw the choice of the legal gate."""
    session.start_widget(_key(need.id, "gate"), _suggested(need)[1] or LegalGate(need.legal_gate))
    st.selectbox(
        _("Legal gate"),
        list(LegalGate),
        format_func=label,
        key=_key(need.id, "gate"),
        help=_("What others have to settle before the works. With a gate, the legal reviewer gives an opinion first."),
    )


def answers(need_id: int, category_code: str) -> Checklist:
    """Return what was answered about an item that is accepted under this category."""
    ticked = frozenset(fact for fact in facts_of(category_code) if session.widget(_key(need_id, fact)))
    return Checklist(_answer(need_id, "belongs"), _answer(need_id, "personal"), ticked)


def gate_of(need_id: int) -> LegalGate:
    """Return the gate that was chosen."""
    return LegalGate(session.widget(_key(need_id, "gate")) or LegalGate.NONE)


def shown(page: ItemPage) -> None:
    """Draw the stored answers for the secretariat and the legal reviewer; nothing where there are none."""
    if page.checklist is None:
        return
    words = {True: _("yes"), False: _("no"), None: _("not answered")}
    answers = (
        (_("Is it a shared matter of this area?"), page.checklist.belongs),
        (_("Is it a personal complaint or claim?"), page.checklist.personal),
    )
    lines = [f"{question} **{words[answer]}**" for question, answer in answers]
    st.markdown("**" + _("Checklist of the screening") + "**  \n" + "  \n".join(lines))
    facts_found(page.checklist)


def facts_found(found: Checklist) -> None:
    """Draw what the screening ticked, each with what follows from it."""
    for fact in Fact:
        if fact in found.facts:
            st.markdown(f":material/check_box: {plain(_(ASKED[fact]))}  \n:gray[{plain(_(FOLLOWS[fact].why))}]")


def _facts(need: NeedRead) -> None:
    for fact in facts_of(_category(need)):
        session.start_widget(_key(need.id, fact), fact is Fact.NEW_LIFT)
        st.checkbox(_(ASKED[fact]), key=_key(need.id, fact), on_change=partial(_suggest, need))
        if session.widget(_key(need.id, fact)):
            st.caption(plain(_(FOLLOWS[fact].why)))
    power, legal_gate = _suggested(need)
    if power is not None:
        session.start_widget(f"power_{need.id}", power)
    parts = [
        _("who decides: %(power)s") % {"power": label(power)} if power else "",
        _("legal gate: %(gate)s") % {"gate": label(legal_gate)} if legal_gate else "",
    ]
    if any(parts):
        words = " · ".join(part for part in parts if part)
        st.caption(":material/lightbulb: " + plain(_("Suggested — %(what)s") % {"what": words}))


def _suggest(need: NeedRead) -> None:
    """Let both choices follow what was ticked; the secretariat may still change them."""
    power, legal_gate = _suggested(need)
    session.set_widget(_key(need.id, "gate"), legal_gate or LegalGate.NONE)
    session.set_widget(f"power_{need.id}", power or DecisionPower(need.decision_power))


def _suggested(need: NeedRead) -> tuple[DecisionPower | None, LegalGate | None]:
    return suggested(fact for fact in facts_of(_category(need)) if session.widget(_key(need.id, fact)))


def _category(need: NeedRead) -> str:
    return str(session.widget(f"category_{need.id}") or need.category_code)


def _yes_or_no(need_id: int, name: str, question: str, help: str | None = None) -> None:
    words = {YES: _("yes"), NO: _("no")}
    st.radio(
        question, [YES, NO], index=None, format_func=words.__getitem__, key=_key(need_id, name), horizontal=True,
        help=help,
    )  # fmt: skip


def _answer(need_id: int, name: str) -> bool | None:
    chosen = session.widget(_key(need_id, name))
    return None if chosen is None else chosen == YES


def _key(need_id: int, name: str) -> str:
    return f"check_{need_id}_{name}"
