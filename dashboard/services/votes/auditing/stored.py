"""What is stored of one vote, from its ballots to the lines of the audit trail?"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from dashboard.services.votes.counting import last_ballots
from dashboard.services.votes.results import read_result
from models.audit import AuditEntry
from models.base import subject_of
from models.decision import DecisionRule
from models.enums import Choice, MotionStatus
from models.motion import Ballot, Elector, Motion, TellerCount, VoteCount
from models.organisation import Seat
from models.secret import BallotReceipt, OpenedBallot, Participation, SealedBallot

Marked = tuple[Choice, int, list[int] | None]
"""Choice, weight and marks of one ballot."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything stored of one vote that was opened."""

    motion: Motion
    item_title: str
    electors: list[Elector]
    """In the order of seat numbers."""
    seat_numbers: dict[int, int]
    ballots: list[Ballot]
    last: list[Marked]
    """The recorded ballots that count."""
    counts: list[VoteCount]
    tellers: dict[int, TellerCount]
    """The newest entry of each teller."""
    participants: set[int]
    opened: list[Marked]
    sealed: int
    receipts: int
    lines: list[AuditEntry]
    rule: DecisionRule | None
    """The version of the rule the vote names; ``None`` for votes of the first release."""
    shown: bool
    """Whether the counts may be told."""

    def facts(self, action: str) -> list[dict[str, Any]]:
        """Return what the audit trail says of every step of this kind, oldest first."""
        return [line.facts for line in self.lines if line.action == action]

    @property
    def voters(self) -> set[int]:
        """Return the seats that were allowed to vote."""
        return {one.seat_id for one in self.electors if one.presence == "present" and not one.recused}


def kept(session: Session, motion: Motion, item_title: str) -> Kept:
    """Return what is stored of a vote."""
    numbers = select(Elector, Seat.number).join(Seat, col(Seat.id) == col(Elector.seat_id))
    found = session.exec(
        numbers.where(Elector.motion_id == motion.id).order_by(col(Seat.number), col(Elector.seat_id))
    ).all()
    lines = select(AuditEntry).where(AuditEntry.subject == subject_of(motion)).order_by(col(AuditEntry.id))
    return Kept(
        motion=motion,
        item_title=item_title,
        electors=[elector for elector, _number in found],
        seat_numbers={elector.seat_id: number for elector, number in found},
        ballots=_ballots(session, motion.id),
        last=last_ballots(session, motion.id),
        counts=_counts(session, motion.id),
        tellers=_tellers(session, motion.id),
        participants=set(session.exec(select(Participation.seat_id).where(Participation.motion_id == motion.id))),
        opened=_opened(session, motion.id),
        sealed=_number(session, SealedBallot, motion.id),
        receipts=_number(session, BallotReceipt, motion.id),
        lines=list(session.exec(lines)),
        rule=_rule(session, motion),
        shown=motion.status != MotionStatus.CLOSED or read_result(session, motion.id).shown,
    )


def _ballots(session: Session, motion_id: int) -> list[Ballot]:
    query = select(Ballot).where(Ballot.motion_id == motion_id)
    return list(session.exec(query.order_by(col(Ballot.seat_id), col(Ballot.version))))


def _counts(session: Session, motion_id: int) -> list[VoteCount]:
    query = select(VoteCount).where(VoteCount.motion_id == motion_id)
    return list(session.exec(query.order_by(col(VoteCount.version))))


def _tellers(session: Session, motion_id: int) -> dict[int, TellerCount]:
    query = select(TellerCount).where(TellerCount.motion_id == motion_id).order_by(col(TellerCount.version))
    return {row.account_id: row for row in session.exec(query)}


def _opened(session: Session, motion_id: int) -> list[Marked]:
    query = select(OpenedBallot).where(OpenedBallot.motion_id == motion_id)
    return [(Choice(row.choice), 1, row.marks) for row in session.exec(query)]


def _number(session: Session, table: type[SealedBallot] | type[BallotReceipt], motion_id: int) -> int:
    return session.exec(select(func.count()).select_from(table).where(col(table.motion_id) == motion_id)).one()


def _rule(session: Session, motion: Motion) -> DecisionRule | None:
    if motion.rule_version is None:
        return None
    query = select(DecisionRule).where(DecisionRule.code == motion.preset, DecisionRule.version == motion.rule_version)
    return session.exec(query).first()
