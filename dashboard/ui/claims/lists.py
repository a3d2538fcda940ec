"""Items to claim, the claims of one's own organisation, and the claims the secretariat looks at."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import streamlit as st

from dashboard.formats import day, local_date, moment, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import claims
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import plain
from models.claim import ClaimRead
from models.enums import ClaimStatus, NeedStatus
from models.need import NeedRead

BEFORE_THE_MEETING = (NeedStatus.OPEN, NeedStatus.CLAIMED, NeedStatus.MATCHING, NeedStatus.ON_AGENDA)


def open_items(needs: Sequence[NeedRead]) -> None:
    """Draw the items that can be claimed, each with the button that begins a claim."""
    st.subheader(_("Items you can claim"), anchor=False)
    if not needs:
        frame.empty(
            _("No item is open for claiming that your organisation has not claimed already."),
            "claim_list",
            _("See the claim list"),
        )
    for need in needs:
        with st.container(border=True):
            frame.link("item", f"{need.number}　{need.title}", icon="description", query={"number": need.number})
            st.markdown(frame.badge_text(need.status))
            st.caption(_facts_of(need))
            st.button(
                _("Claim this item"),
                key=f"claim_{need.id}",
                on_click=session.put,
                args=("claim.need", need.id),
            )


def _facts_of(need: NeedRead) -> str:
    until = day(local_date(need.claim_deadline)) if need.claim_deadline and need.status == NeedStatus.OPEN else ""
    parts = [
        plain(need.place),
        _("estimated at %(amount)s") % {"amount": plain(yuan(need.budget_fen))} if need.budget_fen else "",
        _("claims until %(day)s") % {"day": plain(until)} if until else "",
    ]
    return " · ".join(part for part in parts if part)


def mine(made: Sequence[ClaimRead]) -> None:
    """Draw the claims of the actor's own organisation; an intention can be handed back."""
    st.subheader(_("Claims of our organisation"), anchor=False)
    if not made:
        frame.empty(_("Your organisation has not claimed anything yet. Choose an item above."))
    for one in made:
        with st.container(border=True):
            _about(one)
            if one.status == ClaimStatus.INTENTION:
                _with_reason(one, claims.hand_back, _("Hand the claim back"), _("The claim is handed back."))
            if one.project_number and one.status == ClaimStatus.CONFIRMED:
                frame.link("project", _("To the project"), query={"number": one.project_number})


def to_confirm(waiting: Sequence[ClaimRead]) -> None:
    """Draw the claims that wait, each with confirming and declining."""
    if not waiting:
        frame.empty(_("No claim is waiting. New ones appear here as soon as a liaison makes them."))
    for one in waiting:
        with st.container(border=True):
            st.markdown(f"**{plain(one.organisation)}**")
            _about(one)
            _confirm(one)
            _with_reason(one, claims.decline, _("Decline the claim"), _("The claim is declined."))


def _about(one: ClaimRead) -> None:
    frame.link("item", f"{one.need_number}　{one.need_title}", icon="description", query={"number": one.need_number})
    st.markdown(frame.badge_text(one.status))
    frame.facts(
        {
            _("Claim number"): one.number,
            _("What is offered"): f"{label(one.offer)} — {one.offer_text}",
            _("Value in yuan"): yuan(one.value_fen),
            _("Promised by"): day(one.promised_on),
            _("Own Party branch has agreed"): _("yes") if one.branch_agreed else _("not yet"),
            _("Claimed on"): moment(one.claimed_at),
            _("Item now"): label(one.need_status),
        }
    )


def _confirm(one: ClaimRead) -> None:
    """Draw what confirming means for this claim: a new project, joining one, or waiting for the meeting."""
    if one.need_status in BEFORE_THE_MEETING:
        st.caption(_("It can be confirmed once a meeting has adopted the item."))
        return
    if one.need_status in claims.DECIDED:
        st.caption(_("The first claim confirmed leads the project."))
        session.start_widget(f"due_{one.id}", session.context().today() + timedelta(days=90))
        st.date_input(_("The project is due on"), key=f"due_{one.id}", format="YYYY-MM-DD")
        feedback.below("due_on")
        if one.need_status != NeedStatus.ON_NOTICE:
            st.text_input(
                _("Why there was no public notice"),
                key=f"skip_{one.id}",
                max_chars=500,
                help=_("Everybody can read this."),
            )
            feedback.below("reason")
        word = _("Confirm and establish the project")
    else:
        st.caption(_("It joins project %(number)s.") % {"number": plain(one.project_number)})
        word = _("Confirm as a joint claim")
    st.button(word, key=f"confirm_{one.id}", type="primary", on_click=_send_confirm, args=(one.id,))


def _send_confirm(claim_id: int) -> None:
    feedback.act(
        claims.confirm,
        claim_id,
        session.widget(f"due_{claim_id}"),
        reason=session.widget(f"skip_{claim_id}", ""),
        key=f"confirm_{claim_id}",
        done=lambda read: _("The claim is confirmed in project %(number)s.") % {"number": read.project_number},
    )


def _with_reason(one: ClaimRead, use_case: Callable[..., ClaimRead], word: str, done: str) -> None:
    with st.expander(word, icon=":material/undo:"):
        st.text_input(
            _("Reason"), key=f"reason_{one.id}", max_chars=500, help=_("It is shown to the people concerned.")
        )
        feedback.below("reason")
        st.button(word, key=f"end_{one.id}", on_click=partial(_end, one.id, use_case, done))


def _end(claim_id: int, use_case: Callable[..., ClaimRead], done: str) -> None:
    feedback.act(use_case, claim_id, session.widget(f"reason_{claim_id}", ""), key=f"end_{claim_id}", done=done)
