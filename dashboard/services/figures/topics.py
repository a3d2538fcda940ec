"""What are the items about, quarter by quarter? Counts only items that everybody can read on the claim list."""

from datetime import datetime

import pandas as pd
from sqlmodel import Session, col, func, select

from dashboard.i18n import either
from dashboard.services.context import Context
from dashboard.services.figures.keeping import kept
from dashboard.services.need_rights import is_public_row
from models.need import Category, Need

TOPICS = ("category", "quarter", "items")


def topics_frame(ctx: Context) -> pd.DataFrame:
    """Return one row per category that has items and quarter, categories in their order, quarters oldest first.

    Columns: category (its name), quarter (``2026Q4``), items (whole number from 0).
    """
    names, counts = kept(ctx, _counts)
    quarters = sorted({quarter for _code, quarter in counts})
    rows = [
        {"category": either(zh, en), "quarter": quarter, "items": counts.get((code, quarter), 0)}
        for code, zh, en in names
        for quarter in quarters
    ]
    return pd.DataFrame(rows, columns=list(TOPICS))


def _counts(session: Session, _now: datetime) -> tuple[list[tuple[str, str, str]], dict[tuple[str, str], int]]:
    """Return the categories that have items, and how many each has in each quarter."""
    query = select(Need.category_code, Need.quarter, func.count(col(Need.id))).where(is_public_row())
    found = session.exec(query.group_by(col(Need.category_code), col(Need.quarter)))
    counts = {(code, quarter): count for code, quarter, count in found}
    used = {code for code, _quarter in counts}
    kinds = session.exec(select(Category).order_by(col(Category.position), col(Category.code)))
    return [(kind.code, kind.name_zh, kind.name_en) for kind in kinds if kind.code in used], counts
