"""What each member organisation has given, as a table for everybody."""

import streamlit as st

from dashboard.formats import number, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import short_type
from dashboard.services import claims
from dashboard.services.context import Context
from dashboard.ui import address, frame


def table(ctx: Context) -> None:
    """Draw the choice of a year and the table, by the organisations' codes; no ranking, and no person is named."""
    st.subheader(_("What member organisations have given"), anchor=False)
    years = {str(year): str(year) for year in claims.contribution_years(ctx)}
    chosen = address.choice(_("Year"), "year", years, _("every year"))
    given = [one for one in claims.contributions(ctx, int(chosen) if chosen else None) if not one.empty]
    if not given:
        frame.empty(_("Nothing has been claimed or offered yet."), "claim_list", _("See the claim list"))
        return
    rows = [
        {
            _("Organisation"): one.organisation,
            _("Type"): short_type(one.type),
            _("Items claimed"): number(one.claimed),
            _("Of these confirmed"): number(one.confirmed),
            _("Promises kept"): number(one.fulfilled),
            _("Value in yuan"): yuan(one.value_fen),
            _("Volunteer hours"): number(one.volunteer_hours),
            _("Resource cards"): number(one.resources),
            _("Agreements signed"): number(one.agreements),
        }
        for one in given
    ]
    frame.table(rows, "contributions")
    st.caption(_("In the order of the roster. The value is the organisation's own estimate of what was confirmed."))
