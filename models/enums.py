"""Closed vocabularies. Values are stored in the database: rename labels, never values."""

from enum import StrEnum


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


class NeedStatus(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    MERGED = "merged"
    REFERRED = "referred"
    ON_LIST = "on_list"
    OPEN = "open"
    ON_AGENDA = "on_agenda"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    DEFERRED = "deferred"
    APPROVED = "approved"
    IN_PROGRESS = "in_progress"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    RECTIFICATION = "rectification"
    COMPLETED = "completed"


class NeedSource(StrEnum):
    RESIDENT = "resident"
    COMMITTEE = "neighbourhood_committee"
    MEMBER_UNIT = "member_unit"
    HOTLINE = "hotline"
    VISIT = "visit"


class DecisionPower(StrEnum):
    """决定权属: who has the power to decide the matter; the committee's own wording follows it."""

    COMMITTEE = "committee"
    RESIDENTS = "residents_meeting"
    OWNERS = "owners"
    OFFICE = "subdistrict_office"
    DEPARTMENT = "district_department"
    PROPERTY_HOLDER = "property_holder"
    CONFERENCE = "community_conference"


class MeetingKind(StrEnum):
    MEMBERS = "members"
    CONFERENCE = "conference"
    SPECIAL = "special"


class MeetingStatus(StrEnum):
    DRAFT = "draft"
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


class Presence(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    ON_LEAVE = "on_leave"
    LEFT = "left"


class MotionStatus(StrEnum):
    READY = "ready"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    NO_QUORUM = "no_quorum"
    UNDEFINED = "undefined"


class MinutesStatus(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"


class ClaimStatus(StrEnum):
    INTENTION = "intention"
    CONFIRMED = "confirmed"
    HANDED_BACK = "handed_back"
    DECLINED = "declined"


class OfferKind(StrEnum):
    FUNDS = "funds"
    GOODS = "goods"
    VENUE = "venue"
    LABOUR = "labour"
    EXPERTISE = "expertise"
    COORDINATION = "coordination"


class ProjectStatus(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    RECTIFICATION = "rectification"
    ACCEPTED = "accepted"


class FundSource(StrEnum):
    SERVICE_FUND = "service_fund"
    SELF_GOVERNANCE = "self_governance"
    MEMBER_FUNDS = "member_funds"
    MEMBER_KIND = "member_in_kind"
    SUBDISTRICT = "subdistrict_project"
    DISTRICT = "district_special"
    MAINTENANCE = "maintenance_fund"
    PUBLIC_INCOME = "public_income"
    OWNERS = "owners"
    DONATION = "donation"


class TaskStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
