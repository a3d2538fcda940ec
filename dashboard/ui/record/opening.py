"""Before a word of the record is shown: what it is, that readings are written down, and the button that opens it."""

from functools import partial

import streamlit as st

from dashboard.formats import moment
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import record
from dashboard.services.context import Context
from dashboard.services.record import RecordRead, RecordState
from dashboard.ui import feedback, frame, session
from dashboard.ui.record import entering, reading, signing
from dashboard.ui.safe import plain
from models.enums import MeetingStatus

WAYS = {
    "page": N_("opened on the page"),
    "room": N_("opened in the meeting room"),
    "minutes": N_("taken into a draft of the minutes"),
}
"""Ways of reading that are no file."""


def which() -> None:
    """Say that a meeting has to be chosen."""
    frame.title(_("Record of the meeting"))
    frame.empty(_("Which meeting? Choose one from the list."), "meetings", _("Show all meetings"))


def head(state: RecordState) -> None:
    """Draw which meeting it is, how far its record is, and that it stays inside."""
    frame.title(_("Record of the meeting"), plain(state.title))
    st.markdown(f"{frame.badge_text(state.status)} {plain(f'{state.number} · {moment(state.starts_at)}')}")
    st.info(
        _("The record is internal: it is not published and not passed on. Every reading is written down."),
        icon=":material/visibility_lock:",
    )


def whole(ctx: Context, state: RecordState) -> None:
    """Draw the button that opens the record or, once it was pressed in this tab, the record itself."""
    if session.get("record_open") != state.number:
        st.markdown(_("With the button you open the record. Name, role and time are written down."))
        st.button(
            _("Open the record"),
            key="record_open",
            type="primary",
            icon=":material/lock_open:",
            on_click=partial(feedback.act, record.read, state.number, then=_opened),
        )
        return
    with feedback.refusals():
        found = record.read(ctx, state.number)
    _drawn(found)
    if state.meeting_status is MeetingStatus.CLOSED:
        signing.steps(found)
    signing.files(found)
    if found.life:
        with st.expander(_("Step by step"), icon=":material/history:"):
            frame.lifeline(found.life, "meeting_record")


def _opened(found: RecordRead) -> None:
    session.put("record_open", found.number)


def _drawn(found: RecordRead) -> None:
    signing.warnings(found)
    reading.facts(found.facts)
    if found.may_write:
        _writing(found)
    for item in found.facts.items:
        reading.item(item)
    reading.general(found.facts)


def _writing(found: RecordRead) -> None:
    """Draw what may be written: speeches without an entry, other entries, changes."""
    items = found.facts.items
    bare = [entry for item in items for entry in item.spoken if not entry.entry_no]
    if bare:
        with st.expander(
            _("Speeches that are not written down yet (%(n)d)") % {"n": len(bare)}, icon=":material/edit_note:"
        ):
            entering.speeches(found.meeting_id, bare)
    entering.another(found.meeting_id, [(one.item_id, f"{one.position}. {one.title}") for one in items], found.people)
    parts = [part for one in items for part in (one.spoken, one.held_over, one.absent_views, one.notes)]
    written = [entry for part in (*parts, found.facts.notes) for entry in part if entry.entry_no]
    entering.change(found.meeting_id, sorted(written, key=lambda entry: entry.entry_no))


def readings(ctx: Context, state: RecordState) -> None:
    """Draw who has read the record, latest first."""
    lines = record.readings(ctx, state.number)
    st.subheader(_("Who has read it"), anchor=False)
    if not lines:
        st.markdown(_("Nobody has read this record yet."))
        return
    frame.table(
        [
            {
                _("When"): moment(one.at),
                _("Who"): one.who or _("the system"),
                _("Role"): label(one.role),
                _("How"): _(WAYS[one.way])
                if one.way in WAYS
                else _("taken away as %(file)s") % {"file": one.way.upper()},
            }
            for one in lines
        ],
        "readings",
    )


def nothing() -> None:
    """Say that nothing here is for this reader."""
    frame.empty(
        _("The record is kept for the chair and the secretariat. What is decided stands in the minutes."),
        "minutes",
        _("Minutes"),
    )
