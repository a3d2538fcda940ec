"""What everybody reads of minutes: the list with its filter in the address, and one public version."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.formats import day, day_with_weekday, local_date
from dashboard.i18n import gettext as _
from dashboard.services import minutes
from dashboard.services.context import Context
from dashboard.services.minutes import PublicFilter, PublicLine, PublicText
from dashboard.ui import address, frame, session
from dashboard.ui.minutes import files, reading
from dashboard.ui.safe import paragraphs, plain


def filters(years: Sequence[int]) -> PublicFilter:
    """Draw search box and year and return what they say."""
    words = address.words(_("Search"), "q", _("a word of the title or the text"))
    year = address.choice(_("Year"), "year", {str(one): str(one) for one in years}, _("every year"))
    return PublicFilter(words, int(year) if year else 0)


def cards(lines: Sequence[PublicLine], wanted: PublicFilter) -> None:
    """Draw one card a meeting, or say why there are none and what to do next."""
    if not lines and wanted == PublicFilter():
        frame.empty(
            _("No minutes have been published yet. They appear here once the chair has released them."),
            "claim_list",
            _("See the claim list"),
        )
    elif not lines:
        frame.empty(_("No minutes match. Take out a word or the year."), "public_minutes", _("Show all minutes"))
    for line in lines:
        with st.container(border=True, key=f"public_card_{line.meeting_number}"):
            frame.link(
                "public_minutes", f"{line.number}　{line.title}", icon="article", query={"number": line.meeting_number}
            )
            held = _("Held on %(day)s") % {"day": day_with_weekday(local_date(line.held_at))}
            out = _("published on %(day)s") % {"day": day(local_date(line.published_at))}
            st.caption(plain(f"{held} · {out}"))


def whole(shown: PublicText) -> None:
    """Draw one public version: what it is of, what was left out, the text, its corrections and its files."""
    line = shown.line
    frame.title(plain(line.title))
    frame.facts(
        {
            _("Document number"): line.number,
            _("Held on"): day_with_weekday(local_date(line.held_at)),
            _("Published on"): day(local_date(line.published_at)),
            _("Text digest (SHA-256)"): shown.sha256,
        }
    )
    if shown.superseded:
        st.info(
            _("A correction of these minutes has been approved. What everybody may read of it is being screened."),
            icon=":material/update:",
        )
    if shown.left_out:
        with st.container(border=True):
            st.markdown("**" + _("What is left out here") + "**")
            paragraphs(shown.left_out)
    with st.container(border=True, key="public_text"):
        reading.text(shown.text)
    _reasons(shown)
    _files(shown)


def _reasons(shown: PublicText) -> None:
    if not shown.reasons:
        return
    st.subheader(_("Corrections taken in"), anchor=False)
    for number, reason, at in shown.reasons:
        head = _("Correction %(n)d") % {"n": number}
        st.markdown(f"**{plain(head)}** · {plain(day(local_date(at)))}  \n{plain(reason)}")


def _files(shown: PublicText) -> None:
    st.subheader(_("Take it with you"), anchor=False)
    language = files.language("public_language")
    ctx, number = session.context(), shown.line.meeting_number
    files.buttons("public", shown.file_stem, shown.text, partial(_made, ctx, number, language))


def _made(ctx: Context, number: str, language: str, fmt: str) -> bytes:
    return minutes.public_export(ctx, number, fmt, language).content
