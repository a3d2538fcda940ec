"""Importing a table: fill in the template, choose the file, see every problem, enter all rows or the good ones."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import exchange
from dashboard.services.context import Context
from dashboard.services.exchange import Checked, Imported, Progress
from dashboard.ui import feedback, session
from dashboard.ui.exchange import columns, report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def importing(ctx: Context, of: str) -> None:
    """Draw the template, the upload and what would come of it."""
    st.markdown(_("Fill in the template, or choose a table of your own. Nothing is entered before you say so."))
    st.download_button(
        _("Download the template"),
        lambda: exchange.template(ctx, of),
        file_name=f"{of}.xlsx",
        mime=XLSX,
        key=f"exchange_template_{of}",
        on_click="ignore",
        icon=":material/download:",
    )
    key = f"exchange_file_{of}_{session.get('exchange.round', 0)}"
    file = st.file_uploader(_("File"), type=["xlsx", "xls", "csv"], key=key, max_upload_size=10)
    feedback.below("file")
    if file is None:
        return
    data, name = file.getvalue(), file.name
    wish = session.pop("exchange.wish")
    if wish is not None and wish["of"] == of:
        _enter(of, data, name, wish)
    _look(ctx, of, data, name)


def _look(ctx: Context, of: str, data: bytes, name: str) -> None:
    with feedback.refusals():
        look = exchange.look(ctx, of, data, name)
    columns.explained(ctx, of, look)
    if look.missing:
        return
    bar = st.progress(0.0, _("Checking the rows"))
    with feedback.refusals():
        found = exchange.check_table(ctx, of, data, name, progress=_moving(bar, _("Checking the rows")))
    bar.empty()
    report.shown(ctx, of, data, name, found)
    _decide(of, found)


def _decide(of: str, found: Checked) -> None:
    """Draw which of the doubles are entered on purpose, and the one button that enters the rows."""
    chosen = [double for double in found.doubles if double.enterable]
    if not found.good and not chosen:
        return
    with st.form("exchange_form", border=False):
        if chosen:
            titles = {double.row: f"{double.row}　{double.title}" for double in chosen}
            st.multiselect(
                _("Enter these anyway"),
                list(titles),
                format_func=lambda row: titles[row],
                key="exchange_on_purpose",
                placeholder=_("none of them"),
            )
        word = _("Enter the good rows only") if found.problems else _("Enter all rows")
        st.form_submit_button(
            word, key="exchange_enter", type="primary", on_click=_wish, args=(of, bool(found.problems))
        )


def _wish(of: str, good_rows: bool) -> None:
    """Note the wish; the page carries it out where it can show how far the work is."""
    rows = list(session.widget("exchange_on_purpose") or [])
    session.put("exchange.wish", {"of": of, "good_rows": good_rows, "rows": rows})


def _enter(of: str, data: bytes, name: str, wish: dict[str, object]) -> None:
    bar = st.progress(0.0, _("Entering the rows"))

    def enter(ctx: Context, key: str) -> Imported:
        return exchange.enter_table(
            ctx,
            of,
            data,
            name,
            good_rows=bool(wish["good_rows"]),
            on_purpose=frozenset(wish["rows"]),  # type: ignore[call-overload]  # a list of row numbers
            key=key,
            progress=_moving(bar, _("Entering the rows")),
        )

    feedback.act(enter, key="exchange_enter", done=_told, then=_next)
    st.rerun()


def _moving(bar: DeltaGenerator, text: str) -> Progress:
    """Return what moves a bar along."""

    def move(share: float) -> None:
        bar.progress(min(share, 1.0), text)

    return move


def _told(made: Imported) -> str:
    n = len(made.numbers)
    words = ngettext("%(n)d row is entered as import %(batch)s.", "%(n)d rows are entered as import %(batch)s.", n)
    return words % {"n": n, "batch": made.batch}


def _next(_made: Imported) -> None:
    """Empty the upload for the next table."""
    session.put("exchange.round", session.get("exchange.round", 0) + 1)
