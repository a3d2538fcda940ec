"""Importing a list of needs: fill in the template, choose the file, see every problem, enter all rows or the good."""

from collections.abc import Sequence

import streamlit as st

from dashboard.exchange.csv_out import safe_csv
from dashboard.exchange.rows import Problem
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import needs
from dashboard.services.context import Context
from dashboard.services.needs import Imported
from dashboard.ui import feedback, frame, session

SHOWN = 200


def importing(ctx: Context) -> None:
    """Draw the template, the upload and what would come of it."""
    with st.expander(_("Import a list of needs"), icon=":material/upload_file:"):
        st.markdown(
            _("Fill in the template and choose it here. Nothing is entered before you say so; entered rows wait above.")
        )
        st.download_button(
            _("Download the template"),
            lambda: needs.import_template(ctx),
            file_name="needs.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key="needs_template",
            on_click="ignore",
            icon=":material/download:",
        )
        key = f"needs_file_{session.get('needs.round', 0)}"
        file = st.file_uploader(_("File"), type=["xlsx", "xls", "csv"], key=key, max_upload_size=10)
        feedback.below("file")
        if file is not None:
            _look(ctx, file.getvalue(), file.name)


def _look(ctx: Context, data: bytes, name: str) -> None:
    with feedback.refusals():
        report = needs.check_needs(ctx, data, name)
    rows = ngettext("%(n)d row can be entered.", "%(n)d rows can be entered.", len(report.good))
    st.markdown(rows % {"n": len(report.good)})
    _problems(report.problems)
    if report.good:
        word = _("Enter the good rows only") if report.problems else _("Enter all rows")
        given = (data, name, bool(report.problems))
        st.button(word, key="needs_import", type="primary", on_click=_send, args=given)


def _problems(found: Sequence[Problem]) -> None:
    if not found:
        return
    cells = ngettext("%(n)d cell needs mending.", "%(n)d cells need mending.", len(found))
    st.markdown(cells % {"n": len(found)})
    columns = [_("Row"), _("Column"), _("Value"), _("What to mend")]
    rows = [(str(one.row), one.column, one.value, one.reason) for one in found]
    frame.table([dict(zip(columns, row, strict=True)) for row in rows[:SHOWN]], "needs_problems")
    st.download_button(
        _("Download what to mend as CSV"),
        lambda: safe_csv(rows, columns),
        file_name="needs-to-mend.csv",
        mime="text/csv",
        key="needs_problems_csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _send(data: bytes, name: str, good_rows: bool) -> None:
    def enter(ctx: Context, key: str) -> Imported:
        return needs.import_needs(ctx, data, name, good_rows, key=key)

    def entered(made: Imported) -> str:
        n = len(made.numbers)
        return ngettext("%(n)d item is entered.", "%(n)d items are entered.", n) % {"n": n}

    feedback.act(
        enter,
        key="needs_import",
        done=entered,
        then=lambda _made: session.put("needs.round", session.get("needs.round", 0) + 1),
    )
