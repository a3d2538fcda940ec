"""What a meeting is, what comes next for it, and what has happened so far."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.formats import clock, day, day_with_weekday, days_between, local_date, moment
from dashboard.i18n import N_, ngettext
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.services import meetings
from dashboard.services.context import Context
from dashboard.services.meetings import Headcount, MeetingPage, MeetingRead, Notice, topics
from dashboard.services.meetings.invitation import has_invitation, invitation
from dashboard.ui import feedback, frame, session
from dashboard.ui.meetings import calling, topic_check
from dashboard.ui.safe import plain
from models.enums import MeetingStatus

NEXT = {
    MeetingStatus.DRAFT: N_("Next: the agenda is filled and the chair approves it."),
    MeetingStatus.CALL_FOR_TOPICS: N_("Next: the secretariat checks the topics handed in and ends the call."),
    MeetingStatus.AGENDA_APPROVED: N_("Next: the secretariat gives notice of the meeting."),
    MeetingStatus.NOTICED: N_("Next: sign-in is opened on the day of the meeting."),
    MeetingStatus.SIGN_IN: N_("Next: the session is opened."),
    MeetingStatus.IN_SESSION: N_("The meeting sits: go on in the meeting room."),
    MeetingStatus.POSTPONED: N_("Next: the secretariat calls the meeting again."),
    MeetingStatus.CLOSED: N_("The meeting is over. Its minutes come next."),
    MeetingStatus.CANCELLED: N_("The meeting does not take place."),
}
STEPS = {
    MeetingAction.END_CALL: (topics.end_call, N_("End the call for topics")),
    MeetingAction.APPROVE_AGENDA: (meetings.approve_agenda, N_("Approve the agenda")),
    MeetingAction.GIVE_NOTICE: (meetings.give_notice, N_("Give notice")),
    MeetingAction.OPEN_SIGN_IN: (meetings.open_sign_in, N_("Open sign-in")),
    MeetingAction.START: (meetings.start, N_("Open the session")),
}
"""Moves that are one click."""
WITH_REASON = {
    MeetingAction.REVISE_AGENDA: (meetings.revise_agenda, N_("Take the agenda back for revision")),
    MeetingAction.POSTPONE: (meetings.postpone, N_("Postpone the meeting")),
    MeetingAction.CANCEL: (meetings.cancel, N_("Cancel the meeting")),
}
ROOM = (MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)


def when(meeting: MeetingRead) -> str:
    """Return day, weekday and time of a meeting in words."""
    return f"{day_with_weekday(local_date(meeting.starts_at))} {clock(meeting.starts_at)}"


def head(page: MeetingPage) -> None:
    """Draw what the meeting is."""
    meeting = page.meeting
    frame.title(plain(meeting.title))
    st.markdown(f"{frame.badge_text(meeting.status)} {plain(meeting.number)}")
    frame.facts(
        {
            _("Body"): page.body.name,
            _("Kind of meeting"): label(meeting.type),
            _("Begins at"): when(meeting),
            _("Place"): meeting.place,
            _("Call for topics"): _days(meeting),
            _("Notice given"): moment(meeting.noticed_at) if meeting.noticed_at else None,
        }
    )


def _days(meeting: MeetingRead) -> str | None:
    if meeting.topics_from is None or meeting.topics_until is None:
        return None
    return _("%(first)s to %(last)s") % {"first": day(meeting.topics_from), "last": day(meeting.topics_until)}


def next_step(page: MeetingPage) -> None:
    """Draw what comes next: one primary button where the reader may take the step, a sentence for all."""
    meeting = page.meeting
    with st.container(border=True):
        st.markdown(f"**{_(NEXT[meeting.status])}**")
        if meeting.status is MeetingStatus.AGENDA_APPROVED:
            _warn_late(page)
        for action in page.actions:
            if action in STEPS:
                _one_click(page, action)
        if MeetingAction.CALL_TOPICS in page.actions:
            topic_check.call(session.context(), meeting.id)
        if MeetingAction.RESCHEDULE in page.actions:
            _call_again(meeting)
        if meeting.status in ROOM:
            frame.link("room", _("Go to the meeting room"), icon="groups", query={"number": meeting.number})
        if has_invitation(meeting.status, noticed=meeting.noticed_at is not None, sequence=meeting.notice_sequence):
            invitation_button(meeting)
        frame.link("papers", _("Papers of this meeting"), icon="print", query={"number": meeting.number})
        if meeting.status is MeetingStatus.CLOSED:
            frame.link("minutes", _("To the minutes"), icon="article", query={"number": meeting.number})
        if meeting.status in (MeetingStatus.IN_SESSION, MeetingStatus.CLOSED):
            frame.link("record", _("To the record (internal)"), icon="contract_edit", query={"number": meeting.number})
    off_the_road(meeting, page.actions)


def invitation_button(meeting: MeetingRead) -> None:
    """Draw the download that puts the meeting into a calendar, or takes it out."""
    st.download_button(
        _("Into my calendar (.ics)"),
        partial(_invitation, session.context(), meeting.id),
        file_name=f"{meeting.number}.ics",
        mime="text/calendar",
        key="invitation",
        on_click="ignore",
        icon=":material/event:",
    )


def _invitation(ctx: Context, meeting_id: int) -> bytes:
    """Return the file to whoever holds the connection at the moment of the click."""
    return invitation(replace(ctx, _actor=None), meeting_id)


def _one_click(page: MeetingPage, action: MeetingAction) -> None:
    use_case, text = STEPS[action]
    empty = action is MeetingAction.APPROVE_AGENDA and not page.items
    st.button(
        _(text),
        key=f"step_{action}",
        type="primary",
        disabled=empty,
        help=_("Add at least one item first.") if empty else None,
        on_click=partial(feedback.act, use_case, page.meeting.id, key=f"step_{action}", done=_done),
    )


def _done(result: object) -> str:
    if isinstance(result, Notice):
        return notice_text(result)
    if isinstance(result, Headcount):
        return headcount_text(result)
    return _("Done. What comes next stands below.")


def notice_text(notice: Notice) -> str:
    """Return what giving notice came to."""
    if notice.entitled == 0:
        bare = _("Notice is given. This body keeps no seats: those who come are counted at the meeting.")
        return f"{bare} {late_text(notice)}".strip()
    entitled = ngettext(
        "Notice is given; %(n)d seat should attend.", "Notice is given; %(n)d seats should attend.", notice.entitled
    ) % {"n": notice.entitled}
    return f"{entitled} {late_text(notice)}".strip()


def late_text(notice: Notice) -> str:
    """Return how much later than the house rule a notice is; empty where it is in time."""
    if not notice.late:
        return ""
    return _("It comes %(ahead)d days ahead; the house rule is %(wanted)d.") % {
        "ahead": notice.days_ahead,
        "wanted": notice.days_wanted,
    }


def headcount_text(count: Headcount) -> str:
    """Return who should be here, who is, and whether that is a quorum."""
    figures = _(
        "Should attend %(entitled)d · present %(present)d · on leave %(on_leave)d · in attendance %(guests)d"
    ) % {"entitled": count.entitled, "present": count.present, "on_leave": count.on_leave, "guests": count.guests}
    words = (
        _("quorum reached (%(needed)d needed)")
        if count.quorate
        else _("no quorum yet (%(needed)d needed): no vote can be opened")
    )
    return f"{figures} · {words % {'needed': count.quorum_needed}}"


def _warn_late(page: MeetingPage) -> None:
    ahead = days_between(session.context().today(), local_date(page.meeting.starts_at))
    late = late_text(Notice(0, ahead, page.days_wanted))
    if late:
        st.markdown(f":orange[:material/schedule: {plain(late)}]")


def _call_again(meeting: MeetingRead) -> None:
    with st.form("call_again", border=False):
        left, right = st.columns(2)
        left.date_input(_("New day"), value=None, key="again_day", format="YYYY-MM-DD")
        right.time_input(_("Begins at"), value=clock_of(meeting), key="again_time")
        feedback.below("starts_at")
        st.form_submit_button(
            _("Call the meeting again"), key="step_reschedule", type="primary", on_click=_again, args=(meeting.id,)
        )


def clock_of(meeting: MeetingRead) -> str:
    """Return the time of day a meeting begins at, for a time input."""
    return clock(meeting.starts_at)


def _again(meeting_id: int) -> None:
    day, time = session.widget("again_day"), session.widget("again_time")
    feedback.act(
        lambda ctx, **kwargs: meetings.reschedule(ctx, meeting_id, calling.starts_at(day, time), **kwargs),
        key="step_reschedule",
        done=_("The meeting is called again; its agenda needs approval and notice once more."),
    )


def off_the_road(meeting: MeetingRead, actions: tuple[MeetingAction, ...]) -> None:
    """Draw the steps that lead back or off the road, each with its reason."""
    for action in actions:
        if action not in WITH_REASON:
            continue
        with st.expander(_(WITH_REASON[action][1]), icon=":material/undo:"), st.form(f"off_{action}", border=False):
            st.text_input(_("Reason"), key=f"reason_{action}", max_chars=500, help=_("It is shown to those concerned."))
            feedback.below("reason")
            st.form_submit_button(
                _(WITH_REASON[action][1]), key=f"off_{action}_go", on_click=_off, args=(meeting.id, action)
            )


def _off(meeting_id: int, action: MeetingAction) -> None:
    feedback.act(
        WITH_REASON[action][0],
        meeting_id,
        str(session.widget(f"reason_{action}") or ""),
        key=f"off_{action}",
        done=_("Done. What comes next stands below."),
        then=lambda _result: session.forget_widgets([f"reason_{action}"]),
    )


def life(page: MeetingPage) -> None:
    """Draw everything that happened to the meeting."""
    frame.lifeline(page.life, "meeting")
