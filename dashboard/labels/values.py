"""What every stored value is called."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.i18n import N_
from dashboard.labels.claim_list import CLAIM_LIST
from dashboard.labels.papers import PAPERS
from dashboard.rules.consensus import MergedGroup
from models import enums as e

VALUES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    **CLAIM_LIST,
    **PAPERS,
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
    e.MeetingKind: {
        e.MeetingKind.MEMBERS: N_("Committee members' meeting"),
        e.MeetingKind.CONFERENCE: N_("Joint conference of member organisations"),
        e.MeetingKind.SPECIAL: N_("Special session"),
        e.MeetingKind.SEMINAR: N_("Seminar with enterprises"),
        e.MeetingKind.SYMPOSIUM: N_("Symposium"),
        e.MeetingKind.HEARING: N_("Residents' hearing"),
        e.MeetingKind.COORDINATION: N_("Residents' coordination meeting"),
        e.MeetingKind.APPRAISAL: N_("Residents' appraisal meeting"),
    },
    e.MeetingStatus: {
        e.MeetingStatus.DRAFT: N_("Agenda being drafted"),
        e.MeetingStatus.CALL_FOR_TOPICS: N_("Call for topics open"),
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
        e.AgendaStatus.WITHDRAWN: N_("Item withdrawn"),
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
        e.MotionStatus.COUNTING: N_("Being counted"),
        e.MotionStatus.CLOSED: N_("Vote closed"),
        e.MotionStatus.WITHDRAWN: N_("Motion withdrawn"),
        e.MotionStatus.VOIDED: N_("Vote voided"),
    },
    e.VoteMode: {
        e.VoteMode.RECORDED: N_("Recorded ballot"),
        e.VoteMode.SHOW_OF_HANDS: N_("Show of hands"),
        e.VoteMode.SECRET: N_("Secret ballot"),
        e.VoteMode.PAPER: N_("Paper ballot"),
    },
    e.BallotForm: {
        e.BallotForm.QUESTION: N_("One question: for, against, abstain"),
        e.BallotForm.CHOICES: N_("Choices from a list"),
        e.BallotForm.APPROVAL: N_("Approval of any number of options"),
        e.BallotForm.RANKING: N_("Ranking of the options"),
    },
    e.Choice: {
        e.Choice.FOR: N_("For"),
        e.Choice.AGAINST: N_("Against"),
        e.Choice.ABSTAIN: N_("Abstain"),
    },
    e.Outcome: {
        e.Outcome.CARRIED: N_("Carried"),
        e.Outcome.CARRIED_WITH_CONDITIONS: N_("Carried with conditions"),
        e.Outcome.NOT_CARRIED: N_("Not carried"),
        e.Outcome.NO_QUORUM: N_("No quorum"),
        e.Outcome.UNDEFINED: N_("Undefined"),
        e.Outcome.VOID: N_("Void, to be voted again"),
    },
    e.Resolution: {
        e.Resolution.PROJECT: N_("Agreed as a project"),
        e.Resolution.COORDINATION: N_("Agreed to push the coordination"),
        e.Resolution.REFERRAL: N_("Put to the competent department"),
        e.Resolution.RECOMMENDATION: N_("Put on the recommendation list"),
    },
    e.TaskStatus: {
        e.TaskStatus.OPEN: N_("To do"),
        e.TaskStatus.DONE: N_("Done"),
        e.TaskStatus.DROPPED: N_("Dropped"),
    },
    e.DecisionStatus: {
        e.DecisionStatus.OPEN: N_("Being carried out"),
        e.DecisionStatus.DONE: N_("Carried out"),
        e.DecisionStatus.SET_ASIDE: N_("Set aside"),
    },
    e.TopicStatus: {
        e.TopicStatus.SUBMITTED: N_("Handed in, waiting for the check"),
        e.TopicStatus.LISTED: N_("Put on the agenda"),
        e.TopicStatus.REFUSED: N_("Not taken onto the agenda"),
        e.TopicStatus.DEFERRED: N_("Put off to a later meeting"),
        e.TopicStatus.WITHDRAWN: N_("Topic withdrawn"),
    },
    e.SpeechStatus: {
        e.SpeechStatus.WAITING: N_("Waiting for the floor"),
        e.SpeechStatus.SPEAKING: N_("Speaking"),
        e.SpeechStatus.DONE: N_("Has spoken"),
        e.SpeechStatus.WAIVED: N_("Nothing to add"),
        e.SpeechStatus.STRUCK: N_("Taken off the list"),
    },
    e.NoticeKind: {
        e.NoticeKind.ITEM: N_("Item of the claim list"),
        e.NoticeKind.ELEVATOR: N_("Elevator retrofitting"),
        e.NoticeKind.SMALL: N_("Small matter"),
    },
    e.NoticeStatus: {
        e.NoticeStatus.POSTED: N_("On public notice"),
        e.NoticeStatus.ENDED: N_("Notice ended"),
        e.NoticeStatus.WITHDRAWN: N_("Notice withdrawn"),
    },
    e.NoticeOutcome: {
        e.NoticeOutcome.NO_OBJECTIONS: N_("Time ran out, no objections"),
        e.NoticeOutcome.NONE_UPHELD: N_("Objections answered, none upheld"),
        e.NoticeOutcome.SOME_UPHELD: N_("Objections answered, some upheld"),
    },
    e.NoticeObjectionStatus: {
        e.NoticeObjectionStatus.RECEIVED: N_("Waiting for the reply"),
        e.NoticeObjectionStatus.ANSWERED: N_("Answered"),
    },
    e.ObjectionCategory: {
        e.ObjectionCategory.PROCEDURE: N_("Procedure"),
        e.ObjectionCategory.FACTS: N_("Facts"),
        e.ObjectionCategory.INTERESTS: N_("Interests"),
        e.ObjectionCategory.SAFETY: N_("Safety"),
        e.ObjectionCategory.FUNDS: N_("Money"),
    },
    e.ObjectionOutcome: {
        e.ObjectionOutcome.UPHELD: N_("Upheld"),
        e.ObjectionOutcome.PARTLY: N_("Partly upheld"),
        e.ObjectionOutcome.NOT_UPHELD: N_("Not upheld"),
    },
    e.GuestKind: {
        e.GuestKind.IN_ATTENDANCE: N_("In attendance"),
        e.GuestKind.OBSERVER: N_("Observer"),
    },
}

SHORT_TYPES: Mapping[str, str] = {
    e.OrganisationType.ENTERPRISE: N_("Enterprises and institutions"),
    e.OrganisationType.QUARTER: N_("Residential quarters"),
    e.OrganisationType.TWO_NEW: N_("Two-new organisations"),
    MergedGroup.OTHER: N_("Other types"),
    MergedGroup.ALL: N_("All types together"),
}
