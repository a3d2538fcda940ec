"""The forms that let work rest, go on, or end before it is finished."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.projects import ProjectPage
from dashboard.ui import feedback, session
from models.enums import ProjectStatus


def pause(page: ProjectPage) -> None:
    """Draw the form that lets the work rest."""
    with st.expander(_("Pause the work"), icon=":material/pause:"):
        st.markdown(
            _("The due date stays as it is: days of rest count. Propose a change of the due date where it must move.")
        )
        session.start_widget("pause_reason", "")
        st.text_area(_("Why the work rests"), key="pause_reason", max_chars=500, help=_("Everybody can read this."))
        feedback.below("reason")
        st.button(_("Pause the work"), key="project_pause", on_click=_send_pause, args=(page.line.id,))


def resume(page: ProjectPage) -> None:
    """Draw the form that takes the work up again."""
    with st.container(border=True):
        session.start_widget("resume_text", "")
        st.text_area(
            _("Why it can go on (may stay empty)"), key="resume_text", max_chars=500, help=_("Everybody can read this.")
        )
        feedback.below("text")
        st.button(
            _("Go on with the work"), key="project_resume", type="primary", on_click=_send_resume, args=(page.line.id,)
        )


def terminate(page: ProjectPage) -> None:
    """Draw the form that gives the project up."""
    with st.expander(_("Give the project up"), icon=":material/cancel:"):
        st.markdown(_("The project ends here and the item with it. It stays in the statistics."))
        for key, begun in (("end_reason", ""), ("end_remains", ""), ("end_safe", False), ("end_upkeep", "")):
            session.start_widget(key, begun)
        st.text_area(_("Why it is given up"), key="end_reason", max_chars=500, help=_("Everybody can read this."))
        feedback.below("reason")
        st.text_area(
            _("What stays behind: on the spot, of promises and of money not spent"),
            key="end_remains",
            max_chars=500,
            help=_("Everybody can read this."),
        )
        feedback.below("remains")
        st.checkbox(_("The place is safe and tidy as it is"), key="end_safe")
        st.text_input(_("Who looks after what stays (may stay empty)"), key="end_upkeep", max_chars=80)
        feedback.below("upkeep_unit")
        st.button(_("Give the project up for good"), key="project_end", on_click=_send_end, args=(page.line.id,))


def _send_pause(project_id: int) -> None:
    feedback.act(
        projects.pause,
        project_id,
        session.widget("pause_reason", ""),
        key="project_pause",
        done=_("The work is paused."),
        then=lambda _status: session.forget_widgets(["pause_reason"]),
    )


def _send_resume(project_id: int) -> None:
    feedback.act(
        projects.resume,
        project_id,
        session.widget("resume_text", ""),
        key="project_resume",
        done=_("The work goes on."),
        then=lambda _status: session.forget_widgets(["resume_text"]),
    )


def _send_end(project_id: int) -> None:
    def end(ctx: Context, key: str) -> ProjectStatus:
        return projects.terminate(
            ctx,
            project_id,
            session.widget("end_reason", ""),
            session.widget("end_remains", ""),
            in_order=bool(session.widget("end_safe")),
            upkeep_unit=session.widget("end_upkeep", ""),
            key=key,
        )

    feedback.act(end, key="project_end", done=_("The project is given up; what stays behind is written down."))
