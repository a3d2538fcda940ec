"""Do the stored ballots still give the stored results, by the rule and the electorate frozen with each vote?"""

from dataclasses import dataclass

from sqlmodel import col, select

from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.meetings.common import meeting_numbered
from dashboard.services.votes.auditing.checks import problems
from dashboard.services.votes.auditing.stored import Kept, kept
from models.enums import MotionStatus, Outcome, VoteMode
from models.meeting import AgendaItem
from models.motion import Motion


@dataclass(frozen=True, slots=True)
class VoteAudit:
    """One vote and everything stored of it that does not agree; says nothing of how anybody voted."""

    motion_id: int
    item: str
    round_no: int
    mode: VoteMode
    status: MotionStatus
    outcome: Outcome | None
    problems: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Return whether everything stored of the vote agrees."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class BallotAudit:
    """Every vote of a meeting that was opened, in the order of the agenda."""

    meeting: str
    votes: tuple[VoteAudit, ...]

    @property
    def agrees(self) -> bool:
        """Return whether everything stored of all votes agrees."""
        return all(vote.agrees for vote in self.votes)


def audit_ballots(ctx: Context, number: str) -> BallotAudit:
    """Derive every result of a meeting anew and return what does not agree, in the language spoken now.

    Recorded and secret votes are counted from their ballots, hands and paper from the newest version of the count
    and the tellers' entries; electorate, rule and announcement are compared with the audit trail.

    Raises:
        NotFound: there is no meeting with this number.
    """
    with ctx.reading(P.AUDIT_READ if ctx.actor.may(P.AUDIT_READ) else P.VOTE_RUN) as session:
        meeting = meeting_numbered(session, number)
        opened = (
            select(Motion, AgendaItem.title)
            .join(AgendaItem, col(AgendaItem.id) == col(Motion.agenda_item_id))
            .where(Motion.meeting_id == meeting.id, col(Motion.opened_at).is_not(None))
            .order_by(col(AgendaItem.position), col(Motion.round_no))
        )
        found = [_audited(kept(session, motion, title)) for motion, title in session.exec(opened).all()]
        return BallotAudit(meeting.number, tuple(found))


def _audited(found: Kept) -> VoteAudit:
    motion = found.motion
    return VoteAudit(
        motion_id=motion.id,
        item=found.item_title,
        round_no=motion.round_no,
        mode=VoteMode(motion.mode),
        status=MotionStatus(motion.status),
        outcome=Outcome(motion.outcome) if motion.outcome else None,
        problems=tuple(problems(found)),
    )


__all__ = ["BallotAudit", "VoteAudit", "audit_ballots"]
