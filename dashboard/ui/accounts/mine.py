"""My account: password, sessions, what is kept about me, and how to leave."""

import json
from functools import partial

import streamlit as st

from dashboard.formats import moment
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import accounts
from dashboard.services.accounts import OwnAccount, SessionRead
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session, sign_in
from dashboard.ui.passwords import PASSWORDS
from dashboard.ui.safe import plain


def about(me: OwnAccount) -> None:
    """Show everything that is kept about the account, and offer it as a file."""
    st.subheader(_("What is kept about me"), anchor=False)
    frame.facts(
        {
            _("User name"): me.username,
            _("Name shown"): me.display_name,
            _("Roles"): "、".join(label(role) for role in me.roles),
            _("Opened on"): moment(me.created_at),
            _("Consent given on"): moment(me.consented_at) if me.consented_at else "",
        }
    )
    st.download_button(
        _("Download it as a file"),
        json.dumps(me.model_dump(mode="json"), ensure_ascii=False, indent=1),
        file_name="my-account.json",
        mime="application/json",
        key="account_export",
        on_click="ignore",
        icon=":material/download:",
    )


def password(me: OwnAccount) -> None:
    """Let the password be changed; all other browsers are signed out by that."""
    st.subheader(_("Change my password"), anchor=False)
    if me.must_change_password:
        st.warning(_("This password was given to you. Please choose your own now."), icon=":material/key:")
    # A form: outside one, a password that is left with the Tab key would never reach us.
    with st.form("password_form", border=False):
        st.text_input(_("Present password"), key="old_password", type="password", autocomplete="current-password")
        feedback.below("password")
        st.text_input(
            _("New password"),
            key="new_password",
            type="password",
            autocomplete="new-password",
            help=_("At least 10 characters. A short sentence is easiest to remember."),
        )
        feedback.below("new_password")
        st.form_submit_button(_("Change it"), key="password_change", type="primary", on_click=_change)


def _change() -> None:
    old, new = session.widget("old_password", ""), session.widget("new_password", "")

    def change(ctx: Context) -> str:
        return accounts.change_password(ctx, old, new, PASSWORDS)

    feedback.act(change, done=_("Your password is changed; other browsers are signed out."), then=sign_in.queue)


def sessions(open_sessions: list[SessionRead]) -> None:
    """List the browsers that are signed in and let each be ended."""
    st.subheader(_("Where I am signed in"), anchor=False)
    for entry in open_sessions:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            since = _("Since %(moment)s, in this browser") if entry.current else _("Since %(moment)s")
            st.markdown(since % {"moment": plain(moment(entry.created_at))})
            if not entry.current:
                st.button(
                    _("End it"),
                    key=f"end_{entry.id}",
                    on_click=partial(
                        feedback.act, accounts.end_own_session, entry.id, done=_("That browser is signed out.")
                    ),
                )
    token = session.token()
    if token and len(open_sessions) > 1:
        everywhere = partial(
            feedback.act, accounts.end_other_sessions, token, done=_("All other browsers are signed out.")
        )
        st.button(_("Sign out everywhere else"), key="end_others", on_click=everywhere)


def closing() -> None:
    """Let the account be closed for good, after the password was given once more."""
    st.subheader(_("Close my account"), anchor=False)
    st.markdown(
        _("Your name and sign-in are removed at once. Proposals stay on the list; they never carried your name.")
    )
    st.checkbox(_("Yes, close my account for good."), key="close_sure")
    with st.form("close_form", border=False):
        st.text_input(_("Present password"), key="close_password", type="password", autocomplete="current-password")
        st.form_submit_button(
            _("Close my account"), key="account_close", disabled=not session.widget("close_sure"), on_click=_close
        )


def _close() -> None:
    given = session.widget("close_password", "")

    def close(ctx: Context) -> None:
        accounts.close_account(ctx, given, PASSWORDS)

    feedback.act(close, done=_("Your account is closed. Thank you for taking part."))
