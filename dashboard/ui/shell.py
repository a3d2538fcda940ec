"""The menu for whoever is here, and what a page says to somebody it is not for."""

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.i18n import gettext as _
from dashboard.navigation import FOLDER, PAGES, PageEntry
from dashboard.rules.permissions import Permission
from dashboard.services import accounts
from dashboard.services.context import Actor
from dashboard.ui import frame, session, sign_in
from dashboard.ui.safe import plain


def prefer(actor: Actor) -> None:
    """Take over language and text size of the account, once a tab; what is switched here afterwards wins."""
    if actor.id is None or session.get("preferred") == actor.id:
        return
    session.put("preferred", actor.id)
    mine = accounts.own_account(session.context())
    if mine.language:
        session.put("language", mine.language)
    if mine.large_text:
        session.put("large_text", True)


def own_password(actor: Actor) -> None:
    """Ask somebody whose password was given out to choose their own."""
    if actor.id is not None and sign_in.must_change_password():
        st.warning(_("This password was given to you. Please choose your own now."), icon=":material/key:")
        frame.link("account", _("Choose my own password"), icon="key")


def menu(actor: Actor) -> dict[str, list[StreamlitPage]]:
    """Return every page by group: the real one where the actor may see it, else a refusal at the same address.

    All addresses are always registered, so that a link opens after signing in with its query intact.
    """
    made = {entry.file: _page(entry, actor) for entry in PAGES}
    session.pages(made)
    groups: dict[str, list[StreamlitPage]] = {}
    for entry in PAGES:
        groups.setdefault(_(entry.group), []).append(made[entry.file])
    return groups


def _page(entry: PageEntry, actor: Actor) -> StreamlitPage:
    allowed = actor.may(entry.needs)
    script = FOLDER / f"{entry.file}.py" if allowed else _refusal(entry, signed_in=actor.id is not None)
    return st.Page(
        script,
        title=_(entry.title),
        icon=f":material/{entry.icon}:",
        url_path=entry.file,
        default=entry.file == PAGES[0].file,
        visibility="visible" if allowed and entry.listed else "hidden",
    )


def _refusal(entry: PageEntry, *, signed_in: bool) -> Callable[[], None]:
    def ask_to_sign_in() -> None:
        frame.title(_(entry.title), _("Please sign in to open this page; you will come back here."))
        sign_in.form()

    def refuse() -> None:
        if entry.needs is Permission.ACCOUNT_REGISTER:
            frame.title(_(entry.title))
            frame.empty(_("You are signed in already."), "home", _("To the home page"))
            return
        frame.title(_("Not open to your role"))
        frame.empty(
            _("“%(page)s” is open to other roles only. If you need it, ask the secretariat.")
            % {"page": plain(_(entry.title))},
            "home",
            _("To the home page"),
        )

    return refuse if signed_in else ask_to_sign_in


def who_is_here(actor: Actor) -> None:
    """Say who is signed in and offer to leave, or to sign in."""
    if actor.id is None:
        frame.link("sign_in", _("Sign in"), icon="login")
        return
    st.markdown(f":material/person: **{plain(actor.name)}**")
    sign_in.sign_out_button()


def footer() -> None:
    """Draw the same help line at the foot of every page."""
    st.divider()
    st.caption(
        _(
            "Help: the secretariat in the Party-Mass Service Centre, on working days from 9 to 17. "
            "You can also hand in a proposal there in person."
        )
    )
