"""Closed vocabularies. Values are stored in the database: rename labels, never values."""

from enum import StrEnum

from models.enums.claim_list import AgreementStatus as AgreementStatus
from models.enums.claim_list import Awareness as Awareness
from models.enums.claim_list import BatchStatus as BatchStatus
from models.enums.claim_list import ChangeKind as ChangeKind
from models.enums.claim_list import ChangeStatus as ChangeStatus
from models.enums.claim_list import ClaimStatus as ClaimStatus
from models.enums.claim_list import DecisionPower as DecisionPower
from models.enums.claim_list import FundSource as FundSource
from models.enums.claim_list import HandlingResult as HandlingResult
from models.enums.claim_list import LegalConclusion as LegalConclusion
from models.enums.claim_list import LegalGate as LegalGate
from models.enums.claim_list import NeedSource as NeedSource
from models.enums.claim_list import NeedStatus as NeedStatus
from models.enums.claim_list import OfferKind as OfferKind
from models.enums.claim_list import ProjectStatus as ProjectStatus
from models.enums.claim_list import ResourceStatus as ResourceStatus
from models.enums.claim_list import RoundStatus as RoundStatus
from models.enums.notices import NoticeKind as NoticeKind
from models.enums.notices import NoticeObjectionStatus as NoticeObjectionStatus
from models.enums.notices import NoticeOutcome as NoticeOutcome
from models.enums.notices import NoticeStatus as NoticeStatus
from models.enums.notices import ObjectionCategory as ObjectionCategory
from models.enums.notices import ObjectionOutcome as ObjectionOutcome
from models.enums.papers import CorrectionStatus as CorrectionStatus
from models.enums.papers import MinutesStatus as MinutesStatus
from models.enums.papers import RecordKind as RecordKind
from models.enums.papers import RecordStatus as RecordStatus
from models.enums.papers import RemarkStatus as RemarkStatus
from models.enums.papers import Retention as Retention
from models.enums.papers import Stance as Stance


class Role(StrEnum):
    VISITOR = "visitor"
    RESIDENT = "resident"
    LIAISON = "liaison"
    MEMBER = "member"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"
    """The command line and scheduled work on the machine itself; never given to a person."""


class OrganisationType(StrEnum):
    """The three kinds of member organisation: 35 + 4 + 15 = 54."""

    ENTERPRISE = "enterprise"
    QUARTER = "quarter"
    TWO_NEW = "two_new"


class MeetingKind(StrEnum):
    MEMBERS = "members"
    CONFERENCE = "conference"
    SPECIAL = "special"
    SEMINAR = "seminar"
    """企业座谈会: with enterprises; what they need goes to the needs list."""
    SYMPOSIUM = "symposium"
    HEARING = "hearing"
    COORDINATION = "coordination"
    APPRAISAL = "appraisal"


class MeetingStatus(StrEnum):
    DRAFT = "draft"
    CALL_FOR_TOPICS = "call_for_topics"
    AGENDA_APPROVED = "agenda_approved"
    NOTICED = "noticed"
    SIGN_IN = "sign_in"
    IN_SESSION = "in_session"
    POSTPONED = "postponed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class AgendaStatus(StrEnum):
    LISTED = "listed"
    IN_DISCUSSION = "in_discussion"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    DEFERRED = "deferred"
    NOTED = "noted"
    WITHDRAWN = "withdrawn"


class Presence(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    ON_LEAVE = "on_leave"
    LEFT = "left"


class MotionStatus(StrEnum):
    READY = "ready"
    OPEN = "open"
    COUNTING = "counting"
    """No ballot is taken any more; paper ballots are being counted or secret ones opened."""
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"


class VoteMode(StrEnum):
    """How a vote is taken."""

    RECORDED = "recorded"
    SHOW_OF_HANDS = "show_of_hands"
    SECRET = "secret"  # noqa: S105 - a way to vote, no password
    PAPER = "paper"


class BallotForm(StrEnum):
    """What a ballot asks: one question, or to choose from a list."""

    QUESTION = "question"
    CHOICES = "choices"
    """Up to so many of the options."""
    APPROVAL = "approval"
    """As many of the options as one approves of."""
    RANKING = "ranking"
    """The options in order, the best first."""


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    CARRIED = "carried"
    CARRIED_WITH_CONDITIONS = "carried_with_conditions"
    NOT_CARRIED = "not_carried"
    NO_QUORUM = "no_quorum"
    UNDEFINED = "undefined"
    VOID = "void"

    @property
    def adopts(self) -> bool:
        """Whether the motion was adopted, with conditions or without."""
        return self in (Outcome.CARRIED, Outcome.CARRIED_WITH_CONDITIONS)


class Resolution(StrEnum):
    """What the body's decision is worded as; it follows who has the power to decide the matter."""

    PROJECT = "project_agreed"
    COORDINATION = "coordination_agreed"
    REFERRAL = "referral"
    RECOMMENDATION = "recommendation_list"


class TaskStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class DecisionStatus(StrEnum):
    """Where the carrying out of a decision stands (督办)."""

    OPEN = "open"
    DONE = "done"
    SET_ASIDE = "set_aside"


class TopicStatus(StrEnum):
    SUBMITTED = "submitted"
    LISTED = "listed"
    REFUSED = "refused"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class SpeechStatus(StrEnum):
    WAITING = "waiting"
    SPEAKING = "speaking"
    DONE = "done"
    WAIVED = "waived"
    """Asked, and had nothing to add."""
    STRUCK = "struck"


class GuestKind(StrEnum):
    IN_ATTENDANCE = "in_attendance"
    """列席: may speak, never votes."""
    OBSERVER = "observer"
    """旁听."""
