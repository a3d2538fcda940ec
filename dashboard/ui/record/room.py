"""The recorder's desk in the meeting room: who spoke on the item under discussion, one line each to fill in."""

import streamlit as st

from dashboard import i18n
from dashboard.documents.record import entry_head
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import record
from dashboard.services.meetings import ItemRead, Room
from dashboard.ui import feedback, frame, session
from dashboard.ui.record import entering
from dashboard.ui.safe import paragraphs, plain

SECONDS = 5
"""How often the desk looks for new speeches; only whoever keeps the record draws it."""


def desk(room: Room, dealt_with: list[ItemRead]) -> None:
    """Draw the desk for whoever keeps the record; nothing for everybody else."""
    if not session.context().actor.may(Permission.RECORD_KEEP):
        return
    with st.expander(_("Record of the meeting (internal)"), icon=":material/contract_edit:", expanded=True, key="desk"):
        first = room.current.id if room.current else dealt_with[-1].id
        _moving(room.meeting.number, [(item.id, f"{item.position}. {item.title}") for item in dealt_with], first)


@st.fragment(run_every=SECONDS)
def _moving(number: str, items: list[tuple[int, str]], first: int) -> None:
    with i18n.speaking(i18n.language()):
        _draw(number, items, first)


def _draw(number: str, items: list[tuple[int, str]], first: int) -> None:
    if session.get("flash"):  # a click in here draws only this part, not the head of the page
        feedback.show()
    titles = dict(items)
    chosen = first
    if len(titles) > 1:
        session.start_widget(f"desk_item_{first}", first)
        chosen = st.selectbox(_("Item"), list(titles), format_func=titles.__getitem__, key=f"desk_item_{first}")
    with feedback.refusals():
        found = record.desk(session.context(), chosen)
    if not found.writable:
        st.markdown(":material/lock: " + _("The record is handed in or signed: nothing is written now."))
    elif found.to_write:
        entering.speeches(found.meeting_id, found.to_write)
    else:
        st.markdown(":material/check_circle: " + _("Everybody who spoke on this item is written down."))
    for entry in found.written:
        st.markdown(f":material/check: **{plain(entry_head(entry))}**")
        paragraphs(entry.view)
    if found.writable:
        entering.another(found.meeting_id, items, found.people, now=found.item_id)
    st.caption(
        _("Internal: that you opened the record is written down. Entries are changed on the page of the record.")
    )
    frame.link("record", _("To the whole record"), icon="contract", query={"number": number})
