"""How was the table read, and which heading stands for which column? What the office chooses is remembered."""

from functools import partial

import streamlit as st

from dashboard.exchange.columns import listed
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import exchange
from dashboard.services.context import Context
from dashboard.services.exchange import CASES, Look
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import plain


def explained(ctx: Context, of: str, look: Look) -> None:
    """Draw the first rows and, for every heading, what it is taken for."""
    titles = {column.field: column.title for column in CASES[of].kind.columns}
    if look.missing:
        names = listed(titles[field] for field in look.missing)
        st.warning(
            _("These columns were not found: %(names)s. Say below which heading stands for each.")
            % {"names": plain(names)},
            icon=":material/view_column:",
        )
    with st.expander(_("How the table was read"), icon=":material/view_column:", expanded=bool(look.missing)):
        st.markdown(_words(look))
        frame.table([dict(zip(look.headings, row, strict=True)) for row in look.sample], "exchange_sample")
        _mapping(of, look, titles)


def _words(look: Look) -> str:
    rows = ngettext(
        "%(n)d row under the headings in row %(row)d.", "%(n)d rows under the headings in row %(row)d.", look.rows
    )
    words = rows % {"n": look.rows, "row": look.header_row}
    sheet = _("Sheet “%(name)s”.") % {"name": plain(look.sheet)} if look.sheet else ""
    return f"{words} {sheet}".strip()


def _mapping(of: str, look: Look, titles: dict[str, str]) -> None:
    with st.form("exchange_columns", border=False):
        for number, heading in enumerate(look.headings):
            key = _key(look, number)
            session.start_widget(key, look.fields[heading] or "")
            st.selectbox(
                _("“%(heading)s” stands for") % {"heading": plain(heading)},
                ["", *titles],
                format_func=lambda field: titles.get(field, _("not read")),
                key=key,
            )
        feedback.below("columns")
        st.form_submit_button(
            _("Read the columns like this"), key="exchange_keep_columns", on_click=partial(_keep, of, look)
        )


def _keep(of: str, look: Look) -> None:
    fields = {heading: session.widget(_key(look, number)) or None for number, heading in enumerate(look.headings)}
    feedback.act(
        exchange.keep_columns,
        of,
        look.fingerprint,
        fields,
        done=_("Tables with these headings are read like this from now on."),
    )


def _key(look: Look, number: int) -> str:
    return f"exchange_column_{look.fingerprint[:12]}_{number}"
