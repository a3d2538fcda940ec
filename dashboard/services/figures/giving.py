"""What did each member organisation give in a year? By organisation, never by person."""

from datetime import datetime

import pandas as pd
from sqlmodel import Session

from dashboard.formats import yuan
from dashboard.i18n import language
from dashboard.labels import short_type
from dashboard.services.claims import Contribution, contribution_years, contributions
from dashboard.services.context import Context
from dashboard.services.figures.keeping import kept

GIVING = ("code", "label", "type", "items", "fulfilled", "hours", "value", "value_text")


def giving_years(ctx: Context) -> list[int]:
    """Return the years in which anything was claimed, the newest first."""

    def years(_session: Session, _now: datetime) -> list[int]:
        return contribution_years(ctx)

    return kept(ctx, years)


def giving_frame(ctx: Context, year: int | None = None) -> pd.DataFrame:
    """Return what each organisation gave in one year, or in all, by type and code; those that gave nothing too.

    Columns: code; label (its name); type (short words); items (claims confirmed on as many items); fulfilled; hours
    (of volunteers, as the organisation reports them for itself as a whole); value (yuan, to draw with), value_text.
    """

    def given(_session: Session, _now: datetime, _spoken: str, year: int | None) -> list[Contribution]:
        return contributions(ctx, year)

    rows = [
        {
            "code": one.code,
            "label": one.organisation,
            "type": short_type(one.type),
            "items": one.confirmed,
            "fulfilled": one.fulfilled,
            "hours": one.volunteer_hours,
            "value": one.value_fen / 100,
            "value_text": yuan(one.value_fen),
        }
        for one in kept(ctx, given, language(), year)
    ]
    return pd.DataFrame(rows, columns=list(GIVING))
