"""What a project is: its status, who leads and helps, and its life so far."""

import streamlit as st

from dashboard.formats import day, yuan
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.services.projects import PartnerRead, ProjectPage
from dashboard.ui import frame
from dashboard.ui.projects.listing import overdue_badge, paused_words, progress
from dashboard.ui.safe import plain


def head(page: ProjectPage) -> None:
    """Draw title, status, progress and the facts of a project."""
    line = page.line
    frame.title(plain(line.title))
    st.markdown(f"{frame.badge_text(line.status)} {overdue_badge(line)}")
    if line.paused_on:
        st.markdown(":material/pause: " + plain(paused_words(line.paused_on)))
    progress(line)
    frame.facts(
        {
            _("Project number"): line.number,
            _("Lead organisation"): line.organisation,
            _("Established on"): day(line.established_on),
            _("Started on"): day(line.started_on) if line.started_on else "",
            _("Due date"): day(line.due_on),
            _("Finished on"): day(line.finished_on) if line.finished_on else "",
            _("Accepted on"): day(line.accepted_on) if line.accepted_on else "",
            _("Looked after by"): page.upkeep_unit,
        }
    )
    if page.paused_days:
        st.caption(
            ngettext(
                "The work has rested for %(n)d day altogether; days of rest count towards being overdue.",
                "The work has rested for %(n)d days altogether; days of rest count towards being overdue.",
                page.paused_days,
            )
            % {"n": page.paused_days}
        )
    frame.link("item", _("The item it grew out of"), icon="description", query={"number": line.need_number})


def partners(page: ProjectPage) -> None:
    """List what each organisation promised."""
    st.subheader(_("Who promised what"), anchor=False)
    for partner in page.partners:
        _partner(partner)


def _partner(partner: PartnerRead) -> None:
    role = _("Lead claim") if partner.leads else _("Joint claim")
    with st.container(border=True):
        st.markdown(f"**{plain(partner.organisation)}** :blue-badge[{plain(role)}]")
        st.markdown(f"{plain(label(partner.offer))} — {plain(partner.offer_text)}")
        by = _("Promised by %(day)s") % {"day": plain(day(partner.promised_on))}
        worth = _("worth %(amount)s") % {"amount": plain(yuan(partner.value_fen))} if partner.value_fen else ""
        st.caption(" · ".join(part for part in (by, worth) if part))


def life(page: ProjectPage) -> None:
    """Draw every step the project took."""
    st.subheader(_("Step by step"), anchor=False)
    frame.lifeline(page.life, "project")
