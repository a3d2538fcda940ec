"""What everybody reads of one public notice: its text and time, the objections without who made them, each step."""

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import field_label, label
from dashboard.rules.permissions import Permission
from dashboard.services.notices import NoticeObjectionRead, NoticePage
from dashboard.ui import frame, session
from dashboard.ui.notices.words import objection_words, running_words
from dashboard.ui.safe import paragraphs, plain


def head(page: NoticePage) -> None:
    """Draw what is on notice, how long, and what came of it."""
    line = page.line
    frame.title(plain(line.need_title), _("Public notice %(number)s") % {"number": plain(line.number)})
    with st.container(key="notice_status", border=True):
        outcome = f" {frame.badge_text(line.outcome)}" if line.outcome else ""
        st.markdown(f"{frame.badge_text(line.status)}{outcome}")
        st.subheader(plain(running_words(line)), anchor=False)
        st.caption(plain(objection_words(line)))


def text(page: NoticePage) -> None:
    """Draw the notice itself with its particulars."""
    line = page.line
    paragraphs(line.text)
    days = ngettext("%(n)d day", "%(n)d days", line.days) % {"n": line.days}
    frame.facts(
        {
            _("Type"): label(line.type),
            _("Length by the house rule"): days,
            _("First day"): day(line.starts_on),
            _("Last day, until midnight"): day(line.ends_on),
            _("Where it is posted"): line.places,
            _("Where objections can be handed in"): line.contact_post,
        }
    )
    st.caption(
        _("The day of posting is not counted. A last day that is no working day gives way to the next working day.")
    )
    words = _("To item %(number)s") % {"number": line.need_number}
    frame.link("item", words, icon="description", query={"number": line.need_number})
    if page.decision_number and session.actor().may(Permission.MINUTES_READ):
        frame.link("decisions", page.decision_number, icon="task", query={"number": page.decision_number})


def objection(one: NoticeObjectionRead) -> None:
    """Draw one objection: what it is about, what came of it, and the reply; the text for its author and the office."""
    overdue, yours, answer = _("Reply overdue"), _("yours"), _("Reply")
    late = f" :red-badge[:material/schedule: {plain(overdue)}]" if one.overdue else ""
    mine = f" :blue-badge[{plain(yours)}]" if one.mine else ""
    badge = frame.badge_text(one.outcome or one.status)
    st.markdown(f"**{plain(one.number)}**　{plain(label(one.category))} {badge}{mine}{late}")
    received = _("received on %(day)s") % {"day": day(one.received_on)}
    if one.replied_on:
        until = _("answered on %(day)s") % {"day": day(one.replied_on)}
    else:
        until = _("reply due by %(day)s") % {"day": day(one.due_on)}
    st.caption(plain(f"{received} · {until}"))
    if one.text:
        paragraphs(one.text)
    if one.request:
        st.markdown(f"**{plain(field_label('request'))}**　{plain(one.request)}")
    if one.reply:
        st.markdown(f"**{plain(answer)}**")
        paragraphs(one.reply)


def life(page: NoticePage) -> None:
    """Draw each step of the notice."""
    st.subheader(_("Step by step"), anchor=False)
    frame.lifeline(page.life, "notice")
