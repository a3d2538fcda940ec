"""Write into the record: one line for each speech of the speaking list, and entries of every other kind."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.documents.record import EntryFacts, entry_head
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.speaking import Speaker
from dashboard.services import record
from dashboard.services.record import Choice
from dashboard.services.record.writing import LONGEST
from dashboard.ui import feedback, session
from dashboard.ui.kept_form import KeptForm
from dashboard.ui.safe import plain
from models.enums import RecordKind, Stance

NOBODY = ""
WHOLE = 0
"""Stands for the meeting as a whole where an item is chosen."""


def speeches(meeting_id: int, entries: Sequence[EntryFacts]) -> None:
    """Draw a text and a position for every speech nobody has written down yet; what is typed is kept as a draft."""
    for entry in entries:
        form = KeptForm(f"record_speech_{entry.speech_id}", f"speech_{entry.speech_id}", _first())
        with st.container(border=True, key=f"to_write_{entry.speech_id}"):
            st.markdown(f"**{plain(entry_head(entry))}**")
            form.begin()
            _view(form, height=80)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _stance(form)
                st.button(
                    _("Write it down"),
                    key=f"write_{entry.speech_id}",
                    type="primary",
                    on_click=_write_speech,
                    args=(meeting_id, entry.speech_id, form),
                )


def _first() -> dict[str, object]:
    return {"view": "", "stance": Stance.NONE}


def _view(form: KeptForm, *, height: int) -> None:
    st.text_area(_("Main view"), key=form.key("view"), height=height, max_chars=LONGEST, on_change=form.keep("view"))


def _stance(form: KeptForm) -> None:
    st.selectbox(
        _("Clear position"),
        list(Stance),
        format_func=label,
        key=form.key("stance"),
        on_change=form.keep("stance"),
        width=260,
    )


def _write_speech(meeting_id: int, speech_id: int, form: KeptForm) -> None:
    feedback.act(
        partial(
            record.write,
            view=str(form.value("view") or ""),
            stance=form.value("stance"),
            speech_id=speech_id,
        ),
        meeting_id,
        None,
        RecordKind.SPEECH,
        key=f"write_{speech_id}",
        done=lambda number: _("Entry %(no)d is written.") % {"no": number},
        then=lambda _number: form.done(),
    )


def another(meeting_id: int, items: Sequence[tuple[int, str]], people: Sequence[Choice], *, now: int = WHOLE) -> None:
    """Draw the form for an entry that is of no speech of the list: a written opinion, one held over, a note.

    Args:
        items: id and title of each item an entry may belong to.
        now: id of the item chosen at first.
    """
    fields = {**_first(), "kind": RecordKind.NOTE, "item": now, "who": NOBODY, "round": 1}
    form = KeptForm(f"record_entry_{meeting_id}_{now}", f"entry_{meeting_id}_{now}", fields)
    titles = {WHOLE: _("the meeting as a whole"), **dict(items)}
    names = {NOBODY: _("nobody in particular"), **{_code(one.speaker): _name(one) for one in people}}
    with st.expander(_("Another entry"), icon=":material/add_notes:", key=f"another_{meeting_id}_{now}"):
        st.caption(
            _("For a written opinion of an absent member, an opinion held over, a note, or a speech off the list.")
        )
        form.begin()
        left, right = st.columns(2)
        left.selectbox(
            _("Kind of entry"), list(RecordKind), format_func=label, key=form.key("kind"), on_change=form.keep("kind")
        )
        right.selectbox(
            _("Item"), list(titles), format_func=titles.__getitem__, key=form.key("item"), on_change=form.keep("item")
        )
        left.selectbox(
            _("Whose entry it is"), list(names), format_func=names.__getitem__, key=form.key("who"),
            on_change=form.keep("who"),
        )  # fmt: skip
        with right:
            _stance(form)
        _view(form, height=120)
        st.button(
            _("Write it down"), key=f"write_entry_{meeting_id}_{now}", on_click=_write_another, args=(meeting_id, form)
        )


def _code(speaker: Speaker) -> str:
    return f"{speaker[0]} {speaker[1]}"


def _name(one: Choice) -> str:
    return _("%(who)s, absent") % {"who": one.name} if one.away else one.name


def _write_another(meeting_id: int, form: KeptForm) -> None:
    kind, _space, number = str(form.value("who") or "").partition(" ")
    use_case = partial(
        record.write,
        view=str(form.value("view") or ""),
        stance=form.value("stance"),
        seat_id=int(number) if kind == "seat" else None,
        guest_id=int(number) if kind == "guest" else None,
    )
    feedback.act(
        use_case,
        meeting_id,
        int(form.value("item") or 0) or None,
        form.value("kind"),
        key=f"write_entry_{meeting_id}",
        done=lambda written: _("Entry %(no)d is written.") % {"no": written},
        then=lambda _number: form.done(),
    )


def change(meeting_id: int, entries: Sequence[EntryFacts]) -> None:
    """Draw the form that words an entry anew or strikes it, each with a reason."""
    found = {one.entry_no: one for one in entries}
    if not found:
        return
    with st.expander(_("Change or strike an entry"), icon=":material/edit:", key="change_entry"):
        chosen = st.selectbox(
            _("Entry"), list(found), format_func=lambda number: _titled(found[number]), key="change_which"
        )
        entry = found[chosen or next(iter(found))]
        key = f"change_{entry.entry_no}_{entry.version}"
        session.start_widget(f"{key}_view", entry.view)
        session.start_widget(f"{key}_stance", entry.stance)
        with st.form(key, border=False):
            st.text_area(_("Main view"), key=f"{key}_view", max_chars=LONGEST, height=120)
            if entry.type is not RecordKind.NOTE:
                st.selectbox(_("Clear position"), list(Stance), format_func=label, key=f"{key}_stance")
            st.text_input(_("Reason"), key=f"{key}_reason", max_chars=500, help=_("It stands in the record."))
            feedback.below("reason")
            with st.container(horizontal=True):
                for action, text in (("reword", _("Save the new words")), ("strike", _("Strike the entry"))):
                    st.form_submit_button(
                        text, key=f"{key}_{action}", on_click=_change, args=(meeting_id, entry, action)
                    )


def _titled(entry: EntryFacts) -> str:
    return _("No. %(no)d · %(head)s") % {"no": entry.entry_no, "head": entry_head(entry)}


def _change(meeting_id: int, entry: EntryFacts, action: str) -> None:
    key = f"change_{entry.entry_no}_{entry.version}"
    reason = str(session.widget(f"{key}_reason") or "")
    if action == "strike":
        feedback.act(
            record.strike, meeting_id, entry.entry_no, entry.version, reason,
            key=f"{key}_strike", done=_("The entry is struck."),
        )  # fmt: skip
        return
    feedback.act(
        partial(
            record.reword,
            view=str(session.widget(f"{key}_view") or ""),
            stance=session.widget(f"{key}_stance", entry.stance),
            reason=reason,
        ),
        meeting_id,
        entry.entry_no,
        entry.version,
        key=f"{key}_reword",
        done=_("The entry stands in new words; the earlier ones are kept."),
    )
