"""The form with which a resident opens an account."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import accounts
from dashboard.services.accounts import RegistrationDraft
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session, sign_in
from dashboard.ui.passwords import PASSWORDS


def form() -> None:
    """Draw the fields; nothing that was typed is lost when one of them is refused."""
    # A form: outside one, a password that is left with the Tab key would never reach us.
    with st.form("register_form", border=False):
        _fields()
        st.form_submit_button(
            _("Open my account"), key="register_send", type="primary", on_click=_send, width="stretch"
        )


def _fields() -> None:
    st.text_input(
        _("User name"),
        key="register_username",
        max_chars=40,
        autocomplete="username",
        help=_("You sign in with it; nobody else sees it. Letters, digits or Chinese characters."),
    )
    feedback.below("username")
    st.text_input(
        _("Name shown"),
        key="register_display_name",
        max_chars=40,
        autocomplete="nickname",
        help=_("Any name you like to be greeted with. It is not published."),
    )
    feedback.below("display_name")
    st.text_input(
        _("Password"),
        key="register_password",
        type="password",
        autocomplete="new-password",
        help=_("At least 10 characters. A short sentence is easiest to remember."),
    )
    feedback.below("password")
    frame.link("privacy", _("How we handle personal information"), icon="shield_person")
    st.checkbox(_("I am 18 or older and agree that my account is kept as described there."), key="register_consent")
    feedback.below("consent")


def _send() -> None:
    def draft_and_register(ctx: Context, key: str) -> str:
        draft = RegistrationDraft(
            username=session.widget("register_username", ""),
            display_name=session.widget("register_display_name", ""),
            password=session.widget("register_password", ""),
            consent=bool(session.widget("register_consent", False)),
        )
        return accounts.register(ctx, draft, PASSWORDS, address=session.address(), key=key)

    feedback.act(
        draft_and_register, key="register", done=_("Your account is open. You are being signed in."), then=sign_in.queue
    )
