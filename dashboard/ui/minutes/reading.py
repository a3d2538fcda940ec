"""Minutes as they read: text, state, files to take away."""

import streamlit as st

from dashboard.documents.minutes import FORMATS
from dashboard.documents.minutes.paper import parse
from dashboard.formats import day, day_with_weekday, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.services import minutes
from dashboard.services.minutes import MinutesState
from dashboard.ui import frame, session
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
            _("Approved on"): day(local_date(state.approved_at)) if state.approved_at else "",
            _("Version"): str(state.version) if state.version else "",
            _("Last saved"): moment(state.saved_at) if state.saved_at else "",
            _("Text digest (SHA-256)"): state.sha256,
        }
    )
    frame.link("meeting", _("To the meeting"), icon="event_note", query={"number": state.meeting_number})


def warnings(state: MinutesState) -> None:
    """Point out what must be looked at before the text leaves the office."""
    if not state.intact:
        st.error(
            _("This text is not the one that was approved. Tell the administrator before you use it."),
            icon=":material/gpp_bad:",
        )
    if state.stale:
        st.warning(
            _(
                "The facts of the meeting changed after this text was written. Draft it anew, or compare it with the "
                "facts and save it as checked."
            ),
            icon=":material/update:",
        )
    if state.private:
        st.warning(
            _("These words look like personal details: %(words)s. Take them out before the minutes are issued.")
            % {"words": plain("、".join(state.private))},
            icon=":material/shield_person:",
        )


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
    with st.container(horizontal=True):
        for fmt, kind in FORMATS.items():
            _download(state, fmt, kind.label, kind.extension, kind.media_type)


def _download(state: MinutesState, fmt: str, name: str, extension: str, media_type: str) -> None:
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    st.download_button(
        _(name),
        lambda: minutes.export(ctx, state.meeting_number, fmt).content,
        file_name=f"{state.file_stem}.{extension}",
        mime=media_type,
        key=f"minutes_{fmt}",
        on_click="ignore",
        icon=":material/download:",
    )
