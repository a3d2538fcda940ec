"""The list on a ballot with options: what is marked in this tab, and how it is marked by finger or keyboard."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services.votes import Paper
from dashboard.ui import session
from dashboard.ui.safe import plain
from models.enums import BallotForm


def marks(paper: Paper) -> list[int]:
    """Return the positions of the options marked in this tab, the best first in a ranking."""
    if paper.form is BallotForm.RANKING:
        places = (session.widget(_place(paper, place)) for place in range(len(paper.options)))
        return [int(option) for option in places if option is not None]
    return [option for option in range(len(paper.options)) if session.widget(_box(paper, option))]


def options(paper: Paper) -> None:
    """Draw the options to mark, beginning with what is stored of the actor's."""
    _begin(paper)
    if paper.form is BallotForm.RANKING:
        _ranking(paper)
    else:
        _boxes(paper)


def forget(paper: Paper) -> None:
    """Empty the list of this tab."""
    every = range(len(paper.options))
    session.forget_widgets([*(_box(paper, n) for n in every), *(_place(paper, n) for n in every)])


def named(paper: Paper, marked: Sequence[int] | None) -> list[str]:
    """Return the options marked, in words; in a ranking each with its place."""
    chosen = [paper.options[mark] for mark in marked or ()]
    return [f"{place}. {option}" for place, option in enumerate(chosen, 1)] if _ranks(paper) else chosen


def _begin(paper: Paper) -> None:
    stored = list(paper.mine.marks or ()) if paper.mine else []
    for n in range(len(paper.options)):
        if _ranks(paper):
            session.start_widget(_place(paper, n), stored[n] if n < len(stored) else None)
        else:
            session.start_widget(_box(paper, n), n in stored)


def _ranks(paper: Paper) -> bool:
    return paper.form is BallotForm.RANKING


def _boxes(paper: Paper) -> None:
    marked = marks(paper)
    limited = paper.form is BallotForm.CHOICES
    full = limited and len(marked) >= paper.most_choices
    with st.container(key=f"options_{paper.motion_id}"):
        for n, option in enumerate(paper.options):
            st.checkbox(plain(option), key=_box(paper, n), disabled=full and n not in marked)
    if not limited:
        st.caption(_("Mark as many as you approve of."))
        return
    left = paper.most_choices - len(marked)
    at_most = ngettext("Mark at most %(n)d.", "Mark at most %(n)d.", paper.most_choices) % {"n": paper.most_choices}
    rest = ngettext("You may mark %(n)d more.", "You may mark %(n)d more.", left) % {"n": left}
    none_left = _("To mark another one, take a mark off first.")
    st.caption(f"{at_most}  \n{none_left if full else rest}")


def _ranking(paper: Paper) -> None:
    """Draw one field for each place: the places filled, and the next one."""
    marked = marks(paper)
    st.caption(_("Choose the best first. You may stop where you have no preference any more."))
    for place in range(len(paper.options)):
        mine = session.widget(_place(paper, place))
        open_to = [n for n in range(len(paper.options)) if n == mine or n not in marked]
        if mine is None and place > len(marked):
            return
        st.selectbox(
            _("Place %(n)d") % {"n": place + 1},
            open_to,
            index=None,
            format_func=lambda option: paper.options[option],
            placeholder=_("Choose an option"),
            key=_place(paper, place),
        )


def _box(paper: Paper, option: int) -> str:
    return f"mark_{paper.motion_id}_{option}"


def _place(paper: Paper, place: int) -> str:
    return f"place_{paper.motion_id}_{place}"
