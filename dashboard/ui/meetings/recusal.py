"""Recusal before an item is discussed: who takes no part, who declares it, and both ways of counting (回避)."""

from functools import partial

import streamlit as st

from dashboard.formats import clock
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services.context import Context
from dashboard.services.meetings import ItemRead, MeetingPage, MeetingRead, Room, recusals
from dashboard.services.meetings.recusal_shapes import Denominator, ItemRecusals, RecusalRead
from dashboard.ui import feedback, session
from dashboard.ui.meetings.clicks import act, button
from dashboard.ui.safe import plain


def panel(ctx: Context, room: Room) -> None:
    """Draw the recusals of the item under discussion, or of one that comes, and the form to declare one."""
    _panel(ctx, room.meeting, room.items, room.current)


def before(ctx: Context, page: MeetingPage) -> None:
    """Draw the same on the page of a meeting, from the notice on."""
    _panel(ctx, page.meeting, page.items, None)


def _panel(ctx: Context, meeting: MeetingRead, items: list[ItemRead], current: ItemRead | None) -> None:
    waiting = [item for item in items if item.status in recusals.UNDECIDED]
    if meeting.status not in recusals.DECLARED_IN or not waiting:
        return
    if current is not None:
        _who(recusals.of_item(ctx, current.id))
    with st.expander(_("Recusal"), icon=":material/person_off:"):
        st.markdown(_("Who has an interest of their own in an item takes no part: no speech on it and no vote."))
        found = recusals.of_item(ctx, _chosen(waiting, current).id)
        for line in found.lines:
            _line(meeting.id, found, line)
        if not found.lines:
            st.markdown(_("Nobody is recused from this item."))
        st.caption(plain(counting_text(found.denominator)))
        _form(meeting.id, found)


def _who(found: ItemRecusals) -> None:
    if found.lines:
        names = "、".join(f"{line.seat_number} {line.organisation}" for line in found.lines)
        st.markdown(":material/person_off: " + plain(_("Recused from this item: %(names)s") % {"names": names}))


def _chosen(items: list[ItemRead], current: ItemRead | None) -> ItemRead:
    titles = {item.id: f"{item.position}. {item.title}" for item in items}
    first = current.id if current is not None and current.id in titles else items[0].id
    chosen = st.selectbox(
        _("Agenda item"),
        list(titles),
        index=list(titles).index(first),
        format_func=lambda item: titles[item],
        key=f"recusal_item_{first}",
    )
    return next(item for item in items if item.id == chosen)


def _line(meeting_id: int, found: ItemRecusals, line: RecusalRead) -> None:
    late = _("noted at %(time)s, after the discussion began") % {"time": clock(line.declared_at)} if line.late else ""
    text = f"{line.seat_number}　{line.organisation}：{line.reason}" + (f"（{late}）" if late else "")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(text), width="content")
        if line.id in found.may_withdraw:
            text = _("Take back")
            button(meeting_id, recusals.withdraw, line.id, text=text, name=f"recusal_off_{line.id}", icon="undo")


def counting_text(count: Denominator) -> str:
    """Return what recusal does to the number approvals are counted against, both ways, and which one is the rule."""
    rule = (
        _("House rule: those who recuse themselves are taken out of the number.")
        if count.deducts
        else _("House rule: those who recuse themselves stay in the number.")
    )
    if not count.recused or count.kept is None or count.deducted is None:
        return rule
    recused = ngettext("%(n)d seat recused.", "%(n)d seats recused.", count.recused) % {"n": count.recused}
    both = _(
        "Kept in: %(entitled)d should attend, %(kept)d approvals needed. Taken out: %(rest)d should attend, "
        "%(deducted)d approvals needed."
    ) % {
        "entitled": count.entitled,
        "kept": count.kept,
        "rest": count.entitled - count.recused,
        "deducted": count.deducted,
    }
    return f"{recused} {both} {rule}"


def _form(meeting_id: int, found: ItemRecusals) -> None:
    if not found.seats:
        if found.begun:
            st.caption(_("The discussion has begun: whoever runs the meeting can still note a recusal."))
        return
    names = {seat.seat_id: f"{seat.seat_number}　{seat.organisation}" for seat in found.seats}
    reason = f"recusal_reason_{found.item_id}"
    session.start_widget(reason, "")
    with st.form(f"recusal_form_{found.item_id}", border=False):
        st.selectbox(_("Seat"), list(names), format_func=lambda seat: names[seat], key=f"recusal_seat_{found.item_id}")
        st.text_input(_("Reason"), key=reason, max_chars=200, help=_("It is shown to those at the table."))
        feedback.below("reason")
        text = _("Declare the recusal")
        st.form_submit_button(text, key="recusal_go", on_click=_send, args=(meeting_id, found.item_id))


def _send(meeting_id: int, item_id: int) -> None:
    reason = f"recusal_reason_{item_id}"
    act(
        meeting_id,
        partial(recusals.declare, reason=str(session.widget(reason) or "")),
        item_id,
        session.widget(f"recusal_seat_{item_id}"),
        name="recusal_go",
        done=_("The recusal is noted."),
        empty=(reason,),
    )
