"""Minutes as they read: text, state, files to take away."""

from datetime import datetime

import streamlit as st

from dashboard.documents.minutes.paper import parse
from dashboard.formats import day, day_with_weekday, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.permissions import Permission
from dashboard.services import minutes
from dashboard.services.minutes import MinutesState
from dashboard.ui import frame, session
from dashboard.ui.minutes import files
from dashboard.ui.safe import plain


def head(state: MinutesState) -> None:
    """Draw what these minutes are of, and how far they are."""
    frame.title(plain(state.title))
    if state.status:
        frame.status_badge(state.status)
    frame.facts(
        {
            _("Meeting"): state.meeting_number,
            _("Held on"): day_with_weekday(local_date(state.starts_at)),
            _("Document number"): state.number,
            _("Approved on"): _on(state.approved_at),
            _("Issued on"): _on(state.issued_at),
            _("Archived on"): _on(state.archived_at),
            _("Kept"): label(state.retention) if state.retention else "",
            _("Version"): str(state.version) if state.version else "",
            _("Last saved"): moment(state.saved_at) if state.saved_at else "",
            _("Text digest (SHA-256)"): state.sha256,
        }
    )
    query = {"number": state.meeting_number}
    with st.container(horizontal=True, key="minutes_ways"):
        frame.link("meeting", _("To the meeting"), icon="event_note", query=query)
        if session.actor().may(Permission.MEETING_READ):
            frame.link("record", _("To the record (internal)"), icon="contract_edit", query=query)
            frame.link("papers", _("Papers of this meeting"), icon="print", query=query)


def _on(at: datetime | None) -> str:
    return day(local_date(at)) if at else ""


def warnings(state: MinutesState) -> None:
    """Point out what must be looked at before the text leaves the office."""
    if not state.intact:
        st.error(
            _("This text is not the one that was approved. Tell the administrator before you use it."),
            icon=":material/gpp_bad:",
        )
    if state.stale and not state.may_write:
        st.warning(
            _(
                "The facts of the meeting changed after this text was written. Draft it anew, or compare it with the "
                "facts and save it as checked."
            ),
            icon=":material/update:",
        )
    if state.private and state.steps:
        st.warning(
            _("These words look like personal details: %(words)s. Take them out before the minutes are issued.")
            % {"words": plain("、".join(state.private))},
            icon=":material/shield_person:",
        )


def whole(state: MinutesState) -> None:
    """Draw the text for those who only read it, as it is printed."""
    st.subheader(_("Text of the minutes"), anchor=False)
    with st.container(border=True, key="minutes_text"):
        text(state.printed)


def text(words: str) -> None:
    """Draw a text in the office's markup: headings bold, every other character as it was typed."""
    for block in parse(words):
        line = plain(block.text)
        st.markdown(f"**{line}**" if block.level else line)


def downloads(state: MinutesState) -> None:
    """Offer the minutes in every format; each file is made when it is asked for, for whoever asks then."""
    st.subheader(_("Take it with you"), anchor=False)
    if state.number == "":
        st.caption(_("Files of a text that is not approved are marked as drafts on every page."))
    language = files.language("minutes_language")
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    files.buttons(
        "minutes",
        state.file_stem,
        state.printed,
        lambda fmt: minutes.export(ctx, state.meeting_number, fmt, language).content,
    )
