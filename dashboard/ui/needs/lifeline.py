"""The life of an item as one line of dates: what was done, where it stands, what is still to come."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.formats import day, local_date
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.lifeline import ahead
from dashboard.services.needs import ItemPage
from dashboard.ui import frame
from dashboard.ui.safe import plain
from models.enums import NeedStatus as S
from models.life import LifeEventRead
from models.need import NeedRead

SAID = 60
"""Characters of a proposal that stand at the beginning of its line."""


def of_page(page: ItemPage) -> None:
    """Draw the line of an item with the days its page knows of."""
    due = {S.COMPLETED: page.project.due_on} if page.project else {}
    draw(page.life, page.need, due)


def draw(life: Sequence[LifeEventRead], need: NeedRead, due: dict[S, date] | None = None) -> None:
    """Draw the line: every step taken with its day, who took it by role and why; then what lies ahead.

    Args:
        due: the day by which a step ahead is planned.
    """
    st.subheader(_("Step by step"), anchor=False)
    with st.container(key="life_done", gap="xsmall"):
        for place, event in enumerate(life[:-1]):
            st.markdown(_taken(event, ":green[:material/check_circle:]", "" if place else _sentence(need.reasons)))
    with st.container(key="life_now", gap="xsmall", border=True):
        for event in life[-1:]:
            said = "" if life[:-1] else _sentence(need.reasons)
            st.markdown(_taken(event, ":blue[:material/radio_button_checked:]", said))
        st.caption(_("Now: %(status)s") % {"status": plain(label(need.status))})
    _to_come(need, due or {})


def _sentence(text: str) -> str:
    """Return how somebody's words begin: with them the life of an item begins."""
    words = " ".join(text.split())
    return words if len(words) <= SAID else words[:SAID] + "…"


def _taken(event: LifeEventRead, icon: str, said: str = "") -> str:
    """Return one step as Markdown: day, what, who; and below it why."""
    reference = f"（{plain(event.reference)}）" if event.reference else ""
    what = plain(frame.action_text("need", event.action))
    lines = [
        f"{icon} {plain(day(local_date(event.at)))}　**{what}**{reference}　:gray[{plain(label(event.actor_role))}]"
    ]
    if said:
        lines.append(f"“{plain(said)}”")
    if event.reason:
        lines.append(_("Reason: %(reason)s") % {"reason": plain(event.reason)})
    return "  \n".join(lines)


def _to_come(need: NeedRead, due: dict[S, date]) -> None:
    steps = ahead(need.status, need.decision_power)
    if not steps:
        return
    days = dict(due)
    if need.claim_deadline and need.status in (S.OPEN, S.UNCLAIMED):
        days.setdefault(S.CLAIMED, local_date(need.claim_deadline))
    with st.container(key="life_ahead", gap="xsmall"):
        st.caption(_("Still to come, if nothing stands in the way"))
        for step in steps:
            by = "　" + _("due %(day)s") % {"day": plain(day(days[step]))} if step in days else ""
            st.markdown(f":gray[:material/radio_button_unchecked: {plain(label(step))}{by}]")
