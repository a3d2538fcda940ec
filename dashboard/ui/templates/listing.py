"""Every paper with the template it is made from, and whether this machine can set it as PDF."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.documents.paper import pdf_state
from dashboard.documents.paper.fonts import ROLES, library
from dashboard.formats import moment
from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services.templates import TemplateRead
from dashboard.ui import frame
from dashboard.ui.safe import plain

ROLES_SHOWN: Mapping[str, str] = {
    "fang": N_("Body text"),
    "hei": N_("First-level headings"),
    "kai": N_("Second-level headings"),
    "biao": N_("Red head and title"),
    "song": N_("Page numbers"),
}
"""What each role of the fonts of PDF files sets."""


def draw(every: Sequence[TemplateRead]) -> None:
    """Draw a line for each paper: its name leads on to its template."""
    with st.container(border=True, gap="small", key="template_list"):
        for entry in every:
            with st.container(horizontal=True, vertical_alignment="center", key=f"template_{entry.sort}"):
                frame.link("templates", _(entry.label), icon="description", query={"paper": entry.sort})
                st.markdown(state(entry), width="content")


def state(entry: TemplateRead) -> str:
    """Return as Markdown which template is in force, and since when."""
    colour, word = ("blue", _("own template")) if entry.own else ("gray", _("as shipped"))
    badge = f":{colour}-badge[{plain(word)}]"
    if not entry.versions:
        return badge
    last = entry.versions[0]
    words = [_("version %(n)s") % {"n": last.version}, moment(last.uploaded_at), last.uploaded_by]
    return f"{badge} {plain(' · '.join(word for word in words if word))}"


def fonts() -> None:
    """Draw which fonts this machine sets PDF files in, what is missing, and what to do about it."""
    st.subheader(_("Fonts"), anchor=False)
    st.markdown(
        _(
            "Word files carry only the names of fonts; the computer that opens them must have the fonts. "
            "The names are a house rule."
        )
    )
    frame.link("house_rules", _("Fonts named in Word files"), icon="gavel")
    state = pdf_state()
    if not state.ready:
        st.warning(plain(state.reason), icon=":material/font_download_off:")
        return
    st.markdown(_("PDF files hold their fonts. On this machine they are set in:"))
    frame.table([_face(role, used) for role, used in ROLES_SHOWN.items()], "fonts")
    st.caption(
        plain(
            _(
                "A stand-in is read well, and looks otherwise than the office's papers. To mend it, put the office's "
                "font files into a folder, name the folder in RIVERSIDE_FONT_DIR, and start the software again."
            )
        )
    )


def _face(role: str, used: str) -> dict[str, object]:
    """Return what one of the five fonts is set in here."""
    face = library().chain(role)[0]
    return {
        _("Sets"): _(used),
        _("Font on this machine"): face,
        _("State"): _("as wished") if face in ROLES[role] else _("stand-in"),
    }
