"""A rule being worded: titles, conditions, what it says in both languages, and what it asks of each body."""

from collections.abc import Sequence

import streamlit as st

from dashboard import i18n
from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.labels import field_label
from dashboard.rules.decisions import Rule, counts_weight, in_words, threshold_table
from dashboard.services import decision_rules
from dashboard.services.context import Context
from dashboard.services.decision_rules import BodyRule
from dashboard.ui import feedback, frame, session
from dashboard.ui.decision_rules import conditions
from dashboard.ui.safe import plain

NEW = "new"
_PREVIEW = "P10"
"""A rule that has no code yet is worded like any of the office's own."""


def editing() -> str | None:
    """Return the code of the rule being worded in this tab, ``NEW``, or ``None``."""
    found: str | None = session.get("rule_editing")
    return found


def begin(code: str, rule: Rule, title_zh: str = "", title_en: str = "") -> None:
    """Open the editor on a rule; only in a callback."""
    session.put("rule_editing", code)
    session.set_widget("rule_title_zh", title_zh)
    session.set_widget("rule_title_en", title_en)
    conditions.fill("quorum", rule.quorum)
    conditions.fill("pass", rule.pass_)


def draw(code: str, bodies: Sequence[BodyRule]) -> None:
    """Draw the editor of a rule."""
    with st.container(border=True, key="rule_editor"):
        st.subheader(_("New decision rule") if code == NEW else _("Word %(code)s anew") % {"code": code}, anchor=False)
        for field in ("title_zh", "title_en"):
            st.text_input(field_label(field), key=f"rule_{field}", max_chars=80)
            feedback.below(field)
        _heading(_("The vote is valid if all of these hold"))
        conditions.draw("quorum")
        feedback.below("quorum")
        _heading(_("The motion is carried if all of these hold"))
        conditions.draw("pass")
        feedback.below("pass_")
        _preview(code, bodies)
        with st.container(horizontal=True):
            st.button(_("Save this version"), key="rule_save", type="primary", on_click=_save, args=(code,))
            st.button(_("Do not save"), key="rule_cancel", on_click=session.put, args=("rule_editing", None))
        if code != NEW:
            st.caption(
                _("Votes that were opened keep the version they were opened under; motions that wait take this one.")
            )


def _heading(text: str) -> None:
    st.markdown(f"**{plain(text)}**")


def _preview(code: str, bodies: Sequence[BodyRule]) -> None:
    _heading(_("This is what the rule says"))
    try:
        rule = Rule(_PREVIEW if code == NEW else code, conditions.typed("quorum"), conditions.typed("pass"))
    except BadInput as wrong:
        st.warning(plain(str(wrong)), icon=":material/rule:")
        return
    sentences(rule)
    thresholds(rule, bodies, "rule_preview")


def sentences(rule: Rule) -> None:
    """Draw what a rule says, in Chinese and in English."""
    for code, name in i18n.LANGUAGES.items():
        with i18n.speaking(code):
            sentence = in_words(rule)
        st.markdown(f":gray[{plain(name)}]　{plain(sentence)}")


def thresholds(rule: Rule, bodies: Sequence[BodyRule], key: str) -> None:
    """Draw how many must come and approve in each body as it is seated now."""
    seated = [body for body in bodies if body.seats]
    if not seated:
        st.caption(_("No seat is assigned yet, so there is no body to show numbers for."))
        return
    found = zip(seated, threshold_table(rule, [body.seats for body in seated]), strict=True)
    frame.table(
        [
            {
                _("Body"): body.name,
                _("Should attend"): str(row.members),
                _("Must be present or take part"): str(row.quorum) if row.quorum else "—",
                _("Votes for needed when all are present and vote"): "—"
                if row.approvals is None
                else str(row.approvals),
            }
            for body, row in found
        ],
        key,
    )
    if counts_weight(rule):
        st.caption(_("This rule also counts floor area: a body votes under it once all its seats have one entered."))


def _save(code: str) -> None:
    def compose(ctx: Context, key: str) -> str:
        return decision_rules.compose(
            ctx,
            None if code == NEW else code,
            str(session.widget("rule_title_zh") or ""),
            str(session.widget("rule_title_en") or ""),
            conditions.typed("quorum"),
            conditions.typed("pass"),
            key=key,
        )

    feedback.act(
        compose,
        key=f"rule_save_{code}",
        done=lambda saved: _("Rule %(code)s is saved and in force.") % {"code": saved},
        then=lambda _saved: session.put("rule_editing", None),
    )
