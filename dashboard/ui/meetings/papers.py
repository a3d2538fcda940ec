"""The papers of an agenda item: fetched by those who read the meeting, added and taken off by the secretariat."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.services import attachments
from dashboard.services.context import Context
from dashboard.services.meetings import ItemRead
from dashboard.ui import feedback, session
from models.attachment import AttachmentRead
from models.enums import MeetingStatus

CHANGEABLE = tuple(status for status in MeetingStatus if status not in (MeetingStatus.CLOSED, MeetingStatus.CANCELLED))
"""States of a meeting in which papers may still come in."""
KINDS = ["pdf", "docx", "xlsx", "jpg", "jpeg", "png", "webp"]


def papers(item: ItemRead, *, may_change: bool) -> None:
    """Draw the papers of an item as downloads, and the way to add one."""
    for paper in item.papers:
        with st.container(horizontal=True):
            _download(paper)
            if may_change:
                st.button(
                    _("Remove the paper"),
                    key=f"paper_off_{paper.id}",
                    icon=":material/delete:",
                    on_click=partial(feedback.act, attachments.remove, paper.id, done=_("The paper is removed.")),
                )
    if may_change:
        _add(item)


def _download(paper: AttachmentRead) -> None:
    st.download_button(
        f"{paper.name}（{max(1, paper.size // 1024)} KB）",
        partial(_fetch, session.context(), paper.id),
        file_name=paper.name,
        mime=paper.media_type,
        key=f"paper_{paper.id}",
        on_click="ignore",
        icon=":material/attach_file:",
    )


def _fetch(ctx: Context, paper_id: int) -> bytes:
    """Return the content to whoever holds the connection at the moment of the click."""
    _name, _media_type, content = attachments.content(replace(ctx, _actor=None), paper_id)
    return content


def _add(item: ItemRead) -> None:
    key = f"paper_file_{item.id}"
    opened = st.expander(_("Add a paper"), icon=":material/attach_file_add:")
    with opened, st.form(f"paper_form_{item.id}", border=False, clear_on_submit=True):
        st.file_uploader(_("PDF, Word, Excel or a photo, at most 10 MB"), type=KINDS, key=key)
        feedback.below("file")
        st.form_submit_button(_("Add the paper"), key=f"paper_add_{item.id}", on_click=_send, args=(item.id, key))


def _send(item_id: int, key: str) -> None:
    chosen = session.widget(key)

    def attach(ctx: Context) -> AttachmentRead:
        if chosen is None:
            raise BadInput("file", "Please choose a file first.")
        return attachments.attach_paper(ctx, item_id, chosen.name, chosen.getvalue())

    feedback.act(attach, done=_("The paper is with the item."))
