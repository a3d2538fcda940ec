"""Photos of a project: the place before and after the works side by side, and of each step reached."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import attachments, projects
from dashboard.services.attachments import MOST_PHOTOS
from dashboard.services.context import Context
from dashboard.services.projects import ProjectPage, Shows
from dashboard.ui import feedback, session
from dashboard.ui.safe import plain
from models.attachment import AttachmentRead

KINDS = ["jpg", "jpeg", "png", "webp"]
MOST_MB = 10
Store = Callable[[Context, str, str, bytes], AttachmentRead]
"""Keeps one photo: context, what it shows, file name, content."""


def before_and_after(page: ProjectPage) -> None:
    """Draw the photos before and after the works side by side, and the form for whoever may add one."""
    sides = {Shows.BEFORE: _("Before the works"), Shows.AFTER: _("After the works")}
    shown = {shows: page.photos.get(f"{shows}/{page.line.id}", []) for shows in sides}
    if not page.may_show and not any(shown.values()):
        return
    st.subheader(_("Photos"), anchor=False)
    for column, (shows, heading) in zip(st.columns(2), sides.items(), strict=True):
        with column:
            st.markdown(f"**{heading}**")
            if not shown[shows]:
                st.caption(_("No photo yet."))
            for file in shown[shows]:
                _photo(file, removable=page.may_show)
    if page.may_show:
        for shows, heading in sides.items():
            store = partial(_store_side, page.line.id, shows)
            title = _("Add a photo: %(what)s") % {"what": heading}
            _form(f"{shows}_{page.line.id}", title, len(shown[shows]), store)


def steps(page: ProjectPage) -> None:
    """Draw the photos of the milestones, and the form for whoever may add one."""
    for step in page.milestones:
        files = page.photos.get(f"milestone/{step.id}", [])
        if files:
            st.markdown(f"**{plain(step.name)}**")
            with st.container(horizontal=True):
                for file in files:
                    with st.container(width=220):
                        _photo(file, removable=page.may_show)
    if page.may_show and page.milestones:
        _step_form(page)


def _step_form(page: ProjectPage) -> None:
    names = {step.id: step.name for step in page.milestones}
    with st.expander(_("Add a photo of a milestone"), icon=":material/add_a_photo:"):
        step = st.selectbox(
            _("Milestone"), list(names), format_func=lambda one: names.get(one, ""), key="step_photo_milestone"
        )
        there = len(page.photos.get(f"milestone/{step}", []))
        _fields("step_photo", there, partial(_store_step, step))


def _form(key: str, title: str, there: int, store: Store) -> None:
    with st.expander(title, icon=":material/add_a_photo:"):
        _fields(key, there, store)


def _fields(key: str, there: int, store: Store) -> None:
    if there >= MOST_PHOTOS:
        st.markdown(_("There are %(n)s photos, which is as many as there can be.") % {"n": there})
        return
    st.file_uploader(
        _("Photo"),
        type=KINDS,
        key=_upload_key(key),
        max_upload_size=MOST_MB,
        help=_("Place and time are taken out of each photo. Please show no faces and no number plates."),
    )
    feedback.below("file")
    session.start_widget(f"{key}_words", "")
    st.text_input(
        _("What the photo shows"),
        key=f"{key}_words",
        max_chars=80,
        help=_("It is read out to those who cannot see the photo. Everybody can read this."),
    )
    feedback.below("shows")
    st.button(
        _("Add the photo"),
        key=f"{key}_send",
        icon=":material/upload:",
        on_click=_send,
        args=(key, store),
    )


def _photo(file: AttachmentRead, *, removable: bool) -> None:
    _name, _kind, data = attachments.content(session.context(), file.id)
    st.image(data, width="stretch", alt=file.name, caption=plain(file.name))
    if removable:
        st.button(
            _("Take this photo off"),
            key=f"evidence_remove_{file.id}",
            icon=":material/delete:",
            on_click=partial(feedback.act, projects.remove_photo, file.id, done=_("The photo is taken off.")),
        )


def _upload_key(key: str) -> str:
    """Return the uploader's key; a new one after each upload, so that it is empty again."""
    return f"{key}_file_{session.get(f'{key}.uploads', 0)}"


def _send(key: str, store: Store) -> None:
    file: Any = session.widget(_upload_key(key))
    words = session.widget(f"{key}_words", "")

    def keep(ctx: Context) -> AttachmentRead:
        return store(ctx, words, file.name if file else "", file.getvalue() if file else b"")

    feedback.act(keep, done=_("The photo is stored."), then=lambda _kept: _emptied(key))


def _emptied(key: str) -> None:
    session.forget_widgets([f"{key}_words"])
    session.put(f"{key}.uploads", session.get(f"{key}.uploads", 0) + 1)


def _store_side(project_id: int, shows: Shows, ctx: Context, words: str, name: str, data: bytes) -> AttachmentRead:
    return projects.add_photo(ctx, project_id, shows, words, name, data)


def _store_step(milestone_id: int, ctx: Context, words: str, name: str, data: bytes) -> AttachmentRead:
    return projects.add_step_photo(ctx, milestone_id, words, name, data)
