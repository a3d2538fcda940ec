"""Anybody reads one item and each step it took; proposer and secretariat act on it here."""

import streamlit as st

from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission
from dashboard.services import claims, needs, notices
from dashboard.ui import frame, session
from dashboard.ui.needs import about, checklist, counter, decisions, legal, lifeline, own, parts, talking
from dashboard.ui.papers import everybody
from dashboard.ui.projects import appraisal

ctx = session.context()
page = own.found(ctx, st.query_params.get("number", "").strip().upper())
if page is None:
    st.stop()
about.head(page)
own.following(page, ctx.actor)
own.completing(ctx, page)
about.text(page)
if ctx.actor.may(Permission.NEED_SCREEN):
    st.subheader(_("For the secretariat"), anchor=False)
    decisions.contact(page)
    checklist.shown(page)
    decisions.decide(page, {row.code: either(*row.name) for row in needs.categories(ctx)})
    parts.editing(page)
    counter.lost_slip(page)
lifeline.of_page(page)
about.particulars(page)
parts.listed(page.parts, claims.gaps(ctx, [page.need.id])[page.need.id])
legal.of_item(page, ctx.actor)
about.work(page)
if page.project is not None:
    appraisal.appraisal(page.project.number)
about.claims(page, ctx.actor)
talking.held(ctx, page.need.id)
about.meetings(page, ctx.actor)
about.notices(notices.notices(ctx, notices.NoticeFilter(need_id=page.need.id)), page, ctx.actor)
everybody.of_item(page.need)
own.withdrawing(page)
frame.link("claim_list", _("To the claim list"), icon="arrow_back")
