"""A closed vote is checked (复核): it stands, its count is corrected, or it is void and voted on again."""

from functools import partial

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import votes
from dashboard.services.context import Context
from dashboard.services.votes import Figures, Result
from dashboard.ui import feedback, session
from dashboard.ui.meetings import figures
from models.enums import BallotForm, VoteMode

TYPED = (VoteMode.SHOW_OF_HANDS, VoteMode.PAPER)
"""Ways to vote whose count was typed, so that it can have been typed wrongly."""


def panel(result: Result) -> None:
    """Draw the three ways to end a check, each with its reason and a second click; what was typed stays."""
    with st.expander(_("Check the count"), icon=":material/fact_check:", key=f"check_{result.motion_id}"):
        st.caption(
            _("Checked and right: note it. Typed wrongly: correct it. Gone wrong: void the vote and vote again.")
        )
        with st.container(horizontal=True):
            _with_reason(result, "uphold", _("It stands"), _("How was it checked?"), _("Note that it stands"))
            if result.mode in TYPED:
                _correct(result)
            _with_reason(result, "void", _("Void the vote"), _("Reason"), _("Void it, vote again"))


def _with_reason(result: Result, act: str, opener: str, question: str, confirm: str) -> None:
    name = f"{act}_{result.motion_id}"
    with st.popover(opener, key=f"{name}_open"):
        if act == "void":
            st.markdown(
                _("The result counts no more. In this meeting the item is discussed again, later it is deferred.")
            )
        st.text_area(question, key=f"{name}_reason", max_chars=500)
        feedback.below("reason")
        st.button(confirm, key=f"{name}_go", type="primary", on_click=_send, args=(act, result.motion_id))


def _send(act: str, motion_id: int) -> None:
    name = f"{act}_{motion_id}"
    done = _("The check is noted: the result stands.") if act == "uphold" else _("The vote is void.")
    feedback.act(
        votes.uphold if act == "uphold" else votes.void,
        motion_id,
        str(session.widget(f"{name}_reason") or ""),
        key=name,
        done=done,
        then=lambda _nothing: session.forget_widgets([f"{name}_reason"]),
    )


def _correct(result: Result) -> None:
    name = f"correct_{result.motion_id}"
    with st.popover(_("Correct the count"), key=f"{name}_open"):
        st.markdown(_("The count in force becomes a new version; the earlier one stays to be read, with this reason."))
        figures.begin(name, _stored(result))
        figures.fields(
            name,
            paper=result.mode is VoteMode.PAPER,
            options=_listed(result),
            ranks=result.form is BallotForm.RANKING,
        )
        st.text_area(_("Reason"), key=f"{name}_reason", max_chars=500)
        feedback.below("reason")
        st.button(
            _("Put this count in force"),
            key=f"{name}_go",
            type="primary",
            on_click=_send_correct,
            args=(result.motion_id, result.mode is VoteMode.PAPER, len(_listed(result))),
        )


def _listed(result: Result) -> tuple[str, ...]:
    return result.options if result.form is not BallotForm.QUESTION else ()


def _stored(result: Result) -> Figures:
    return Figures(
        issued=result.issued,
        returned=result.returned,
        invalid=result.invalid,
        votes_for=result.votes_for,
        votes_against=result.votes_against,
        votes_abstain=result.votes_abstain,
        option_counts=result.option_counts,
    )


def _send_correct(motion_id: int, paper: bool, options: int) -> None:
    name = f"correct_{motion_id}"
    feedback.act(
        partial(_put_in_force, paper=paper, options=options),
        motion_id,
        key=name,
        done=lambda result: result.verdict_text() if isinstance(result, Result) else "",
        then=lambda _result: figures.forget(name, options),
    )


def _put_in_force(ctx: Context, motion_id: int, *, paper: bool, options: int, key: str) -> Result:
    name = f"correct_{motion_id}"
    shown = figures.typed(name, paper=paper, options=options)
    return votes.correct(ctx, motion_id, shown, str(session.widget(f"{name}_reason") or ""), key=key)
