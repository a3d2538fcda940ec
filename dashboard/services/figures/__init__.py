"""The figures everybody sees: how far items come, how long it takes, what it costs, where it happens, who gives."""

from dashboard.services.figures.flow import least, limits
from dashboard.services.figures.frames import all_rates, funnel_frame, promise_frame, quarters, rates_frame
from dashboard.services.figures.giving import giving_frame, giving_years
from dashboard.services.figures.money import money_by_source_frame, money_by_year_frame
from dashboard.services.figures.overdue import Overdue, overdue_for, overdue_promises
from dashboard.services.figures.places import LEVELS, places_frame
from dashboard.services.figures.topics import topics_frame
from dashboard.services.figures.words import days_text, promise_text

__all__ = [
    "LEVELS",
    "Overdue",
    "all_rates",
    "days_text",
    "funnel_frame",
    "giving_frame",
    "giving_years",
    "least",
    "limits",
    "money_by_source_frame",
    "money_by_year_frame",
    "overdue_for",
    "overdue_promises",
    "places_frame",
    "promise_frame",
    "promise_text",
    "quarters",
    "rates_frame",
    "topics_frame",
]
