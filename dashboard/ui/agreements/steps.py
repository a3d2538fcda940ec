"""What the secretariat does with an agreement: sign, give up, end, renew, terminate."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import field_label
from dashboard.services import agreements
from dashboard.services.agreements import AgreementPage
from dashboard.ui import feedback, session
from models.enums import AgreementStatus as S


def steps(page: AgreementPage, today: date) -> None:
    """Draw the steps open from the agreement's state."""
    key, status = page.line.id, page.line.status
    if status == S.DRAFT:
        _signing(key, today)
        _with_reason(agreements.drop, key, _("Give the draft up"), _("The draft is given up."))
    if status == S.SIGNED and page.line.ends_on < today:
        word = _("Note that the term is over")
        st.button(word, key="agreement_end", type="primary", on_click=_end, args=(key,))
    if status in (S.SIGNED, S.ENDED) and not page.renewed_by:
        st.button(_("Draft a renewal for a year"), key="agreement_renew", on_click=_renew, args=(key,))
    if status == S.SIGNED:
        word = _("Terminate before the term is over")
        _with_reason(agreements.terminate, key, word, _("The agreement is terminated."))


def _signing(key: int, today: date) -> None:
    with st.container(border=True):
        st.markdown(_("After signing, the text is frozen and approved items go on to “agreement signed”."))
        session.start_widget("signed_on", today)
        st.date_input(field_label("signed_on"), key="signed_on", format="YYYY-MM-DD")
        feedback.below("signed_on")
        st.button(_("All sides have signed"), key="agreement_sign", type="primary", on_click=_sign, args=(key,))


def _sign(key: int) -> None:
    def done(moved: int) -> str:
        words = ngettext("Signed; %(n)s item goes on with it.", "Signed; %(n)s items go on with it.", moved)
        return words % {"n": moved}

    feedback.act(agreements.sign, key, session.widget("signed_on"), key="agreement_sign", done=done)


def _end(key: int) -> None:
    feedback.act(agreements.end, key, key="agreement_end", done=_("The agreement has ended."))


def _renew(key: int) -> None:
    feedback.act(
        agreements.renew,
        key,
        key="agreement_renew",
        done=lambda number: _("The renewal is drafted under %(number)s.") % {"number": number},
    )


def _with_reason(use_case: Callable[..., str], key: int, word: str, done: str) -> None:
    name = use_case.__name__
    with st.expander(word, icon=":material/undo:"):
        st.text_input(field_label("reason"), key=f"reason_{name}", max_chars=500)
        feedback.below("reason")
        st.button(word, key=f"agreement_{name}", on_click=_carry_out, args=(use_case, key, name, done))


def _carry_out(use_case: Callable[..., str], key: int, name: str, done: str) -> None:
    feedback.act(use_case, key, session.widget(f"reason_{name}", ""), key=f"agreement_{name}", done=done)
