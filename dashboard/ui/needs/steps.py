"""Writing, looking again, sending: the two steps a proposal takes before it reaches the office."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pydantic import ValidationError

from dashboard.errors import DomainError
from dashboard.i18n import gettext as _
from dashboard.labels import field_label
from dashboard.services import attachments, drafts, needs
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session
from dashboard.ui.needs import about, photos
from dashboard.ui.needs import form as fields
from dashboard.ui.needs.form import Choices, Form
from dashboard.ui.safe import plain
from models.need import NeedDraft


def step(form: Form) -> str:
    """Return where this tab stands with a form: ``write``, ``review`` or ``done``."""
    return str(session.get(form.key("step"), "write"))


def go_to(form: Form, where: str) -> None:
    """Remember where this tab stands with a form."""
    session.put(form.key("step"), where)


def kept(form: Form) -> dict[str, Any]:
    """Return the stored fields of a form."""
    draft = drafts.load(session.context(), form.name)
    return draft.fields if draft else {}


def to_review(form: Form) -> NeedDraft | None:
    """Return what is to be looked at again; ``None`` where this tab is still writing or the draft will not do now."""
    if step(form) != "review":
        return None
    try:
        return needs.check(session.context(), kept(form))
    except (DomainError, ValidationError):
        return None


def write(form: Form, offered: Choices, photos_there: int = 0) -> None:
    """Draw the fields, the photos, and the button that leads on."""
    fields.fields(form, offered)
    photos.upload(form, photos_there)
    fields.saved_line(form)
    st.button(
        _("Check what you wrote"),
        key=form.key("review"),
        type="primary",
        width="stretch",
        icon=":material/arrow_forward:",
        on_click=_look,
        args=(form,),
    )
    fields.start_over(form)


def review(form: Form, draft: NeedDraft, offered: Choices, send: Callable[[NeedDraft], None], source: str = "") -> None:
    """Draw every answer, the button that sends them and the one that goes back.

    Args:
        source: for whom the secretariat enters it, in words.
    """
    st.subheader(_("Is everything right?"), anchor=False)
    with st.container(border=True):
        st.markdown(f"**{plain(draft.title)}**")
        about.text_in_card(draft)
        frame.facts(
            {
                field_label("category_code"): offered.categories.get(draft.category_code, ""),
                field_label("area_id"): offered.areas.get(draft.area_id, ""),
                field_label("place"): draft.place,
                field_label("beneficiaries"): draft.beneficiaries,
                field_label("source"): source,
                _("For the secretariat only: how we may reach you"): draft.contact or _("nothing given"),
            }
        )
        photos.small(attachments.draft_files(session.context(), form.name))
    st.button(
        _("Send it to the secretariat"),
        key=form.key("send"),
        type="primary",
        width="stretch",
        icon=":material/send:",
        on_click=_send,
        args=(form, draft, send),
    )
    st.button(
        _("Change something"),
        key=form.key("change"),
        width="stretch",
        icon=":material/edit:",
        on_click=go_to,
        args=(form, "write"),
    )


def _look(form: Form) -> None:
    def check(ctx: Context) -> None:
        fields.keep_all(form)
        needs.check(ctx, fields.typed(form))

    session.put(form.key("tried"), True)
    feedback.act(check, then=lambda _nothing: go_to(form, "review"))


def _send(form: Form, draft: NeedDraft, send: Callable[[NeedDraft], None]) -> None:
    """Send once: the second half of a double click finds the form past its review."""
    if step(form) == "review":
        send(draft)
