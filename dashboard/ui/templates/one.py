"""The template of one paper: take it away, look at a sample, upload a changed one, go back."""

from functools import partial

import streamlit as st

from dashboard.documents.paper import FORMATS
from dashboard.exchange.word_files import DOCX
from dashboard.formats import moment
from dashboard.i18n import gettext as _
from dashboard.services import templates
from dashboard.services.context import Context
from dashboard.services.templates import TemplateRead, TemplateVersion
from dashboard.ui import feedback, session
from dashboard.ui.files import offer
from dashboard.ui.safe import plain
from dashboard.ui.templates.listing import state as state_line


def state(entry: TemplateRead) -> None:
    """Draw which template is in force, with its file and a sample made from it."""
    st.markdown(state_line(entry))
    with st.container(horizontal=True):
        _download(_("Download the template"), entry.sort, f"{entry.sort}.docx")
        if entry.own:
            _download(_("Download the template as shipped"), entry.sort, f"{entry.sort}-shipped.docx", 0)
    st.caption(
        _("A sample with invented content, made with the template in force. Only Word files follow the template.")
    )
    with st.container(horizontal=True):
        for fmt in ("docx", "pdf"):
            _sample(entry.sort, fmt)


def uploading(entry: TemplateRead) -> None:
    """Draw the upload of a changed template and the button that puts it in force."""
    st.subheader(_("Upload a changed template"), anchor=False)
    key = f"template_file_{entry.sort}_{session.get('template.round', 0)}"
    with st.container(key="template_upload"):
        file = st.file_uploader(_("Word file (DOCX)"), type=["docx"], key=key, max_upload_size=2)
    feedback.below("file")
    if file is not None:
        st.button(
            _("Check it and put it in force"),
            key="template_put",
            type="primary",
            on_click=_upload,
            args=(entry, file.name, file.getvalue()),
        )
    st.caption(
        _(
            "A sample is made with it first. Where something in it is wrong you are told what, and the template in "
            "force stays. Minutes that are approved keep the look they were approved with."
        )
    )


def versions(entry: TemplateRead) -> None:
    """Draw the versions before, each of which can be taken away again."""
    if not entry.versions:
        return
    with st.expander(_("Versions so far"), icon=":material/history:", key="template_versions"):
        for version in entry.versions:
            st.markdown(_line(version))
            if version.own:
                name = f"{entry.sort}-{version.version}.docx"
                _download(_("Download version %(n)s") % {"n": version.version}, entry.sort, name, version.version)


def resetting(entry: TemplateRead) -> None:
    """Draw the way back to the template as shipped, behind one more click."""
    if not entry.own:
        return
    with st.expander(_("Back to the template as shipped"), icon=":material/undo:", key="template_back"):
        st.markdown(
            _("From then on papers are made from the template as shipped. Yours is kept among the versions so far.")
        )
        st.button(_("Use the template as shipped"), key="template_reset", on_click=_reset, args=(entry,))


def _line(version: TemplateVersion) -> str:
    what = version.name if version.own else _("back to the template as shipped")
    number = _("version %(n)s") % {"n": version.version}
    told = " · ".join(word for word in (what, moment(version.uploaded_at), version.uploaded_by) if word)
    return f"**{plain(number)}**　{plain(told)}"


def _download(label: str, sort: str, file_name: str, version: int | None = None) -> None:
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    offer(
        label,
        lambda: templates.download(ctx, sort, version).content,
        name=file_name,
        media_type=DOCX,
        key=f"template_download_{version}",
    )


def _sample(sort: str, fmt: str) -> None:
    ctx, kind = session.context(), FORMATS[fmt]
    offer(
        _("Sample: %(format)s") % {"format": _(kind.label)},
        lambda: templates.preview(ctx, sort, fmt).content,
        name=f"{sort}-sample.{kind.extension}",
        media_type=kind.media_type,
        key=f"template_sample_{fmt}",
        icon=":material/preview:",
    )


def _upload(entry: TemplateRead, name: str, content: bytes) -> None:
    def upload(ctx: Context, key: str) -> int:
        return templates.upload(ctx, entry.sort, name, content, key=key)

    feedback.act(upload, key="template_put", done=partial(_told, entry), then=_next)


def _told(entry: TemplateRead, version: int) -> str:
    words = _("“%(paper)s” is made from your template from now on: version %(n)s.")
    return words % {"paper": _(entry.label), "n": version}


def _next(_version: int) -> None:
    """Empty the upload."""
    session.put("template.round", session.get("template.round", 0) + 1)


def _reset(entry: TemplateRead) -> None:
    feedback.act(
        templates.reset,
        entry.sort,
        key="template_reset",
        done=_("“%(paper)s” is made from the template as shipped again.") % {"paper": _(entry.label)},
    )
