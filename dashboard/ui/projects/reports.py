"""Progress reports: writing one, and reading them."""

import streamlit as st

from dashboard.formats import moment
from dashboard.i18n import gettext as _
from dashboard.services import projects
from dashboard.services.projects import ProjectPage
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import paragraphs, plain


def reports(page: ProjectPage) -> None:
    """Draw the reports, newest first, and the form for whoever may write one."""
    st.subheader(_("Progress reports"), anchor=False)
    if page.may_report:
        _form(page)
    if not page.reports:
        frame.empty(_("Nothing has been reported yet."))
    for report in page.reports:
        with st.container(border=True):
            st.markdown(f"**{report.percent}%** :gray[{plain(moment(report.at))}]")
            paragraphs(report.text or _("No words were added."))


def _form(page: ProjectPage) -> None:
    with st.container(border=True):
        for key, begun in (("report_percent", page.line.percent), ("report_milestones", []), ("report_text", "")):
            session.start_widget(key, begun)
        st.number_input(_("Progress in percent"), min_value=0, max_value=100, step=5, key="report_percent")
        feedback.below("percent")
        names = {step.id: step.name for step in page.milestones if step.actual_on is None}
        if names:
            st.pills(
                _("Milestones reached"),
                list(names),
                selection_mode="multi",
                format_func=lambda step: plain(names.get(step, "")),
                key="report_milestones",
            )
        st.text_area(
            _("What was done, what comes next"),
            key="report_text",
            max_chars=1000,
            help=_("Everybody can read this. Where progress falls back, say why."),
        )
        feedback.below("text")
        st.button(_("Send the report"), key="report_send", type="primary", on_click=_send, args=(page.line.id,))


def _send(project_id: int) -> None:
    feedback.act(
        projects.report,
        project_id,
        int(session.widget("report_percent") or 0),
        session.widget("report_text", ""),
        session.widget("report_milestones") or [],
        key="report_send",
        done=_("The report is stored."),
        then=lambda _id: session.forget_widgets(["report_text", "report_milestones", "report_percent"]),
    )
