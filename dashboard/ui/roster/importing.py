"""Importing a roster: choose a file, see every problem, enter all rows or the good ones."""

from collections.abc import Sequence

import streamlit as st

from dashboard.exchange.kinds import MEMBERS
from dashboard.exchange.rows import Problem
from dashboard.exchange.templates import template
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import roster
from dashboard.services.context import Context
from dashboard.services.roster import Imported
from dashboard.ui import feedback, frame, session

SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def importing() -> None:
    """Draw the upload and what would come of it."""
    with st.expander(_("Import a table of organisations"), icon=":material/upload_file:"):
        st.markdown(
            _("XLSX, XLS or CSV with the columns code, Chinese name, type and joined on; English name and left on too.")
        )
        st.download_button(
            _("Download the template"),
            lambda: template(MEMBERS),
            file_name="members.xlsx",
            mime=XLSX,
            key="roster_template",
            on_click="ignore",
            icon=":material/download:",
        )
        key = f"roster_file_{session.get('roster.round', 0)}"
        file = st.file_uploader(_("File"), type=["xlsx", "xls", "csv"], key=key, max_upload_size=10)
        feedback.below("file")
        if file is not None:
            with feedback.refusals():
                report = roster.check_members(session.context(), file.getvalue(), file.name)
            _verdict(len(report.good), len(report.problems))
            _problems(report.problems)
            if report.good:
                word = _("Enter the good rows only") if report.problems else _("Enter all rows")
                given = (file.getvalue(), file.name, bool(report.problems))
                st.button(word, key="roster_import", type="primary", on_click=_send, args=given)


def _problems(found: Sequence[Problem]) -> None:
    if found:
        rows = [
            {
                _("Row"): str(one.row),
                _("Column"): one.column,
                _("What stands there"): one.value,
                _("What to mend"): one.reason,
            }
            for one in found[:SHOWN]
        ]
        frame.table(rows, "import_problems")


def _verdict(good: int, problems: int) -> None:
    rows = ngettext("%(n)d row can be entered.", "%(n)d rows can be entered.", good) % {"n": good}
    cells = ngettext("%(n)d cell needs mending.", "%(n)d cells need mending.", problems) % {"n": problems}
    st.markdown(f"{rows} {cells}" if problems else rows)


def _send(data: bytes, name: str, good_rows: bool) -> None:
    def enter(ctx: Context, key: str) -> Imported:
        return roster.import_members(ctx, data, name, good_rows, key=key)

    def entered(made: Imported) -> str:
        n = len(made.codes)
        return ngettext("%(n)d organisation is entered.", "%(n)d organisations are entered.", n) % {"n": n}

    feedback.act(
        enter,
        key="roster_import",
        done=entered,
        then=lambda _made: session.put("roster.round", session.get("roster.round", 0) + 1),
    )
