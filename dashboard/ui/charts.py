"""Show a chart with a description for those who cannot see it, and the same figures as a table and a file."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.exchange.csv_out import safe_csv
from dashboard.i18n import gettext as _
from dashboard.i18n import language
from dashboard.ui import frame as page
from dashboard.ui.safe import plain

Chart = alt.Chart | alt.LayerChart | alt.HConcatChart | alt.VConcatChart | alt.FacetChart
Spec = dict[str, Any]


def drawn(draw: Callable[..., Chart], frame: pd.DataFrame, *arguments: Hashable) -> Spec:
    """Return what ``draw(frame, *arguments)`` draws, as Vega-Lite; built once for the same figures and language.

    Building and checking a chart costs a hundred times what showing it does. The figures are part of what the cache
    asks for, so that nobody is shown anybody else's.
    """
    return _spec(f"{draw.__module__}.{draw.__name__}", language(), frame, arguments, draw)


@st.cache_data(max_entries=200, show_spinner=False)
def _spec(name: str, spoken: str, frame: pd.DataFrame, arguments: tuple[Hashable, ...], _draw: Any) -> Spec:
    return dict(_draw(frame, *arguments).to_dict())


def show(spec: Spec, frame: pd.DataFrame, alternative: str, columns: Mapping[str, str], key: str) -> None:
    """Draw a chart of :func:`drawn`, a sentence that reads it, and ``frame`` below as a table with a CSV download.

    Args:
        alternative: one sentence that says what the chart shows, read aloud and shown under it.
        columns: column of ``frame`` -> its heading, in the order of the table; other columns are left out.
        key: unique on the page.
    """
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", alt=alternative, key=f"chart_{key}")
    st.caption(plain(alternative))
    shown = frame[list(columns)].rename(columns=dict(columns))
    with st.expander(_("The same figures as a table"), icon=":material/table:"):
        page.table(shown, key)
        st.download_button(
            _("Download as CSV"),
            lambda: safe_csv(shown.itertuples(index=False, name=None), list(shown.columns)),
            file_name=f"{key}.csv",
            mime="text/csv",
            key=f"csv_{key}",
            on_click="ignore",
            icon=":material/download:",
        )
