"""What stands in the record of my own seat, for whoever spoke to check."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import record
from dashboard.services.context import Context
from dashboard.services.record import MyEntry, RecordState
from dashboard.ui import feedback, session
from dashboard.ui.record import reading
from dashboard.ui.safe import plain


def entries(ctx: Context, state: RecordState) -> None:
    """Draw the entries of the reader's own seats, each with the way to say what is wrong."""
    st.subheader(_("What is written of my seat"), anchor=False)
    found = record.my_entries(ctx, state.number)
    if not found:
        st.markdown(_("Nothing is written of your seat."))
        return
    for one in found:
        if one.item_title:
            st.caption(plain(one.item_title))
        reading.line(one.entry)
    wrong = [one for one in found if one.open]
    if wrong:
        _form(state.meeting_id, wrong)


def _form(meeting_id: int, found: list[MyEntry]) -> None:
    names = {one.entry.entry_no: _named(one) for one in found}
    session.start_widget("wrong_text", "")
    with st.expander(_("Something is wrong"), icon=":material/flag:"), st.form("wrong_form", border=False):
        st.selectbox(_("Entry"), list(names), format_func=lambda number: names[number], key="wrong_entry")
        st.text_area(_("What is wrong, and how it should read"), key="wrong_text", max_chars=1000)
        feedback.below("text")
        st.caption(_("It stands as a note in the record, by unit; the recorder words the entry anew."))
        st.form_submit_button(_("Send to the recorder"), key="wrong_go", on_click=_send, args=(meeting_id,))


def _named(one: MyEntry) -> str:
    words = " ".join(one.entry.view.split())
    return _("No. %(no)d · %(head)s") % {
        "no": one.entry.entry_no,
        "head": words[:30] + ("…" if len(words) > 30 else ""),
    }


def _send(meeting_id: int) -> None:
    feedback.act(
        record.object_to_entry,
        meeting_id,
        session.widget("wrong_entry"),
        str(session.widget("wrong_text") or ""),
        key="wrong_go",
        done=_("The recorder sees it in the record."),
        then=lambda _number: session.forget_widgets(["wrong_text"]),
    )
