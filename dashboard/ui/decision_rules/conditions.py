"""The conditions of a rule as rows of choices: what is counted, and which share of what it must reach."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.rules.decisions import BASES_OF, MEASURES, OPS, Condition, Counted
from dashboard.ui import session

PARTS: Mapping[str, tuple[Counted, ...]] = {"quorum": ("present", "cast"), "pass": ("for",)}
"""The two parts of a rule, and what each may count."""
FIELDS = ("measure", "of", "op", "numerator", "denominator", "base")
WORDS: Mapping[str, str] = {
    "heads": N_("number of people"),
    "weight": N_("floor area"),
    "for": N_("the votes for"),
    "cast": N_("those who take part in the vote"),
    "present": N_("those present"),
    ">=": N_("at least (≥)"),
    ">": N_("more than (>)"),
}
WHOLES: Mapping[str, str] = {
    "entitled": N_("all who should attend"),
    "present": N_("those present"),
    "cast": N_("all ballots cast, invalid ones too"),
    "valid": N_("the valid ballots, abstentions too"),
    "decisive": N_("the votes for and against only"),
}
_FIRST: Mapping[str, Condition] = {
    "quorum": Condition(measure="heads", base="entitled", of="present", numerator=1, denominator=2, op=">="),
    "pass": Condition(measure="heads", base="entitled", of="for", numerator=1, denominator=2, op=">"),
}


def fill(part: str, conditions: Sequence[Condition]) -> None:
    """Let the part hold these conditions; only in a callback."""
    session.put(f"rule_rows_{part}", [])
    for condition in conditions:
        _append(part, condition)


def typed(part: str) -> tuple[Condition, ...]:
    """Return the conditions as they are chosen now.

    Raises:
        BadInput: one of them could never hold or never fail.
    """
    return tuple(
        Condition(**{field: session.widget(_key(part, row, field)) for field in FIELDS}) for row in _rows(part)
    )


def draw(part: str) -> None:
    """Draw the conditions of a part, all of which must hold, and the button for one more."""
    rows = _rows(part)
    if not rows:
        st.caption(_("No condition: the vote is valid however many come."))
    for row in rows:
        with st.container(border=True, key=f"rule_{part}_{row}"):
            _condition(part, row)
            if part == "quorum" or len(rows) > 1:
                st.button(
                    _("Take this condition out"),
                    key=f"rule_{part}_{row}_remove",
                    icon=":material/remove:",
                    type="tertiary",
                    on_click=_remove,
                    args=(part, row),
                )
    st.button(
        _("Add a condition"),
        key=f"rule_{part}_add",
        icon=":material/add:",
        on_click=_append,
        args=(part, _FIRST[part]),
    )


def _condition(part: str, row: int) -> None:
    def word(value: str) -> str:
        return _(WORDS[value])

    left, right = st.columns(2)
    left.selectbox(_("Measured by"), MEASURES, format_func=word, key=_key(part, row, "measure"))
    right.selectbox(
        _("What is counted"),
        PARTS[part],
        format_func=word,
        key=_key(part, row, "of"),
        disabled=len(PARTS[part]) == 1,
        on_change=_keep_base,
        args=(part, row),
    )
    relation, numerator, denominator, base = st.columns([3, 2, 2, 3])
    relation.selectbox(_("At least or more than"), OPS, format_func=word, key=_key(part, row, "op"))
    for column, field, name in (
        (numerator, "numerator", _("Upper number")),
        (denominator, "denominator", _("Lower number")),
    ):
        column.number_input(name, min_value=1, max_value=1_000_000, step=1, key=_key(part, row, field))
    base.selectbox(
        _("Of which number"),
        BASES_OF[session.widget(_key(part, row, "of"))],
        format_func=lambda value: _(WHOLES[value]),
        key=_key(part, row, "base"),
    )


def _keep_base(part: str, row: int) -> None:
    """Take another base where what is counted now cannot be measured against the one that was chosen."""
    allowed = BASES_OF[session.widget(_key(part, row, "of"))]
    if session.widget(_key(part, row, "base")) not in allowed:
        session.set_widget(_key(part, row, "base"), allowed[0])


def _rows(part: str) -> list[int]:
    found: list[int] = session.get(f"rule_rows_{part}", [])
    return found


def _append(part: str, condition: Condition) -> None:
    row = int(session.get("rule_next_row", 0))
    session.put("rule_next_row", row + 1)
    session.put(f"rule_rows_{part}", [*_rows(part), row])
    for field in FIELDS:
        session.set_widget(_key(part, row, field), getattr(condition, field))


def _remove(part: str, row: int) -> None:
    session.put(f"rule_rows_{part}", [one for one in _rows(part) if one != row])


def _key(part: str, row: int, field: str) -> str:
    return f"rule_{part}_{row}_{field}"
