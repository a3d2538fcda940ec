"""From which sources does the money of a finished project come, and do the amounts agree?"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlmodel import SQLModel

from dashboard.errors import BadInput
from dashboard.exchange.cells import Cell, parse_fen, text_of, unit_under
from dashboard.exchange.columns import Lookups, one_of
from dashboard.exchange.kinds.words import FUNDS
from dashboard.formats import yuan
from dashboard.i18n import gettext as _
from models.enums import FundSource

_SHARE = re.compile(
    r"(?P<name>[^\d:¥]+?)[ :]*(?:¥? ?(?P<approved>\d[\d,.]*) ?(?P<unit>万元|万|元)?)?"
    r"(?: ?\((?:实付|已付|支出|paid) ?¥?(?P<paid>\d[\d,.]*) ?(?P<paid_unit>万元|万|元)?\))?",
    re.IGNORECASE,
)


class Share(SQLModel):
    """Money from one source, in fen."""

    source: FundSource
    approved_fen: int
    paid_fen: int


def fund_shares(cell: Cell, lookups: Lookups, heading: str) -> list[tuple[FundSource, int | None, int | None]]:
    """Return source, amount approved and amount paid of each source a cell names, separated by semicolons."""
    text = unicodedata.normalize("NFKC", text_of(cell))
    unit, shares = unit_under(heading), []
    for part in (part.strip() for part in re.split(r"[;\n]", text)):
        if not part:
            continue
        match = _SHARE.fullmatch(part)
        if match is None:
            raise BadInput(
                "cell", "“%(value)s” is no source of funds. Write it like 自治金 30000元；社会捐赠 2万元.", value=part
            )
        source: Any = one_of(FUNDS)(match["name"].strip(), lookups)
        amounts = [
            parse_fen(number, found or unit) if number else None
            for number, found in ((match["approved"], match["unit"]), (match["paid"], match["paid_unit"]))
        ]
        shares.append((FundSource(source), amounts[0], amounts[1]))
    return shares


def settled_money(values: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Spread the amounts of a row over its sources as ``shares``; yield field and reason where they do not agree."""
    named = values.get("funds")
    approved, paid = values.get("approved_fen"), values.get("paid_fen")
    if named is None:
        if approved is not None or paid is not None:
            yield ("approved_fen" if approved is not None else "paid_fen"), _("Name the source of the funds too.")
        return
    if len({source for source, _approved, _paid in named}) < len(named):
        yield "funds", _("A source of funds is named twice. Add its amounts up.")
        return
    if len(named) == 1 and named[0][1] is None:
        named = [(named[0][0], approved, named[0][2])]
    if any(share[1] is None for share in named):
        yield "funds", _("Write the amount behind each source of funds, or fill in the amount approved.")
        return
    total = sum(share[1] for share in named)
    if approved is not None and approved != total:
        told = {"total": yuan(total), "approved": yuan(approved)}
        yield "approved_fen", _("The sources add up to %(total)s, not to %(approved)s. Correct one of them.") % told
        return
    yield from _paid(values, named, total, paid)


def _paid(
    values: dict[str, Any], named: list[tuple[FundSource, int, int | None]], total: int, paid: int | None
) -> Iterable[tuple[str, str]]:
    if len(named) == 1 and named[0][2] is None and paid is not None:
        named = [(named[0][0], named[0][1], paid)]
    shares = [Share(source=one, approved_fen=fen, paid_fen=fen if out is None else out) for one, fen, out in named]
    if any(share.paid_fen > share.approved_fen for share in shares):
        yield ("funds" if paid is None else "paid_fen"), _("More was paid than approved. Correct one of the amounts.")
        return
    if paid is not None and paid != sum(share.paid_fen for share in shares):
        yield "paid_fen", _("Write what was paid behind each source, such as 自治金 30000元(实付28000元).")
        return
    values["shares"] = shares
