"""What every stored value is called."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.i18n import N_
from dashboard.rules.consensus import MergedGroup
from models import enums as e

VALUES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    e.Role: {
        e.Role.VISITOR: N_("Visitor"),
        e.Role.RESIDENT: N_("Resident"),
        e.Role.LIAISON: N_("Liaison"),
        e.Role.MEMBER: N_("Committee member"),
        e.Role.CHAIR: N_("Chair"),
        e.Role.SECRETARIAT: N_("Secretariat"),
        e.Role.REVIEWER: N_("Legal reviewer"),
        e.Role.ADMINISTRATOR: N_("Administrator"),
        e.Role.SYSTEM: N_("The system"),
    },
    e.OrganisationType: {
        e.OrganisationType.ENTERPRISE: N_("Party organisation of an enterprise or public institution"),
        e.OrganisationType.QUARTER: N_("General Party branch of a residential quarter"),
        e.OrganisationType.TWO_NEW: N_("Party organisation of a new economic or social organisation"),
    },
    e.NeedStatus: {
        e.NeedStatus.SUBMITTED: N_("Submitted, waiting for screening"),
        e.NeedStatus.RETURNED: N_("Returned for completion"),
        e.NeedStatus.WITHDRAWN: N_("Withdrawn"),
        e.NeedStatus.DECLINED: N_("Declined"),
        e.NeedStatus.MERGED: N_("Merged"),
        e.NeedStatus.REFERRED: N_("Referred"),
        e.NeedStatus.ON_LIST: N_("On the needs list"),
        e.NeedStatus.OPEN: N_("Open for claiming"),
        e.NeedStatus.ON_AGENDA: N_("On a meeting's agenda"),
        e.NeedStatus.ADOPTED: N_("Adopted by the meeting"),
        e.NeedStatus.NOT_ADOPTED: N_("Not adopted by the meeting"),
        e.NeedStatus.DEFERRED: N_("Deferred"),
        e.NeedStatus.APPROVED: N_("Approved as a project"),
        e.NeedStatus.IN_PROGRESS: N_("In progress"),
        e.NeedStatus.AWAITING_ACCEPTANCE: N_("Awaiting acceptance"),
        e.NeedStatus.RECTIFICATION: N_("Being rectified"),
        e.NeedStatus.COMPLETED: N_("Completed"),
    },
    e.NeedSource: {
        e.NeedSource.RESIDENT: N_("Resident"),
        e.NeedSource.COMMITTEE: N_("Neighbourhood committee"),
        e.NeedSource.MEMBER_UNIT: N_("Member organisation"),
        e.NeedSource.HOTLINE: N_("12345 hotline"),
        e.NeedSource.VISIT: N_("Home visit"),
    },
    e.DecisionPower: {
        e.DecisionPower.COMMITTEE: N_("Riverside Joint Party Committee"),
        e.DecisionPower.RESIDENTS: N_("Residents' meeting"),
        e.DecisionPower.OWNERS: N_("Joint decision of the owners"),
        e.DecisionPower.OFFICE: N_("Sub-district Office"),
        e.DecisionPower.DEPARTMENT: N_("District department"),
        e.DecisionPower.PROPERTY_HOLDER: N_("Holder of the property"),
        e.DecisionPower.CONFERENCE: N_("Community representatives' conference"),
    },
    e.MeetingKind: {
        e.MeetingKind.MEMBERS: N_("Committee members' meeting"),
        e.MeetingKind.CONFERENCE: N_("Joint conference of member organisations"),
        e.MeetingKind.SPECIAL: N_("Special session"),
    },
    e.MeetingStatus: {
        e.MeetingStatus.DRAFT: N_("Agenda being drafted"),
        e.MeetingStatus.AGENDA_APPROVED: N_("Agenda approved"),
        e.MeetingStatus.NOTICED: N_("Notice given"),
        e.MeetingStatus.SIGN_IN: N_("Sign-in open"),
        e.MeetingStatus.IN_SESSION: N_("In session"),
        e.MeetingStatus.POSTPONED: N_("Postponed"),
        e.MeetingStatus.CLOSED: N_("Meeting ended"),
        e.MeetingStatus.CANCELLED: N_("Cancelled"),
    },
    e.AgendaStatus: {
        e.AgendaStatus.LISTED: N_("Listed"),
        e.AgendaStatus.IN_DISCUSSION: N_("Under discussion"),
        e.AgendaStatus.ADOPTED: N_("Adopted"),
        e.AgendaStatus.NOT_ADOPTED: N_("Not adopted"),
        e.AgendaStatus.DEFERRED: N_("Deferred"),
        e.AgendaStatus.NOTED: N_("Noted without a vote"),
    },
    e.Presence: {
        e.Presence.EXPECTED: N_("Not signed in yet"),
        e.Presence.PRESENT: N_("Present"),
        e.Presence.ON_LEAVE: N_("On leave"),
        e.Presence.LEFT: N_("Left the meeting"),
    },
    e.MotionStatus: {
        e.MotionStatus.READY: N_("Ready to vote"),
        e.MotionStatus.OPEN: N_("Vote open"),
        e.MotionStatus.CLOSED: N_("Vote closed"),
        e.MotionStatus.WITHDRAWN: N_("Motion withdrawn"),
    },
    e.Choice: {
        e.Choice.FOR: N_("For"),
        e.Choice.AGAINST: N_("Against"),
        e.Choice.ABSTAIN: N_("Abstain"),
    },
    e.Outcome: {
        e.Outcome.CARRIED: N_("Carried"),
        e.Outcome.NOT_CARRIED: N_("Not carried"),
        e.Outcome.NO_QUORUM: N_("No quorum"),
        e.Outcome.UNDEFINED: N_("Undefined"),
    },
    e.MinutesStatus: {
        e.MinutesStatus.DRAFT: N_("Draft"),
        e.MinutesStatus.IN_REVIEW: N_("Waiting for the chair's approval"),
        e.MinutesStatus.APPROVED: N_("Approved for issue"),
    },
    e.ClaimStatus: {
        e.ClaimStatus.INTENTION: N_("Claim intention"),
        e.ClaimStatus.CONFIRMED: N_("Claim confirmed"),
        e.ClaimStatus.HANDED_BACK: N_("Handed back"),
        e.ClaimStatus.DECLINED: N_("Claim declined"),
    },
    e.OfferKind: {
        e.OfferKind.FUNDS: N_("Funds"),
        e.OfferKind.GOODS: N_("Goods"),
        e.OfferKind.VENUE: N_("Venue"),
        e.OfferKind.LABOUR: N_("Labour"),
        e.OfferKind.EXPERTISE: N_("Expertise"),
        e.OfferKind.COORDINATION: N_("Coordination"),
    },
    e.ProjectStatus: {
        e.ProjectStatus.PLANNED: N_("Being planned"),
        e.ProjectStatus.UNDER_WAY: N_("Under way"),
        e.ProjectStatus.AWAITING_ACCEPTANCE: N_("Awaiting acceptance"),
        e.ProjectStatus.RECTIFICATION: N_("Being rectified"),
        e.ProjectStatus.ACCEPTED: N_("Accepted as finished"),
    },
    e.FundSource: {
        e.FundSource.SERVICE_FUND: N_("Party-building service-the-masses fund"),
        e.FundSource.SELF_GOVERNANCE: N_("Self-governance fund"),
        e.FundSource.MEMBER_FUNDS: N_("Funds of member organisations"),
        e.FundSource.MEMBER_KIND: N_("Goods and labour of member organisations, valued"),
        e.FundSource.SUBDISTRICT: N_("Practical-benefit project of the sub-district"),
        e.FundSource.DISTRICT: N_("District or city special funds"),
        e.FundSource.MAINTENANCE: N_("Maintenance fund (owners' money)"),
        e.FundSource.PUBLIC_INCOME: N_("Public income (owners' money)"),
        e.FundSource.OWNERS: N_("Raised by the owners"),
        e.FundSource.DONATION: N_("Donation"),
    },
    e.TaskStatus: {e.TaskStatus.OPEN: N_("To do"), e.TaskStatus.DONE: N_("Done")},
}

SHORT_TYPES: Mapping[str, str] = {
    e.OrganisationType.ENTERPRISE: N_("Enterprises and institutions"),
    e.OrganisationType.QUARTER: N_("Residential quarters"),
    e.OrganisationType.TWO_NEW: N_("Two-new organisations"),
    MergedGroup.OTHER: N_("Other types"),
    MergedGroup.ALL: N_("All types together"),
}
