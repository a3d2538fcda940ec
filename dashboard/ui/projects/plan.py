"""The milestones of a project: planned and actual, and changing them before work starts."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.projects import MilestoneRead, ProjectPage
from dashboard.ui import feedback, frame, session
from dashboard.ui.projects import evidence
from dashboard.ui.projects.listing import overdue_words
from dashboard.ui.safe import plain
from models.project import MilestoneDraft


def plan(page: ProjectPage) -> None:
    """Draw the plan as a table, and to those who may change it the forms to do so."""
    st.subheader(_("Plan and milestones"), anchor=False)
    if page.milestones:
        frame.table([_row(step) for step in page.milestones], "milestones")
    else:
        frame.empty(_("There is no milestone yet. The lead organisation adds them before work starts."))
    evidence.steps(page)
    if page.may_plan:
        for step in page.milestones:
            _edit(step, page.line.due_on)
        _add(page)


def _row(step: MilestoneRead) -> dict[str, object]:
    return {
        _("Milestone"): step.name,
        _("Planned date"): day(step.planned_on),
        _("Reached on"): day(step.actual_on) if step.actual_on else "—",
        _("Status"): _state(step),
    }


def _state(step: MilestoneRead) -> str:
    if step.overdue_days:
        return overdue_words(step.overdue_days)
    return _("reached") if step.actual_on else _("to come")


def _edit(step: MilestoneRead, due_on: date) -> None:
    with st.expander(_("Change “%(name)s”") % {"name": plain(step.name)}, icon=":material/edit:"):
        _fields(f"milestone_{step.id}", step.name, step.planned_on, due_on)
        with st.container(horizontal=True):
            st.button(_("Save the milestone"), key=f"milestone_save_{step.id}", on_click=_save, args=(step.id,))
            st.button(
                _("Take it out of the plan"),
                key=f"milestone_remove_{step.id}",
                on_click=partial(
                    feedback.act, projects.remove_milestone, step.id, done=_("The milestone is out of the plan.")
                ),
            )


def _add(page: ProjectPage) -> None:
    with st.expander(_("Add a milestone"), icon=":material/add:", expanded=not page.milestones):
        _fields("milestone_new", "", page.line.due_on, page.line.due_on)
        st.button(_("Add the milestone"), key="milestone_add", type="primary", on_click=_send, args=(page.line.id,))


def _fields(key: str, name: str, planned_on: date, due_on: date) -> None:
    session.start_widget(f"{key}_name", name)
    session.start_widget(f"{key}_day", planned_on)
    st.text_input(_("Name"), key=f"{key}_name", max_chars=60, help=_("Everybody can read this."))
    feedback.below("name")
    st.date_input(_("Planned date"), key=f"{key}_day", format="YYYY-MM-DD", max_value=due_on)
    feedback.below("planned_on")


def _draft(key: str) -> MilestoneDraft:
    return MilestoneDraft(name=session.widget(f"{key}_name", ""), planned_on=session.widget(f"{key}_day"))


def _save(milestone_id: int) -> None:
    def save(ctx: Context) -> int:
        return projects.edit_milestone(ctx, milestone_id, _draft(f"milestone_{milestone_id}"))

    feedback.act(save, done=_("The milestone is saved."))


def _send(project_id: int) -> None:
    def add(ctx: Context, key: str) -> int:
        return projects.add_milestone(ctx, project_id, _draft("milestone_new"), key=key)

    feedback.act(
        add,
        key="milestone_add",
        done=_("The milestone is added."),
        then=lambda _id: session.forget_widgets(["milestone_new_name", "milestone_new_day"]),
    )
