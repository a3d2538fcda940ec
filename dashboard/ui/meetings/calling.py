"""Calling a meeting: filled in, read once more, then created."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any

import streamlit as st

from dashboard.errors import BadInput
from dashboard.formats import at_shanghai, moment
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.meeting_kinds import fits
from dashboard.services import meetings
from dashboard.services.context import Context
from dashboard.services.meetings import BodyRead
from dashboard.ui import feedback, frame, session
from models.enums import MeetingKind
from models.meeting import MeetingDraft

FIELDS = ("body", "kind", "title", "day", "time", "place")
REVIEW, CREATED = "meeting.review", "meeting.created"


def form(bodies: list[BodyRead], today: date) -> None:
    """Draw the form, or what was filled in to be read once more."""
    drafted: MeetingDraft | None = session.get(REVIEW)
    with st.expander(_("Call a meeting"), expanded=drafted is not None, icon=":material/add:"):
        if drafted is None:
            _fill_in(bodies, today)
        else:
            _read_once_more(drafted, {body.code: body.name for body in bodies})


def _fill_in(bodies: list[BodyRead], today: date) -> None:
    names = {body.code: body.name for body in bodies}
    session.start_widget(_key("kind"), MeetingKind.MEMBERS)
    session.start_widget(_key("body"), _first(names, MeetingKind.MEMBERS))
    st.selectbox(
        _("Kind of meeting"), list(MeetingKind), format_func=label, key=_key("kind"), on_change=_chosen, args=(names,)
    )
    feedback.below("type")
    fitting = [code for code in names if fits(session.widget(_key("kind")), code)]
    st.selectbox(_("Body"), fitting, format_func=lambda code: names[code], key=_key("body"))
    feedback.below("body_code")
    with st.form("meeting_form", border=False):
        st.text_input(_("Title"), key=_key("title"), max_chars=80)
        feedback.below("title")
        left, right = st.columns(2)
        left.date_input(_("Day"), value=today, key=_key("day"), format="YYYY-MM-DD")
        right.time_input(_("Begins at"), value=time(14), key=_key("time"))
        feedback.below("starts_at")
        st.text_input(_("Place"), key=_key("place"), max_chars=80)
        feedback.below("place")
        st.form_submit_button(_("Read once more"), key="meeting_review", type="primary", on_click=_review)


def _chosen(names: Mapping[str, str]) -> None:
    """Offer the body that holds meetings of the kind just chosen."""
    session.set_widget(_key("body"), _first(names, session.widget(_key("kind"))))


def _first(names: Mapping[str, str], kind: MeetingKind) -> str | None:
    fitting = [code for code in names if fits(kind, code)]
    own = MeetingKind.CONFERENCE.value if kind is MeetingKind.CONFERENCE else MeetingKind.MEMBERS.value
    return own if own in fitting else next(iter(fitting), None)


def _key(field: str) -> str:
    return f"new_meeting_{field}"


def _review() -> None:
    values = {field: session.widget(_key(field)) for field in FIELDS}
    session.put("meeting.typed", values)
    feedback.act(_checked, values, then=partial(session.put, REVIEW))


def _checked(ctx: Context, values: Mapping[str, Any]) -> MeetingDraft:
    if values["body"] is None:
        raise BadInput("body_code", "Please choose a body from the list.")
    return MeetingDraft(
        body_code=values["body"],
        type=values["kind"],
        title=str(values["title"] or "").strip(),
        starts_at=starts_at(values["day"], values["time"]),
        place=str(values["place"] or "").strip(),
    )


def starts_at(day: date | None, clock: time | None) -> datetime:
    """Return the moment a day and a time of day name in Shanghai.

    Raises:
        BadInput: one of the two is missing (field ``starts_at``).
    """
    if day is None or clock is None:
        raise BadInput("starts_at", "Please choose day and time.")
    return at_shanghai(day, clock.hour, clock.minute)


def _read_once_more(draft: MeetingDraft, names: dict[str, str]) -> None:
    frame.facts(
        {
            _("Title"): draft.title,
            _("Body"): names.get(draft.body_code, draft.body_code),
            _("Kind of meeting"): label(draft.type),
            _("Begins at"): moment(draft.starts_at),
            _("Place"): draft.place,
        }
    )
    left, right = st.columns(2)
    left.button(_("Create the meeting"), key="meeting_create", type="primary", on_click=_create, args=(draft,))
    right.button(_("Change something"), key="meeting_change", on_click=_change)


def _create(draft: MeetingDraft) -> None:
    feedback.act(
        meetings.create,
        draft,
        key="meeting_create",
        done=_("The meeting is created. Put its items on the agenda now."),
        then=_created,
    )


def _created(meeting_id: int) -> None:
    session.pop(REVIEW)
    session.pop("meeting.typed")
    session.forget_widgets([_key(field) for field in FIELDS])
    session.put(CREATED, meeting_id)


def _change() -> None:
    session.pop(REVIEW)
    for field, value in (session.get("meeting.typed") or {}).items():
        session.set_widget(_key(field), value)


def created(lines: list[meetings.MeetingLine]) -> None:
    """Leave for the page of the meeting that was just created."""
    made = session.pop(CREATED)
    number = next((line.meeting.number for line in lines if line.meeting.id == made), None)
    if number is not None:
        frame.go("meeting", {"number": number})
