"""What would come of an import: how many rows come in, what has to be mended, what is on the list already?"""

from collections.abc import Sequence

import streamlit as st

from dashboard.exchange.columns import listed
from dashboard.exchange.csv_out import safe_csv
from dashboard.exchange.rows import Problem
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import exchange
from dashboard.services.context import Context
from dashboard.services.exchange import Checked, Double
from dashboard.ui import frame
from dashboard.ui.safe import plain

SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def shown(ctx: Context, of: str, data: bytes, name: str, found: Checked) -> None:
    """Draw what an import would come to."""
    rows = ngettext("%(n)d row can be entered.", "%(n)d rows can be entered.", found.good)
    st.markdown(rows % {"n": found.good})
    if found.unread:
        names = listed(found.unread)
        st.caption(plain(_("These columns are not read: %(names)s.") % {"names": names}))
    if found.unread_sheets:
        names = listed(found.unread_sheets)
        st.caption(plain(_("These sheets are not read: %(names)s.") % {"names": names}))
    _problems(found.problems)
    _doubles(found.doubles)
    if found.problems or found.doubles:
        st.download_button(
            _("Download the table with every problem marked"),
            lambda: exchange.marked(ctx, of, data, name),
            file_name=f"{name.rpartition('.')[0] or of}-marked.xlsx",
            mime=XLSX,
            key="exchange_marked",
            on_click="ignore",
            icon=":material/format_ink_highlighter:",
        )


def _problems(found: Sequence[Problem]) -> None:
    if not found:
        return
    cells = ngettext("%(n)d cell needs mending.", "%(n)d cells need mending.", len(found))
    st.markdown(cells % {"n": len(found)})
    columns = [_("Row"), _("Column"), _("Value"), _("What to mend")]
    rows = [(str(one.row), one.column, one.value, one.reason) for one in found]
    frame.table([dict(zip(columns, row, strict=True)) for row in rows[:SHOWN]], "exchange_problems")
    if len(rows) > SHOWN:
        st.caption(_("The first %(n)d are shown; the files below hold all.") % {"n": SHOWN})
    st.download_button(
        _("Download what to mend as CSV"),
        lambda: safe_csv(rows, columns),
        file_name="to-mend.csv",
        mime="text/csv",
        key="exchange_problems_csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _doubles(found: Sequence[Double]) -> None:
    if not found:
        return
    words = ngettext(
        "%(n)d row seems to be on the list already and is left out.",
        "%(n)d rows seem to be on the list already and are left out.",
        len(found),
    )
    st.markdown(words % {"n": len(found)})
    rows = [{_("Row"): str(one.row), _("Title"): one.title, _("On the list as"): one.known} for one in found[:SHOWN]]
    frame.table(rows, "exchange_doubles")
