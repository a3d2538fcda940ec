"""How the result of a project is kept, and what was left of one that was given up."""

import streamlit as st

from dashboard.formats import day, yuan
from dashboard.i18n import gettext as _
from dashboard.rules.progress import UPKEEP_DAYS
from dashboard.services import projects
from dashboard.services.projects import ProjectPage, UpkeepRead
from dashboard.ui import feedback, session
from dashboard.ui.safe import plain
from models.enums import ProjectStatus


def left_behind(page: ProjectPage) -> None:
    """Say what a project that was given up leaves behind: how far it came, what was paid, what stays."""
    if page.line.status is not ProjectStatus.TERMINATED:
        return
    st.subheader(_("What stays behind"), anchor=False)
    reached = sum(step.actual_on is not None for step in page.milestones)
    st.markdown(
        _(
            "The works were given up at %(percent)d%%; %(reached)s of %(steps)s milestones were reached. "
            "%(paid)s of %(approved)s was paid; the rest is not spent on this project any more."
        )
        % {
            "percent": page.line.percent,
            "reached": reached,
            "steps": len(page.milestones),
            "paid": plain(yuan(page.line.budget.paid_fen)),
            "approved": plain(yuan(page.line.budget.approved_fen)),
        }
    )
    if page.upkeep:
        _found(page.upkeep[-1])


def upkeep(page: ProjectPage) -> None:
    """Draw who looks after the result, what was found and when it is due again, and the form to tell it."""
    if page.line.status not in (ProjectStatus.ACCEPTED, ProjectStatus.TERMINATED):
        return
    if not (page.may_check or page.upkeep or page.next_check):
        return
    st.subheader(_("Upkeep"), anchor=False)
    if page.upkeep_unit:
        st.markdown(_("Looked after by %(unit)s.") % {"unit": plain(page.upkeep_unit)})
    for seen in page.upkeep:
        _found(seen)
    if page.next_check:
        _due(page)
    if page.may_check:
        _form(page)


def _found(seen: UpkeepRead) -> None:
    mark = ":material/check_circle: " if seen.in_order else ":red[:material/warning:] "
    said = _("in order") if seen.in_order else _("not in order")
    text = f" — {plain(seen.text)}" if seen.text else ""
    st.markdown(f"{mark}{plain(day(seen.checked_on))}　**{plain(said)}**{text}")


def _due(page: ProjectPage) -> None:
    if page.next_check is None:
        return
    facts = {"n": UPKEEP_DAYS, "day": plain(day(page.next_check))}
    if page.next_check < session.context().today():
        st.markdown(
            ":red[:material/schedule:] "
            + _("Somebody looks at it every %(n)s days; that was due on **%(day)s** and is not done.") % facts
        )
    else:
        st.caption(_("Somebody looks at it every %(n)s days; next by %(day)s.") % facts)


def _form(page: ProjectPage) -> None:
    with st.expander(_("Report how it is kept"), icon=":material/fact_check:"):
        today = session.context().today()
        session.start_widget("upkeep_day", today)
        session.start_widget("upkeep_state", True)
        session.start_widget("upkeep_text", "")
        st.date_input(_("Checked on"), key="upkeep_day", format="YYYY-MM-DD", max_value=today)
        feedback.below("checked_on")
        names = {True: _("in order"), False: _("not in order")}
        st.radio(
            _("What was found"), list(names), format_func=lambda one: names[one], key="upkeep_state", horizontal=True
        )
        st.text_area(
            _("In words; needed where something is wrong"),
            key="upkeep_text",
            max_chars=500,
            help=_("Everybody can read this."),
        )
        feedback.below("found")
        st.button(_("Store the check"), key="upkeep_send", on_click=_send, args=(page.line.id,))


def _send(project_id: int) -> None:
    feedback.act(
        projects.check,
        project_id,
        session.widget("upkeep_day"),
        bool(session.widget("upkeep_state")),
        session.widget("upkeep_text", ""),
        key="upkeep_send",
        done=_("The check is stored."),
        then=lambda _id: session.forget_widgets(["upkeep_text", "upkeep_state", "upkeep_day"]),
    )
