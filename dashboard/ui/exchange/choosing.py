"""Which part of the page, and which kind of list, is looked at? Both live in the address."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services.exchange import CASES
from dashboard.services.exchange.titles import TITLES
from dashboard.ui import session

IMPORT, BATCHES, EXPORT = "import", "batches", "export"
VIEWS: Mapping[str, str] = {
    IMPORT: N_("Import a table"),
    BATCHES: N_("Imports so far"),
    EXPORT: N_("Export lists"),
}


def view() -> str:
    """Draw the switch between the parts of the page; return the one chosen."""
    return _switch(_("What would you like to do?"), "view", VIEWS)


def kind() -> str:
    """Draw the choice of the kind of list to import; return its name."""
    return _switch(_("What does the table list?"), "kind", {name: TITLES[name] for name in CASES})


def _switch(label: str, name: str, options: Mapping[str, str]) -> str:
    given = st.query_params.get(name, "")
    key = f"exchange_{name}"
    session.start_widget(key, given if given in options else next(iter(options)))
    st.segmented_control(
        label,
        list(options),
        format_func=lambda value: _(options[value]),
        key=key,
        required=True,
        on_change=partial(_write, name),
    )
    return str(session.widget(key) or next(iter(options)))


def _write(name: str) -> None:
    st.query_params[name] = str(session.widget(f"exchange_{name}"))
