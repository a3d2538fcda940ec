"""What every page is framed by: head, banner, language and text size, links, badges, lists, empty states."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard import i18n
from dashboard.formats import day, moment, quarter_text
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.labels.trail import THINGS, TRAIL
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.claims import ClaimAction
from dashboard.rules.lifecycle.decisions import DecisionAction, TaskAction
from dashboard.rules.lifecycle.matching import AgreementAction, BatchAction, ResourceAction, RoundAction
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.lifecycle.minutes import CorrectionAction, MinutesAction, RecordAction, RemarkAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.notices import NoticeAction, NoticeObjectionAction
from dashboard.rules.lifecycle.projects import ChangeAction, ProjectAction
from dashboard.rules.lifecycle.speeches import SpeechAction
from dashboard.rules.lifecycle.topics import TopicAction
from dashboard.services import accounts, demonstration
from dashboard.ui import session
from dashboard.ui.safe import plain
from models import enums as e
from models.life import LifeEventRead

STYLE = Path(__file__).with_name("style.css")
ICON = str(Path(__file__).with_name("icon.png"))
UPLOADER = Path(__file__).with_name("uploader.html")
LARGE_TEXT = Path(__file__).with_name("large_text.css")

_ACTIONS: Mapping[str, type[StrEnum]] = {
    "need": NeedAction,
    "meeting": MeetingAction,
    "agenda_item": AgendaAction,
    "motion": MotionAction,
    "minutes": MinutesAction,
    "minutes_remark": RemarkAction,
    "minutes_correction": CorrectionAction,
    "meeting_record": RecordAction,
    "claim": ClaimAction,
    "project": ProjectAction,
    "project_change": ChangeAction,
    "decision": DecisionAction,
    "task": TaskAction,
    "topic": TopicAction,
    "speech": SpeechAction,
    "notice": NoticeAction,
    "notice_objection": NoticeObjectionAction,
    "import_batch": BatchAction,
    "resource": ResourceAction,
    "agreement": AgreementAction,
    "claim_round": RoundAction,
}
_GOOD = {
    e.NeedStatus.COMPLETED, e.NeedStatus.ADOPTED, e.NeedStatus.APPROVED, e.AgendaStatus.ADOPTED,
    e.Outcome.CARRIED, e.MinutesStatus.APPROVED, e.MinutesStatus.ISSUED,
    e.MinutesStatus.PUBLISHED, e.MinutesStatus.ARCHIVED, e.RemarkStatus.ACCEPTED, e.RemarkStatus.NOTHING,
    e.CorrectionStatus.APPROVED, e.ClaimStatus.CONFIRMED, e.ProjectStatus.ACCEPTED,
    e.Presence.PRESENT, e.TaskStatus.DONE, e.DecisionStatus.DONE, e.Outcome.CARRIED_WITH_CONDITIONS,
    e.NoticeOutcome.NO_OBJECTIONS, e.ObjectionOutcome.UPHELD, e.NoticeObjectionStatus.ANSWERED,
    e.AgreementStatus.SIGNED, e.ResourceStatus.OFFERED, e.ClaimStatus.FULFILLED,
    e.ChangeStatus.APPROVED,
}  # fmt: skip
_BAD = {
    e.NeedStatus.DECLINED, e.NeedStatus.NOT_ADOPTED, e.AgendaStatus.NOT_ADOPTED, e.Outcome.NOT_CARRIED,
    e.Outcome.NO_QUORUM, e.Outcome.VOID, e.MeetingStatus.CANCELLED, e.ClaimStatus.DECLINED, e.TopicStatus.REFUSED,
    e.ChangeStatus.REFUSED, e.RemarkStatus.DECLINED, e.CorrectionStatus.REFUSED, e.ProjectStatus.TERMINATED,
}  # fmt: skip
_WAITING = {
    e.NeedStatus.SUBMITTED, e.NeedStatus.RETURNED, e.NeedStatus.DEFERRED, e.NeedStatus.AWAITING_ACCEPTANCE,
    e.NeedStatus.RECTIFICATION, e.NeedStatus.UNCLAIMED, e.NeedStatus.OBJECTED, e.NeedStatus.PAUSED,
    e.AgendaStatus.DEFERRED, e.MeetingStatus.POSTPONED, e.MinutesStatus.IN_REVIEW,
    e.MinutesStatus.COMMENTING, e.MinutesStatus.SCREENING, e.RemarkStatus.OPEN, e.CorrectionStatus.PROPOSED,
    e.ProjectStatus.AWAITING_ACCEPTANCE, e.ProjectStatus.RECTIFICATION, e.ClaimStatus.INTENTION,
    e.Presence.ON_LEAVE, e.Presence.LEFT, e.TopicStatus.SUBMITTED, e.TopicStatus.DEFERRED,
    e.NoticeObjectionStatus.RECEIVED, e.ChangeStatus.PROPOSED, e.ProjectStatus.PAUSED,
}  # fmt: skip


def page_setup() -> None:
    """Set the browser title and the styles; called once, first, by the entry script."""
    st.set_page_config(page_title=_("Riverside Joint Party Committee"), page_icon=ICON, layout="centered")
    st.logo(ICON, size="large")
    _uploader_words()
    st.html(STYLE)
    if session.get("large_text"):
        st.html(LARGE_TEXT)


def _uploader_words() -> None:
    """Let uploaders speak the language spoken now: Streamlit has no argument for their own words."""
    words = {"button": _("Choose a file"), "limit": _("at most 10 MB each"), "small": _("at most 2 MB")}
    st.html(UPLOADER.read_text("utf-8") % {name: json.dumps(text, ensure_ascii=False) for name, text in words.items()})


def banner() -> None:
    """Say on every screen of a demonstration database that nothing here is real."""
    if demonstration.is_demonstration(session.engine()):
        today = day(session.context().today())
        st.warning(
            _("**Demonstration data** — people, places and votes are invented. Day in the demonstration: %(today)s.")
            % {"today": plain(today)},
            icon=":material/science:",
        )


def switches() -> None:
    """Draw the language and text-size switches of the sidebar; nothing typed on the page is lost."""
    codes = list(i18n.LANGUAGES)
    session.start_widget("language_switch", i18n.language())
    st.segmented_control(
        "语言 / Language",
        codes,
        format_func=i18n.LANGUAGES.__getitem__,
        key="language_switch",
        required=True,
        on_change=_switched,
    )
    session.start_widget("large_text_switch", bool(session.get("large_text")))
    st.toggle(
        _("Large text"),
        key="large_text_switch",
        on_change=_switched,
    )


def _switched() -> None:
    """Take over the switches for this tab, and for the account of whoever is signed in."""
    language, large = session.widget("language_switch"), bool(session.widget("large_text_switch"))
    session.put("language", language)
    session.put("large_text", large)
    if session.actor().id is not None:
        accounts.save_preferences(session.context(), language, large)


def title(text: str, lead: str = "") -> None:
    """Draw the page's heading and one sentence that says what can be done here."""
    st.title(text, anchor=False)
    if lead:
        st.markdown(lead)


def link(page: str, text: str, *, icon: str = "arrow_forward", query: Mapping[str, object] | None = None) -> None:
    """Draw a link to a page, with what it shows in the address (never ballots or personal data)."""
    parameters = {name: str(value) for name, value in (query or {}).items()}
    st.page_link(session.page(page), label=plain(text), icon=f":material/{icon}:", query_params=parameters or None)


def go(page: str, query: Mapping[str, object] | None = None) -> None:
    """Leave for another page at once; not in a callback."""
    st.switch_page(session.page(page), query_params={name: str(value) for name, value in (query or {}).items()})


def empty(sentence: str, page: str | None = None, action: str = "", query: Mapping[str, object] | None = None) -> None:
    """Say why a list is empty and offer one next step."""
    with st.container(border=True):
        st.markdown(f":material/inbox: {sentence}")
        if page and action:
            link(page, action, query=query)


Colour = Literal["green", "red", "orange", "blue"]


def badge_colour(value: StrEnum) -> Colour:
    """Return the colour of a status; the word beside it carries the meaning."""
    return "green" if value in _GOOD else "red" if value in _BAD else "orange" if value in _WAITING else "blue"


def status_badge(value: StrEnum) -> None:
    """Draw a status as word and colour."""
    st.badge(label(value), color=badge_colour(value))


def badge_text(value: StrEnum) -> str:
    """Return a status as Markdown, to stand inside a line."""
    return f":{badge_colour(value)}-badge[{plain(label(value))}]"


def facts(rows: Mapping[str, object]) -> None:
    """Draw label and value pairs, one a line; empty values are left out."""
    lines = [f"**{plain(name)}**　{plain(str(value))}" for name, value in rows.items() if value not in (None, "")]
    st.markdown("  \n".join(lines))


def action_text(subject_kind: str, action: str) -> str:
    """Return what a move or another audited action is called, for lifelines and the audit trail."""
    vocabulary = _ACTIONS.get(subject_kind)
    if vocabulary is not None and action in vocabulary._value2member_map_:
        return label(vocabulary(action))
    code = f"{subject_kind}.{action}"
    return _(TRAIL[code]) if code in TRAIL else code


def subject_text(subject: str) -> str:
    """Return what an audit line is about, such as 认领清单条目 12 for ``need/12``."""
    kind, _slash, key = subject.partition("/")
    return f"{_(THINGS[kind])} {key}".strip() if kind in THINGS else subject


def lifeline(events: Sequence[LifeEventRead], kind: str = "need") -> None:
    """Draw every step with its date, who took it by role, and the reason; oldest first."""
    for event in events:
        reference = f"（{plain(_reference_text(event.reference))}）" if event.reference else ""
        who = plain(label(event.actor_role))
        lines = [f":material/check: **{plain(action_text(kind, event.action))}**{reference}"]
        lines.append(f":gray[{plain(moment(event.at))} · {who}]")
        if event.reason:
            lines.append(_("Reason: %(reason)s") % {"reason": plain(event.reason)})
        st.markdown("  \n".join(lines))


def _reference_text(reference: str) -> str:
    """Return what a move points to: the quarter of a claim round in words, a number as it is."""
    return quarter_text(reference) if re.fullmatch(r"\d{4}Q[1-4]", reference) else reference


def table(rows: Iterable[Mapping[str, object]] | pd.DataFrame, key: str) -> None:
    """Draw a small table as text that grows with the text size and can be printed and read aloud."""
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    shown: Any = frame.map(lambda cell: plain(cell) if isinstance(cell, str) else cell)
    with st.container(key=f"table_{key}"):
        st.table(shown, border="horizontal", hide_index=True)


def known(value: str, vocabulary: type[StrEnum]) -> StrEnum | None:
    """Return the enum member of a value from the address, ``None`` where a stranger wrote it."""
    return vocabulary(value) if value in vocabulary._value2member_map_ else None
