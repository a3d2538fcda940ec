"""Editing minutes: what is typed is kept at once, and two people never overwrite each other.

The text is typed over one saved version, its base. Where somebody saves a newer one meanwhile, both texts stay and
the person decides.
"""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.documents.minutes import bound
from dashboard.formats import clock, moment
from dashboard.i18n import gettext as _
from dashboard.services import drafts, minutes
from dashboard.services.minutes import MinutesState
from dashboard.ui import feedback, session
from dashboard.ui.minutes import findings, reading
from dashboard.ui.safe import plain


def editor(state: MinutesState, minutes_id: int) -> None:
    """Draw the text to edit, with what must be known before saving it."""
    _begin(state, minutes_id)
    base = int(session.get(_base(minutes_id)))
    if base != state.version:
        _meanwhile(state, minutes_id)
    typing, beside = st.columns([3, 2])
    with typing:
        st.text_area(
            _("Text of the minutes"),
            key=_key(minutes_id),
            height=560,
            on_change=partial(_keep, minutes_id),
            help=_(
                "A line that begins with “# ” is a heading, with “## ” a subheading. Every other line is a paragraph. "
                "What stands in 【 】 is a figure tied to its fact: it is printed without the brackets."
            ),
        )
        feedback.below("text")
    with beside, st.container(border=True, key="minutes_findings"):
        findings.findings(state, minutes_id, unsaved=changed(state, minutes_id))
    kept = session.get(f"minutes.kept.{minutes_id}")
    st.caption(
        _("What you type is kept when you leave the field. Kept at %(time)s.") % {"time": plain(clock(kept))}
        if kept
        else _("What you type is kept when you leave the field.")
    )
    if state.stale:
        st.checkbox(_("I have compared this text with the facts of the meeting"), key=f"minutes_checked_{minutes_id}")
    with st.container(horizontal=True):
        save = partial(_save, minutes_id, base)
        st.button(_("Save as a new version"), key="minutes_save", type="primary", on_click=save)
        st.button(_("Drop my changes"), key="minutes_drop", on_click=_drop, args=(minutes_id,))
    _preview(minutes_id)
    _redraft(state, minutes_id)


def changed(state: MinutesState, minutes_id: int) -> bool:
    """Return whether something is typed that is not saved as a version."""
    typed = session.widget(_key(minutes_id))
    return typed is not None and str(typed).strip() != state.text.strip()


def _begin(state: MinutesState, minutes_id: int) -> None:
    """Fill the field: with what this person typed and did not save, on whichever device, else with the newest text."""
    if session.widget(_key(minutes_id)) is not None and session.get(_base(minutes_id)) is not None:
        return
    kept = drafts.load(session.context(), _form(minutes_id))
    fields: dict[str, Any] = kept.fields if kept else {}
    session.put(_base(minutes_id), int(fields.get("base", state.version)))
    session.set_widget(_key(minutes_id), str(fields.get("text", state.text)))
    if kept and "text" in fields:
        session.put(f"minutes.kept.{minutes_id}", kept.saved_at)
        st.info(
            _("What you typed until %(time)s and did not save is filled in.") % {"time": plain(moment(kept.saved_at))}
        )


def _preview(minutes_id: int) -> None:
    """Draw what is typed as it will be printed."""
    if st.toggle(_("Preview as printed"), key=f"minutes_preview_{minutes_id}"):
        with st.container(border=True):
            reading.text(bound.printed(str(session.widget(_key(minutes_id)) or "")))


def _meanwhile(state: MinutesState, minutes_id: int) -> None:
    with st.container(border=True):
        st.warning(
            _("Somebody saved version %(version)d while you were typing. Your text is still in the field below.")
            % {"version": state.version},
            icon=":material/group:",
        )
        with st.expander(_("Read version %(version)d") % {"version": state.version}):
            reading.text(state.printed)
        with st.container(horizontal=True):
            mine = partial(_save, minutes_id, state.version)
            st.button(_("Save mine as the next version"), key="minutes_mine", on_click=mine)
            st.button(_("Go on with the newest text"), key="minutes_theirs", on_click=_drop, args=(minutes_id,))


def _redraft(state: MinutesState, minutes_id: int) -> None:
    with st.expander(_("Draft it anew from the facts"), icon=":material/autorenew:"):
        st.markdown(_("A new version is written from the facts as they are now. Every earlier version stays readable."))
        st.button(
            _("Draft it anew"),
            key="minutes_redraft",
            on_click=partial(
                feedback.act,
                minutes.redraft,
                minutes_id,
                state.version,
                key="minutes_redraft",
                done=_("A new version is written from the facts."),
                then=lambda _version: _forget(minutes_id),
            ),
        )


def _keep(minutes_id: int) -> None:
    """Store what was typed, and over which version, for this person."""
    feedback.act(
        drafts.save_fields,
        _form(minutes_id),
        {"base": session.get(_base(minutes_id)), "text": session.widget(_key(minutes_id))},
        then=lambda saved_at: session.put(f"minutes.kept.{minutes_id}", saved_at),
    )


def _save(minutes_id: int, version_seen: int) -> None:
    feedback.act(
        minutes.save,
        minutes_id,
        str(session.widget(_key(minutes_id)) or ""),
        version_seen,
        checked=bool(session.widget(f"minutes_checked_{minutes_id}")),
        key="minutes_save",
        done=lambda version: _("Saved as version %(version)d.") % {"version": version},
        then=lambda _version: _forget(minutes_id),
    )


def _drop(minutes_id: int) -> None:
    _forget(minutes_id)


def _forget(minutes_id: int) -> None:
    """Begin again with the newest text."""
    drafts.discard(session.context(), _form(minutes_id))
    session.forget_widgets([_key(minutes_id), f"minutes_checked_{minutes_id}"])
    session.put(_base(minutes_id), None)
    session.put(f"minutes.kept.{minutes_id}", None)


def _form(minutes_id: int) -> str:
    return f"minutes/{minutes_id}"


def _key(minutes_id: int) -> str:
    return f"minutes_text_{minutes_id}"


def _base(minutes_id: int) -> str:
    return f"minutes.base.{minutes_id}"
