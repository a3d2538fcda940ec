"""What those who attended say of a draft: typed and kept, answered by the secretariat, the answer read."""

from functools import partial

import streamlit as st

from dashboard.formats import day, moment
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.lifecycle.minutes import RemarkAction
from dashboard.services import minutes
from dashboard.services.minutes import MinutesState, RemarkBoard, RemarkRead
from dashboard.ui import feedback, frame
from dashboard.ui.kept_form import KeptForm
from dashboard.ui.safe import paragraphs, plain
from models.enums import MinutesStatus, RemarkStatus


def board(state: MinutesState, said: RemarkBoard, minutes_id: int) -> None:
    """Draw what was said, and the forms to say or to answer something; nothing where neither is there."""
    speaks = said.open and said.attended
    if not said.remarks and not speaks and state.status is not MinutesStatus.COMMENTING:
        return
    st.subheader(_("Corrections by those who attended"), anchor=False)
    if state.status is MinutesStatus.COMMENTING and state.comments_until:
        words = _("Until %(day)s, 24:00.") if said.open else _("The time for corrections ended on %(day)s.")
        st.caption(plain(words % {"day": day(state.comments_until)}))
    if speaks:
        _form(state, said, minutes_id)
    content = [one.who for one in said.remarks if one.status is RemarkStatus.NOTHING]
    for one in said.remarks:
        if one.status is not RemarkStatus.NOTHING:
            _remark(one, said)
    if content:
        st.markdown(":green[:material/done_all:] **" + _("Nothing to correct") + f"**　{plain(' · '.join(content))}")
    if said.waiting:
        head = ngettext(
            "%(n)d seat has not said anything yet", "%(n)d seats have not said anything yet", len(said.waiting)
        )
        with st.expander(head % {"n": len(said.waiting)}, icon=":material/hourglass_empty:"):
            st.markdown("\n".join(f"- {plain(name)}" for name in said.waiting))


def _form(state: MinutesState, said: RemarkBoard, minutes_id: int) -> None:
    mine = [one for one in said.remarks if one.mine]
    form = KeptForm(f"minutes_remark/{minutes_id}", f"remark_{minutes_id}", {"text": ""})
    form.begin()
    with st.container(border=True, key="minutes_your_word"):
        st.markdown("**" + _("You attended this meeting: is the text right?") + "**")
        if not any(one.status in (RemarkStatus.NOTHING, RemarkStatus.OPEN) for one in mine):
            st.button(
                _("Nothing to correct"),
                key="remark_nothing",
                type="primary",
                icon=":material/done_all:",
                on_click=partial(
                    feedback.act,
                    minutes.nothing_to_correct,
                    minutes_id,
                    state.version,
                    key="remark_nothing",
                    done=_("Thank you. It is noted that you have nothing to correct."),
                ),
            )
        st.text_area(
            _("What is to be corrected, and how it should read"),
            key=form.key("text"),
            max_chars=2000,
            on_change=form.keep("text"),
            help=_("The secretariat and the chair read it. What you type is kept when you leave the field."),
        )
        feedback.below("text")
        st.button(_("Ask for this correction"), key="remark_send", on_click=_send, args=(form, state, minutes_id))


def _send(form: KeptForm, state: MinutesState, minutes_id: int) -> None:
    form.keep_all()
    feedback.act(
        minutes.remark,
        minutes_id,
        state.version,
        form.words("text"),
        key="remark_send",
        done=_("The secretariat has your correction. You read here what becomes of it."),
        then=lambda _id: form.done(),
    )


def _remark(one: RemarkRead, said: RemarkBoard) -> None:
    with st.container(border=True, key=f"remark_card_{one.id}"):
        st.markdown(f"**{plain(one.who)}** {frame.badge_text(one.status)}")
        about = _("about version %(version)d") % {"version": one.version}
        st.caption(plain(f"{moment(one.at)} · {about}"))
        if one.text:
            paragraphs(one.text)
        if one.reply:
            st.markdown(":material/reply: " + plain(one.reply))
        if one.status is not RemarkStatus.OPEN:
            return
        if said.may_answer:
            _answer(one)
        if one.mine:
            withdraw = partial(
                feedback.act,
                minutes.withdraw_remark,
                one.id,
                key=f"remark_withdraw_{one.id}",
                done=_("Your remark is taken back."),
            )
            st.button(_("Take it back"), key=f"remark_withdraw_{one.id}", on_click=withdraw)


def _answer(one: RemarkRead) -> None:
    form = KeptForm(f"minutes_answer/{one.id}", f"answer_{one.id}", {"reply": ""})
    form.begin()
    st.text_area(_("Reply"), key=form.key("reply"), max_chars=1000, height=80, on_change=form.keep("reply"))
    feedback.below("reply")
    feedback.below("reason")
    texts = {
        RemarkAction.ACCEPT: _("Take it over"),
        RemarkAction.PARTLY: _("Take part of it over"),
        RemarkAction.DECLINE: _("Do not take it over"),
    }
    with st.container(horizontal=True):
        for action, text in texts.items():
            st.button(text, key=f"answer_{action}_{one.id}", on_click=_say, args=(form, one.id, action))


def _say(form: KeptForm, remark_id: int, action: RemarkAction) -> None:
    feedback.act(
        minutes.answer,
        remark_id,
        action,
        form.words("reply"),
        key=f"answer_{action}_{remark_id}",
        done=_("Answered. Change the text where the correction is taken over."),
        then=lambda _status: form.done(),
    )
