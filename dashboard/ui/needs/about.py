"""What everybody may read about one item: where it stands, what it says, who takes part, and each step so far."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.formats import day, local_date, moment, number, quarter_text, yuan
from dashboard.i18n import N_, either, ngettext
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, label
from dashboard.rules.permissions import Permission
from dashboard.services.context import Actor
from dashboard.services.needs import ItemClaim, ItemPage
from dashboard.services.notices import POSTABLE, NoticeLine
from dashboard.ui import frame
from dashboard.ui.needs import photos
from dashboard.ui.notices.words import running_words
from dashboard.ui.safe import paragraphs, plain
from models.enums import NeedStatus as S
from models.enums import NoticeStatus
from models.need import NeedDraft, NeedRead

NEXT: Mapping[S, str] = {
    S.SUBMITTED: N_("The secretariat reads the proposal and decides what becomes of it. Until then it is not public."),
    S.RETURNED: N_("The secretariat asks for more. Once the proposer has completed it, it is read again."),
    S.WITHDRAWN: N_("The proposer took it back. It ends here."),
    S.DECLINED: N_("The secretariat did not take it on; the reason is given below."),
    S.MERGED: N_("It asks for the same as another item and goes on there, with everybody who follows it."),
    S.REFERRED: N_("Another office is competent and has been asked to deal with it."),
    S.ON_LIST: N_("It is taken on. The secretariat publishes it for claiming with the list of the quarter."),
    S.OPEN: N_("Member organisations can claim it now. Then the committee deliberates on it."),
    S.UNCLAIMED: N_("Nobody claimed it in time. The secretariat carries it over or seeks another way."),
    S.CLAIMED: N_("At least one organisation means to take it on. Next, both sides talk, and a meeting deliberates."),
    S.MATCHING: N_("Both sides have met to talk. Next, a meeting deliberates on it."),
    S.CONSULTING: N_("Those who have the power to decide are being asked."),
    S.ON_NOTICE: N_("It is on public notice: everybody may object until the last day."),
    S.OBJECTED: N_("There is an objection. It is reviewed before anything goes on."),
    S.SIGNED: N_("The agreement is signed. The organisation that leads will begin the work."),
    S.PAUSED: N_("The work is paused for the reason below."),
    S.APPRAISED: N_("Residents have appraised the result."),
    S.ARCHIVED: N_("The item is finished, appraised and filed."),
    S.CLOSED: N_("The item was closed for the reason below. It stays in the statistics."),
    S.TERMINATED: N_("The work was given up for the reason below."),
    S.ON_AGENDA: N_("The committee deliberates and votes on it in its meeting. It can still be claimed."),
    S.ADOPTED: N_("The meeting adopted it. It becomes a project when the secretariat confirms a claim."),
    S.NOT_ADOPTED: N_("The meeting did not adopt it. It may come back to a later meeting."),
    S.DEFERRED: N_("The meeting put it off; it comes back to a later meeting."),
    S.APPROVED: N_("It is a project now. The lead organisation plans it and starts the work."),
    S.IN_PROGRESS: N_("The work is being done. The lead organisation reports how far it is."),
    S.AWAITING_ACCEPTANCE: N_("The work is reported as finished. The secretariat checks it on the spot."),
    S.RECTIFICATION: N_("The check found something to put right; the lead organisation sees to it."),
    S.COMPLETED: N_("The work is finished and accepted."),
}
"""What a status means to somebody who reads the item, and what happens next."""


def head(page: ItemPage) -> None:
    """Draw title, status and what happens next."""
    need = page.need
    frame.title(plain(need.title))
    with st.container(key="item_status", border=True):
        st.subheader(f":{frame.badge_colour(need.status)}[{plain(label(need.status))}]", anchor=False)
        st.markdown(_(NEXT[need.status]))
        if need.claim_deadline and need.status in (S.OPEN, S.CLAIMED, S.MATCHING):
            st.markdown(_("To be claimed by **%(day)s**.") % {"day": plain(day(local_date(need.claim_deadline)))})
        if need.referred_to:
            st.markdown(_("Referred to: %(office)s") % {"office": plain(need.referred_to)})
        if page.merged_into:
            frame.link("item", page.merged_into, icon="merge", query={"number": page.merged_into})


def text(page: ItemPage) -> None:
    """Draw what was proposed, with its photos."""
    need = page.need
    st.subheader(field_label("reasons"), anchor=False)
    paragraphs(need.reasons)
    if need.suggestion:
        st.subheader(field_label("suggestion"), anchor=False)
        paragraphs(need.suggestion)
    photos.large(page.photos)


def text_in_card(need: NeedRead | NeedDraft) -> None:
    """Draw what was proposed inside a card, under smaller headings."""
    for name in ("reasons", "suggestion"):
        if words := getattr(need, name):
            st.markdown(f"**{plain(field_label(name))}**")
            paragraphs(words)


def particulars(page: ItemPage) -> None:
    """Draw the facts of an item."""
    need = page.need
    screened = need.status not in (S.SUBMITTED, S.RETURNED)
    st.subheader(_("Particulars"), anchor=False)
    frame.facts(
        {
            _("Number"): need.number,
            _("Quarter"): quarter_text(need.quarter),
            _("Category"): either(*page.category),
            _("Neighbourhood"): either(*page.area),
            _("Exact place"): need.place,
            _("People who benefit"): number(need.beneficiaries) if need.beneficiaries is not None else "",
            _("Source"): label(need.source),
            _("Who decides"): label(need.decision_power) if screened else "",
            _("Legal gate"): label(need.legal_gate) if screened else "",
            _("Estimated cost"): yuan(need.budget_fen),
            _("Submitted on"): moment(need.submitted_at),
            _("Published on"): moment(need.published_at) if need.published_at else "",
            _("Followed by"): _people(page.followers) if page.followers else "",
        }
    )
    for other in page.merged_here:
        frame.link(
            "item", _("Merged into this item: %(number)s") % {"number": other}, icon="merge", query={"number": other}
        )


def _people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": number(count)}


def work(page: ItemPage) -> None:
    """Draw the project the item became."""
    project = page.project
    if project is None:
        return
    st.subheader(_("Project"), anchor=False)
    with st.container(border=True):
        st.markdown(f"{frame.badge_text(project.status)}　{plain(either(*project.organisation))}")
        st.progress(project.percent / 100, _("%(percent)d%% done") % {"percent": project.percent})
        st.caption(_("due %(day)s") % {"day": plain(day(project.due_on))})
        words = _("To project %(number)s") % {"number": project.number}
        frame.link("project", words, icon="construction", query={"number": project.number})


def claims(page: ItemPage, actor: Actor) -> None:
    """List who claimed the item; offer claiming to those who may."""
    open_now = page.need.status in (S.OPEN, S.CLAIMED, S.MATCHING, S.ON_AGENDA, S.ADOPTED)
    if not page.claims and not open_now:
        return
    st.subheader(_("Claims"), anchor=False)
    if not page.claims:
        st.markdown(_("No organisation has claimed it yet."))
    for one in page.claims:
        _claim(one)
    if open_now and actor.may(Permission.CLAIM_MAKE):
        frame.link("claims", _("Claim it for our organisation"), icon="handshake", query={"need": page.need.number})


def _claim(one: ItemClaim) -> None:
    with st.container(border=True):
        leads = _("Lead claim")
        role = f":blue-badge[{plain(leads)}]" if one.leads else ""
        st.markdown(f"**{plain(either(*one.organisation))}** {frame.badge_text(one.status)} {role}")
        st.markdown(f"{plain(label(one.offer))} — {plain(one.offer_text)}")
        st.caption(_("Promised by %(day)s") % {"day": plain(day(one.promised_on))})


def meetings(page: ItemPage, actor: Actor) -> None:
    """List the meetings that had the item on their agenda, with what came of it."""
    if not page.meetings:
        return
    st.subheader(_("In the meeting"), anchor=False)
    for one in page.meetings:
        with st.container(border=True):
            st.markdown(f"**{plain(one.title)}** {frame.badge_text(one.outcome)}")
            st.caption(plain(moment(one.starts_at)))
            if actor.may(Permission.MEETING_READ):
                frame.link(
                    "meeting",
                    _("To meeting %(number)s") % {"number": one.number},
                    icon="event_note",
                    query={"number": one.number},
                )


def notices(lines: Sequence[NoticeLine], page: ItemPage, actor: Actor) -> None:
    """List the public notices of an item; offer to post one to those who may, once it is adopted."""
    may_post = actor.may(Permission.NOTICE_POST) and page.need.status in POSTABLE
    if not lines and not may_post:
        return
    st.subheader(_("Public notice"), anchor=False)
    for line in lines:
        with st.container(border=True):
            st.markdown(f"{frame.badge_text(line.outcome or line.status)}　{plain(running_words(line))}")
            words = _("To notice %(number)s") % {"number": line.number}
            frame.link("notices", words, icon="campaign", query={"number": line.number})
    if may_post and all(line.status is not NoticeStatus.POSTED for line in lines):
        query = {"need": page.need.number}
        frame.link("notices", _("Put this item on public notice"), icon="campaign", query=query)
