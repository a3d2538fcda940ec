"""The audit trail as administrators read it: filters in the address, one line each, page by page."""

import json

import streamlit as st

from dashboard.formats import local
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.services.trail import TrailFilter, TrailLine, TrailPage
from dashboard.ui import address, frame

LONGEST = 600
"""Characters of the facts of a line that are shown."""


def filters(actions: list[str], actors: dict[int, str]) -> TrailFilter:
    """Draw the filters and return what they say."""
    left, right = st.columns(2)
    with left:
        action = address.choice(_("Action"), "action", {one: action_words(one) for one in actions}, _("every action"))
        first = address.day(_("From the day"), "first")
    with right:
        people = {str(actor_id): name for actor_id, name in actors.items()}
        actor = address.choice(_("Who"), "actor", people, _("everybody"))
        last = address.day(_("To the day"), "last")
    subject = address.words(_("Record"), "subject", _("such as need/12, or need for all of them"))
    return TrailFilter(action, subject, int(actor) if actor else None, first, last)


def lines(found: TrailPage) -> None:
    """Draw the lines of a page, or say that none matches."""
    if not found.lines:
        frame.empty(_("No line matches. Take out a filter."), "audit", _("Show the whole trail"))
        return
    st.caption(ngettext("%(n)d line", "%(n)d lines", found.total) % {"n": found.total})
    frame.table([_row(line) for line in found.lines], "trail")


def action_words(action: str) -> str:
    """Return what an action is called; its code where nobody named it."""
    kind, _dot, step = action.partition(".")
    return frame.action_text(kind, step)


def _row(line: TrailLine) -> dict[str, object]:
    return {
        _("When"): f"{local(line.at):%Y-%m-%d %H:%M:%S}",
        _("Who"): f"{line.actor} ({label(line.role)})" if line.actor else label(line.role),
        _("Action"): action_words(line.action),
        _("Record"): frame.subject_text(line.subject),
        _("Details"): _facts(line),
    }


def _facts(line: TrailLine) -> str:
    text = json.dumps(dict(line.facts), ensure_ascii=False, sort_keys=True) if line.facts else ""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
