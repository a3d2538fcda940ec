"""What may a source of money pay for, and which change of a budget needs a new approval? All amounts in fen."""

import re
from collections.abc import Mapping

from dashboard.i18n import N_
from models.enums import DecisionPower, FundSource, LegalGate

NOT_FOR: Mapping[FundSource, Mapping[str, str]] = {
    FundSource.SERVICE_FUND: {
        "office": N_("It pays for no office costs that other funds cover."),
        "wages": N_("It pays no wages and no allowances of staff."),
        "hardware": N_("It pays for no hardware of the neighbourhood committee."),
        "property": N_("It pays for nothing that the property company owes."),
    },
}
"""Source of money -> what it must not pay for: a code, and the sentence that is confirmed.

Source: guidance of Yangpu on the Party-building service-the-masses fund.
"""

OWNERS_MONEY = frozenset({FundSource.MAINTENANCE, FundSource.PUBLIC_INCOME})
"""Money that belongs to the owners: it is spent by their joint decision only (Civil Code, articles 278 and 281)."""
OWNERS_GATES = (LegalGate.OWNERS_ORDINARY, LegalGate.OWNERS_SPECIAL)

_LONG = re.compile(r"(?<![\dA-Za-z])(?:\d{12,}[Xx]?|\d{4}(?:[ \-]\d{4}){2,}(?:[ \-]?\d{1,3})?)(?![\dA-Za-z])")


def not_for(source: FundSource) -> Mapping[str, str]:
    """Return what has to be confirmed before money of this source is approved or paid: code -> sentence."""
    return NOT_FOR.get(source, {})


def owners_must_decide(source: FundSource, power: DecisionPower, gate: LegalGate) -> bool:
    """Return whether a decision of the owners still has to be shown, because the item itself does not ask for one."""
    return source in OWNERS_MONEY and power != DecisionPower.OWNERS and gate not in OWNERS_GATES


def needs_new_approval(before: int, after: int, total_before: int, total_after: int) -> bool:
    """Return whether a budget changes by more than a tenth: of what the source gives, or of all sources together.

    A source that gave nothing so far always needs approval.

    Source: house rule on project budgets: above 10 % a change is approved anew.
    """
    return abs(after - before) * 10 > before or abs(total_after - total_before) * 10 > total_before


def long_number(text: str) -> str | None:
    """Return the first figures in a text that are long enough for an account or identity number, else ``None``.

    Twelve digits in a row, or three groups of four and more.
    """
    found = _LONG.search(text)
    return found.group() if found else None
