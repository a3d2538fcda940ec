"""The secretariat's work on seats: who holds which, assign, end, and the history."""

from datetime import date

import streamlit as st

from dashboard.errors import BadInput
from dashboard.exchange.cells import parse_fen
from dashboard.formats import day
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.rules.decisions import square_metres
from dashboard.services import roster
from dashboard.services.context import Context
from dashboard.services.roster import SeatRead
from dashboard.ui import feedback, frame, session
from models.organisation import OrganisationRead

NEW = ("body", "number", "unit", "holder", "zh", "en", "chairs", "starts", "area")


def held(found: list[SeatRead]) -> None:
    """Draw the seats as a table for each body."""
    if not found:
        frame.empty(_("No seat is assigned yet. Assign the first one below."))
    for body in dict.fromkeys(seat.body for seat in found):
        st.markdown(f"**{body}**")
        frame.table([_row(seat) for seat in found if seat.body == body], f"seats_{body}")


def _row(seat: SeatRead) -> dict[str, object]:
    post = "、".join(part for part in (seat.post, _("has the chair") if seat.chairs else "") if part)
    return {
        _("Seat"): str(seat.number),
        _("Organisation"): seat.organisation,
        _("Post"): post,
        _("Account"): seat.holder or "—",
        _("Term from"): day(seat.starts_on),
        _("Term until"): day(seat.ends_on) if seat.ends_on else "—",
        _("Floor area"): square_metres(seat.weight) if seat.weight else "—",
    }


def assigning(
    bodies: dict[str, str], organisations: list[OrganisationRead], holders: dict[int, str], today: date
) -> None:
    """Draw the form with which a seat is assigned; whoever held it holds it until the new term begins."""
    with st.expander(_("Assign a seat"), icon=":material/event_seat:"):
        if not bodies or not organisations:
            frame.empty(_("Enter member organisations first."))
            return
        units = {row.id: f"{row.code} {either(row.name_zh, row.name_en)}" for row in organisations}
        begun = {"number": 1, "holder": None, "zh": "", "en": "", "chairs": False, "starts": today, "area": ""}
        for name, value in begun.items():
            session.start_widget(f"seat_new_{name}", value)
        st.selectbox(_("Body"), list(bodies), format_func=bodies.__getitem__, key="seat_new_body")
        st.number_input(_("Seat number"), min_value=1, max_value=999, step=1, key="seat_new_number")
        feedback.below("number")
        st.selectbox(_("Organisation"), list(units), format_func=units.__getitem__, key="seat_new_unit")
        feedback.below("organisation_id")
        st.selectbox(
            _("Account that votes from it"),
            [None, *holders],
            format_func=lambda chosen: holders[chosen] if chosen else _("nobody yet"),
            key="seat_new_holder",
        )
        feedback.below("user_id")
        st.text_input(_("Post in Chinese"), key="seat_new_zh", max_chars=80)
        st.text_input(_("Post in English"), key="seat_new_en", max_chars=80)
        st.checkbox(_("This seat has the chair"), key="seat_new_chairs")
        feedback.below("chairs")
        st.text_input(
            _("Floor area in m²"),
            key="seat_new_area",
            max_chars=12,
            placeholder=_("such as 58.20"),
            help=_("Only for a body that decides by number and by floor area; else leave it empty."),
        )
        feedback.below("weight")
        st.date_input(_("Term from"), key="seat_new_starts", format="YYYY-MM-DD")
        st.button(_("Assign the seat"), key="seat_assign", type="primary", on_click=_assign)


def ending(found: list[SeatRead], today: date) -> None:
    """Draw the form with which a term is ended."""
    running = {seat.id: f"{seat.body} {seat.number} · {seat.organisation}" for seat in found}
    if not running:
        return
    with st.expander(_("End a term"), icon=":material/event_busy:"):
        session.start_widget("seat_end_day", today)
        st.selectbox(_("Seat"), list(running), format_func=lambda seat: running.get(seat, ""), key="seat_end_which")
        st.date_input(_("First day it is no longer held"), key="seat_end_day", format="YYYY-MM-DD")
        feedback.below("ends_on")
        st.button(_("End the term"), key="seat_end", on_click=_end)


def _assign() -> None:
    given = {name: session.widget(f"seat_new_{name}") for name in NEW}

    def assign(ctx: Context, key: str) -> int:
        return roster.assign_seat(
            ctx,
            given["body"],
            given["unit"],
            int(given["number"] or 0),
            starts_on=given["starts"],
            user_id=given["holder"],
            post_zh=given["zh"] or "",
            post_en=given["en"] or "",
            chairs=bool(given["chairs"]),
            weight=_hundredths(str(given["area"] or "")),
            key=key,
        )

    feedback.act(
        assign,
        key="seat_assign",
        done=_("The seat is assigned."),
        then=lambda _id: session.forget_widgets([f"seat_new_{name}" for name in NEW]),
    )


def _hundredths(typed: str) -> int | None:
    """Return a floor area as typed in square metres in 0.01 m², read exactly; ``None`` where nothing was typed."""
    if not typed.strip():
        return None
    try:
        return parse_fen(typed)  # two decimals, as of money
    except BadInput as refused:
        raise BadInput(
            "weight", "Please write the floor area in m², such as 58.20; leave it empty where there is none."
        ) from refused


def _end() -> None:
    feedback.act(
        roster.end_seat,
        session.widget("seat_end_which"),
        session.widget("seat_end_day"),
        done=_("The term ends on that day."),
    )
