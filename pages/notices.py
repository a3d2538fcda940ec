"""Everybody reads what is on public notice; who is signed in objects; the secretariat posts and answers."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import notices
from dashboard.ui import feedback, frame, session
from dashboard.ui.notices import keeping, listing, objecting, reading
from dashboard.ui.papers import everybody

ctx = session.context()
number = st.query_params.get("number", "").strip().upper()
if number:
    with feedback.refusals():
        page = notices.notice(ctx, number)
    reading.head(page)
    reading.text(page)
    objecting.objections(page)
    objecting.form(page, ctx.today())
    keeping.steps(page)
    everybody.of_notice(page.line.number)
    reading.life(page)
    frame.link("notices", _("To all notices"), icon="arrow_back")
else:
    frame.title(
        _("Public notices"),
        _("What was decided hangs out here for some days before it is carried out. Whoever sees it otherwise objects."),
    )
    wanted = listing.filters()
    listing.cards(notices.notices(ctx, wanted), wanted)
    everybody.of_week(ctx.today())
    if ctx.actor.may(Permission.NOTICE_POST):
        keeping.posting(notices.to_post(ctx), st.query_params.get("need", "").strip().upper(), ctx.today())
