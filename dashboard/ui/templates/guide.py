"""How is a template changed, what may be changed in it, and what must stay?"""

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import N_
from dashboard.i18n import gettext as _
from dashboard.services import templates
from dashboard.ui import frame
from dashboard.ui.safe import plain

STEPS = (
    N_("Download the template and open it in WPS or Word. It looks like the paper, with placeholders for its words."),
    N_("Change what you like: fonts, sizes, colours, line spacing, margins, the red head, a logo, fixed sentences."),
    N_("To move a placeholder, cut it whole, braces included, and paste it where it belongs."),
    N_("Save it as DOCX and upload it here. Look at the sample before the next paper leaves the office."),
)
KEEP = (
    N_("Never change what stands between {{ and }} or between {% and %}, and leave the braces half-width."),
    N_(
        "A line with {%p … %}, {%tr … %}, {%tc … %} or {%r … %} disappears on paper. "
        "It stays in a line, row or cell of its own."
    ),
    N_("Each {% if … %} has its {% endif %}, each {% for … %} its {% endfor %}. Delete or move the whole passage."),
    N_("No macros, embedded tables or linked pictures; pictures are inserted as copies. At most 2 MB."),
    N_("Every text of a paper must be printed: a template that leaves one out is refused."),
)
PLACEHOLDERS: Mapping[str, str] = {
    "head": N_("The red head; empty on papers without one"),
    "number": N_("Document number"),
    "issuer": N_("Who issues the paper"),
    "issued_on": N_("Day of issue"),
    "title": N_("Title"),
    "subtitle": N_("Line below the title"),
    "blocks": N_("The text, part by part: headings, paragraphs, tables, boxes, pictures, lines to sign on"),
    "closing": N_("Signature at the end: unit and day"),
    "roll": N_("Those who were present, on leave, in attendance"),
    "imprint": N_("Copies, issuer and day at the foot of the last page"),
    "marks": N_("Warning at the head of each page, such as “draft”"),
    "digest": N_("Digest at the foot of each page, to compare a print with the file"),
    "page_numbers": N_("Whether pages are numbered; the number itself is a field of Word"),
}
"""What each placeholder that a shipped template asks for stands for."""


def draw(sort: str | None = None) -> None:
    """Draw how to change a template; with a paper, also the placeholders that it knows."""
    with st.expander(_("How to change a template"), icon=":material/help:", key="template_guide"):
        st.markdown("\n".join(f"1. {plain(_(step))}" for step in STEPS))
        st.markdown("**" + _("What must stay as it is") + "**")
        st.markdown("\n".join(f"- {plain(_(line))}" for line in KEEP))
        st.markdown(
            _("Web pages, PDF and plain text keep the layout of the house; only Word files follow the template.")
        )
    if sort is not None:
        with st.expander(_("Placeholders of this paper"), icon=":material/data_object:", key="template_words"):
            known = templates.placeholders(sort)
            frame.table(
                [
                    {_("Placeholder"): f"{{{{ {name} }}}}", _("Stands for"): _(PLACEHOLDERS[name])}
                    for name in PLACEHOLDERS
                    if name in known
                ],
                "template_words",
            )
            st.caption(_("Parts of the text, the roll and the imprint are named in loops, with a dot: leave those."))
