"""The secretariat keeps the roster: member organisations, and who holds which seat."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import roster
from dashboard.ui import address, frame, session
from dashboard.ui.roster import importing, organisations, seats

ctx = session.context()
frame.title(_("Roster and seats"), _("Nothing is deleted: whoever leaves or gives up a seat stays in the history."))
st.subheader(_("Seats"), anchor=False)
running = roster.seats(ctx)
members = roster.members(ctx)
seats.held(roster.seats(ctx, ended=True) if address.mark(_("Show ended terms too"), "ended") else running)
seats.assigning(roster.bodies(ctx), members, roster.holders(ctx), ctx.today())
seats.ending(running, ctx.today())
st.subheader(_("Member organisations"), anchor=False)
everybody = roster.organisations(ctx)
organisations.entering(ctx.today())
organisations.correcting(everybody, ctx.today())
importing.importing()
wanted = address.words(_("Search by code or name"), "q", _("one character is enough"))
organisations.listed(everybody, wanted)
