"""The flow of items as tables for charts and files."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from sqlmodel import Session

from dashboard.formats import percent, quarter_text
from dashboard.i18n import gettext as _
from dashboard.i18n import language
from dashboard.rules.figures.cells import enough, large_enough
from dashboard.rules.figures.flow import BEFORE, Promise, Step
from dashboard.rules.figures.waiting import Waits, median_days, together
from dashboard.services.context import Context
from dashboard.services.figures.flow import Flow, flows, least, limits, promise_waits
from dashboard.services.figures.keeping import kept
from dashboard.services.figures.words import median_text, step_text

FUNNEL = ("step", "items", "kept", "median", "on_their_way", "left", "median_days")
RATES = (
    "quarter",
    "submitted",
    "claim_rate",
    "completion_rate",
    "on_time_rate",
    "mean_days",
    "on_their_way",
    "carried",
)
ONE_BY_ONE = 8
"""Quarters that have a row of their own."""
CLOCK = (
    "quarter", "label", "median_days", "median", "limit", "started", "kept", "kept_share", "on_their_way", "beyond",
)  # fmt: skip


def quarters(ctx: Context) -> list[str]:
    """Return the quarters that are shown by themselves, newest first."""
    sizes = {one.quarter: one.reached[Step.SUBMITTED] for one in reversed(flows(ctx))}
    return large_enough(sizes, least(ctx))


def funnel_frame(ctx: Context, quarter: str | None = None) -> pd.DataFrame:
    """Return how far the items submitted in one quarter, or in all, have come; empty where there are too few.

    Columns: step (words); items that came to it; kept (of the items that took the step before, in words); median
    (days from the step before, in words); on_their_way (to this step now); left (before this step, for good);
    median_days (missing where half have not arrived).
    """

    def drawn(_session: Session, _now: datetime, _spoken: str, quarter: str | None) -> pd.DataFrame:
        return _funnel(ctx, quarter)

    return kept(ctx, drawn, language(), quarter)


def _funnel(ctx: Context, quarter: str | None) -> pd.DataFrame:
    chosen = [one for one in flows(ctx) if quarter in (None, one.quarter)]
    submitted = sum(one.reached[Step.SUBMITTED] for one in chosen)
    if not submitted or not enough(submitted, least(ctx)):
        return pd.DataFrame(columns=list(FUNNEL))
    first = {"step": step_text(Step.SUBMITTED), "items": submitted, "kept": "", "median": ""}
    rows = [first | {"on_their_way": None, "left": None, "median_days": None}]
    for step in BEFORE:
        waits = together([one.waits[step] for one in chosen])
        rows.append(
            {
                "step": step_text(step),
                "items": sum(one.reached[step] for one in chosen),
                "kept": percent(waits.arrivals, waits.count),
                "median": median_text(waits),
                "on_their_way": waits.on_their_way,
                "left": waits.count - waits.arrivals - waits.on_their_way,
                "median_days": median_days(waits),
            }
        )
    return pd.DataFrame(rows, columns=list(FUNNEL))


def rates_frame(ctx: Context) -> pd.DataFrame:
    """Return the rates of the last eight quarters, newest first; earlier ones, and those with too few items, together.

    Columns: quarter (words); submitted; claim_rate (claimed of published), completion_rate (completed of accepted),
    on_time_rate (of the completed ones with a due date), mean_days (from submission to completion) in words;
    on_their_way (submitted, neither completed nor ended); carried (carried over at least once).
    """

    def listed(_session: Session, _now: datetime, _spoken: str) -> pd.DataFrame:
        return _rates_of_quarters(ctx)

    return kept(ctx, listed, language())


def _rates_of_quarters(ctx: Context) -> pd.DataFrame:
    large, found = quarters(ctx), {one.quarter: one for one in flows(ctx)}
    small = [one for quarter, one in found.items() if quarter not in large]
    rows = [rates(quarter_text(quarter), [found[quarter]]) for quarter in large[:ONE_BY_ONE]]
    if earlier := [found[quarter] for quarter in large[ONE_BY_ONE:]]:
        rows.append(rates(_("Earlier quarters, together"), earlier))
    if enough(sum(one.reached[Step.SUBMITTED] for one in small), least(ctx)) and small:
        rows.append(rates(_("Quarters with few items, together"), small))
    return pd.DataFrame(rows, columns=list(RATES))


def rates(name: str, chosen: Sequence[Flow]) -> dict[str, object]:
    """Return one row of :func:`rates_frame` for the items of the chosen quarters together."""
    reached = {step: sum(one.reached[step] for one in chosen) for step in Step}
    completed = reached[Step.COMPLETED]
    spent = sum(one.completed_days for one in chosen)
    claims = together([one.waits[Step.CLAIMED] for one in chosen])
    return {
        "quarter": name,
        "submitted": reached[Step.SUBMITTED],
        "claim_rate": percent(claims.arrivals, claims.count),
        "completion_rate": percent(completed, reached[Step.ACCEPTED]),
        "on_time_rate": percent(sum(one.on_time for one in chosen), sum(one.with_due_date for one in chosen)),
        "mean_days": str(spent // completed) if completed else "—",
        "on_their_way": sum(one.open_now for one in chosen),
        "carried": sum(one.carried for one in chosen),
    }


def all_rates(ctx: Context) -> dict[str, object]:
    """Return the rates of all quarters together."""

    def summed(_session: Session, _now: datetime, _spoken: str) -> dict[str, object]:
        return rates(_("All quarters"), flows(ctx))

    return kept(ctx, summed, language())


def promise_frame(ctx: Context, promise: Promise) -> pd.DataFrame:
    """Return how long one promise took by quarter of submission, oldest first; quarters with too few are left out.

    Columns: quarter (``2026Q4``); label (its words); median_days (missing where half have not arrived), median
    (words); limit (days promised); started (cases); kept (within the limit); kept_share (of those that could be
    judged, in words); on_their_way; beyond (still on their way after the limit).
    """
    limit, size = limits(ctx)[promise], least(ctx)
    rows = [
        _promise_row(quarter, waits, limit)
        for quarter, waits in promise_waits(ctx, promise).items()
        if waits.count and enough(waits.count, size)
    ]
    return pd.DataFrame(rows, columns=list(CLOCK))


def _promise_row(quarter: str, waits: Waits, limit: int) -> dict[str, object]:
    kept, beyond = waits.within(limit), waits.beyond(limit)
    judged = waits.arrivals + beyond
    return {
        "quarter": quarter,
        "label": quarter_text(quarter),
        "median_days": median_days(waits),
        "median": median_text(waits),
        "limit": limit,
        "started": waits.count,
        "kept": kept,
        "kept_share": percent(kept, judged),
        "on_their_way": waits.on_their_way,
        "beyond": beyond,
    }
