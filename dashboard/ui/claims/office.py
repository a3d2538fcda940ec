"""The claims the secretariat confirms, the promises it follows, and the pairs it may bring together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import streamlit as st

from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.matching import Gaps
from dashboard.services import claims
from dashboard.services.context import Context
from dashboard.services.resources import Fit
from dashboard.ui import address, feedback, frame, session
from dashboard.ui.claims.gaps import gap
from dashboard.ui.claims.lists import about, promise_words, with_reason
from dashboard.ui.resources.words import ground_words, left_words
from dashboard.ui.safe import plain
from models.claim import ClaimRead
from models.enums import NeedStatus

BEFORE_THE_MEETING = (NeedStatus.OPEN, NeedStatus.CLAIMED, NeedStatus.MATCHING, NeedStatus.ON_AGENDA)


def search() -> str:
    """Draw the search box of the page and return what is looked for."""
    return address.words(_("Search"), "q", _("organisation, number or title"))


def matching(made: Iterable[ClaimRead], wanted: str) -> list[ClaimRead]:
    """Return the claims that hold every word looked for."""
    words = wanted.casefold().split()
    return [
        one
        for one in made
        if all(
            word in " ".join((one.organisation, one.number, one.need_number, one.need_title)).casefold()
            for word in words
        )
    ]


def to_confirm(waiting: Sequence[ClaimRead], gaps: Mapping[int, Gaps], wanted: str) -> None:
    """Draw the claims that wait, grouped by item with its gaps, each with confirming and declining."""
    if not waiting:
        frame.empty(
            _("No claim matches. Use fewer words.")
            if wanted
            else _("No claim is waiting. New ones appear here as soon as a liaison makes them.")
        )
    for need_id, several in groupby(sorted(waiting, key=lambda one: one.need_id), key=lambda one: one.need_id):
        for place, one in enumerate(several):
            if not place and (gaps[need_id].parts or gaps[need_id].whole_confirmations):
                with st.container(border=True):
                    st.markdown(f"**{plain(one.need_number)}　{plain(one.need_title)}**")
                    gap(gaps[need_id])
            with st.container(border=True):
                st.markdown(f"**{plain(one.organisation)}**")
                about(one)
                _confirm(one)
                with_reason(one, claims.decline, _("Decline the claim"), _("The claim is declined."))


def _confirm(one: ClaimRead) -> None:
    """Draw what confirming means for this claim: a new project, joining one, or waiting for the meeting."""
    if one.need_status in BEFORE_THE_MEETING:
        st.caption(_("It can be confirmed once a meeting has adopted the item."))
        return
    if one.need_status in claims.DECIDED:
        if not one.wants_lead:
            st.caption(_("It only means to join. Confirm a claim first that means to lead."))
            return
        _establishing(one)
        word = _("Confirm and establish the project")
    else:
        st.caption(_("It joins project %(number)s.") % {"number": plain(one.project_number)})
        word = _("Confirm as a joint claim")
    st.button(word, key=f"confirm_{one.id}", type="primary", on_click=_send_confirm, args=(one.id,))


def _establishing(one: ClaimRead) -> None:
    st.caption(_("The first claim confirmed leads the project."))
    session.start_widget(f"due_{one.id}", session.context().today() + timedelta(days=90))
    st.date_input(_("The project is due on"), key=f"due_{one.id}", format="YYYY-MM-DD")
    feedback.below("due_on")
    if one.need_status != NeedStatus.ON_NOTICE:
        st.text_input(
            _("Why there was no public notice"), key=f"skip_{one.id}", max_chars=500, help=_("Everybody can read this.")
        )
        feedback.below("reason")


def _send_confirm(claim_id: int) -> None:
    feedback.act(
        claims.confirm,
        claim_id,
        session.widget(f"due_{claim_id}"),
        reason=session.widget(f"skip_{claim_id}", ""),
        key=f"confirm_{claim_id}",
        done=lambda read: _("The claim is confirmed in project %(number)s.") % {"number": read.project_number},
    )


def promises(confirmed: Sequence[ClaimRead], today: date, wanted: str) -> None:
    """Draw the promises still to be kept, the nearest first, each with reminding and noting that it was kept."""
    if not confirmed:
        frame.empty(_("No claim matches. Use fewer words.") if wanted else _("Every confirmed promise has been kept."))
    for one in confirmed:
        with st.container(border=True):
            st.markdown(f"**{plain(one.organisation)}**")
            about(one)
            if near := promise_words(one, today):
                st.markdown(f":orange[:material/event_upcoming: {plain(near)}]")
            st.button(_("Remind the organisation"), key=f"remind_{one.id}", on_click=_remind, args=(one.id,))
            _kept(one, today)


def _remind(claim_id: int) -> None:
    feedback.act(
        claims.remind,
        claim_id,
        key=f"remind_{claim_id}",
        done=_("The reminder stands on the organisation's own pages now. Nothing was sent outside."),
    )


def _kept(one: ClaimRead, today: date) -> None:
    word = _("The promise was kept")
    with st.expander(word, icon=":material/task_alt:"):
        session.start_widget(f"kept_{one.id}", today)
        st.date_input(field_label("fulfilled_on"), key=f"kept_{one.id}", format="YYYY-MM-DD")
        feedback.below("fulfilled_on")
        st.text_input(
            field_label("volunteer_hours"),
            key=f"hours_{one.id}",
            max_chars=8,
            help=_("For the organisation as a whole; may stay empty. No names are kept."),
        )
        feedback.below("volunteer_hours")
        st.button(word, key=f"fulfil_{one.id}", type="primary", on_click=_fulfil, args=(one.id,))


def _fulfil(claim_id: int) -> None:
    def fulfil(ctx: Context, *, key: str | None = None) -> ClaimRead:
        typed = str(session.widget(f"hours_{claim_id}") or "").strip()
        if typed and not (typed.isascii() and typed.isdecimal()):
            raise BadInput("volunteer_hours", "Please enter a whole number, such as 40.")
        return claims.fulfil(ctx, claim_id, session.widget(f"kept_{claim_id}"), int(typed) if typed else None, key=key)

    feedback.act(fulfil, key=f"fulfil_{claim_id}", done=_("It is noted that the promise was kept."))


def pairs(found: Sequence[Fit], wanted: str) -> None:
    """Draw for each item that lacks something the cards that fit it; a person talks to both sides."""
    st.markdown(
        _("These cards may fit these items. Nothing happens by itself: talk to both sides, and the liaison claims.")
    )
    words = wanted.casefold().split()
    shown = [one for one in found if all(word in _texts(one) for word in words)]
    if not shown:
        frame.empty(
            _("No card on offer fits an item that still lacks something. Ask organisations to offer more."),
            "resources",
            _("See the resources list"),
        )
    for _need_id, several in groupby(sorted(shown, key=lambda one: one.need.number), key=lambda one: one.need.id):
        fits = list(several)
        with st.container(border=True):
            need = fits[0].need
            frame.link("item", f"{need.number}　{need.title}", icon="description", query={"number": need.number})
            st.markdown(frame.badge_text(need.status))
            for one in fits:
                _pair(one)


def _pair(one: Fit) -> None:
    name = f"{one.card.number}　{one.card.title}"
    frame.link("resources", name, icon="inventory_2", query={"number": one.card.number})
    lines = [
        f"{plain(one.card.organisation)} · {plain(label(one.card.offer))} · {plain(left_words(one.card))}",
        plain(ground_words(one)),
    ]
    st.caption("  \n".join(lines))


def _texts(one: Fit) -> str:
    return " ".join(
        (one.need.number, one.need.title, one.card.number, one.card.title, one.card.organisation)
    ).casefold()
