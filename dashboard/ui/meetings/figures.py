"""Fields for what was counted by hand: hands, or the ballots of a ballot box."""

import streamlit as st

from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.labels import field_label
from dashboard.rules.decisions import paper_void
from dashboard.services.votes import Figures
from dashboard.ui import feedback, session
from dashboard.ui.safe import plain

BOX = ("issued", "returned", "invalid")
VOTES = ("votes_for", "votes_against", "votes_abstain")
MOST = 10_000


def fields(name: str, *, paper: bool, most: int = MOST, options: tuple[str, ...] = (), ranks: bool = False) -> None:
    """Draw the fields of one count, called ``name`` in this tab; what was typed stays until it is stored.

    Args:
        paper: whether ballots were given out and came back.
        most: the most that any of the votes can be.
        options: what the ballots list.
        ranks: whether the ballots put the options in order, so that points are counted.
    """
    if paper:
        _row(name, BOX, MOST)
    _row(name, VOTES, most)
    for n, option in enumerate(options):
        words = _("Points of “%(option)s”") if ranks else _("Votes for “%(option)s”")
        _number(f"{name}_option_{n}", words % {"option": plain(option)}, MOST)
    feedback.below("option_counts")


def _row(name: str, row: tuple[str, ...], most: int) -> None:
    with st.container(horizontal=True, key=f"figures_{name}_{row[0]}"):
        for field in row:
            _number(f"{name}_{field}", field_label(field), most)
    for field in row:
        feedback.below(field)


def _number(key: str, text: str, most: int) -> None:
    st.number_input(text, min_value=0, max_value=most, value=None, step=1, key=key)


def begin(name: str, figures: Figures) -> None:
    """Give the fields what is stored, once per tab."""
    for field in (*BOX, *VOTES):
        session.start_widget(f"{name}_{field}", getattr(figures, field))
    for n, count in enumerate(figures.option_counts or ()):
        session.start_widget(f"{name}_option_{n}", count)


def typed(name: str, *, paper: bool, options: int = 0) -> Figures:
    """Return what was typed. Ballots of a void vote need not be sorted: their lines may stay empty.

    Raises:
        BadInput: a number is missing; an empty field is no zero.
    """
    found = {field: session.widget(f"{name}_{field}") for field in (*BOX, *VOTES)}
    counts = [session.widget(f"{name}_option_{n}") for n in range(options)]
    void = paper and None not in (found["issued"], found["returned"]) and paper_void(found["issued"], found["returned"])
    wanted = BOX[:2] if void else (*BOX, *VOTES) if paper else VOTES
    for field in wanted:
        if found[field] is None:
            raise BadInput(field, "Please enter a number; 0 where there is none.")
    if None in counts and not void:
        raise BadInput("option_counts", "Please enter a number; 0 where there is none.")
    return Figures(
        issued=found["issued"] if paper else None,
        returned=found["returned"] if paper else None,
        invalid=int(found["invalid"] or 0) if paper else 0,
        votes_for=int(found["votes_for"] or 0),
        votes_against=int(found["votes_against"] or 0),
        votes_abstain=int(found["votes_abstain"] or 0),
        option_counts=tuple(int(count or 0) for count in counts) if options else None,
    )


def forget(name: str, options: int = 0) -> None:
    """Empty the fields of one count."""
    every = [f"{name}_{field}" for field in (*BOX, *VOTES)]
    session.forget_widgets(every + [f"{name}_option_{n}" for n in range(options)])
