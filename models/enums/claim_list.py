"""What needs, resources, claims, agreements and projects can be. Values are stored: rename labels, never values."""

from enum import StrEnum


class NeedStatus(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    MERGED = "merged"
    REFERRED = "referred"
    ON_LIST = "on_list"
    OPEN = "open"
    UNCLAIMED = "unclaimed"
    """无人认领: the claim round ended and nobody had claimed it."""
    CLAIMED = "claimed"
    """有认领意向: at least one organisation means to take it on."""
    MATCHING = "matching"
    """供需对接: the sides have met to talk about it."""
    ON_AGENDA = "on_agenda"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    DEFERRED = "deferred"
    CONSULTING = "consulting"
    """征询中: owners or residents, who have the power to decide, are asked."""
    ON_NOTICE = "on_notice"
    OBJECTED = "objected"
    """有异议: an objection to the public notice is being reviewed."""
    APPROVED = "approved"
    SIGNED = "signed"
    """已签约: the co-building agreement is signed."""
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    RECTIFICATION = "rectification"
    COMPLETED = "completed"
    APPRAISED = "appraised"
    ARCHIVED = "archived"
    CLOSED = "closed"
    TERMINATED = "terminated"
    """终止: works that began were given up."""


class NeedSource(StrEnum):
    RESIDENT = "resident"
    COMMITTEE = "neighbourhood_committee"
    MEMBER_UNIT = "member_unit"
    HOTLINE = "hotline"
    VISIT = "visit"
    BUILDING = "building_leader"
    MICRO_GRID = "micro_grid_leader"


class DecisionPower(StrEnum):
    """决定权属: who has the power to decide the matter; the committee's own wording follows it."""

    COMMITTEE = "committee"
    RESIDENTS = "residents_meeting"
    OWNERS = "owners"
    OFFICE = "subdistrict_office"
    DEPARTMENT = "district_department"
    PROPERTY_HOLDER = "property_holder"
    CONFERENCE = "community_conference"


class ClaimStatus(StrEnum):
    INTENTION = "intention"
    CONFIRMED = "confirmed"
    FULFILLED = "fulfilled"
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
    PAUSED = "paused"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    RECTIFICATION = "rectification"
    ACCEPTED = "accepted"
    TERMINATED = "terminated"
    TAKEN_BACK = "taken_back"
    """Entered by an import that was undone."""


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


class LegalGate(StrEnum):
    """前置程序: what has to be settled by others before the works may begin."""

    NONE = "none"
    OWNERS_ORDINARY = "owners_ordinary"
    """Owners' joint decision by more than half (Civil Code, article 278)."""
    OWNERS_SPECIAL = "owners_special"
    """Owners' joint decision by three quarters (Civil Code, article 278)."""
    GREENING = "greening_permit"
    PLANNING = "planning"
    FIRE = "fire_safety"


class LegalConclusion(StrEnum):
    """What a legal reviewer's written opinion comes to."""

    CLEAR = "clear"
    CONDITIONS = "conditions"
    OPPOSED = "opposed"


class HandlingResult(StrEnum):
    """办理结果: what became of an item."""

    SOLVED = "solved"
    PARTLY = "partly_solved"
    EXPLAINED = "explained"
    PLANNED = "planned"
    NOT_FEASIBLE = "not_feasible"


class RoundStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class ResourceStatus(StrEnum):
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"


class AgreementStatus(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    ENDED = "ended"
    TERMINATED = "terminated"
    DROPPED = "dropped"
    """A draft that was given up before anybody signed."""


class ChangeKind(StrEnum):
    """What a change of a project is about."""

    DUE_DATE = "due_date"
    BUDGET = "budget"
    SCOPE = "scope"
    LEAD = "lead"


class ChangeStatus(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


class Awareness(StrEnum):
    """知晓度: how much one knew of the works before they were finished."""

    WELL = "well"
    SOME = "some"
    NOT = "not"


class BatchStatus(StrEnum):
    ENTERED = "entered"
    UNDONE = "undone"
