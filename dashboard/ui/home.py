"""The parts of the home page: greeting, what waits for me, figures, the newest items."""

import streamlit as st

from dashboard.formats import number
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services.context import Actor
from dashboard.services.overview import Figures, Waiting
from dashboard.ui import frame
from dashboard.ui.safe import plain
from models.need import NeedRead

SENTENCES = {
    "ballot": N_("A vote is open: cast your ballot in meeting %(number)s"),
    "envelopes": N_("Open the envelopes of the secret vote in meeting %(number)s"),
    "topics_open": N_("Topics can be handed in for meeting %(number)s"),
    "topics_check": N_("Topics handed in, to be checked: %(count)s"),
    "sign_in": N_("Sign in to meeting %(number)s"),
    "agenda": N_("Approve the agenda of meeting %(number)s"),
    "minutes_approve": N_("Approve the minutes of meeting %(number)s"),
    "minutes_publish": N_("Decide about the public version of the minutes of meeting %(number)s"),
    "minutes_correct": N_("Decide about a correction of the minutes of meeting %(number)s"),
    "minutes_read": N_("Read the draft minutes of meeting %(number)s: is anything to be corrected?"),
    "minutes_overdue": N_("Overdue: the minutes of meeting %(number)s"),
    "minutes_remarks": N_("Answer the corrections asked for in the minutes of meeting %(number)s"),
    "minutes_check": N_("Have the draft minutes of meeting %(number)s checked"),
    "minutes_send_round": N_("Check the draft minutes of meeting %(number)s and send them to those who attended"),
    "minutes_hand_in": N_("Hand the minutes of meeting %(number)s in for approval"),
    "minutes_issue": N_("Issue the minutes of meeting %(number)s"),
    "minutes_screen": N_("Take up the public version of the minutes of meeting %(number)s"),
    "minutes_prepare": N_("Prepare the public version of the minutes of meeting %(number)s"),
    "minutes_archive": N_("Archive the minutes of meeting %(number)s"),
    "screen": N_("Proposals waiting for screening: %(count)s"),
    "publish": N_("Items on the needs list, to be published for claiming: %(count)s"),
    "unclaimed": N_("Items nobody claimed in their round, to carry over or end: %(count)s"),
    "objected": N_("Items held up by objections to their notice: %(count)s"),
    "paused": N_("Projects that are paused: %(count)s"),
    "agreements_ending": N_("Agreements that end within 60 days or are past their term: %(count)s"),
    "promises": N_("Promises of your organisation that fall due within 14 days or are overdue: %(count)s"),
    "opinions": N_("Items waiting for your legal opinion: %(count)s"),
    "confirm": N_("Claims to confirm: %(count)s"),
    "notice": N_("Give notice of meeting %(number)s"),
    "minutes_draft": N_("Draft the minutes of meeting %(number)s"),
    "accept": N_("Accept the finished work of project %(number)s"),
    "accept_many": N_("Projects whose finished work waits to be accepted: %(count)s"),
    "report_many": N_("Projects of your organisation to plan or report on: %(count)s"),
    "report": N_("Plan or report on project %(number)s"),
    "claim": N_("Items your organisation could claim: %(count)s"),
    "objections": N_("Objections without a reply to notice %(number)s: %(count)s"),
    "notice_end": N_("Public notice %(number)s is over: note its result"),
    "decisions": N_("Decisions and tasks overdue: %(count)s"),
    "carry_out": N_("Decisions your organisation carries out: %(count)s"),
    "complete": N_("Complete your proposal %(number)s: it was returned to you"),
}


def greeting(actor: Actor) -> None:
    """Say what this place is for; to a visitor also what to do first."""
    if actor.id is not None:
        frame.title(_("Welcome, %(name)s") % {"name": plain(actor.name)})
        return
    frame.title(
        _("What we need, and what becomes of it"),
        _(
            "Residents say what is needed; member organisations take it on; the Riverside Joint Party Committee "
            "deliberates and votes. Here everybody can follow each step."
        ),
    )
    first, second = st.columns(2)
    with first, st.container(border=True):
        frame.link("propose", _("Submit a proposal"), icon="edit_square")
    with second, st.container(border=True):
        frame.link("claim_list", _("See the claim list"), icon="list_alt")


def to_do(lines: list[Waiting], actor: Actor) -> None:
    """List what waits for the person, each line a link to where it is done."""
    if actor.id is None:
        return
    st.subheader(_("Waiting for you"), anchor=False)
    if not lines:
        frame.empty(_("Nothing waits for you at the moment."), "claim_list", _("See the claim list"))
    for line in lines:
        sentence = _(SENTENCES[line.what]) % {"number": line.number, "count": line.count}
        with st.container(border=True):
            parameter = "meeting" if line.page == "topics" else "number"
            frame.link(line.page, sentence, query={parameter: line.number} if line.number else None)


def figures(counts: Figures) -> None:
    """Draw the public figures and the ways to all others."""
    st.subheader(_("Where things stand"), anchor=False)
    with st.container(key="figures", horizontal=True):
        st.metric(_("Open for claiming"), number(counts.open_for_claiming), border=True)
        st.metric(_("Unclaimed"), number(counts.unclaimed), border=True)
        st.metric(_("Projects under way"), number(counts.under_way), border=True)
        st.metric(_("Completed"), number(counts.completed), border=True)
        st.metric(_("Motions decided"), number(counts.decided), border=True)
    frame.link("figures", _("All figures: how far items come, how long it takes, money and places"), icon="query_stats")
    frame.link("lists", _("Needs, resources and projects side by side"), icon="view_column")
    frame.link("consensus", _("How the committee decided"), icon="how_to_vote")
    frame.link("progress", _("How the projects are getting on"), icon="monitoring")


def newest(items: list[NeedRead]) -> None:
    """List the items published last."""
    st.subheader(_("Published last"), anchor=False)
    if not items:
        frame.empty(
            _("Nothing has been published yet. Be the first to say what is needed."),
            "propose",
            _("Submit a proposal"),
        )
    for item in items:
        with st.container(border=True):
            frame.link("item", f"{item.number}　{item.title}", icon="description", query={"number": item.number})
            frame.status_badge(item.status)
