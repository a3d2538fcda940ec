"""The money of a project: by source with sums and execution rate, and every payment by date."""

import streamlit as st

from dashboard.formats import day, percent, yuan
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.services.projects import Budget, PaymentRead, ProjectPage
from dashboard.ui import frame
from dashboard.ui.projects import paying
from models.enums import FundSource

OWNERS_MONEY = (FundSource.MAINTENANCE, FundSource.PUBLIC_INCOME, FundSource.OWNERS)


def money(page: ProjectPage) -> None:
    """Draw what is approved, paid and left from each source, the payments, and the forms of the secretariat."""
    st.subheader(_("Money"), anchor=False)
    if page.budget:
        rows = [_row(label(part.source), part.budget) for part in page.budget]
        frame.table([*rows, _row(_("Total"), page.line.budget)], "budget")
    else:
        frame.empty(_("No money is approved for this project yet."))
    if any(part.source in OWNERS_MONEY for part in page.budget):
        st.caption(
            _("Money of the owners is spent only as the owners decided; the committee cannot decide in their place.")
        )
    if page.payments:
        with st.expander(_("Payments by date"), icon=":material/receipt_long:"):
            frame.table([_payment(one, vouchers=page.may_fund) for one in page.payments], "payments")
            if any(one.amount_fen < 0 for one in page.payments):
                st.caption(_("An amount below zero puts an earlier mistake right; both stay in the list."))
    if page.may_approve_sums:
        paying.approving(page)
    if page.may_fund and page.budget:
        paying.booking(page)
        paying.correcting(page)


def _row(name: str, budget: Budget) -> dict[str, object]:
    return {
        _("Source"): name,
        _("Amount approved"): yuan(budget.approved_fen),
        _("Amount paid"): yuan(budget.paid_fen),
        _("Amount left"): yuan(budget.left_fen),
        _("Execution rate"): percent(budget.paid_fen, budget.approved_fen),
    }


def _payment(payment: PaymentRead, *, vouchers: bool) -> dict[str, object]:
    told: dict[str, object] = {
        _("Paid on"): day(payment.paid_on),
        _("Source"): label(payment.source),
        _("Amount"): yuan(payment.amount_fen),
        _("For what"): payment.note,
    }
    return told | {_("Voucher"): payment.reference or "—"} if vouchers else told
