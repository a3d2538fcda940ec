"""What the secretariat decides about an item: each decision a short form and one confirming button."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from dashboard.formats import day, local_date
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.lifecycle.needs import NeedAction as A
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import ItemPage
from dashboard.ui import feedback, session
from dashboard.ui.amounts import fen, yuan_input
from dashboard.ui.needs import checklist, parts
from dashboard.ui.safe import plain
from models.enums import DecisionPower
from models.need import NeedRead

NEED_NUMBER = "PL-XQ-2026Q4-001"
DEADLINE_DAYS = 30

TITLES: Mapping[A, tuple[str, str]] = {
    A.ACCEPT: (N_("Accept onto the needs list"), "check"),
    A.PUBLISH: (N_("Publish for claiming"), "campaign"),
    A.RETURN: (N_("Return for completion"), "undo"),
    A.MERGE: (N_("Merge into another item"), "merge"),
    A.REFER: (N_("Refer to another office"), "forward"),
    A.DECLINE: (N_("Decline"), "block"),
    A.REOPEN: (N_("Take up again"), "restart_alt"),
}
"""Decisions in the order they are offered: what the button says, and its icon."""

DONE: Mapping[A, str] = {
    A.ACCEPT: N_("%(number)s is on the needs list."),
    A.RETURN: N_("%(number)s went back to its proposer."),
    A.MERGE: N_("%(number)s is merged; everybody who follows it follows the other item."),
    A.REFER: N_("%(number)s is referred."),
    A.DECLINE: N_("%(number)s is declined; the proposer sees the reason."),
    A.REOPEN: N_("%(number)s waits for screening again."),
}


def decide(page: ItemPage, categories: Mapping[str, str]) -> None:
    """Draw the decisions this reader may take now; the usual one is open.

    Args:
        categories: code -> name of those on offer.
    """
    offered = [action for action in TITLES if action in page.actions]
    for action in offered:
        title, icon = TITLES[action]
        with st.expander(_(title), icon=f":material/{icon}:", expanded=action in (A.ACCEPT, A.PUBLISH)):
            if action is A.ACCEPT:
                checklist.questions(page.need)
                _accept(page.need, categories)
                checklist.gate(page.need)
                parts.fields(page.need.id, page.parts)
            elif action is A.PUBLISH:
                deadline(f"deadline_{page.need.id}")
            else:
                _with_reason(page.need, action)
            _button(page.need, action)


def deadline(key: str) -> None:
    """Draw the input for how many days there are to claim."""
    session.start_widget(key, DEADLINE_DAYS)
    st.number_input(
        _("Days to claim it"), min_value=1, max_value=180, step=1, key=key,
        help=_("Counted from today. Claims can be made until the end of the last day."),
    )  # fmt: skip
    feedback.below("deadline_days")


def _accept(need: NeedRead, categories: Mapping[str, str]) -> None:
    session.start_widget(f"power_{need.id}", need.decision_power)
    st.selectbox(
        _("Who decides"),
        list(DecisionPower),
        format_func=label,
        key=f"power_{need.id}",
        help=_("Who has the power to decide the matter, such as the owners for shared parts of a building."),
    )
    session.start_widget(f"category_{need.id}", need.category_code if need.category_code in categories else None)
    st.selectbox(
        field_label("category_code"),
        list(categories),
        index=None,
        format_func=lambda code: categories.get(code, code),
        key=f"category_{need.id}",
        placeholder=_("Please choose"),
    )
    feedback.below("category_code")
    yuan_input(
        _("Estimated cost in yuan (may stay empty)"),
        f"budget_{need.id}",
        "budget_fen",
        _("Everybody can read it. It binds nobody; the project has a budget of its own."),
    )


def _with_reason(need: NeedRead, action: A) -> None:
    tried = session.get("decision.tried") == f"{action}_{need.id}"
    if action is A.MERGE:
        st.text_input(
            _("Number of the other item"), key=f"merge_into_{need.id}", max_chars=30, placeholder=NEED_NUMBER,
            help=_("The other item must be on the list already and not at its end."),
        )  # fmt: skip
        feedback.below("merged_into")
    if action is A.REFER:
        st.text_input(
            _("Referred to which office"), key=f"refer_to_{need.id}", max_chars=80,
            placeholder=_("such as the property company or the 12345 hotline"),
        )  # fmt: skip
        feedback.below("referred_to")
    st.text_area(
        _("Reason"),
        key=f"reason_{action}_{need.id}",
        max_chars=1000,
        height=100,
        help=_("The proposer reads it, and everybody once the item is public. Please write no names of residents."),
    )
    if tried:
        feedback.below("reason")


def _button(need: NeedRead, action: A) -> None:
    title, icon = TITLES[action]
    st.button(
        _(title),
        key=f"{action}_{need.id}",
        type="primary" if action in (A.ACCEPT, A.PUBLISH) else "secondary",
        icon=f":material/{icon}:",
        on_click=partial(_decide, need.id, action),
    )


def _decide(need_id: int, action: A) -> None:
    session.put("decision.tried", f"{action}_{need_id}")
    feedback.act(_use_case(need_id, action), key=f"{action}_{need_id}", done=partial(_told, action))


def _told(action: A, read: NeedRead) -> str:
    if action is A.PUBLISH and read.claim_deadline:
        return _("%(number)s is open for claiming until %(day)s.") % {
            "number": read.number,
            "day": day(local_date(read.claim_deadline)),
        }
    return _(DONE[action]) % {"number": read.number}


def _use_case(need_id: int, action: A) -> Callable[..., NeedRead]:
    """Return the decision with what was entered for it, ready to be carried out."""
    reason = str(session.widget(f"reason_{action}_{need_id}") or "")

    def accept(ctx: Context, key: str) -> NeedRead:
        power = DecisionPower(session.widget(f"power_{need_id}"))
        category = str(session.widget(f"category_{need_id}") or "")
        cost = fen(f"budget_{need_id}", "budget_fen", required=False)
        return needs.screen_accept(
            ctx, need_id, power, category, cost, checklist=checklist.answers(need_id, category),
            legal_gate=checklist.gate_of(need_id), parts=parts.typed(need_id), key=key,
        )  # fmt: skip

    def publish(ctx: Context, key: str) -> NeedRead:
        return needs.publish(ctx, need_id, int(session.widget(f"deadline_{need_id}") or 0), key=key)

    def merge(ctx: Context, key: str) -> NeedRead:
        return needs.screen_merge(ctx, need_id, str(session.widget(f"merge_into_{need_id}") or ""), reason, key=key)

    def refer(ctx: Context, key: str) -> NeedRead:
        return needs.screen_refer(ctx, need_id, str(session.widget(f"refer_to_{need_id}") or ""), reason, key=key)

    told = {A.RETURN: needs.screen_return, A.DECLINE: needs.screen_decline, A.REOPEN: needs.reopen}
    if action in told:
        return lambda ctx, key: told[action](ctx, need_id, reason, key=key)
    return {A.ACCEPT: accept, A.PUBLISH: publish, A.MERGE: merge, A.REFER: refer}[action]


def contact(page: ItemPage) -> None:
    """Show the secretariat how the proposer may be reached."""
    words = _("How the proposer may be reached: %(contact)s")
    st.markdown(":material/lock: " + words % {"contact": plain(page.contact or _("nothing given"))})
    st.caption(_("Only the secretariat sees this."))
