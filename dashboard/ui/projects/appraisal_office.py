"""The desk of the secretariat at an appraisal: paper forms, closing it, filing the item."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.projects import AppraisalRead, Papers
from dashboard.ui import feedback, session
from dashboard.ui.projects.marks import MARKS, mark_words
from models.enums import Awareness, HandlingResult


def desk(read: AppraisalRead) -> None:
    """Draw what the secretariat can do now."""
    if read.open:
        _papers(read)
        if read.count:
            _close(read)
    _archive(read)


def _papers(read: AppraisalRead) -> None:
    with st.expander(_("Enter paper forms as counts"), icon=":material/draft:"):
        st.markdown(_("How many people gave which answer. What stood together on one sheet is not kept together."))
        st.markdown("**" + _("Satisfaction") + "**")
        for mark in MARKS:
            _count(f"papers_mark_{mark}", mark_words(mark))
        st.markdown("**" + _("Knew of it beforehand") + "**")
        for kind in Awareness:
            _count(f"papers_known_{kind}", label(kind))
        _count("papers_part", _("Took part in talks or works"))
        feedback.below("papers")
        st.button(_("Enter the forms"), key="papers_send", on_click=_send_papers, args=(read.project_id,))


def _count(key: str, name: str) -> None:
    session.start_widget(key, 0)
    st.number_input(name, min_value=0, max_value=2000, step=1, key=key)


def _send_papers(project_id: int) -> None:
    keys = [*(f"papers_mark_{mark}" for mark in MARKS), *(f"papers_known_{kind}" for kind in Awareness), "papers_part"]
    typed = {key: int(session.widget(key) or 0) for key in keys}
    papers = Papers(
        awareness={kind: typed[f"papers_known_{kind}"] for kind in Awareness},
        took_part=typed["papers_part"],
        marks={mark: typed[f"papers_mark_{mark}"] for mark in MARKS},
    )
    feedback.act(
        projects.enter_papers,
        project_id,
        papers,
        key="papers_send",
        done=lambda forms: _("%(n)s paper forms are entered.") % {"n": forms},
        then=lambda _forms: session.forget_widgets(keys),
    )


def _close(read: AppraisalRead) -> None:
    with st.container(border=True):
        st.markdown(_("Closing shows the figures to everybody; nothing can be added or changed afterwards."))
        st.button(
            _("Close the appraisal"),
            key="appraisal_close",
            type="primary",
            on_click=partial(
                feedback.act,
                projects.close_appraisal,
                read.project_id,
                key="appraisal_close",
                done=_("The appraisal is closed."),
            ),
        )


def _archive(read: AppraisalRead) -> None:
    with st.expander(_("File the item"), icon=":material/archive:"):
        st.markdown(_("Filing ends the item and erases for good who appraised it; the figures stay."))
        st.selectbox(_("What became of the item"), list(HandlingResult), format_func=label, key="archive_result")
        if read.open:
            session.start_widget("archive_reason", "")
            st.text_area(
                _("Why there was no appraisal, or why it was not closed"),
                key="archive_reason",
                max_chars=500,
                help=_("Everybody can read this."),
            )
            feedback.below("reason")
        st.button(_("File the item for good"), key="archive_send", on_click=_send_archive, args=(read.project_id,))


def _send_archive(project_id: int) -> None:
    def file(ctx: Context, key: str) -> object:
        reason = session.widget("archive_reason", "") or ""
        return projects.archive(ctx, project_id, session.widget("archive_result"), reason, key=key)

    feedback.act(file, key="archive_send", done=_("The item is filed."))
