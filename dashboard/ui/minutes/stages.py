"""How far are the minutes, what comes next, who does it and until when: one line a stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.services.minutes import MinutesState
from dashboard.ui.safe import plain
from models.enums import MinutesStatus as S

AT = {
    S.DRAFT: 0,
    S.CHECKING: 1,
    S.COMMENTING: 2,
    S.IN_REVIEW: 3,
    S.APPROVED: 4,
    S.ISSUED: 5,
    S.SCREENING: 5,
    S.PUBLISHED: 6,
    S.WITHHELD: 6,
    S.ARCHIVED: 7,
}
"""Which stage is under way; those before it are done."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what it is called, who takes it, and by when it is due."""

    name: str
    who: str
    until: date | None = None


def stages(state: MinutesState) -> None:
    """Draw the whole way of the minutes with the stage that is under way."""
    now = AT[state.status] if state.status else 0
    with st.container(border=True, key="minutes_stages"):
        st.markdown("  \n".join(_line(at, now, stage) for at, stage in enumerate(_stages(state))))
        if state.overdue:
            st.markdown(":red[:material/alarm: " + _("The day by which this was due has passed.") + "]")


def _line(at: int, now: int, stage: Stage) -> str:
    until = " · " + _("by %(day)s") % {"day": plain(day(stage.until))} if stage.until and at >= now else ""
    about = f" :gray[{plain(stage.who)}{until}]"
    if at < now:
        return f":green[:material/check_circle:] {plain(stage.name)}{about}"
    if at == now:
        return f":blue[:material/radio_button_checked:] **{plain(stage.name)}**{about}"
    return f":gray[:material/radio_button_unchecked: {plain(stage.name)}]{about}"


def _stages(state: MinutesState) -> Iterator[Stage]:
    office, chair = _("Secretariat"), _("Chair")
    yield Stage(_("Draft"), office, state.draft_due if state.minutes_id is None else None)
    yield Stage(_("Checking against the facts"), office)
    yield Stage(_("Corrections by those who attended"), _("Those who attended"), state.comments_until)
    yield Stage(_("Approval and number"), chair)
    yield Stage(_("Issue"), office, state.issue_due)
    yield Stage(_("Public version"), _("Secretariat prepares, chair decides"))
    yield Stage(_("Put into the archive"), office)
