"""By when are minutes due: the draft, and the issue?"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from dashboard.formats import local_date
from dashboard.rules.calendar import Calendar, add_working_days
from dashboard.services.house_rules import value_of
from models.enums import MinutesStatus
from models.meeting import Meeting
from models.minutes import Minutes

BEFORE_ISSUE = frozenset(
    {
        MinutesStatus.DRAFT,
        MinutesStatus.CHECKING,
        MinutesStatus.COMMENTING,
        MinutesStatus.IN_REVIEW,
        MinutesStatus.APPROVED,
    }
)


@dataclass(frozen=True, slots=True)
class Due:
    """Last days, in Asia/Shanghai, and the one that counts now; ``None`` once the minutes are issued."""

    draft: date
    issue: date
    next: date | None

    def missed(self, today: date) -> bool:
        """Return whether the day that counts now has passed."""
        return self.next is not None and self.next < today


@dataclass(frozen=True, slots=True)
class Times:
    """The house rules about time, read once for many meetings."""

    calendar: Calendar
    draft_days: int
    issue_days: int

    @classmethod
    def of(cls, session: Session) -> "Times":
        """Return the times in force."""
        return cls(
            Calendar.of(value_of(session, "holidays")),
            int(value_of(session, "minutes_draft_working_days")),
            int(value_of(session, "minutes_approval_working_days")),
        )

    def due(self, held: Meeting, row: Minutes | None) -> Due:
        """Return by when the minutes of a meeting are due, in working days after the day on which it closed."""
        closed = local_date(held.closed_at or held.starts_at)
        draft = add_working_days(closed, self.draft_days, self.calendar)
        issue = add_working_days(closed, self.issue_days, self.calendar)
        if row is None:
            return Due(draft, issue, draft)
        return Due(draft, issue, issue if row.status in BEFORE_ISSUE else None)
