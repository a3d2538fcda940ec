"""The register: filters that live in the address, one card a decision or task, and the list to take away."""

from collections.abc import Sequence

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.rules.permissions import Permission
from dashboard.services import decisions
from dashboard.services.decisions import FORMATS, DecisionLine, RegisterFilter, TaskLine
from dashboard.ui import address, frame, session
from dashboard.ui.projects.listing import overdue_words
from dashboard.ui.safe import paragraphs, plain
from models.enums import DecisionStatus


def filters(meetings: dict[str, str], leads: dict[int, str]) -> RegisterFilter:
    """Draw the filters and return what they say; ``meetings`` is number -> title, ``leads`` id -> name."""
    text = address.words(_("Search the register"), "q", _("text, unit or number"))
    left, right = st.columns(2)
    with left:
        states = {one.value: label(one) for one in DecisionStatus}
        status = address.choice(_("Status"), "status", states, _("every status"))
        numbers = {number: f"{number}　{title}" for number, title in meetings.items()}
        meeting = address.choice(_("Meeting"), "meeting", numbers, _("every meeting"))
    with right:
        units = {str(unit_id): name for unit_id, name in leads.items()}
        unit = address.choice(_("Lead organisation"), "unit", units, _("every organisation"))
        overdue = address.mark(_("Overdue only"), "overdue")
    return RegisterFilter(
        status=DecisionStatus(status) if status else None,
        meeting=meeting,
        organisation_id=int(unit) if unit else None,
        text=text,
        overdue=overdue,
    )


def decided(lines: Sequence[DecisionLine], wanted: RegisterFilter) -> None:
    """Draw the decisions, or say why there are none and what to do next."""
    if not lines:
        _nothing(wanted, _("No decision is in the register yet. A motion that is carried enters it by itself."))
        return
    st.caption(ngettext("%(n)d decision", "%(n)d decisions", len(lines)) % {"n": len(lines)})
    for line in lines:
        with st.container(border=True, key=f"decision_card_{line.id}"):
            frame.link("decisions", f"{line.number}　{line.item_title}", icon="task", query={"number": line.number})
            decision(line)
            life(line)
    _downloads(wanted, of_tasks=False)


def agreed(lines: Sequence[TaskLine], wanted: RegisterFilter) -> None:
    """Draw the tasks, or say why there are none and what to do next."""
    if not lines:
        _nothing(wanted, _("No task is noted yet. Tasks are noted in the meeting room while a meeting sits."))
        return
    st.caption(ngettext("%(n)d task", "%(n)d tasks", len(lines)) % {"n": len(lines)})
    for line in lines:
        with st.container(border=True, key=f"task_card_{line.id}"):
            frame.link("decisions", line.text, icon="checklist", query={"task": line.id})
            task(line)
            life(line)
    _downloads(wanted, of_tasks=True)


def decision(line: DecisionLine) -> None:
    """Draw what was decided, as what, and who carries it out by when."""
    st.markdown(f"{frame.badge_text(line.status)} {frame.badge_text(line.resolution)}{_late(line.overdue_days)}")
    paragraphs(line.text)
    if line.conditions:
        st.markdown("**" + _("On condition that") + f"** {plain(line.conditions)}")
    due = day(line.due_on) if line.due_on else _("no date set")
    words = [_("Led by %(unit)s") % {"unit": line.lead or _("nobody named yet")}, _("due %(day)s") % {"day": due}]
    if line.partners:
        words.insert(1, _("with %(partners)s") % {"partners": line.partners})
    st.caption(plain(" · ".join(words)))
    _meeting(line.meeting_number)


def task(line: TaskLine) -> None:
    """Draw who does a task by when, and where it was agreed."""
    st.markdown(frame.badge_text(line.status) + _late(line.overdue_days))
    words = [_("Led by %(unit)s") % {"unit": line.lead}, _("due %(day)s") % {"day": day(line.due_on)}]
    st.caption(plain(" · ".join([*words, *([line.item_title] if line.item_title else [])])))
    _meeting(line.meeting_number)


def life(line: DecisionLine | TaskLine) -> None:
    """Draw every step of a line, folded away."""
    if not line.life:
        return
    words = _("Step by step, last word: %(word)s") % {"word": plain(line.life[-1].reason)}
    with st.expander(words if line.life[-1].reason else _("Step by step"), icon=":material/history:"):
        frame.lifeline(line.life, "decision" if isinstance(line, DecisionLine) else "task")


def _late(days: int) -> str:
    return f" :red-badge[:material/schedule: {plain(overdue_words(days))}]" if days else ""


def _meeting(number: str) -> None:
    """Draw the way to the meeting, for those who may read it."""
    if session.actor().may(Permission.MEETING_READ):
        frame.link("meeting", number, icon="event_note", query={"number": number})
    else:
        st.caption(plain(number))


def _nothing(wanted: RegisterFilter, sentence: str) -> None:
    if wanted == RegisterFilter():
        frame.empty(sentence)
    else:
        frame.empty(_("Nothing in the register matches. Take out a filter."), "decisions", _("Show the whole register"))


def _downloads(wanted: RegisterFilter, *, of_tasks: bool) -> None:
    """Offer the list as it is filtered, in every format."""
    with st.container(horizontal=True):
        for fmt in FORMATS:
            _download(wanted, fmt, of_tasks=of_tasks)


def _download(wanted: RegisterFilter, fmt: str, *, of_tasks: bool) -> None:
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    kind = "tasks" if of_tasks else "decisions"
    st.download_button(
        _(FORMATS[fmt].label),
        lambda: decisions.export(ctx, fmt, wanted, of_tasks=of_tasks),
        file_name=f"{kind}.{fmt}",
        mime=FORMATS[fmt].media_type,
        key=f"{kind}_{fmt}",
        on_click="ignore",
        icon=":material/download:",
    )
