"""The money of a project: by source, with sums, payments, and the office's forms."""

import streamlit as st

from dashboard.formats import moment, percent, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services import projects
from dashboard.services.context import Context
from dashboard.services.projects import Budget, ProjectPage
from dashboard.ui import feedback, frame, session
from dashboard.ui.amounts import fen, yuan_input
from models.enums import FundSource

OWNERS_MONEY = (FundSource.MAINTENANCE, FundSource.PUBLIC_INCOME, FundSource.OWNERS)


def money(page: ProjectPage) -> None:
    """Draw what is approved, paid and left from each source, the payments, and the forms of the secretariat."""
    st.subheader(_("Money"), anchor=False)
    if page.budget:
        rows = [_row(label(part.source), part.budget) for part in page.budget]
        frame.table([*rows, _row(_("Total"), page.line.budget)], "budget")
        frame.facts({_("Execution rate"): percent(page.line.budget.paid_fen, page.line.budget.approved_fen)})
    else:
        frame.empty(_("No money is approved for this project yet."))
    if any(part.source in OWNERS_MONEY for part in page.budget):
        st.caption(
            _("Money of the owners is spent only as the owners decided; the committee cannot decide in their place.")
        )
    if page.payments:
        with st.expander(_("Payments"), icon=":material/receipt_long:"):
            frame.table([_payment(page, index) for index in range(len(page.payments))], "payments")
    if page.may_fund:
        _approve(page)
        _pay(page)


def _row(name: str, budget: Budget) -> dict[str, object]:
    return {
        _("Source"): name,
        _("Amount approved"): yuan(budget.approved_fen),
        _("Amount paid"): yuan(budget.paid_fen),
        _("Amount left"): yuan(budget.left_fen),
    }


def _payment(page: ProjectPage, index: int) -> dict[str, object]:
    payment = page.payments[index]
    return {
        _("When"): moment(payment.at),
        _("Source"): label(payment.source),
        _("Amount"): yuan(payment.amount_fen),
        _("For what"): payment.note,
    }


def _approve(page: ProjectPage) -> None:
    with st.expander(_("Approve money from a source"), icon=":material/savings:"):
        st.selectbox(_("Source"), list(FundSource), format_func=label, key="budget_source")
        yuan_input(
            _("Amount approved, in yuan"),
            "budget_amount",
            "approved_fen",
            _("The whole amount from this source; it takes the place of the amount approved before."),
        )
        st.button(_("Approve the amount"), key="budget_save", on_click=_send_budget, args=(page.line.id,))


def _send_budget(project_id: int) -> None:
    def approve(ctx: Context) -> Budget:
        amount = fen("budget_amount", "approved_fen") or 0
        return projects.set_budget(ctx, project_id, session.widget("budget_source"), amount)

    feedback.act(
        approve,
        done=lambda budget: _("%(amount)s is approved from this source.") % {"amount": yuan(budget.approved_fen)},
        then=lambda _budget: session.forget_widgets(["budget_amount"]),
    )


def _pay(page: ProjectPage) -> None:
    if not page.budget:
        return
    with st.expander(_("Book a payment"), icon=":material/payments:"):
        sources = [part.source for part in page.budget]
        st.selectbox(_("Paid from"), sources, format_func=label, key="payment_source")
        yuan_input(_("Amount paid, in yuan"), "payment_amount", "paid_fen")
        session.start_widget("payment_note", "")
        st.text_input(
            _("For what"),
            key="payment_note",
            max_chars=200,
            help=_("Everybody can read this: no bank details and no private names."),
        )
        feedback.below("note")
        st.button(_("Book the payment"), key="payment_send", on_click=_send_payment, args=(page.line.id,))


def _send_payment(project_id: int) -> None:
    def pay(ctx: Context, key: str) -> Budget:
        amount = fen("payment_amount", "paid_fen") or 0
        source, note = session.widget("payment_source"), session.widget("payment_note", "")
        return projects.book_payment(ctx, project_id, source, amount, note, key=key)

    feedback.act(
        pay,
        key="payment_send",
        done=lambda budget: _("The payment is booked; %(left)s is left.") % {"left": yuan(budget.left_fen)},
        then=lambda _budget: session.forget_widgets(["payment_amount", "payment_note"]),
    )
