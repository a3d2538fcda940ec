"""The administrator's work on accounts: open, roles, password, sessions, stop."""

from functools import partial

import streamlit as st

from dashboard.formats import moment
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import accounts
from dashboard.services.accounts import AccountDraft, AccountOverview, IssuedPassword
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session
from dashboard.ui.passwords import PASSWORDS
from dashboard.ui.safe import plain
from models.enums import Role
from models.organisation import OrganisationRead


def issued() -> None:
    """Show a password that was just generated, once, until the next click."""
    shown = session.pop("issued_password")
    if shown:
        st.success(
            _("Password for %(name)s, shown this once: %(password)s")
            % {"name": plain(shown[0]), "password": plain(shown[1])},
            icon=":material/key:",
        )


def _keep(made: IssuedPassword) -> None:
    session.put("issued_password", (made.username, made.password))


def opening(organisations: dict[int, str]) -> None:
    """Draw the form with which an account is opened for somebody."""
    with st.expander(_("Open an account for somebody"), icon=":material/person_add:"):
        for key in ("new_username", "new_display_name"):
            session.start_widget(key, "")
        st.text_input(_("User name"), key="new_username", max_chars=40)
        feedback.below("username")
        st.text_input(_("Name shown"), key="new_display_name", max_chars=40)
        feedback.below("display_name")
        _roles("new_roles", ())
        feedback.below("roles")
        _organisation("new_organisation", organisations, None)
        feedback.below("organisation_id")
        st.button(_("Open the account"), key="account_open", type="primary", on_click=_open)


def _open() -> None:
    def create(ctx: Context) -> IssuedPassword:
        draft = AccountDraft(
            username=session.widget("new_username", ""),
            display_name=session.widget("new_display_name", ""),
            roles=frozenset(session.widget("new_roles", [])),
            organisation_id=session.widget("new_organisation"),
        )
        return accounts.create_account(ctx, draft, PASSWORDS)

    def opened(made: IssuedPassword) -> None:
        _keep(made)
        session.forget_widgets(["new_username", "new_display_name", "new_roles", "new_organisation"])

    feedback.act(create, done=_("The account is open."), then=opened)


def one(account: AccountOverview, organisations: dict[int, str], me: int | None) -> None:
    """Draw one account with what may be done to it."""
    heading = f"{account.username}　{account.display_name}"
    with st.expander(plain(heading), icon=":material/person:" if account.active else ":material/person_off:"):
        frame.facts(
            {
                _("Roles"): "、".join(label(role) for role in account.roles),
                _("Organisation"): organisations.get(account.organisation_id or 0, ""),
                _("Opened on"): moment(account.created_at),
                _("Stopped"): "" if account.active else _("yes"),
            }
        )
        if account.id == me:
            st.caption(_("This is your own account; another administrator can change it."))
            return
        _roles(f"roles_{account.id}", account.roles)
        _organisation(f"organisation_{account.id}", organisations, account.organisation_id)
        with st.container(horizontal=True):
            st.button(_("Save the roles"), key=f"save_{account.id}", on_click=partial(_save, account.id))
            act = partial(feedback.act, done=_("Done."))
            st.button(_("New password"), key=f"password_{account.id}", on_click=partial(_issue, account.id))
            st.button(
                _("End all sessions"), key=f"end_{account.id}", on_click=partial(act, accounts.end_sessions, account.id)
            )
            turn = accounts.deactivate if account.active else accounts.reactivate
            word = _("Stop the account") if account.active else _("Let it in again")
            st.button(word, key=f"turn_{account.id}", on_click=partial(act, turn, account.id))


def _roles(key: str, held: tuple[Role, ...]) -> None:
    session.start_widget(key, list(held))
    st.pills(
        _("Roles"), [role for role in Role if role in accounts.ASSIGNABLE], selection_mode="multi", key=key,
        format_func=label,
    )  # fmt: skip


def _organisation(key: str, organisations: dict[int, str], held: int | None) -> None:
    session.start_widget(key, held)
    st.selectbox(
        _("Speaks for the organisation"),
        [None, *organisations],
        format_func=lambda chosen: organisations[chosen] if chosen else _("none"),
        key=key,
    )


def _save(account_id: int) -> None:
    roles = frozenset(session.widget(f"roles_{account_id}", []))
    organisation = session.widget(f"organisation_{account_id}")
    feedback.act(accounts.set_roles, account_id, roles, organisation, done=_("The roles are saved."))


def _issue(account_id: int) -> None:
    feedback.act(accounts.issue_password, account_id, PASSWORDS, done=_("A new password was made."), then=_keep)


def names(organisations: list[OrganisationRead]) -> dict[int, str]:
    """Return organisations as id -> code and name."""
    return {row.id: f"{row.code} {either(row.name_zh, row.name_en)}" for row in organisations}
