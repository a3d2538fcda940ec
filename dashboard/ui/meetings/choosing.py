"""The ballot of one voter: chosen first, confirmed then, and what is stored said in so many words."""

from functools import partial

import streamlit as st

from dashboard.formats import clock
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.labels import label
from dashboard.services import votes
from dashboard.services.votes import Paper
from dashboard.ui import feedback, focus, session
from dashboard.ui.meetings import keys, marking
from dashboard.ui.safe import plain
from models.enums import BallotForm, Choice, VoteMode

KEYS = {Choice.FOR: "1", Choice.AGAINST: "2", Choice.ABSTAIN: "3"}
ICONS = {Choice.FOR: "thumb_up", Choice.AGAINST: "thumb_down", Choice.ABSTAIN: "remove"}


def ballot(paper: Paper) -> None:
    """Draw the actor's ballot, or why there is none here."""
    if not paper.may_vote:
        _why_not(paper)
    elif paper.mode is VoteMode.SHOW_OF_HANDS:
        st.markdown(":material/front_hand: " + _("Vote by raising your hand when the chair asks."))
    elif paper.mode is VoteMode.PAPER:
        st.markdown(":material/ballot: " + _("Mark your paper ballot and put it into the box."))
    elif paper.mode is VoteMode.SECRET and paper.voted:
        st.markdown(_green("check_circle", _("Your secret ballot is in the box. It cannot be changed.")))
    else:
        _cast(paper)


def _why_not(paper: Paper) -> None:
    if paper.recused:
        st.info(_("You are recused from this item, so you have no ballot on it."), icon=":material/info:")
    elif paper.elector:
        st.info(_("You were not signed in when this vote opened, so you cannot vote on it."), icon=":material/info:")


def _cast(paper: Paper) -> None:
    if paper.mode is VoteMode.SECRET:
        st.markdown(":material/lock: " + _("Secret ballot: once cast, it cannot be changed or taken back."))
    else:
        st.markdown(_stored(paper))
    if paper.form is not BallotForm.QUESTION:
        marking.options(paper)
    stored = paper.mine.choice if paper.mine else None
    chosen = _chosen(paper)
    for choice in _offered(paper):
        kept = choice is stored
        st.button(
            _words(paper, choice),
            key=f"ballot_{choice}",
            type="primary" if choice is (chosen or stored) else "secondary",
            icon=f":material/{'check_circle' if kept else ICONS[choice]}:",
            width="stretch",
            shortcut=KEYS[choice],
            disabled=choice is Choice.FOR and _lists(paper) and not marking.marks(paper),
            on_click=partial(_choose, paper, choice),
        )
    if chosen is not None:
        _confirm(paper, chosen)


def _lists(paper: Paper) -> bool:
    return paper.form is not BallotForm.QUESTION


def _offered(paper: Paper) -> list[Choice]:
    """Return what can be chosen: a list is marked or left empty, which is an abstention."""
    return [Choice.FOR, Choice.ABSTAIN] if _lists(paper) else list(Choice)


def _words(paper: Paper, choice: Choice) -> str:
    return _("Vote for what is marked") if _lists(paper) and choice is Choice.FOR else label(choice)


def _choose(paper: Paper, choice: Choice) -> None:
    """Remember the choice of this tab until it is confirmed; what is stored already needs no confirming."""
    unchanged = paper.mine is not None and paper.mine.choice is choice and not _lists(paper)
    session.put("chosen", None if unchanged else (paper.motion_id, choice))


def _chosen(paper: Paper) -> Choice | None:
    motion_id, choice = session.get("chosen") or (None, None)
    if motion_id != paper.motion_id or choice not in _offered(paper):
        return None
    return None if choice is Choice.FOR and _lists(paper) and not marking.marks(paper) else Choice(choice)


def _confirm(paper: Paper, choice: Choice) -> None:
    """Draw the second step; the focus moves to it, so that Enter confirms and Escape leads back.

    Its button belongs to one choice: pressed on a page that is behind, it must not confirm another one.
    """
    confirm = f"ballot_confirm_{choice}"
    marked = marking.named(paper, marking.marks(paper)) if choice is Choice.FOR else []
    with st.container(border=True, key="confirm_ballot"):
        st.markdown(_("Nothing is cast before you confirm. On a keyboard: Enter confirms, Esc leads back."))
        if marked:
            st.markdown("  \n".join(plain(option) for option in marked))
        st.button(
            _("Confirm: %(choice)s") % {"choice": _words(paper, choice)},
            key=confirm,
            type="primary",
            icon=":material/how_to_vote:",
            width="stretch",
            on_click=partial(_send, paper, choice),
        )
        focus.to(confirm, on=f"{paper.motion_id} {choice}")
        st.button(_("Back, not yet"), key="ballot_back", shortcut="Esc", width="stretch", on_click=_back)


def _back() -> None:
    session.pop("chosen")


def _send(paper: Paper, choice: Choice) -> None:
    # No sentence afterwards: the ballot drawn next says what is stored. A second click finds nothing to confirm, and
    # a late one, on a page that did not show yet what was chosen since, confirms nothing.
    if session.get("chosen") != (paper.motion_id, choice):
        return
    marks = marking.marks(paper) if _lists(paper) and choice is Choice.FOR else None
    if paper.mode is VoteMode.SECRET:
        keys.cast(paper, choice, marks)
    else:
        key = f"ballot_{paper.motion_id}"
        feedback.act(votes.cast, paper.motion_id, choice, marks=marks, key=key, then=lambda _receipt: _back())


def _stored(paper: Paper) -> str:
    """Return what is stored of the actor's recorded vote, as Markdown."""
    mine = paper.mine
    if mine is None:
        return ":orange[:material/pending: " + _("You have not voted yet.") + "]"
    chosen = pgettext("between counts", ", ").join(marking.named(paper, mine.marks)) or label(mine.choice)
    sentence = _("Your vote is stored: %(choice)s, at %(time)s. You may change it until the vote closes.")
    return _green("check_circle", sentence % {"choice": chosen, "time": clock(mine.cast_at)}, bold=True)


def _green(icon: str, sentence: str, *, bold: bool = False) -> str:
    words = f"**{plain(sentence)}**" if bold else plain(sentence)
    return f":green[:material/{icon}: {words}]"
