"""The next step of a project, for whoever may take it."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.projects import ProjectAction
from dashboard.services import projects
from dashboard.services.projects import ProjectPage
from dashboard.ui import feedback, session
from dashboard.ui.projects import halting

ORDER = (
    ProjectAction.ACCEPT,
    ProjectAction.RECTIFY,
    ProjectAction.FINISH,
    ProjectAction.START,
    ProjectAction.RESUME,
    ProjectAction.PAUSE,
    ProjectAction.TERMINATE,
)
"""Forms from the one most often wanted to the one least often."""


def next_step(page: ProjectPage) -> None:
    """Draw one form for each move that is open to the reader; nothing for everybody else."""
    drawn = {
        ProjectAction.START: _start,
        ProjectAction.FINISH: _finish,
        ProjectAction.RECTIFY: _rectify,
        ProjectAction.ACCEPT: _accept,
        ProjectAction.RESUME: halting.resume,
        ProjectAction.PAUSE: halting.pause,
        ProjectAction.TERMINATE: halting.terminate,
    }
    if page.steps:
        st.subheader(_("Next step"), anchor=False)
    for action in sorted(page.steps, key=ORDER.index):
        drawn[action](page)


def _start(page: ProjectPage) -> None:
    with st.container(border=True):
        st.markdown(_("Once work has started, the plan stays as it is."))
        st.text_input(
            _("Why no agreement is signed, where there is none"),
            key="start_reason",
            max_chars=500,
            help=_("Everybody can read this."),
        )
        feedback.below("reason")
        st.button(
            _("Start the work"),
            key="project_start",
            type="primary",
            disabled=not page.milestones,
            help=None if page.milestones else _("Please add at least one milestone before work starts."),
            on_click=_send_start,
            args=(page.line.id,),
        )


def _send_start(project_id: int) -> None:
    feedback.act(
        projects.start,
        project_id,
        session.widget("start_reason", ""),
        key="project_start",
        done=_("Work has started."),
    )


def _finish(page: ProjectPage) -> None:
    open_steps = [step.name for step in page.milestones if step.actual_on is None]
    with st.expander(_("Report the work as finished"), icon=":material/flag:"):
        if open_steps:
            st.caption(_("Please report every milestone as reached first."))
        st.text_area(_("What was done"), key="finish_text", max_chars=1000, help=_("Everybody can read this."))
        feedback.below("text")
        st.button(
            _("Report as finished"),
            key="project_finish",
            type="primary",
            on_click=_send_finish,
            args=(page.line.id,),
        )


def _send_finish(project_id: int) -> None:
    feedback.act(
        projects.finish,
        project_id,
        session.widget("finish_text", ""),
        key="project_finish",
        done=_("The work is reported as finished. The secretariat will look at it."),
        then=lambda _status: session.forget_widgets(["finish_text"]),
    )


def _rectify(page: ProjectPage) -> None:
    with st.expander(_("Send it back to be put right"), icon=":material/build:"):
        st.text_area(_("What must be put right"), key="rectify_reason", max_chars=1000)
        feedback.below("reason")
        st.button(_("Order rectification"), key="project_rectify", on_click=_send_rectify, args=(page.line.id,))


def _send_rectify(project_id: int) -> None:
    feedback.act(
        projects.rectify,
        project_id,
        session.widget("rectify_reason", ""),
        key="project_rectify",
        done=_("Rectification is ordered."),
        then=lambda _status: session.forget_widgets(["rectify_reason"]),
    )


def _accept(page: ProjectPage) -> None:
    with st.container(border=True):
        for key in ("accept_upkeep", "accept_supplier", "accept_purchase"):
            session.start_widget(key, "")
        st.text_input(
            _("Who looks after it afterwards"),
            key="accept_upkeep",
            max_chars=80,
            help=_("A unit or a volunteer team, such as the property service company. No private names."),
        )
        feedback.below("upkeep_unit")
        spent = page.line.budget.paid_fen > 0
        if spent:
            st.markdown(_("Money was paid, so supplier and way of purchase are disclosed:"))
        shape = "%(what)s" if spent else _("%(what)s (may stay empty)")
        st.text_input(shape % {"what": _("Who carried the works out")}, key="accept_supplier", max_chars=80)
        feedback.below("supplier")
        st.text_input(
            shape % {"what": _("How it was bought")},
            key="accept_purchase",
            max_chars=200,
            placeholder=_("such as the best of three quotes"),
            help=_("Everybody can read this: no bank details and no private names."),
        )
        feedback.below("purchase")
        st.button(
            _("Accept the work"), key="project_accept", type="primary", on_click=_send_accept, args=(page.line.id,)
        )


def _send_accept(project_id: int) -> None:
    keys = ["accept_upkeep", "accept_supplier", "accept_purchase"]
    feedback.act(
        projects.accept,
        project_id,
        *(session.widget(key, "") for key in keys),
        key="project_accept",
        done=_("The work is accepted; the item is completed."),
        then=lambda _status: session.forget_widgets(keys),
    )
