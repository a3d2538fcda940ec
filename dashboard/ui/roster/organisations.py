"""The secretariat's work on organisations: enter, correct, let leave, import a table."""

from datetime import date

import streamlit as st

from dashboard.formats import day
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import label, short_type
from dashboard.services import roster
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import plain
from models.enums import OrganisationType
from models.organisation import OrganisationDraft, OrganisationRead


def entering(today: date) -> None:
    """Draw the form with which an organisation is entered."""
    with st.expander(_("Enter a member organisation"), icon=":material/add_business:"):
        _fields("org_new", None, today)
        st.button(_("Enter it"), key="org_add", type="primary", on_click=_add)


def listed(rows: list[OrganisationRead], wanted: str) -> None:
    """Draw the organisations whose code or name holds ``wanted``."""
    found = [row for row in rows if wanted.casefold() in f"{row.code} {row.name_zh} {row.name_en}".casefold()]
    if not found:
        frame.empty(_("No organisation matches. Enter one above, or search for something else."))
        return
    frame.table([_row(row) for row in found], "organisations")


def _row(row: OrganisationRead) -> dict[str, object]:
    return {
        _("Code"): row.code,
        _("Name"): either(row.name_zh, row.name_en),
        _("Type"): short_type(row.type),
        _("Joined on"): day(row.joined_on),
        _("Left on"): day(row.left_on) if row.left_on else "—",
    }


def correcting(rows: list[OrganisationRead], today: date) -> None:
    """Draw the choice of an organisation, with correcting it and letting it leave."""
    if not rows:
        return
    with st.expander(_("Correct an organisation, or note that it leaves"), icon=":material/edit:"):
        names = {row.id: f"{row.code} {either(row.name_zh, row.name_en)}" for row in rows}
        chosen = st.selectbox(
            _("Organisation"), list(names), format_func=lambda one: names.get(one, ""), key="org_chosen"
        )
        for row in rows:
            if row.id == chosen:
                _one(row, today)


def _one(row: OrganisationRead, today: date) -> None:
    if row.left_on is not None:
        st.caption(_("Left on %(day)s; its history stays.") % {"day": plain(day(row.left_on))})
    _fields(f"org_{row.id}", row, today)
    st.button(_("Save the organisation"), key=f"org_save_{row.id}", on_click=_save, args=(row.id, row.left_on))
    if row.left_on is None:
        session.start_widget(f"org_left_{row.id}", today)
        st.date_input(_("First day it is no member any more"), key=f"org_left_{row.id}", format="YYYY-MM-DD")
        feedback.below("left_on")
        st.button(_("It leaves on that day"), key=f"org_leave_{row.id}", on_click=_leave, args=(row.id,))


def _fields(key: str, row: OrganisationRead | None, today: date) -> None:
    session.start_widget(f"{key}_code", row.code if row else "")
    session.start_widget(f"{key}_zh", row.name_zh if row else "")
    session.start_widget(f"{key}_en", row.name_en if row else "")
    session.start_widget(f"{key}_type", OrganisationType(row.type) if row else OrganisationType.ENTERPRISE)
    session.start_widget(f"{key}_joined", row.joined_on if row else today)
    st.text_input(_("Code"), key=f"{key}_code", max_chars=20)
    feedback.below("code")
    st.text_input(_("Chinese name"), key=f"{key}_zh", max_chars=80)
    feedback.below("name_zh")
    st.text_input(_("English name"), key=f"{key}_en", max_chars=120)
    st.selectbox(_("Type"), list(OrganisationType), format_func=label, key=f"{key}_type")
    st.date_input(_("Joined on"), key=f"{key}_joined", format="YYYY-MM-DD", min_value=date(1990, 1, 1))


def _draft(key: str, left_on: date | None = None) -> OrganisationDraft:
    return OrganisationDraft(
        code=str(session.widget(f"{key}_code") or "").strip(),
        name_zh=str(session.widget(f"{key}_zh") or "").strip(),
        name_en=str(session.widget(f"{key}_en") or "").strip(),
        type=session.widget(f"{key}_type"),
        joined_on=session.widget(f"{key}_joined"),
        left_on=left_on,
    )


def _add() -> None:
    def add(ctx: Context, key: str) -> OrganisationRead:
        return roster.add_organisation(ctx, _draft("org_new"), key=key)

    feedback.act(
        add,
        key="org_add",
        done=lambda row: _("%(name)s is entered.") % {"name": either(row.name_zh, row.name_en)},
        then=lambda _row: session.forget_widgets(
            [f"org_new_{part}" for part in ("code", "zh", "en", "type", "joined")]
        ),
    )


def _save(organisation_id: int, left_on: date | None) -> None:
    def save(ctx: Context) -> OrganisationRead:
        return roster.edit_organisation(ctx, organisation_id, _draft(f"org_{organisation_id}", left_on))

    feedback.act(save, done=_("The organisation is saved."))


def _leave(organisation_id: int) -> None:
    feedback.act(
        roster.leave,
        organisation_id,
        session.widget(f"org_left_{organisation_id}"),
        done=_("It is noted; its seats end on the same day."),
    )
