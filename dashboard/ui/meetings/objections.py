"""Differing views on a motion, by unit, for those at the table; and the form to note one (保留意见)."""

from functools import partial

import streamlit as st

from dashboard.formats import clock
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.meetings import Room, RoomMotion
from dashboard.services.votes import Result, objections
from dashboard.services.votes.objections import ObjectionRead, Objections
from dashboard.ui import feedback, session
from dashboard.ui.safe import paragraphs, plain


def panel(ctx: Context, motion: Result | RoomMotion) -> None:
    """Draw the differing views on a motion that was opened, and the form where the actor may note one."""
    motion_id = motion.motion_id if isinstance(motion, Result) else motion.id
    found = objections.objections(ctx, motion_id)
    if not found.lines and not found.seats:
        return
    count = len(found.lines)
    heading = ngettext("%(n)d differing view", "%(n)d differing views", count) % {"n": count}
    with st.expander(heading if count else _("Note a differing view"), icon=":material/rate_review:"):
        for line in found.lines:
            _line(line)
        if found.lines and found.decided and ctx.actor.may(Permission.VOTE_RUN):
            st.caption(
                _(
                    "What would change a view may lead to an amended motion: put the motion again in new words. A "
                    "decision that was taken is carried out all the same."
                )
            )
        if found.seats:
            _form(motion_id, found)


def on_the_open_vote(ctx: Context, room: Room) -> None:
    """Draw the same for the motion that is being voted on."""
    if room.motion is not None:
        panel(ctx, room.motion)


def _line(line: ObjectionRead) -> None:
    st.markdown(f"**{plain(f'{line.seat_number}　{line.organisation}')}** :gray[{plain(clock(line.at))}]")
    paragraphs(line.text)
    if line.would_change:
        words = _("Would change it: %(what)s") % {"what": line.would_change}
        st.markdown(f":material/edit: {plain(words)}")


def _form(motion_id: int, found: Objections) -> None:
    names = {seat.seat_id: f"{seat.seat_number}　{seat.organisation}" for seat in found.seats}
    text, change = f"objection_text_{motion_id}", f"objection_change_{motion_id}"
    for key in (text, change):
        session.start_widget(key, "")
    with st.form(f"objection_form_{motion_id}", border=False):
        st.selectbox(_("Seat"), list(names), format_func=lambda seat: names[seat], key=f"objection_seat_{motion_id}")
        st.text_area(_("Differing view"), key=text, max_chars=1000, height=100)
        feedback.below("text")
        st.text_input(_("What would change this view"), key=change, max_chars=500)
        feedback.below("would_change")
        if found.secret:
            _warning(motion_id)
        st.caption(_("It stands in the record, by unit and not public, and cannot be changed afterwards."))
        st.form_submit_button(
            _("Note the view"), key=f"objection_go_{motion_id}", on_click=_send, args=(motion_id, found.secret)
        )


def _warning(motion_id: int) -> None:
    st.warning(
        _("This vote is secret. A differing view tells everybody at the table how its holder voted."),
        icon=":material/visibility:",
    )
    st.checkbox(_("I know that, and note the view all the same"), key=f"objection_told_{motion_id}")
    feedback.below("discloses")


def _send(motion_id: int, secret: bool) -> None:
    text, change = f"objection_text_{motion_id}", f"objection_change_{motion_id}"
    use_case = partial(
        objections.object_to,
        seat_id=session.widget(f"objection_seat_{motion_id}"),
        discloses=secret and bool(session.widget(f"objection_told_{motion_id}")),
    )
    feedback.act(
        use_case,
        motion_id,
        str(session.widget(text) or ""),
        str(session.widget(change) or ""),
        key=f"objection_go_{motion_id}",
        done=_("The differing view is noted."),
        then=lambda _result: session.forget_widgets([text, change]),
    )
