"""Motions put to a meeting, who may vote on each, and the ballots cast."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlmodel import JSON, Field, UniqueConstraint

from models.base import EnumText, TableBase, UtcDateTime
from models.enums import BallotForm, Choice, MotionStatus, OrganisationType, Outcome, Presence, Resolution, VoteMode


class Motion(TableBase, table=True):
    """The question put to a vote.

    ``rule`` is the frozen copy of the decision rule, written when the vote opens; counts and outcome are
    written once when it closes. Nothing is recomputed from a later roster or setting.
    """

    __table_args__ = (
        UniqueConstraint("agenda_item_id", "round_no"),
        Index(
            "uq_motion_one_open",
            "meeting_id",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
    )

    kind = "motion"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    agenda_item_id: int = Field(foreign_key="agenda_item.id", index=True)
    round_no: int = 1
    text: str
    preset: str = "P1"
    status: MotionStatus = Field(default=MotionStatus.READY, sa_type=EnumText(MotionStatus))
    rule: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    entitled: int | None = None
    present: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None
    votes_needed: int | None = None
    quorum_needed: int | None = None
    outcome: Outcome | None = Field(default=None, sa_type=EnumText(Outcome))
    conditions: str = ""
    """Conditions the motion was adopted with, in words; empty where there are none."""
    mode: VoteMode = Field(default=VoteMode.RECORDED, sa_type=EnumText(VoteMode))
    form: BallotForm = Field(default=BallotForm.QUESTION, sa_type=EnumText(BallotForm))
    options: list[str] = Field(default_factory=list, sa_type=JSON)
    """What may be chosen from, in the order of the ballot; empty for a question."""
    most_choices: int = 1
    """How many options a ballot of choices may mark."""
    amends_id: int | None = None
    """The motion of an earlier round that this one words anew."""
    rule_version: int | None = None
    recused: int = 0
    """Electors who take no part because of their own interest; in ``entitled`` and ``present`` all the same."""
    recused_present: int = 0
    deducts_recused: bool = False
    """Whether the rule was applied to the numbers without the recused; the house rule when the vote opened."""
    invalid: int = 0
    issued: int | None = None
    returned: int | None = None
    """Paper ballots given out and come back."""
    entitled_weight: int | None = Field(default=None, sa_type=BigInteger)
    present_weight: int | None = Field(default=None, sa_type=BigInteger)
    for_weight: int | None = Field(default=None, sa_type=BigInteger)
    against_weight: int | None = Field(default=None, sa_type=BigInteger)
    abstain_weight: int | None = Field(default=None, sa_type=BigInteger)
    """Floor area in 0.01 m², where the rule counts it."""
    option_counts: list[int] | None = Field(default=None, sa_type=JSON)
    """Approvals, or points of a ranking, of each option."""
    option_carried: list[bool] | None = Field(default=None, sa_type=JSON)
    """Which options the rule carried."""
    count_version: int = 1
    """Which version of the count is in force."""
    hidden_below: int = 0
    """Ballots below which the counts of a secret vote are not shown; the house rule when the vote opened."""
    resolution: Resolution | None = Field(default=None, sa_type=EnumText(Resolution))
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Elector(TableBase, table=True):
    """The electorate of one motion, copied when its vote opened: later changes of seats never count."""

    motion_id: int = Field(foreign_key="motion.id", primary_key=True)
    seat_id: int = Field(foreign_key="seat.id", primary_key=True)
    user_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    organisation_type: OrganisationType = Field(sa_type=EnumText(OrganisationType))
    presence: Presence = Field(sa_type=EnumText(Presence))
    weight: int = 1
    """Floor area in 0.01 m² where the rule counts it, else 1."""
    recused: bool = False


class Ballot(TableBase, table=True):
    """One choice of one seat on one motion. A changed vote is a new version; the last version counts."""

    __table_args__ = (UniqueConstraint("motion_id", "seat_id", "version"),)

    kind = "ballot"

    id: int = Field(default=None, primary_key=True)
    motion_id: int = Field(foreign_key="motion.id", index=True)
    seat_id: int = Field(foreign_key="seat.id")
    version: int = 1
    choice: Choice = Field(sa_type=EnumText(Choice))
    cast_at: datetime = Field(sa_type=UtcDateTime)
    key: str = Field(unique=True)
    """Idempotency key made when the ballot was drawn, so that a repeated click stores nothing twice."""
    marks: list[int] | None = Field(default=None, sa_type=JSON)
    """Positions of the options marked, the best first in a ranking; ``None`` for a question."""


class VoteCount(TableBase, table=True):
    """One version of the count of a closed vote. Append-only: a correction is a new version with its reason."""

    __tablename__ = "vote_count"
    __table_args__ = (UniqueConstraint("motion_id", "version"),)

    kind = "vote_count"

    id: int = Field(default=None, primary_key=True)
    motion_id: int = Field(foreign_key="motion.id", index=True)
    version: int
    at: datetime = Field(sa_type=UtcDateTime)
    reason: str = ""
    votes_for: int
    votes_against: int
    votes_abstain: int
    invalid: int = 0
    issued: int | None = None
    returned: int | None = None
    option_counts: list[int] | None = Field(default=None, sa_type=JSON)
    outcome: Outcome = Field(sa_type=EnumText(Outcome))


class TellerCount(TableBase, table=True):
    """What one teller counted. Append-only; a teller's newest entry counts."""

    __tablename__ = "teller_count"
    __table_args__ = (UniqueConstraint("motion_id", "account_id", "version"),)

    kind = "teller_count"

    id: int = Field(default=None, primary_key=True)
    motion_id: int = Field(foreign_key="motion.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    version: int = 1
    at: datetime = Field(sa_type=UtcDateTime)
    issued: int
    returned: int
    invalid: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    option_counts: list[int] | None = Field(default=None, sa_type=JSON)


class Objection(TableBase, table=True):
    """A differing view on a motion (保留意见), with what would change it. Append-only."""

    kind = "objection"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    motion_id: int = Field(foreign_key="motion.id", index=True)
    seat_id: int = Field(foreign_key="seat.id")
    at: datetime = Field(sa_type=UtcDateTime)
    text: str
    would_change: str = ""
