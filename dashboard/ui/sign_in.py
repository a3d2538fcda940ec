"""How somebody signs in and out: streamlit-authenticator's form over our accounts, and the hand-over to the cookie.

The library draws the form and checks its fields; accounts, tries and sessions are ours. Nothing in the tab's state
says who is here: a good sign-in gives a one-time ticket, the browser exchanges it at ``/auth/enter`` for an HttpOnly
cookie and loads the page anew, and from then on only that cookie counts. The library's own cookie is never used.
"""

import secrets
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit_authenticator import Authenticate
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel

from dashboard.errors import DomainError
from dashboard.i18n import gettext as _
from dashboard.i18n import language
from dashboard.labels import label
from dashboard.services import accounts
from dashboard.services.context import Actor
from dashboard.ui import live, session
from dashboard.ui.passwords import PASSWORDS
from dashboard.ui.safe import plain
from dashboard.web.live import version_of

FORM = "sign_in_form"
_JOB, _PROBLEM, _SEEN, _SINCE, _MUST_CHANGE = "cookie_job", "sign_in_problem", "seen", "account_since", "must_change"
_SEEN_EVERY = timedelta(minutes=5)
_LANGUAGE_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_UNUSED_KEY = secrets.token_urlsafe(32)  # the library wants one for a cookie that we never let it write

_SCRIPTS = (Path(__file__).with_name(name).read_text("utf-8") for name in ("mend.js", "sign_in.js"))
# The one component that is on every page, and drawn before it, also mends a page that goes white.
_browser = st.components.v2.component("riverside_sign_in", js="".join(_SCRIPTS), isolate_styles=False)


def form() -> None:
    """Draw the sign-in form; on a demonstration database also its accounts, one click each."""
    if session.get(_JOB):
        st.info(_("One moment, you are being signed in…"), icon=":material/hourglass_top:")
        return
    with st.container(key=FORM):
        _RiversideAuthenticate().login(
            key="sign_in_fields",
            fields={
                "Form name": _("Sign in"),
                "Username": _("User name"),
                "Password": _("Password"),
                "Login": _("Sign in"),
            },
        )
        _browser(key="sign_in_purposes", data={"form": FORM})
    problem = session.pop(_PROBLEM)
    if problem:
        st.error(plain(problem), icon=":material/error:")
    if session.get(_JOB):
        st.rerun()
    _demonstration_accounts()


def queue(ticket: str) -> None:
    """Let the browser exchange a ticket for its cookie when the page is drawn next."""
    session.put(_JOB, {"job": "enter", "ticket": ticket, "id": secrets.token_urlsafe(8)})


def sign_out_button() -> None:
    """Draw the button that ends this session, in every tab of this browser."""
    st.button(_("Sign out"), key="sign_out", icon=":material/logout:", on_click=_sign_out)


def cookie_jobs(actor: Actor | None = None) -> None:
    """Draw what the browser has to do unseen; before the page, because one that stops ends the whole script.

    Hands over cookies, sets the language of the document, notes that the session is in use, and draws the tab
    again when the session or the roles of its account change elsewhere.
    """
    here = session.actor() if actor is None else actor
    job: dict[str, Any] = session.get(_JOB) or {}
    _browser(
        key="sign_in_jobs", data={"language": _LANGUAGE_TAGS[language()], **job}, on_failed_change=_hand_over_failed
    )
    if here.id is not None:
        live.listen(accounts.channel(here.id), since=_since(here.id), heard=partial(_account_moved, here.id))
        _keep_alive()


def must_change_password() -> bool:
    """Return whether whoever is here still has a password that an administrator gave out; asked once a tab."""
    if session.actor().id is None:
        return False
    known = session.get(_MUST_CHANGE)
    if known is None:
        known = accounts.own_account(session.context()).must_change_password
        session.put(_MUST_CHANGE, known)
    return bool(known)


def _sign_out() -> None:
    token = session.token()
    if token:
        accounts.sign_out(session.context(), token)
    session.put(_JOB, {"job": "leave", "ticket": "", "id": secrets.token_urlsafe(8)})


def _hand_over_failed() -> None:
    job = session.pop(_JOB)
    if job and job["job"] == "enter":
        session.put(_PROBLEM, _("The sign-in did not reach your browser. Please sign in again."))


def _since(account_id: int) -> int:
    """Return the version of the account this tab was drawn from: later changes to it are told."""
    if session.get(_SINCE) is None:
        _account_moved(account_id)
    return int(session.get(_SINCE))


def _account_moved(account_id: int) -> None:
    """Note the version the account is at now; as a callback it runs before the page asks who is here."""
    session.put(_SINCE, version_of(session.engine(), accounts.channel(account_id)))


def _keep_alive() -> None:
    ctx, token = session.context(), session.token()
    before: datetime | None = session.get(_SEEN)
    if token and (before is None or ctx.now() - before >= _SEEN_EVERY):
        accounts.keep_alive(ctx, token)
        session.put(_SEEN, ctx.now())


def _try(username: str, password: str) -> bool:
    """Sign in and queue the ticket; remember the refusal otherwise."""
    try:
        ticket = accounts.sign_in(session.context(), username, password, session.address(), PASSWORDS)
    except DomainError as refused:
        session.put(_PROBLEM, str(refused))
        return False
    queue(ticket)
    return True


def _demonstration_accounts() -> None:
    shown = accounts.demonstration_accounts(session.context())
    if not shown:
        return
    with st.expander(_("Accounts of the demonstration"), expanded=True, icon=":material/science:"):
        st.caption(_("One click signs you in. The passwords are made anew for every demonstration database."))
        for account in shown:
            roles = "、".join(label(role) for role in account.roles)
            st.button(
                f"{plain(account.display_name)} · {plain(roles)}",
                key=f"demonstration_{account.username}",
                help=f"{plain(account.username)} / {plain(account.password)}",
                on_click=_sign_in_as,
                args=(account.username, account.password),
            )


def _sign_in_as(username: str, password: str) -> None:
    _try(username, password)


class _Accounts(AuthenticationModel):  # type: ignore[misc]  # the library ships no types
    """The library's model, answering from our accounts instead of a dictionary."""

    def __init__(self) -> None:
        super().__init__({"usernames": {}}, auto_hash=False, secret_key=_UNUSED_KEY)

    def login(self, username: str | None = None, password: str | None = None, *_unused: Any, **_more: Any) -> bool:
        """Return whether the sign-in was good. Nothing is noted in the tab but the ticket or the refusal."""
        if not username or not password:
            session.put(_PROBLEM, _("Please enter your user name and your password."))
            return False
        return _try(username, password)


class _NoCookie:
    """Stands where the library keeps its own cookie, which JavaScript could read and nobody could revoke."""

    def get_cookie(self) -> None:
        """Return that there is none."""

    def set_cookie(self) -> None:
        """Do nothing: the ticket is queued."""


class _RiversideAuthenticate(Authenticate):  # type: ignore[misc]  # the library ships no types
    """The library's form with our model, and without the frame that would write its cookie."""

    def __init__(self) -> None:
        self.api_key, self.path, self.secret_key = None, None, _UNUSED_KEY
        self.attrs = {"login_sleep_time": 0}
        self.cookie_controller = _NoCookie()
        self.authentication_controller = AuthenticationController(
            {"usernames": {}}, auto_hash=False, secret_key=_UNUSED_KEY
        )
        self.authentication_controller.authentication_model = _Accounts()
