"""How do record, papers and minutes go, from the notice of a meeting to the archive of a year?"""

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import house_rules
from dashboard.services.context import Context
from dashboard.ui import frame
from dashboard.ui.safe import plain


def draw(ctx: Context) -> None:
    """Draw the way in steps, with the periods of the house rules; for whoever keeps templates and house rules."""
    rules = {rule.name: rule.value for rule in house_rules.house_rules(ctx)}
    with st.expander(_("How record, papers and minutes go"), icon=":material/route:", key="way_of_minutes"):
        st.markdown("\n".join(f"1. {plain(step)}" for step in _steps(rules)))
        with st.container(horizontal=True):
            frame.link("meetings", _("To the meetings"), icon="event")
            frame.link("minutes", _("To all minutes"), icon="article")
            frame.link("house_rules", _("Periods and fonts: house rules"), icon="gavel")


def _steps(rules: Mapping[str, object]) -> tuple[str, ...]:
    drafted, approved, comments = (
        _days(rules[name])
        for name in ("minutes_draft_working_days", "minutes_approval_working_days", "minutes_comment_days")
    )
    return (
        _("Before the meeting: notice, agenda, papers for members, sign-in sheet and ballots come from the meeting."),
        _(
            "During the meeting the record grows: who spoke, view and position, opinions held over. It is internal; "
            "every reading of it is noted. Recorder and chair sign it afterwards."
        ),
        _("The draft of the minutes writes itself from agenda, presence, votes and tasks, within %(days)s.")
        % {"days": drafted},
        _(
            "Edit the words freely. What stands in 【…｜…】 is tied to its fact: it is printed without the marks, and "
            "the page shows where a figure is no longer right."
        ),
        _("Have it checked, then send it to those who attended: they have %(days)s to ask for corrections.")
        % {"days": comments},
        _("The chair approves within %(days)s of the meeting. The number is given, and the text is locked.")
        % {"days": approved},
        _("Issue it, have the public version screened, and archive it with its class of retention."),
        _("After the approval only a numbered correction with a reason changes the text."),
    )


def _days(number: object) -> str:
    return ngettext("%(n)d working day", "%(n)d working days", int(str(number))) % {"n": number}
