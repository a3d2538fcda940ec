"""One agreement: what everybody may know, its clauses for those it concerns, and the file to take away."""

import streamlit as st

from dashboard.documents.agreement import side_name
from dashboard.documents.minutes.punctuation import with_colon
from dashboard.formats import yuan
from dashboard.i18n import gettext as _
from dashboard.labels import field_label
from dashboard.services import agreements
from dashboard.services.agreements import AgreementPage, FullText
from dashboard.ui import frame, session
from dashboard.ui.agreements.listing import soon_badge, term_words
from dashboard.ui.papers import files
from dashboard.ui.safe import paragraphs, plain


def head(page: AgreementPage) -> None:
    """Draw title, status, term, sides and items."""
    line = page.line
    frame.title(plain(line.title))
    st.markdown(f"{plain(line.number)}　{frame.badge_text(line.status)}　{soon_badge(line)}")
    st.markdown(plain(term_words(line)))
    sides = [f"**{plain(with_colon(side_name(n)))}** {plain(name)}" for n, name in enumerate(line.parties)]
    st.markdown("  \n".join(sides))
    for item in line.items:
        frame.link("item", f"{item.number}　{item.title}", icon="description", query={"number": item.number})
    for number, words in ((page.renews, _("It continues %(number)s")), (page.renewed_by, _("Continued by %(number)s"))):
        if number:
            frame.link("agreement", words % {"number": number}, icon="contract", query={"number": number})


def text(page: AgreementPage) -> None:
    """Draw the clauses, and the file; to others say who may read them."""
    if page.text is None:
        st.caption(_("The clauses are read by the sides, the members of the committee and the secretariat."))
        return
    _clauses(page.text)
    _download(page.line.number)


def _clauses(found: FullText) -> None:
    _clause(field_label("goals"), found.goals)
    st.subheader(_("What each side undertakes"), anchor=False)
    for position, side in enumerate(found.parties):
        st.markdown(f"**{plain(with_colon(side_name(position)))}** {plain(side.name)}")
        paragraphs(side.promise)
        if side.contact_post:
            st.caption(plain(_("Contact post: %(post)s") % {"post": side.contact_post}))
    for name in ("schedule", "targets"):
        _clause(field_label(name), getattr(found, name))
    money = [yuan(found.money_fen), found.money_clause]
    _clause(_("Money"), "\n".join(part for part in money if part))
    _clause(field_label("termination"), found.termination)
    frame.facts({field_label("copies"): found.copies})


def _clause(heading: str, words: str) -> None:
    if words:
        st.subheader(heading, anchor=False)
        paragraphs(words)


def _download(number: str) -> None:
    ctx = session.context()  # not used before the click, so that the right to read is looked up then
    files.pdf_note()
    files.buttons("agreement", number, lambda fmt: agreements.export(ctx, number, fmt))


def life(page: AgreementPage) -> None:
    """Draw each step, with its reason."""
    st.subheader(_("Step by step"), anchor=False)
    frame.lifeline(page.life, "agreement")
