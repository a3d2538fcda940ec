"""Items to claim, the claims of one's own organisation, and the needs that fit what it offers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard.formats import day, local_date, moment, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.matching import Gaps
from dashboard.services import claims
from dashboard.services.claims import amount_words
from dashboard.services.resources import Fit
from dashboard.ui import address, feedback, frame, session
from dashboard.ui.claims import form
from dashboard.ui.claims.fields import lead_words
from dashboard.ui.claims.gaps import gap
from dashboard.ui.resources.words import ground_words, left_words
from dashboard.ui.safe import plain
from models.claim import ClaimRead
from models.enums import ClaimStatus, NeedStatus, OfferKind
from models.need import NeedRead


def fitting(found: Sequence[Fit]) -> None:
    """Draw the needs that fit what the own organisation offers, each with its reasons and the way to a claim."""
    if not found:
        return
    st.subheader(_("Needs that fit what we offer"), anchor=False)
    for one in found:
        with st.container(border=True):
            number, title = one.need.number, one.need.title
            frame.link("item", f"{number}　{title}", icon="description", query={"number": number})
            st.markdown(
                _("Fits our card %(card)s: %(grounds)s")
                % {"card": plain(f"{one.card.number} {one.card.title}"), "grounds": plain(ground_words(one))}
            )
            st.caption(plain(left_words(one.card)))
            st.button(
                _("Claim this item"),
                key=f"fit_{one.need.id}_{one.card.id}",
                on_click=form.begin,
                args=(one.need.id, one.part_id, one.card.id),
            )


def open_items(needs: Sequence[NeedRead], gaps: Mapping[int, Gaps]) -> None:
    """Draw the items that can be claimed, each with what it lacks and the button that begins a claim."""
    st.subheader(_("Items you can claim"), anchor=False)
    if not needs:
        frame.empty(
            _("No item is open for claiming that your organisation has not claimed already."),
            "claim_list",
            _("See the claim list"),
        )
        return
    wanted = address.words(_("Search"), "q", _("title, number or place; one character is enough"))
    shown = [need for need in needs if _holds((need.number, need.title, need.place), wanted)]
    if not shown:
        frame.empty(_("No item matches. Use fewer words."))
    for need in shown:
        with st.container(border=True):
            frame.link("item", f"{need.number}　{need.title}", icon="description", query={"number": need.number})
            st.markdown(frame.badge_text(need.status))
            st.caption(_facts_of(need))
            gap(gaps[need.id])
            st.button(_("Claim this item"), key=f"claim_{need.id}", on_click=form.begin, args=(need.id,))


def _holds(texts: Iterable[str], wanted: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in wanted.casefold().split())


def _facts_of(need: NeedRead) -> str:
    open_now = need.status in (NeedStatus.OPEN, NeedStatus.CLAIMED, NeedStatus.MATCHING)
    until = day(local_date(need.claim_deadline)) if need.claim_deadline and open_now else ""
    parts = [
        plain(need.place),
        _("estimated at %(amount)s") % {"amount": plain(yuan(need.budget_fen))} if need.budget_fen else "",
        _("claims until %(day)s") % {"day": plain(until)} if until else "",
    ]
    return " · ".join(part for part in parts if part)


def mine(made: Sequence[ClaimRead], today: date) -> None:
    """Draw the claims of the actor's own organisation; those that stand can be handed back."""
    st.subheader(_("Claims of our organisation"), anchor=False)
    if not made:
        frame.empty(_("Your organisation has not claimed anything yet. Choose an item above."))
        return
    wanted = address.words(_("Search in our claims"), "own", _("number or title"))
    for one in made:
        if not _holds((one.number, one.need_number, one.need_title, one.offer_text), wanted):
            continue
        with st.container(border=True):
            about(one)
            if promise := promise_words(one, today):
                st.markdown(f":orange[:material/event_upcoming: {plain(promise)}]")
            _own_steps(one)


def _own_steps(one: ClaimRead) -> None:
    if one.project_number and one.status == ClaimStatus.CONFIRMED:
        frame.link("project", _("To the project"), query={"number": one.project_number})
    if one.leads_project:
        st.caption(_("Our organisation leads. Before handing the claim back, let another one take the lead."))
    elif one.status in claims.LIVE:
        with_reason(one, claims.hand_back, _("Hand the claim back"), _("The claim is handed back."))


def promise_words(one: ClaimRead, today: date) -> str:
    """Return how near a confirmed promise is, and when the office reminded of it; empty while it is far."""
    if one.status != ClaimStatus.CONFIRMED:
        return ""
    days = (one.promised_on - today).days
    parts = []
    if days < 0:
        parts.append(_("The promise is overdue by %(n)s days.") % {"n": -days})
    elif days <= claims.SOON.days:
        parts.append(_("The promise falls due in %(n)s days.") % {"n": days})
    if one.reminded_at is not None:
        parts.append(_("The secretariat reminded of it on %(day)s.") % {"day": day(local_date(one.reminded_at))})
    return " ".join(parts)


def about(one: ClaimRead) -> None:
    """Draw what a claim offers for what."""
    frame.link("item", f"{one.need_number}　{one.need_title}", icon="description", query={"number": one.need_number})
    st.markdown(frame.badge_text(one.status))
    counted = one.amount is not None and one.offer != OfferKind.FUNDS
    frame.facts(
        {
            _("Claim number"): one.number,
            _("Which part"): one.part_text,
            _("What is offered"): f"{label(one.offer)} — {one.offer_text}",
            _("How much"): amount_words(one.offer, one.amount or 0, one.unit) if counted else "",
            _("Resource card"): one.resource_number,
            _("Value in yuan"): yuan(one.value_fen),
            _("As what"): lead_words(one.wants_lead),
            _("Promised by"): day(one.promised_on),
            _("Kept on"): day(one.fulfilled_on) if one.fulfilled_on else "",
            _("Hours given by volunteers in all"): one.volunteer_hours,
            _("Own Party branch has agreed"): _("yes") if one.branch_agreed else _("not yet"),
            _("Claimed on"): moment(one.claimed_at),
            _("Item now"): label(one.need_status),
        }
    )


def with_reason(one: ClaimRead, use_case: Callable[..., ClaimRead], word: str, done: str) -> None:
    """Draw a folded step that needs a reason."""
    with st.expander(word, icon=":material/undo:"):
        st.text_input(
            _("Reason"), key=f"reason_{one.id}", max_chars=500, help=_("It is shown to the people concerned.")
        )
        feedback.below("reason")
        st.button(word, key=f"end_{one.id}", on_click=partial(_end, one.id, use_case, done))


def _end(claim_id: int, use_case: Callable[..., ClaimRead], done: str) -> None:
    feedback.act(use_case, claim_id, session.widget(f"reason_{claim_id}", ""), key=f"end_{claim_id}", done=done)
