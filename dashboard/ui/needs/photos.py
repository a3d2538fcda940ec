"""Photos of a proposal: stored on arrival, shown small with a way to take them off, shown large on the item."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import attachments
from dashboard.services.attachments import MOST_PHOTOS
from dashboard.services.context import Context
from dashboard.ui import feedback, session
from dashboard.ui.needs.form import Form
from models.attachment import AttachmentRead

KINDS = ["jpg", "jpeg", "png", "webp"]
MOST_MB = 10
THUMBNAIL = 150


def upload(form: Form, there: int = 0) -> None:
    """Draw the photos of a form's draft, and while there are fewer than allowed the way to add one.

    Args:
        there: how many photos the item has already.
    """
    mine = attachments.draft_files(session.context(), form.name)
    left = MOST_PHOTOS - there - len(mine)
    if left > 0:
        st.file_uploader(
            _("Photos (may stay empty, at most %(n)s)") % {"n": MOST_PHOTOS},
            type=KINDS,
            accept_multiple_files=True,
            key=_key(form),
            max_upload_size=MOST_MB,
            help=_("Place and time are taken out of each photo. Please show no faces and no number plates."),
            on_change=_store,
            args=(form,),
        )
    else:
        st.markdown(_("**Photos**: there are %(n)s, which is as many as there can be.") % {"n": MOST_PHOTOS})
    feedback.below("file")
    small(mine, removable=True)


def small(files: list[AttachmentRead], *, removable: bool = False) -> None:
    """Draw photos side by side, each with the button that takes it off."""
    if not files:
        return
    with st.container(horizontal=True):
        for number, file in enumerate(files, 1):
            with st.container(width=THUMBNAIL):
                _image(file, number, width=THUMBNAIL)
                if removable:
                    st.button(
                        _("Take photo %(n)s off") % {"n": number},
                        key=f"photo_remove_{file.id}",
                        icon=":material/delete:",
                        on_click=partial(feedback.act, attachments.remove, file.id, done=_("The photo is taken off.")),
                    )


def large(files: list[AttachmentRead]) -> None:
    """Draw the photos of an item one below the other."""
    for number, file in enumerate(files, 1):
        _image(file, number, width="stretch" if len(files) == 1 else 420)


def _image(file: AttachmentRead, number: int, width: Any) -> None:
    _name, _kind, data = attachments.content(session.context(), file.id)
    st.image(data, width=width, alt=_("Photo %(n)s of the place") % {"n": number})


def _key(form: Form) -> str:
    """Return the uploader's key; a new one after each upload, so that it is empty again."""
    return f"{form.prefix}_photos_{session.get(form.key('uploads'), 0)}"


def _store(form: Form) -> None:
    files = session.widget(_key(form)) or []

    def attach(ctx: Context) -> int:
        for file in files:
            attachments.attach_photo(ctx, form.name, file.name, file.getvalue())
        return len(files)

    feedback.act(attach, done=_("The photo is stored.") if files else "")
    session.put(form.key("uploads"), session.get(form.key("uploads"), 0) + 1)
