"""What the secretariat does with an item further on: each step a short form with its reason and one button."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import needs, notices
from dashboard.services.context import Context
from dashboard.services.needs import NeedRow, closing, consulting, rounds
from dashboard.ui import feedback, session
from models.enums import HandlingResult

UseCase = Callable[[Context, int, str, str], Any]
"""Context, id of the item or notice, reason, key of the click."""


class Step(NamedTuple):
    """One step: button, icon, use case, what is said afterwards, what the reason is called, further inputs."""

    title: str
    icon: str
    use_case: UseCase
    done: str
    asks: str = N_("Reason, read by everybody")
    inputs: Callable[[str], None] = lambda key: None


def _result(key: str) -> None:
    session.start_widget(f"result_{key}", HandlingResult.NOT_FEASIBLE)
    st.selectbox(_("What came of it"), list(HandlingResult), format_func=label, key=f"result_{key}")


def _office(key: str) -> None:
    session.start_widget(f"office_{key}", _("Pinglianglu Sub-district Office"))
    st.text_input(_("Referred to which office"), key=f"office_{key}", max_chars=80)
    feedback.below("referred_to")


def _refer(ctx: Context, need_id: int, reason: str, key: str) -> Any:
    office = str(session.widget(f"office_refer_{need_id}") or "")
    return needs.screen_refer(ctx, need_id, office, reason, key=key)


def _close(ctx: Context, need_id: int, reason: str, key: str) -> Any:
    result = HandlingResult(session.widget(f"result_close_{need_id}"))
    return closing.close(ctx, need_id, result, reason, key=key)


def _terminate(ctx: Context, notice_id: int, reason: str, key: str) -> Any:
    result = HandlingResult(session.widget(f"result_terminate_{notice_id}"))
    return notices.terminate(ctx, notice_id, result, reason, key=key)


STEPS: Mapping[str, Step] = {
    "refer": Step(
        N_("Refer to the sub-district or another office"), "forward", _refer, N_("The item is referred."),
        inputs=_office,
    ),
    "close": Step(N_("Close the item"), "block", _close, N_("The item is closed."), inputs=_result),
    "revise": Step(
        N_("Take back to the needs list to be revised"), "undo",
        lambda ctx, need_id, reason, key: closing.revise(ctx, need_id, reason, key=key),
        N_("The item is on the needs list again."),
    ),
    "consult": Step(
        N_("Begin the consultation"), "groups",
        lambda ctx, need_id, how, key: consulting.begin_consultation(ctx, need_id, how, key=key),
        N_("The consultation has begun. Note here how it comes out."),
        N_("Whom, on what and until when (may stay empty)"),
    ),
    "refuse": Step(
        N_("They did not agree"), "thumb_down",
        lambda ctx, need_id, reason, key: consulting.refuse_consultation(ctx, need_id, reason, key=key),
        N_("The item is not adopted."),
        N_("Reason and figures, read by everybody"),
    ),
    "maintain": Step(
        N_("Maintain: the notice goes on"), "check",
        lambda ctx, notice_id, reason, key: notices.maintain(ctx, notice_id, reason, key=key),
        N_("The item is maintained and on notice again."),
    ),
    "amend": Step(
        N_("Amend: back to a meeting"), "edit",
        lambda ctx, notice_id, reason, key: notices.amend(ctx, notice_id, reason, key=key),
        N_("The item goes back to a meeting; the notice is withdrawn."),
    ),
    "terminate": Step(
        N_("Terminate the item"), "block", _terminate, N_("The item is closed; the notice is withdrawn."),
        inputs=_result,
    ),
}  # fmt: skip


def draw(row: NeedRow, name: str, *, opened: bool = False) -> None:
    """Draw the form of one step of an item."""
    _draw(row.id, name, opened)


def review(notice_id: int) -> None:
    """Draw the three decisions on an item whose objections are answered."""
    st.markdown(_("Every objection is answered. Decide on the item:"))
    for name in ("maintain", "amend", "terminate"):
        _draw(notice_id, name, False)


def _draw(subject: int, name: str, opened: bool) -> None:
    step, key = STEPS[name], f"{name}_{subject}"
    with st.expander(_(step.title), icon=f":material/{step.icon}:", expanded=opened):
        step.inputs(key)
        session.start_widget(f"why_{key}", "")
        st.text_area(
            _(step.asks), key=f"why_{key}", max_chars=500, height=100, help=_("Please write no names of residents.")
        )
        if session.get("moves.tried") == key:
            feedback.below("reason")
        st.button(_(step.title), key=f"go_{key}", on_click=partial(_carry_out, name, subject))


def _carry_out(name: str, subject: int) -> None:
    step, key = STEPS[name], f"{name}_{subject}"
    session.put("moves.tried", key)
    reason = str(session.widget(f"why_{key}") or "")

    def go(ctx: Context, key: str) -> Any:
        return step.use_case(ctx, subject, reason, key)

    feedback.act(
        go,
        key=f"go_{key}",
        done=_(step.done),
        then=lambda _read: session.forget_widgets([f"why_{key}", f"result_{key}", f"office_{key}"]),
    )


def carry_over(row: NeedRow) -> None:
    """Draw the button that carries an unclaimed item over into the round that runs."""
    st.button(
        _("Carry over into the running round"), key=f"carry_{row.id}", type="primary", icon=":material/event_repeat:",
        on_click=partial(_carry, row.id),
    )  # fmt: skip


def _carry(need_id: int) -> None:
    feedback.act(
        rounds.carry_over,
        [need_id],
        key=f"carry_{need_id}",
        done=lambda read: _("%(number)s is open for claiming again.") % {"number": read[0].number},
    )
