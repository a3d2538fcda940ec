"""Where the text and the facts differ: was and is, and one click that takes the present figures over."""

from functools import partial

import streamlit as st

from dashboard.documents.minutes.bound import Finding
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services import minutes
from dashboard.services.minutes import MinutesState
from dashboard.ui import feedback
from dashboard.ui.safe import plain

MOST = 12
"""More findings of a kind are counted, not listed."""


def findings(state: MinutesState, minutes_id: int, *, unsaved: bool) -> None:
    """Draw what to look at in the saved text; a text that agrees with its facts says so."""
    st.markdown("**" + _("Figures and facts") + "**")
    wrong = [one for one in state.findings if one.kind in ("stale", "unknown")]
    left_out = [one for one in state.findings if one.kind == "left_out"]
    unbound = [one for one in state.findings if one.kind == "unbound"]
    if not wrong and not left_out:
        st.markdown(":green[:material/check_circle:] " + _("Every figure is the one stored."))
    if wrong:
        _listed(_("Not what is stored"), wrong, ":material/update:")
        _take_over(state, minutes_id, unsaved)
    if left_out:
        _listed(_("Left out of the text"), left_out, ":material/playlist_remove:")
    if unbound:
        _listed(_("Typed by hand, not tied to a fact"), unbound, ":material/edit_note:")
    if state.stale and not wrong:
        words = _("The facts of the meeting changed after this text was written. Compare it and save it as checked.")
        st.markdown(f":orange[:material/update:] {words}")


def _take_over(state: MinutesState, minutes_id: int, unsaved: bool) -> None:
    st.button(
        _("Take all present figures over"),
        key="minutes_figures",
        type="primary",
        disabled=unsaved,
        on_click=partial(
            feedback.act,
            minutes.take_over_figures,
            minutes_id,
            state.version,
            key="minutes_figures",
            done=lambda version: _("The present figures stand in version %(version)d.") % {"version": version},
        ),
    )
    if unsaved:
        st.caption(_("Save your changes as a version first."))


def _listed(heading: str, found: list[Finding], icon: str) -> None:
    st.markdown(f"{icon} {plain(heading)}（{len(found)}）")
    st.markdown("\n".join(f"- {_line(one)}" for one in found[:MOST]))
    if len(found) > MOST:
        more = len(found) - MOST
        st.caption(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})


def _line(one: Finding) -> str:
    if one.kind == "stale":
        words = _("line %(line)d: was “%(written)s”, is “%(now)s”")
    elif one.kind == "unknown":
        words = _("line %(line)d: “%(written)s” is tied to no fact of this meeting")
    elif one.kind == "unbound":
        words = _("line %(line)d: “%(written)s”")
    else:
        return f"{plain(one.now)} :gray[{plain(one.key)}]"
    return plain(words % {"line": one.line_no, "written": one.written, "now": one.now})
