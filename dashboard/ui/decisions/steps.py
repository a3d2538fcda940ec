"""One decision or task in full, with the next steps for whoever keeps the register."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import streamlit as st

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.decisions import DecisionAction, TaskAction
from dashboard.services import decisions
from dashboard.services.decisions import DecisionLine, TaskLine
from dashboard.ui import feedback, frame, session
from dashboard.ui.decisions import listing
from dashboard.ui.safe import plain


class Step(NamedTuple):
    """A move's button, its use case, and what is said afterwards."""

    button: str
    use_case: Callable[..., None]
    done: str


DECISION_STEPS: Mapping[StrEnum, Step] = {
    DecisionAction.REPORT: Step(N_("Note the progress"), decisions.report, N_("The progress is noted.")),
    DecisionAction.FINISH: Step(N_("Note as carried out"), decisions.finish, N_("Noted as carried out.")),
    DecisionAction.RESUME: Step(N_("Take it up again"), decisions.resume, N_("It is being carried out again.")),
    DecisionAction.SET_ASIDE: Step(N_("Set it aside"), decisions.give_up, N_("The decision is set aside.")),
}
TASK_STEPS: Mapping[StrEnum, Step] = {
    TaskAction.REPORT: Step(N_("Note the progress"), decisions.task_report, N_("The progress is noted.")),
    TaskAction.FINISH: Step(N_("Note as done"), decisions.task_finish, N_("The task is done.")),
    TaskAction.RESUME: Step(N_("Take it up again"), decisions.task_resume, N_("The task is open again.")),
    TaskAction.DROP: Step(N_("Drop the task"), decisions.task_drop, N_("The task is dropped.")),
}


def decision(line: DecisionLine, units: dict[int, str]) -> None:
    """Draw one decision with its steps and the form that names who carries it out; ``units`` is id -> name."""
    frame.title(plain(line.number), plain(line.item_title))
    with st.container(border=True):
        listing.decision(line)
    if line.may_assign:
        _assignment(line, units)
    _steps(line.id, [(action, DECISION_STEPS[action]) for action in line.steps], "decision")
    st.subheader(_("Step by step"), anchor=False)
    frame.lifeline(line.life, "decision")


def task(line: TaskLine) -> None:
    """Draw one task with its steps."""
    frame.title(_("Task"), plain(line.text))
    with st.container(border=True):
        listing.task(line)
    _steps(line.id, [(action, TASK_STEPS[action]) for action in line.steps], "task")
    st.subheader(_("Step by step"), anchor=False)
    if not line.life:
        frame.empty(_("Nothing has been reported on this task yet."))
    frame.lifeline(line.life, "task")


def _assignment(line: DecisionLine, units: dict[int, str]) -> None:
    names = {0: _("another unit, named beside")} | units
    begun = {
        "unit": line.organisation_id if line.organisation_id in units else 0,
        "other": "" if line.organisation_id else line.lead,
        "partners": line.partners,
        "due": line.due_on,
    }
    keys = {name: f"assign_{name}_{line.id}" for name in begun}
    for name, value in begun.items():
        session.start_widget(keys[name], value)
    opened = st.expander(_("Who carries it out, and by when"), icon=":material/assignment_ind:", expanded=not line.lead)
    with opened, st.form(f"assign_{line.id}", border=False):
        left, right = st.columns(2)
        left.selectbox(_("Lead organisation"), list(names), format_func=lambda unit: names[unit], key=keys["unit"])
        right.text_input(_("Another unit"), key=keys["other"], max_chars=80)
        feedback.below("unit")
        st.text_input(_("Partner units"), key=keys["partners"], max_chars=200)
        feedback.below("partners")
        st.date_input(_("Due date"), key=keys["due"], format="YYYY-MM-DD")
        feedback.below("due_on")
        st.form_submit_button(_("Save"), key=f"assign_go_{line.id}", on_click=_send, args=(line.id, keys))


def _send(decision_id: int, keys: Mapping[str, str]) -> None:
    feedback.act(
        partial(
            decisions.assign,
            organisation_id=session.widget(keys["unit"]) or None,
            unit=str(session.widget(keys["other"]) or ""),
            partners=str(session.widget(keys["partners"]) or ""),
            due_on=session.widget(keys["due"]),
        ),
        decision_id,
        key=f"assign_go_{decision_id}",
        done=_("Saved in the register."),
        then=lambda _result: session.forget_widgets(list(keys.values())),
    )


def _steps(row_id: int, steps: Sequence[tuple[StrEnum, Step]], kind: str) -> None:
    """Draw the words that every move needs, and one button a move."""
    if not steps:
        return
    words = f"{kind}_words_{row_id}"
    session.start_widget(words, "")
    st.subheader(_("What has happened"), anchor=False)
    st.text_area(
        _("In words"),
        key=words,
        max_chars=500,
        help=_("Those at the table and the liaisons read this. Name units and posts, no private persons."),
    )
    feedback.below("reason")
    with st.container(horizontal=True):
        for action, step in steps:
            name = f"{kind}_{action}_{row_id}"
            st.button(_(step.button), key=name, on_click=_move, args=(step, row_id, words, name))


def _move(step: Step, row_id: int, words: str, name: str) -> None:
    feedback.act(
        step.use_case,
        row_id,
        str(session.widget(words) or ""),
        key=name,
        done=_(step.done),
        then=lambda _result: session.forget_widgets([words]),
    )
