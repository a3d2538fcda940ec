"""The forms of the secretariat: approve a sum, book a payment, put a mistake right."""

from datetime import date

import streamlit as st

from dashboard.formats import yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.funds import not_for
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.projects import Budget, Checked, ProjectPage
from dashboard.ui import feedback, session
from dashboard.ui.amounts import fen, yuan_input
from models.enums import FundSource


def approving(page: ProjectPage) -> None:
    """Draw the form that approves money from a source before work starts."""
    with st.expander(_("Approve money from a source"), icon=":material/savings:"):
        source = FundSource(str(st.selectbox(_("Source"), list(FundSource), format_func=label, key="budget_source")))
        yuan_input(
            _("Amount approved, in yuan"),
            "budget_amount",
            "approved_fen",
            _("The whole amount from this source; it takes the place of the amount approved before."),
        )
        checks("budget", source, page)
        st.button(_("Approve the amount"), key="budget_save", on_click=_send_budget, args=(page.line.id,))


def checks(prefix: str, source: FundSource, page: ProjectPage) -> None:
    """Draw what has to be confirmed before money of this source is approved or paid; nothing for most sources."""
    lines = not_for(source)
    if lines:
        st.markdown(_("**What this source must not pay for** — please confirm each line:"))
    for code, sentence in lines.items():
        session.start_widget(f"{prefix}_not_{code}", False)
        st.checkbox(_(sentence), key=f"{prefix}_not_{code}")
    if lines:
        feedback.below("not_for")
    if source in page.ask_owners:
        session.start_widget(f"{prefix}_owners", "")
        st.text_input(
            _("When the owners decided, and with which result"),
            key=f"{prefix}_owners",
            max_chars=200,
            placeholder=_("such as 2026-08-21, took part 72.4%, agreed 81.2%"),
            help=_("This is the owners' money: it is spent by their joint decision only."),
        )
        feedback.below("owners")


def checked(prefix: str, source: FundSource) -> Checked:
    """Return what was confirmed in the form with this prefix."""
    ticked = tuple(code for code in not_for(source) if session.widget(f"{prefix}_not_{code}"))
    return Checked(ticked, str(session.widget(f"{prefix}_owners") or ""))


def unchecked(prefix: str) -> list[str]:
    """Return the keys of the confirmations, to be emptied after they were used."""
    return [f"{prefix}_not_{code}" for source in FundSource for code in not_for(source)] + [f"{prefix}_owners"]


def _send_budget(project_id: int) -> None:
    def approve(ctx: Context) -> Budget:
        amount, source = fen("budget_amount", "approved_fen") or 0, session.widget("budget_source")
        return projects.set_budget(ctx, project_id, source, amount, checked("budget", source))

    feedback.act(
        approve,
        done=lambda budget: _("%(amount)s is approved from this source.") % {"amount": yuan(budget.approved_fen)},
        then=lambda _budget: session.forget_widgets(["budget_amount", *unchecked("budget")]),
    )


def booking(page: ProjectPage) -> None:
    """Draw the form that books a payment."""
    with st.expander(_("Book a payment"), icon=":material/payments:"):
        sources = [part.source for part in page.budget]
        source = st.selectbox(_("Paid from"), sources, format_func=label, key="payment_source")
        yuan_input(_("Amount paid, in yuan"), "payment_amount", "paid_fen")
        today = session.context().today()
        session.start_widget("payment_day", today)
        st.date_input(_("Paid on"), key="payment_day", format="YYYY-MM-DD", max_value=today)
        feedback.below("paid_on")
        _words("payment_note", _("For what"), "note", 200)
        _words("payment_reference", _("Number of the voucher (may stay empty)"), "reference", 40)
        checks("payment", source, page)
        st.button(_("Book the payment"), key="payment_send", on_click=_send_payment, args=(page.line.id,))


def correcting(page: ProjectPage) -> None:
    """Draw the form that takes a mistake out of the payments."""
    sources = [part.source for part in page.budget if part.budget.paid_fen]
    if not sources:
        return
    with st.expander(_("Put a payment right"), icon=":material/undo:"):
        st.markdown(_("What was booked stays in the list; an amount below zero is added that takes the mistake out."))
        st.selectbox(_("Booked on this source"), sources, format_func=label, key="correction_source")
        yuan_input(_("Amount booked too much, in yuan"), "correction_amount", "paid_fen")
        _words("correction_reason", _("Which payment, and what was wrong"), "reason", 200)
        st.button(_("Take it out"), key="correction_send", on_click=_send_correction, args=(page.line.id,))


def _words(key: str, name: str, field: str, most: int) -> None:
    session.start_widget(key, "")
    st.text_input(
        name, key=key, max_chars=most, help=_("Everybody can read this: no bank details and no private names.")
    )
    feedback.below(field)


def _send_payment(project_id: int) -> None:
    def pay(ctx: Context, key: str) -> Budget:
        amount, source = fen("payment_amount", "paid_fen") or 0, session.widget("payment_source")
        day = session.widget("payment_day")
        return projects.book_payment(
            ctx,
            project_id,
            source,
            amount,
            session.widget("payment_note", ""),
            paid_on=day if isinstance(day, date) else None,
            reference=session.widget("payment_reference", ""),
            checked=checked("payment", source),
            key=key,
        )

    emptied = ["payment_amount", "payment_note", "payment_reference", *unchecked("payment")]
    feedback.act(
        pay,
        key="payment_send",
        done=lambda budget: _("The payment is booked; %(left)s is left.") % {"left": yuan(budget.left_fen)},
        then=lambda _budget: session.forget_widgets(emptied),
    )


def _send_correction(project_id: int) -> None:
    def take_out(ctx: Context, key: str) -> Budget:
        amount, source = fen("correction_amount", "paid_fen") or 0, session.widget("correction_source")
        return projects.correct_payment(
            ctx, project_id, source, amount, session.widget("correction_reason", ""), key=key
        )

    feedback.act(
        take_out,
        key="correction_send",
        done=lambda budget: (
            _("The mistake is put right; %(paid)s is booked as paid.") % {"paid": yuan(budget.paid_fen)}
        ),
        then=lambda _budget: session.forget_widgets(["correction_amount", "correction_reason"]),
    )
