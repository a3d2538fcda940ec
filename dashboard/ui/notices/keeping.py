"""The office's forms: post a notice, end it, withdraw it."""

from datetime import date

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import field_label, label
from dashboard.services import notices
from dashboard.services.context import Context
from dashboard.services.notices import NoticePage, Offered
from dashboard.ui import feedback, frame, session
from dashboard.ui.needs import moves
from dashboard.ui.safe import plain
from models.notice import NoticeDraft

TEXTS = ("text", "places", "contact_post")
CONSULTED = "notice_consulted"


def posting(offered: Offered, wanted: str, today: date) -> None:
    """Draw the form to post a notice; ``wanted`` is the number of the item it is opened for."""
    st.subheader(_("Post a notice"), anchor=False)
    if not offered.items:
        frame.empty(_("There is no adopted, consulted or approved item without a running notice."))
        return
    keys = {name: f"notice_{name}" for name in ("need", "first_day", *TEXTS)}
    ids = {one.number: one.need_id for one in offered.items}
    session.start_widget(keys["need"], ids.get(wanted, offered.items[0].need_id))
    session.start_widget(keys["first_day"], today)
    for name in TEXTS:
        session.start_widget(keys[name], "")
    session.start_widget(CONSULTED, "")
    if offered.years_missing:
        years = "、".join(map(str, offered.years_missing))
        words = _("The public holidays of %(years)s are not entered in the house rules yet: check the last day.")
        st.info(words % {"years": years}, icon=":material/calendar_month:")
    opened = st.expander(_("Fill in a notice"), icon=":material/campaign:", expanded=wanted in ids)
    with opened, st.form("notice", border=False):
        _inputs(offered, keys)
        st.form_submit_button(_("Post the notice"), key="notice_go", on_click=_post, args=(keys,))


def _inputs(offered: Offered, keys: dict[str, str]) -> None:
    days = {
        one.need_id: f"{one.number}　{one.title}（{ngettext('%(n)d day', '%(n)d days', one.days) % {'n': one.days}}）"
        for one in offered.items
    }
    st.selectbox(_("Item"), list(days), format_func=lambda need: days.get(need, ""), key=keys["need"])
    st.date_input(
        field_label("first_day"), key=keys["first_day"], format="YYYY-MM-DD", help=_("This day is not counted.")
    )
    feedback.below("first_day")
    if any(one.consulted for one in offered.items):
        st.text_area(
            _("How the consultation came out, with its figures"), key=CONSULTED, max_chars=500, height=100,
            help=_("Only for items that are being consulted on; everybody reads it on the item's page."),
        )  # fmt: skip
        feedback.below("consulted")
    st.text_area(_("What is put on notice"), key=keys["text"], max_chars=2000)
    feedback.below("text")
    st.text_input(
        field_label("places"), key=keys["places"], max_chars=200, help=_("Notice boards, sites, groups of residents.")
    )
    feedback.below("places")
    st.text_input(
        field_label("contact_post"),
        key=keys["contact_post"],
        max_chars=120,
        help=_("An office with its address or telephone, no private person."),
    )
    feedback.below("contact_post")


def _post(keys: dict[str, str]) -> None:
    def post(ctx: Context, key: str) -> int:
        texts = {name: str(session.widget(keys[name]) or "") for name in TEXTS}
        draft = NoticeDraft(first_day=session.widget(keys["first_day"]), **texts)
        consulted = str(session.widget(CONSULTED) or "")
        return notices.post(ctx, int(session.widget(keys["need"])), draft, consulted, key=key)

    feedback.act(
        post,
        key="notice_go",
        done=_("The notice is posted."),
        then=lambda _result: session.forget_widgets([*keys.values(), CONSULTED]),
    )


def steps(page: NoticePage) -> None:
    """Draw the office's buttons: decide on an objection, end the notice, or withdraw it with a reason."""
    if not page.may_withdraw:
        return
    number, words = page.line.id, f"notice_reason_{page.line.id}"
    st.subheader(_("For the secretariat"), anchor=False)
    if page.may_end:
        st.button(_("End the notice"), key=f"notice_end_{number}", type="primary", on_click=_end, args=(number,))
    elif page.may_review:
        moves.review(number)
    elif page.line.under_review:
        st.caption(_("Answer every objection; then decide whether the item is maintained, amended or terminated."))
    elif page.line.days_left < 0:
        st.caption(_("The notice can be ended once every objection is answered."))
    else:
        st.caption(_("The notice can be ended after its last day."))
    session.start_widget(words, "")
    with st.expander(_("Withdraw the notice"), icon=":material/undo:"):
        st.text_area(_("Reason, read by everybody"), key=words, max_chars=500)
        feedback.below("reason")
        st.button(_("Withdraw"), key=f"notice_withdraw_{number}", on_click=_withdraw, args=(number, words))


def _end(notice_id: int) -> None:
    feedback.act(
        notices.end,
        notice_id,
        key=f"notice_end_{notice_id}",
        done=lambda outcome: _("The notice has ended: %(outcome)s.") % {"outcome": plain(label(outcome))},
    )


def _withdraw(notice_id: int, words: str) -> None:
    feedback.act(
        notices.withdraw,
        notice_id,
        str(session.widget(words) or ""),
        key=f"notice_withdraw_{notice_id}",
        done=_("The notice is withdrawn."),
        then=lambda _result: session.forget_widgets([words]),
    )
