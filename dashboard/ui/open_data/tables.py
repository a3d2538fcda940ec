"""Each table of the open data: what it is, what its columns mean, its first rows."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import open_data
from dashboard.services.context import Context
from dashboard.services.open_data import Dataset
from dashboard.ui import frame
from dashboard.ui.safe import plain


def package(ctx: Context) -> None:
    """Draw the button that takes everything away."""
    st.download_button(
        _("Download everything as ZIP"),
        lambda: open_data.zipped(ctx),
        file_name=f"riverside-open-data-{ctx.today().isoformat()}.zip",
        mime="application/zip",
        key="open_data_zip",
        type="primary",
        on_click="ignore",
        icon=":material/folder_zip:",
    )


def described(ctx: Context, found: Sequence[Dataset]) -> None:
    """Draw every table, its columns and first rows folded away."""
    for one in found:
        st.subheader(one.title, anchor=False)
        rows = ngettext("%(n)d row", "%(n)d rows", one.rows) % {"n": one.rows}
        st.markdown(plain(f"{one.about} {rows}"))
        with st.expander(_("Columns"), icon=":material/view_column:"):
            heads = [_("Column"), _("Type"), _("Unit"), _("Meaning")]
            frame.table([dict(zip(heads, field, strict=True)) for field in one.fields], f"open_data_{one.name}")
        if one.rows and st.toggle(_("Show the first rows"), key=f"open_data_rows_{one.name}"):
            st.dataframe(pd.DataFrame(open_data.preview(ctx, one.name)), hide_index=True)
