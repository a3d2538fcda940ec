"""Show a chart with a description for those who cannot see it, and the same figures as a table and a file."""

from collections.abc import Mapping

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.exchange.csv_out import safe_csv
from dashboard.i18n import gettext as _
from dashboard.ui import frame as page
from dashboard.ui.safe import plain


def show(
    chart: alt.Chart | alt.LayerChart | alt.HConcatChart | alt.VConcatChart | alt.FacetChart,
    frame: pd.DataFrame,
    alternative: str,
    columns: Mapping[str, str],
    key: str,
) -> None:
    """Draw ``chart``, a sentence that reads it, and ``frame`` below as a table with a CSV download.

    Args:
        alternative: one sentence that says what the chart shows, read aloud and shown under it.
        columns: column of ``frame`` -> its heading, in the order of the table; other columns are left out.
        key: unique on the page.
    """
    st.altair_chart(chart, theme=None, width="stretch", alt=alternative, key=f"chart_{key}")
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
