"""The report on the result of a vote, on the page and to take away."""

import streamlit as st

from dashboard.documents.minutes.punctuation import with_colon
from dashboard.documents.result_report import sections, title
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import minutes, votes
from dashboard.services.context import Context
from dashboard.services.votes import Result
from dashboard.ui import frame, session
from dashboard.ui.files import offer
from dashboard.ui.safe import plain


def report_panel(ctx: Context, result: Result) -> None:
    """Draw the whole report on a closed vote, folded away until somebody asks for it; for those at the table only."""
    if not st.toggle(title(), key=f"report_{result.motion_id}"):
        return
    with st.container(border=True):
        for section in sections(minutes.result_report(ctx, result.motion_id)):
            st.markdown(f"**{plain(section.heading)}**")
            # No ``frame.facts``: several lines of a section may have the same label.
            lines = [f"{plain(with_colon(line.label))}{plain(' '.join(line.text.split()))}" for line in section.lines]
            st.markdown("  \n".join(lines))
        _download(result)


def of_meeting(ctx: Context, meeting_id: int) -> None:
    """Draw the reports on every vote of a meeting that was closed, for those at the table; nothing for others."""
    found = votes.results(ctx, meeting_id) if ctx.actor.may(Permission.MEETING_READ) else []
    if not found:
        return
    st.subheader(_("Results of the votes"), anchor=False)
    for result in found:
        with st.container(border=True):
            words = _("%(title)s (round %(n)d)") % {"title": result.item_title, "n": result.round_no}
            st.markdown(f"**{plain(words)}** {frame.badge_text(result.outcome)}")
            report_panel(ctx, result)


def _download(result: Result) -> None:
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    offer(
        _("Report as a Word document"),
        lambda: minutes.export_report(ctx, result.motion_id).content,
        name=f"{result.meeting_number}-{result.motion_id}.docx",
        media_type=minutes.REPORT_TYPE,
        key=f"report_docx_{result.motion_id}",
    )
