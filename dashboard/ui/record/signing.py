"""The two signatures under a record, whether it is still what was signed, and the files made of it."""

from functools import partial

import streamlit as st

from dashboard.documents.paper import FORMATS, pdf_state
from dashboard.formats import moment
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.lifecycle.minutes import RecordAction
from dashboard.services import record
from dashboard.services.record import RecordRead
from dashboard.ui import feedback, frame, session
from dashboard.ui.files import offer
from dashboard.ui.safe import plain


def warnings(found: RecordRead) -> None:
    """Point out a record that is not what was signed, and what is still missing in one that is not."""
    if not found.intact:
        st.error(
            _("This record is not the one that was signed. Tell the administrator before you use it."),
            icon=":material/gpp_bad:",
        )
    if found.unwritten and found.may_write:
        words = ngettext(
            "%(n)d speech is not written down yet.", "%(n)d speeches are not written down yet.", found.unwritten
        )
        st.warning(words % {"n": found.unwritten}, icon=":material/edit_note:")


def steps(found: RecordRead) -> None:
    """Draw who has signed, and the step open to this reader."""
    facts = found.facts
    st.subheader(_("Signatures"), anchor=False)
    frame.facts(
        {
            _("Recorder"): _signed(facts.recorder_signed.who, moment(facts.recorder_signed.at))
            if facts.recorder_signed
            else _("not signed yet"),
            _("Chaired by"): _signed(facts.chair_signed.who, moment(facts.chair_signed.at))
            if facts.chair_signed
            else _("not signed yet"),
            _("Digest of the record (SHA-256)"): found.sha256 or found.digest,
        }
    )
    if RecordAction.HAND_IN in found.steps:
        _hand_in(found)
    if RecordAction.SIGN in found.steps:
        _sign(found)


def _signed(who: str, when: str) -> str:
    return f"{who}　{when}"


def _hand_in(found: RecordRead) -> None:
    st.caption(_("With your signature the record goes to the chair; nothing is written until it comes back."))
    st.button(
        _("Sign as recorder and hand in"),
        key="record_hand_in",
        type="primary",
        icon=":material/ink_pen:",
        on_click=partial(
            feedback.act,
            record.hand_in,
            found.meeting_id,
            found.digest,
            key="record_hand_in",
            done=_("The record is signed and with the chair."),
        ),
    )


def _sign(found: RecordRead) -> None:
    st.caption(_("With your signature the record is locked: nothing can be written into it any more."))
    st.button(
        _("Sign as chair"),
        key="record_sign",
        type="primary",
        icon=":material/ink_pen:",
        on_click=partial(
            feedback.act,
            record.sign,
            found.meeting_id,
            found.digest,
            key="record_sign",
            done=_("The record is signed and locked."),
        ),
    )
    with st.expander(_("Send it back to the recorder"), icon=":material/undo:"):
        session.start_widget("record_reason", "")
        st.text_area(_("What must be put right"), key="record_reason", max_chars=1000)
        feedback.below("reason")
        st.button(_("Send it back"), key="record_send_back", on_click=_send_back, args=(found.meeting_id,))


def _send_back(meeting_id: int) -> None:
    feedback.act(
        record.send_back,
        meeting_id,
        str(session.widget("record_reason") or ""),
        key="record_send_back",
        done=_("The record is back with the recorder."),
        then=lambda _status: session.forget_widgets(["record_reason"]),
    )


def files(found: RecordRead) -> None:
    """Offer the record in every format; each file is made, and written down as a reading, when it is asked for."""
    st.subheader(_("Take it with you"), anchor=False)
    st.caption(_("Every file taken away is written down. Each of its pages says that it is internal."))
    pdf = pdf_state()
    with st.container(horizontal=True):
        for fmt, kind in FORMATS.items():
            _download(found, fmt, _(kind.label), kind.extension, kind.media_type, ready=fmt != "pdf" or pdf.ready)
    if not pdf.ready:
        st.caption(plain(pdf.reason))


def _download(found: RecordRead, fmt: str, name: str, extension: str, media_type: str, *, ready: bool) -> None:
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    offer(
        name,
        lambda: record.export(ctx, found.number, fmt).content,
        name=f"{found.number}-record.{extension}",
        media_type=media_type,
        key=f"record_{fmt}",
        disabled=not ready,
    )
