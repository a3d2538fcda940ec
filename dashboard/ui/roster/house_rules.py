"""House rules in words, each with the input its values ask for."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services import house_rules
from dashboard.services.context import Context
from dashboard.services.house_rules import Choice, DayList, HouseRuleRead, Kind, Parts, Whole
from dashboard.ui import feedback, session
from dashboard.ui.safe import plain

NAMES: Mapping[str, str] = {
    "seats": N_("Number of seats"),
    "notice_days": N_("Days between the notice and the meeting"),
    "topic_deadline_days": N_("Days before the meeting until which topics are taken in"),
    "speaking_rounds": N_("Rounds of discussion"),
    "speaking_rounds_most": N_("Rounds of discussion at most"),
    "speaking_minutes": N_("Minutes for each speech"),
    "check_in_code_required": N_("Members sign in with the figures shown in the room"),
    "substitutes": N_("Substitutes of members who are on leave"),
    "recusal_denominator": N_("Those who recuse themselves, in the number votes are counted against"),
    "absent_opinions": N_("Written opinions of absent members"),
    "secret_least_voters": N_("Voters a secret ballot needs at least"),
    "secret_result_hidden_below": N_("Voters below whom the result of a secret ballot is not shown"),
    "public_notice_days": N_("Days of public notice"),
    "objection_reply_working_days": N_("Working days until an objection is answered"),
    "holidays": N_("Public holidays, for the last day of notices and for working days"),
    "carry_over_meetings": N_("How often an unclaimed item is carried over"),
    "minutes_draft_working_days": N_("Working days until minutes are drafted"),
    "minutes_approval_working_days": N_("Working days until minutes are issued"),
    "minutes_comment_days": N_("Working days in which those who attended may ask for corrections of minutes"),
    "retention": N_("How long documents are kept"),
    "contact_retention_months": N_("Months until contact details are removed after a matter ends"),
    "small_cell": N_("People below whom no breakdown is shown"),
    "promise_days": N_("Days within which items are promised to move on"),
    "minutes_numbering": N_("Form of the document number"),
    "line_pitch_pt": N_("Line pitch of minutes in points"),
    "document_fonts": N_("Fonts named in Word files"),
}
PARTS: Mapping[str, str] = {
    "members": N_("Committee members' meeting"),
    "conference": N_("Joint conference of member organisations"),
    "item": N_("Item of the claim list"),
    "elevator": N_("Elevator retrofitting"),
    "small": N_("Small matter"),
    "answer": N_("Until a proposal is answered"),
    "claim": N_("From publication to the first claim"),
    "decide": N_("From publication to the meeting's decision"),
    "finish": N_("From approval as a project to completion"),
    "off": N_("Days off, beside weekends"),
    "work": N_("Saturdays and Sundays that are working days"),
    "adopted": N_("Minutes, and papers adopted"),
    "papers": N_("Other papers"),
    "not_adopted": N_("Papers not adopted"),
    "body": N_("Body text"),
    "heading_1": N_("First-level headings"),
    "heading_2": N_("Second-level headings"),
    "title": N_("Red head and title"),
    "digits": N_("Page numbers"),
}
WORDS: Mapping[str, str] = {
    "no": N_("no"),
    "yes": N_("yes"),
    "attend_only": N_("attend and speak without a vote"),
    "may_vote": N_("attend, speak and vote"),
    "keep": N_("stay in it"),
    "deduct": N_("are taken out of it"),
    "recorded_not_counted": N_("are recorded, not counted as votes"),
    "permanent": N_("permanently"),
    "30 years": N_("30 years"),
    "10 years": N_("10 years"),
}


def rule(one: HouseRuleRead) -> None:
    """Draw one house rule: its value, the value as shipped, and the input to change it."""
    with st.container(border=True):
        st.markdown(f"**{_(NAMES[one.name])}**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _input(f"rule_{one.name}", one.kind, one.value)
            if not isinstance(one.kind, Choice) or len(one.kind.words) > 1:
                st.button(_("Save"), key=f"rule_save_{one.name}", on_click=_save, args=(one.name, one.kind))
        if one.name not in house_rules.APPLIED:
            st.caption(_("Kept for the record: people go by it, the software does not apply it yet."))
        if one.value != one.shipped:
            st.caption(_("As shipped: %(value)s") % {"value": plain(_in_words(one.shipped))})


def _input(key: str, kind: Kind, value: Any) -> None:
    if isinstance(kind, Parts):
        for name in kind.names:
            session.start_widget(f"{key}_{name}", _typed(value[name]))
            _one(f"{key}_{name}", kind.each, _(PARTS[name]), "visible")
        return
    session.start_widget(key, value)
    _one(key, kind, _("Value"), "collapsed")


def _one(key: str, kind: Kind, name: str, visibility: Any) -> None:
    if isinstance(kind, Whole):
        st.number_input(name, min_value=kind.least, max_value=kind.most, step=1, key=key, label_visibility=visibility)
    elif isinstance(kind, Choice):
        st.selectbox(
            name, kind.words, format_func=_word, key=key, label_visibility=visibility, disabled=len(kind.words) == 1
        )
    elif isinstance(kind, DayList):
        st.text_area(name, key=key, help=_("Write days like 2027-01-01, with commas between them."))
    else:
        st.text_input(name, key=key, max_chars=40, label_visibility=visibility)


def _save(name: str, kind: Kind) -> None:
    def change(ctx: Context, key: str) -> Any:
        given = session.widget(f"rule_{name}")
        if isinstance(kind, Parts):
            given = {part: session.widget(f"rule_{name}_{part}") for part in kind.names}
        return house_rules.change(ctx, name, given, key=key)

    feedback.act(
        change, key=f"rule_save_{name}", done=_("“%(rule)s” is saved and in force.") % {"rule": _(NAMES[name])}
    )


def _typed(value: Any) -> Any:
    """Return a value as its input holds it: days as one text."""
    return ", ".join(value) if isinstance(value, list) else value


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return "；".join(f"{_(PARTS[name])} {_word(part)}" for name, part in value.items())
    return _word(value)


def _word(value: Any) -> str:
    return _(WORDS[value]) if isinstance(value, str) and value in WORDS else str(_typed(value))
