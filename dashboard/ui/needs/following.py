"""Following with number and code: two fields, then the item as far as it has come. Neither is put in the address."""

import streamlit as st

from dashboard.formats import day, local_date, moment
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.services import needs
from dashboard.services.needs import Followed
from dashboard.ui import feedback, frame, session
from dashboard.ui.needs import about, lifeline
from dashboard.ui.safe import paragraphs, plain

FOUND = "follow.found"


def following() -> None:
    """Draw what number and code opened in this tab, else the two fields."""
    found = session.get(FOUND)
    if isinstance(found, Followed):
        _item(found)
    else:
        _fields()


def _fields() -> None:
    with st.form("follow_form", border=True):
        st.text_input(
            _("Number"), key="follow_number", max_chars=40, placeholder="PL-XQ-2026Q4-001", autocomplete="off"
        )
        st.text_input(
            field_label("follow_code"),
            key="follow_code",
            max_chars=20,
            placeholder=_("eight letters and figures"),
            autocomplete="off",
        )
        feedback.below("follow_code")
        st.form_submit_button(
            _("Show where it stands"), key="follow_show", type="primary", width="stretch", on_click=_look
        )
    st.markdown(
        _(
            "No slip any more? The secretariat gives a new code. "
            "With an account you find your proposals after signing in."
        )
    )
    frame.link("my_items", _("My proposals"), icon="inbox")


def _look() -> None:
    feedback.act(
        needs.followed,
        str(session.widget("follow_number") or ""),
        str(session.widget("follow_code") or ""),
        session.address(),
        then=_found,
    )


def _found(found: Followed) -> None:
    session.put(FOUND, found)
    session.forget_widgets(["follow_number", "follow_code"])


def _item(found: Followed) -> None:
    need = found.need
    with st.container(border=True, key="follow_item"):
        st.caption(plain(need.number))
        st.subheader(plain(need.title), anchor=False)
        st.markdown(f":{frame.badge_colour(need.status)}-badge[{plain(label(need.status))}]")
        st.markdown(_(about.NEXT[need.status]))
        if need.claim_deadline:
            st.markdown(_("To be claimed by **%(day)s**.") % {"day": plain(day(local_date(need.claim_deadline)))})
        if need.referred_to:
            st.markdown(_("Referred to: %(office)s") % {"office": plain(need.referred_to)})
        if found.merged_into:
            frame.link("item", found.merged_into, icon="merge", query={"number": found.merged_into})
    frame.facts(
        {
            _("Category"): either(*found.category),
            _("Neighbourhood"): either(*found.area),
            _("Exact place"): need.place,
            _("Submitted on"): moment(need.submitted_at),
        }
    )
    paragraphs(need.reasons)
    lifeline.draw(found.life, need)
    st.caption(_("As it stood when you looked. Close it before you leave a shared computer."))
    st.button(
        _("Close this view"),
        key="follow_close",
        type="primary",
        icon=":material/close:",
        on_click=session.pop,
        args=(FOUND,),
    )
