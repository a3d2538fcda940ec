"""Which file does somebody take away who wants one of the lists as a table?"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from dashboard.errors import BadInput, NotFound
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.permissions import Permission
from dashboard.services import decisions
from dashboard.services.context import Actor, Context
from dashboard.services.decisions import FORMATS
from dashboard.services.exchange.records import RECORDS, Field, Name, Row
from dashboard.services.exchange.titles import TITLES

__all__ = ["FORMATS", "LISTS", "export", "may_take"]

LISTS = tuple(TITLES)


def may_take(actor: Actor, of: str, *, office: bool = False) -> bool:
    """Return whether the actor may take this list away, with the office's columns or without."""
    return actor.may(_permission(of, office))


def export(ctx: Context, of: str, fmt: str, *, office: bool = False) -> bytes:
    """Return a list as XLSX or CSV in the language spoken now: what everybody may read, or the office's columns too.

    Raises:
        NotFound: there is no such list.
        NotAllowed: only the secretariat may have the office's columns.
        BadInput: there is no such format (field ``format``).
    """
    if of not in LISTS:
        raise NotFound("There is no such kind of list.", name=of)
    if fmt not in FORMATS:
        raise BadInput("format", "Please choose one of the values offered.")
    if of == "decisions":
        return decisions.export(ctx, fmt)
    records = RECORDS[of]
    fields = [field for field in records.fields if office or not field.office]
    with ctx.reading(_permission(of, office)) as session:
        rows = [[_cell(row, field) for field in fields] for row in records.rows(session, ctx.today(), office)]
    return FORMATS[fmt].write(rows, [_heading(field) for field in fields], _(TITLES[of]))


def _permission(of: str, office: bool) -> Permission:
    if of == "decisions":
        return Permission.MINUTES_READ
    return Permission.NEED_SCREEN if office else Permission.PUBLIC_READ


def _heading(field: Field) -> str:
    return _("%(name)s (yuan)") % {"name": _(field.title)} if field.sort == "money" else _(field.title)


def _cell(row: Row, field: Field) -> str | int | date | Decimal | None:
    value = row[field.name]
    if value is None:
        return None
    if field.sort == "money":
        return Decimal(value) / 100
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, StrEnum):
        return label(value)
    return str(value) if isinstance(value, Name) else value
