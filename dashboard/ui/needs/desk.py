"""The secretariat's desk: one list for each state in which an item waits for it, the state kept in the address."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from dashboard.formats import quarter_text
from dashboard.i18n import N_, either, ngettext
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.permissions import Permission
from dashboard.services.context import Context
from dashboard.services.needs import rounds
from dashboard.services.needs.desk import AT_ONCE, DeskLine, desk
from dashboard.ui import address, frame, session
from dashboard.ui.needs import listing, moves, talking
from dashboard.ui.notices.words import objection_words, running_words
from dashboard.ui.safe import plain
from models.enums import NeedStatus as S

WAITING, LISTED = "waiting", "listed"
PARAMETER = "state"
SEARCH_FROM = 10
"""With fewer items than this a search box would only be in the way."""


class Tab(NamedTuple):
    """One list: what it is called, the states in it, and what it says where it is empty."""

    name: str
    states: tuple[S, ...]
    empty: str = ""


TABS: Mapping[str, Tab] = {
    WAITING: Tab(N_("Waiting for screening"), (S.SUBMITTED,)),
    LISTED: Tab(N_("To be published"), (S.ON_LIST,)),
    "unclaimed": Tab(
        N_("Unclaimed"), (S.UNCLAIMED,), N_("Nothing was left unclaimed. Items come here when a claim round closes.")
    ),
    "claimed": Tab(
        N_("Matching"), (S.CLAIMED, S.MATCHING), N_("No claimed item waits for a talk. Claims come from the members.")
    ),
    "adopted": Tab(
        N_("Adopted"), (S.ADOPTED,), N_("No adopted item waits. Items come here when a meeting has adopted them.")
    ),
    "consulting": Tab(
        N_("Consultation"), (S.CONSULTING,), N_("Nothing is being consulted on. It begins with an adopted item.")
    ),
    "notice": Tab(
        N_("On notice"), (S.ON_NOTICE,), N_("Nothing is on public notice. An adopted or consulted item is posted.")
    ),
    "objected": Tab(
        N_("Objections"), (S.OBJECTED,), N_("No objection waits for a review.")
    ),
    "back": Tab(
        N_("Not adopted, deferred"), (S.NOT_ADOPTED, S.DEFERRED), N_("No item came back from a meeting undecided.")
    ),
}  # fmt: skip


def tabs(counts: Mapping[S, int]) -> str:
    """Draw the choice between the lists, each with its count; return the name of the one looked at.

    Lists with nothing in them are left out, save the first two and the one that is looked at.
    """
    numbers = {name: sum(counts.get(state, 0) for state in tab.states) for name, tab in TABS.items()}
    given = st.query_params.get(PARAMETER, WAITING)
    session.start_widget("screening_list", given if given in TABS else WAITING)
    looked_at = str(session.widget("screening_list") or WAITING)
    shown = [name for name in TABS if numbers[name] or name in (WAITING, LISTED, looked_at)]
    titles = {name: f"{_(TABS[name].name)} {numbers[name]}" for name in shown}
    st.segmented_control(
        _("List"), shown, format_func=titles.__getitem__, key="screening_list",
        required=True, label_visibility="collapsed", on_change=_remember,
    )  # fmt: skip
    return str(session.widget("screening_list") or WAITING)


def _remember() -> None:
    st.query_params[PARAMETER] = str(session.widget("screening_list"))


def items(ctx: Context, name: str) -> None:
    """Draw the items of a list, each with the steps that are open."""
    tab = TABS[name]
    found = desk(ctx, tab.states)
    text = address.words(_("Search"), "find") if len(found) >= SEARCH_FROM else ""
    lines = desk(ctx, tab.states, text) if text else found
    if not lines:
        frame.empty(_(tab.empty) if not text else _("No item matches. Remove a filter or use fewer words."))
    most, running = rounds.most_carried(ctx), next(iter(rounds.rounds(ctx, 1)), None)
    open_ = running is not None and running.status == "open" and running.closes_on >= ctx.today()
    for line in lines:
        with st.container(border=True, key=f"desk_{line.row.id}"):
            _card(line)
            DRAWN[S(line.row.status)](ctx, line, most if open_ else -1, most)
    if any(len([one for one in lines if one.row.status == state]) == AT_ONCE for state in tab.states):
        st.caption(_("Only the newest %(n)s are shown. Add a word to find older ones.") % {"n": AT_ONCE})


def _card(line: DeskLine) -> None:
    row = line.row
    frame.link("item", f"{row.number}　{row.title}", icon="description", query={"number": row.number})
    st.markdown(f"{frame.badge_text(row.status)} :gray-badge[{plain(label(row.decision_power))}]")
    st.caption(listing.where(row))
    if line.claimed_by:
        names = "、".join(either(*name) for name in line.claimed_by)
        st.markdown(_("Claimed by: %(names)s") % {"names": plain(names)})
    if row.note:
        st.markdown(_("Reason: %(reason)s") % {"reason": plain(row.note)})


def _unclaimed(_ctx: Context, line: DeskLine, allowed: int, most: int) -> None:
    times = ngettext(
        "carried over %(n)s time, at most %(most)s", "carried over %(n)s times, at most %(most)s", line.carried
    )
    st.caption(plain(times % {"n": line.carried, "most": most}))
    if line.carried < allowed:
        moves.carry_over(line.row)
    elif line.carried < most:
        frame.link("rounds", _("Open the next claim round to carry it over"), icon="event_repeat")
    moves.draw(line.row, "refer")
    moves.draw(line.row, "close")


def _claimed(ctx: Context, line: DeskLine, _allowed: int, _most: int) -> None:
    talking.held(ctx, line.row.id)
    talking.form(line.row, ctx.today())


def _adopted(_ctx: Context, line: DeskLine, _allowed: int, _most: int) -> None:
    if line.consult_first:
        st.caption(_("Owners or residents decide this: consult them before the public notice."))
    else:
        _to_notice(line)
    moves.draw(line.row, "consult", opened=line.consult_first)
    moves.draw(line.row, "refer")


def _consulting(_ctx: Context, line: DeskLine, _allowed: int, _most: int) -> None:
    _to_notice(line, _("They agreed: put it on public notice with the figures"))
    moves.draw(line.row, "refuse")


def _to_notice(line: DeskLine, words: str = "") -> None:
    frame.link("notices", words or _("Put it on public notice"), icon="campaign", query={"need": line.row.number})


def _on_notice(_ctx: Context, line: DeskLine, _allowed: int, _most: int) -> None:
    if line.notice is None:
        st.markdown(_("The notice has ended. Confirm a claim to make the item a project."))
        if session.actor().may(Permission.CLAIM_CONFIRM):
            frame.link("claims_office", _("Claims to confirm"), icon="task_alt")
        return
    st.markdown(plain(running_words(line.notice)))
    frame.link("notices", line.notice.number, icon="campaign", query={"number": line.notice.number})


def _objected(_ctx: Context, line: DeskLine, _allowed: int, _most: int) -> None:
    if line.notice is None:
        return
    st.markdown(plain(objection_words(line.notice)))
    if line.notice.unanswered:
        words = _("Answer every objection first, under %(number)s") % {"number": line.notice.number}
        frame.link("notices", words, icon="campaign", query={"number": line.notice.number})
        return
    frame.link("notices", line.notice.number, icon="campaign", query={"number": line.notice.number})
    moves.review(line.notice.id)


def _back(_ctx: Context, line: DeskLine, _allowed: int, _most: int) -> None:
    frame.link("meetings", _("Put it on the agenda of a meeting"), icon="event")
    if line.row.status is S.NOT_ADOPTED:
        moves.draw(line.row, "revise")
    moves.draw(line.row, "close")


DRAWN: Mapping[S, Callable[[Context, DeskLine, int, int], None]] = {
    S.UNCLAIMED: _unclaimed,
    S.CLAIMED: _claimed,
    S.MATCHING: _claimed,
    S.ADOPTED: _adopted,
    S.CONSULTING: _consulting,
    S.ON_NOTICE: _on_notice,
    S.OBJECTED: _objected,
    S.NOT_ADOPTED: _back,
    S.DEFERRED: _back,
}


def round_note(ctx: Context) -> None:
    """Say that what is published now joins the claim round, where one takes items in."""
    newest = next(iter(rounds.rounds(ctx, 1)), None)
    if newest is not None and newest.status == "open" and newest.closes_on >= ctx.today():
        words = _("It joins the claim round of %(quarter)s and can be claimed until its last day at most.")
        st.caption(words % {"quarter": plain(quarter_text(newest.quarter))})
