"""Which calendar and which lengths of time does the house go by for its notices?"""

from datetime import date

from sqlmodel import Session

from dashboard.rules.calendar import Calendar, add_working_days
from dashboard.rules.notices import notice_kind
from dashboard.services.house_rules import value_of
from models.enums import NoticeKind
from models.need import Need


def calendar_of(session: Session) -> Calendar:
    """Return the holidays and make-up working days of the house rule."""
    return Calendar.of(value_of(session, "holidays"))


def length_for(session: Session, need: Need) -> tuple[NoticeKind, int]:
    """Return the kind of notice an item needs, and its calendar days."""
    kind = notice_kind(need.category_code, need.budget_fen)
    return kind, int(value_of(session, "public_notice_days")[kind.value])


def reply_due(session: Session, received_on: date) -> date:
    """Return the day by which an objection is to be answered."""
    days = int(value_of(session, "objection_reply_working_days"))
    return add_working_days(received_on, days, calendar_of(session))
