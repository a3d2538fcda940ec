"""Claiming an item: the form, a look at what was entered, and the confirmation with its number."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from dashboard.formats import day, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import claims, drafts
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session
from dashboard.ui.amounts import fen, yuan_input
from dashboard.ui.safe import paragraphs, plain
from models.claim import ClaimDraft, ClaimRead
from models.enums import OfferKind
from models.need import NeedRead

FIELDS = ("offer", "offer_text", "value_yuan", "promised_on", "branch_agreed")


def claiming(need: NeedRead, today: date) -> None:
    """Draw the item, then the form or what was entered into it."""
    with st.container(border=True):
        frame.link("item", f"{need.number}　{need.title}", icon="description", query={"number": need.number})
        frame.status_badge(need.status)
        paragraphs(need.reasons)
    if session.get("claim.review") == need.id:
        _review(need)
    else:
        _fields(need, today)


def sent() -> None:
    """Say under which number the claim is kept and what happens next; once, after sending it."""
    number = session.pop("claim.sent")
    if number:
        with st.container(border=True):
            st.markdown(f"### :material/task_alt: {plain(number)}")
            st.markdown(
                _(
                    "Your claim is with the secretariat. Once a meeting has adopted the item, the secretariat confirms "
                    "claims; the first one confirmed leads the project. Until then you can hand the claim back below."
                )
            )


def _fields(need: NeedRead, today: date) -> None:
    _begin(need.id, today)
    keep = partial(_keep, need.id)
    st.selectbox(
        _("What is offered"),
        list(OfferKind),
        format_func=label,
        key=_key(need.id, "offer"),
        on_change=partial(keep, "offer"),
    )
    st.text_area(
        _("The offer in words"),
        key=_key(need.id, "offer_text"),
        max_chars=500,
        on_change=partial(keep, "offer_text"),
        help=_("What, how much, and on which conditions. Everybody can read this: no private names or telephones."),
    )
    feedback.below("offer_text")
    yuan_input(
        _("Value in yuan (may stay empty)"),
        _key(need.id, "value_yuan"),
        "value_fen",
        _("What the offer is worth, goods and labour included."),
        on_change=partial(keep, "value_yuan"),
    )
    st.date_input(
        _("Promised by"),
        key=_key(need.id, "promised_on"),
        format="YYYY-MM-DD",
        on_change=partial(keep, "promised_on"),
    )
    feedback.below("promised_on")
    st.checkbox(
        _("Our organisation's Party branch has agreed"),
        key=_key(need.id, "branch_agreed"),
        on_change=partial(keep, "branch_agreed"),
    )
    st.button(
        _("Check what you entered"),
        key="claim_check",
        type="primary",
        width="stretch",
        on_click=_check,
        args=(need.id,),
    )
    st.button(_("Choose another item"), key="claim_other", on_click=_leave)


def _review(need: NeedRead) -> None:
    draft = ClaimDraft.model_validate(session.get("claim.draft"))
    st.subheader(_("Is this right?"), anchor=False)
    frame.facts(
        {
            _("What is offered"): label(draft.offer),
            _("The offer in words"): draft.offer_text,
            _("Value in yuan"): yuan(draft.value_fen),
            _("Promised by"): day(draft.promised_on),
            _("Our organisation's Party branch has agreed"): _("yes") if draft.branch_agreed else _("not yet"),
        }
    )
    with st.container(horizontal=True):
        st.button(_("Claim this item"), key="claim_send", type="primary", on_click=_send, args=(need.id, draft))
        st.button(_("Change something"), key="claim_back", on_click=session.put, args=("claim.review", None))


def _begin(need_id: int, today: date) -> None:
    """Fill the form with what this person typed before, on this or another device."""
    key = _key(need_id, "offer")
    if session.widget(key) is not None:
        return
    kept = drafts.load(session.context(), _form(need_id))
    given: dict[str, Any] = kept.fields if kept else {}
    offer = frame.known(str(given.get("offer", "")), OfferKind)
    session.start_widget(key, offer or OfferKind.FUNDS)
    session.start_widget(_key(need_id, "offer_text"), given.get("offer_text", ""))
    session.start_widget(_key(need_id, "value_yuan"), given.get("value_yuan", ""))
    promised = given.get("promised_on")
    session.start_widget(
        _key(need_id, "promised_on"), date.fromisoformat(promised) if promised else today + timedelta(days=90)
    )
    session.start_widget(_key(need_id, "branch_agreed"), bool(given.get("branch_agreed")))
    if kept:
        st.caption(_("What you typed before is filled in."))


def _keep(need_id: int, *fields: str) -> None:
    """Store fields as soon as they were typed."""
    typed = {field: session.widget(_key(need_id, field)) for field in fields}
    stored = {field: value.isoformat() if isinstance(value, date) else value for field, value in typed.items()}
    feedback.act(drafts.save_fields, _form(need_id), stored)


def _check(need_id: int) -> None:
    def valid(_ctx: Context) -> ClaimDraft:
        return ClaimDraft(
            offer=session.widget(_key(need_id, "offer")),
            offer_text=str(session.widget(_key(need_id, "offer_text")) or "").strip(),
            value_fen=fen(_key(need_id, "value_yuan"), "value_fen", required=False),
            promised_on=session.widget(_key(need_id, "promised_on")),
            branch_agreed=bool(session.widget(_key(need_id, "branch_agreed"))),
        )

    def look(draft: ClaimDraft) -> None:
        _keep(need_id, *FIELDS)
        session.put("claim.draft", draft.model_dump(mode="json"))
        session.put("claim.review", need_id)

    feedback.act(valid, then=look)


def _send(need_id: int, draft: ClaimDraft) -> None:
    def done(read: ClaimRead) -> None:
        drafts.discard(session.context(), _form(need_id))
        session.forget_widgets([_key(need_id, field) for field in FIELDS])
        _leave()
        session.put("claim.sent", read.number)

    feedback.act(claims.claim, need_id, draft, key="claim_send", done=_("The claim is made."), then=done)


def _leave() -> None:
    session.put("claim.review", None)
    session.put("claim.need", None)


def _form(need_id: int) -> str:
    return f"claim/{need_id}"


def _key(need_id: int, field: str) -> str:
    return f"claim_{need_id}_{field}"
