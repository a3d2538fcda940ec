"""The papers of one meeting, grouped by when they are needed, and all of them in one file."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services import papers
from dashboard.services.context import Context
from dashboard.services.meetings import MeetingLine
from dashboard.services.papers import PaperLine, PapersPage, Stage
from dashboard.ui import feedback, frame, session
from dashboard.ui.meetings.head import when
from dashboard.ui.papers import files
from dashboard.ui.safe import plain

STAGES = {
    Stage.BEFORE: N_("Before the meeting"),
    Stage.AT: N_("At the meeting"),
    Stage.AFTER: N_("After the meeting"),
}
WITH_CHOICE = "ballots"
AS_PUT, SIGNED, SECRET = "put", "signed", "secret"
BALLOTS = {AS_PUT: N_("As the motion says"), SIGNED: N_("With unit and signature"), SECRET: N_("Without")}
CHOSEN = {AS_PUT: None, SIGNED: False, SECRET: True}


def which(lines: Sequence[MeetingLine]) -> None:
    """Draw the meetings to choose from, or say that there are none."""
    frame.title(_("Papers of a meeting"), _("Choose a meeting."))
    if not lines:
        frame.empty(_("No meeting has been called yet."), "meetings", _("Show all meetings"))
    for line in lines:
        with st.container(border=True):
            words, query = f"{line.meeting.number}　{line.meeting.title}", {"number": line.meeting.number}
            frame.link("papers", words, icon="print", query=query)
            st.caption(plain(when(line.meeting)))


def head(page: PapersPage) -> tuple[str, str]:
    """Draw which meeting it is, and return the format and the language its papers are asked for in."""
    frame.title(_("Papers of a meeting"), plain(f"{page.number}　{page.title}"))
    frame.link("meeting", _("To the meeting"), icon="event_note", query={"number": page.number})
    fmt, chosen = files.format_of("papers_format"), files.language("papers_language")
    files.pdf_note()
    return fmt, chosen


def stages(page: PapersPage, fmt: str, language: str) -> None:
    """Draw the papers, one below the other: what each is for, and its file."""
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    for stage, heading in STAGES.items():
        lines = [line for line in page.lines if line.kind.stage is stage]
        if lines or stage is Stage.AFTER:
            st.subheader(_(heading), anchor=False)
        for line in lines:
            _one(ctx, page, line, (fmt, language))
    _minutes(page)


def _one(ctx: Context, page: PapersPage, line: PaperLine, asked: tuple[str, str]) -> None:
    fmt, language = asked
    with st.container(border=True, key=f"paper_{line.sort}"):
        words = f"**{plain(_(line.kind.label))}**  \n:small[{plain(line.missing or _(line.kind.purpose))}]"
        st.markdown(words)
        secret = _ballots() if line.sort == WITH_CHOICE and not line.missing else None
        if not line.missing:
            make = partial(_make, ctx, page.number, line.sort, language, secret)
            files.button(f"paper_{line.sort}", f"{page.number}-{line.sort}", fmt, partial(make, fmt))


def _ballots() -> bool | None:
    """Draw the choice between signed and secret ballots."""
    session.start_widget("papers_ballots", AS_PUT)
    st.segmented_control(
        _("Unit and signature on the ballot"),
        list(BALLOTS),
        format_func=lambda name: _(BALLOTS[name]),
        key="papers_ballots",
        required=True,
    )
    return CHOSEN[str(session.widget("papers_ballots"))]


def _make(ctx: Context, number: str, sort: str, language: str, secret: bool | None, fmt: str) -> bytes:
    return papers.paper(ctx, number, sort, fmt, language, secret=secret).content


def _minutes(page: PapersPage) -> None:
    if page.has_minutes:
        frame.link("minutes", _("To the minutes of this meeting"), icon="article", query={"number": page.number})
    else:
        st.caption(_("The minutes come once the meeting is closed and a draft is written."))


def whole(ctx: Context, page: PapersPage, language: str) -> None:
    """Draw the button that puts everything into one ZIP file and shows how far it is."""
    st.subheader(_("The whole meeting in one file"), anchor=False)
    st.caption(
        _("Every paper as Word and PDF, with the minutes, the votes, the attachments and a list of digests, as ZIP.")
    )
    record = False
    if page.has_record:
        session.start_widget("papers_record", False)
        st.checkbox(
            _("With the record of the meeting"),
            key="papers_record",
            help=_("The record is internal. That you take it away is written down."),
        )
        record = bool(session.widget("papers_record"))
    if st.button(_("Put the file together"), key="papers_zip", icon=":material/folder_zip:"):
        _together(ctx, page, language, record)


def _together(ctx: Context, page: PapersPage, language: str, record: bool) -> None:
    bar = st.progress(0.0, _("The papers are being made"))
    with feedback.refusals():
        made = papers.bundle(
            ctx,
            page.number,
            language,
            record=record,
            told=lambda done, of: _move(bar, done, of),
        )
    bar.empty()
    st.download_button(
        _("Take the file away"),
        made.content,
        file_name=made.name,
        mime=made.media_type,
        key="papers_zip_file",
        type="primary",
        on_click="ignore",
        icon=":material/download:",
    )


def _move(bar: DeltaGenerator, done: int, of: int) -> None:
    bar.progress(done / of, _("%(done)d of %(of)d files") % {"done": done, "of": of})
