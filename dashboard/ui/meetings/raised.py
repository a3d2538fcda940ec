"""Needs that enterprises raise at a seminar, on their way to the needs list."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.meetings import MeetingRead
from dashboard.ui import frame, session
from dashboard.ui.needs import counter, form
from models.enums import MeetingKind, MeetingStatus, NeedSource

KINDS = (MeetingKind.SEMINAR, MeetingKind.SYMPOSIUM)
HELD = (MeetingStatus.IN_SESSION, MeetingStatus.CLOSED)
FORM = counter.FORM
LEAVE = "raised.leave"


def needs_raised(ctx: Context, meeting: MeetingRead) -> None:
    """Lead the secretariat to the form of a new item, entered for a member organisation, or to the import of a list."""
    if meeting.type not in KINDS or meeting.status not in HELD or not ctx.actor.may(Permission.NEED_SCREEN):
        return
    if session.pop(LEAVE):
        frame.go("counter")
    with st.container(border=True):
        st.markdown("**" + _("Needs raised at this meeting go to the needs list.") + "**")
        st.button(_("Enter a need raised here"), key="raised_go", icon=":material/add:", on_click=_begin)
        frame.link("exchange", _("Import a list of needs"), icon="upload_file")


def _begin() -> None:
    """Begin the form of a new item with its source filled in, and leave for it."""
    session.set_widget(FORM.key("source"), NeedSource.MEMBER_UNIT)
    form.keep(FORM, "source")
    session.put(LEAVE, True)
