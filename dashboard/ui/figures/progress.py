"""What is overdue among the projects, in words."""

import streamlit as st

from dashboard.formats import day, number
from dashboard.i18n import gettext as _
from dashboard.services.progress_insights import Works, status_words
from dashboard.ui import frame
from dashboard.ui.safe import plain


def overdue_list(lines: list[Works], total: int) -> None:
    """Name the overdue projects, the latest first, and say where the others are."""
    st.subheader(_("Overdue"), anchor=False)
    if not lines:
        st.markdown(":material/check_circle: " + _("No project is overdue."))
    for line in lines:
        with st.container(border=True):
            frame.link("project", f"{line.number}　{line.title}", icon="schedule", query={"number": line.number})
            st.markdown(
                _("%(words)s. Due %(day)s, %(percent)d%% done, led by %(unit)s.")
                % {
                    "words": plain(status_words(line)),
                    "day": plain(day(line.due_on)),
                    "percent": line.percent,
                    "unit": plain(line.organisation),
                }
            )
    if total > len(lines):
        words = _("%(n)s projects are overdue; the %(shown)d latest are named.")
        st.caption(words % {"n": number(total), "shown": len(lines)})
        frame.link("projects", _("Show all overdue projects"), icon="construction", query={"overdue": 1})
