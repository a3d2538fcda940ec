"""What every move of a thing is called on its lifeline."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.i18n import N_
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.claims import ClaimAction
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.projects import ProjectAction

ACTIONS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    NeedAction: {
        NeedAction.SUBMIT: N_("Submitted"),
        NeedAction.ACCEPT: N_("Accepted to the needs list"),
        NeedAction.RETURN: N_("Returned for completion"),
        NeedAction.RESUBMIT: N_("Completed and submitted again"),
        NeedAction.WITHDRAW: N_("Withdrawn by the proposer"),
        NeedAction.DECLINE: N_("Declined"),
        NeedAction.MERGE: N_("Merged into another item"),
        NeedAction.REFER: N_("Referred"),
        NeedAction.REOPEN: N_("Taken up again"),
        NeedAction.PUBLISH: N_("Published on the claim list"),
        NeedAction.SCHEDULE: N_("Put on a meeting's agenda"),
        NeedAction.UNSCHEDULE: N_("Taken off the agenda"),
        NeedAction.ADOPT: N_("Adopted by the meeting"),
        NeedAction.REJECT: N_("Not adopted by the meeting"),
        NeedAction.DEFER: N_("Deferred by the meeting"),
        NeedAction.ESTABLISH: N_("Claimed and approved as a project"),
        NeedAction.START: N_("Work started"),
        NeedAction.FINISH: N_("Work reported as finished"),
        NeedAction.RECTIFY: N_("Rectification ordered"),
        NeedAction.COMPLETE: N_("Accepted as finished"),
    },
    MeetingAction: {
        MeetingAction.CREATE: N_("Meeting created"),
        MeetingAction.APPROVE_AGENDA: N_("Agenda approved"),
        MeetingAction.REVISE_AGENDA: N_("Agenda taken back for revision"),
        MeetingAction.GIVE_NOTICE: N_("Notice given"),
        MeetingAction.OPEN_SIGN_IN: N_("Sign-in opened"),
        MeetingAction.START: N_("Meeting opened"),
        MeetingAction.POSTPONE: N_("Postponed"),
        MeetingAction.RESCHEDULE: N_("Called again"),
        MeetingAction.CLOSE: N_("Meeting closed"),
        MeetingAction.CANCEL: N_("Cancelled"),
    },
    AgendaAction: {
        AgendaAction.TAKE_UP: N_("Taken up"),
        AgendaAction.PUT_BACK: N_("Put back"),
        AgendaAction.ADOPT: N_("Adopted"),
        AgendaAction.REJECT: N_("Not adopted"),
        AgendaAction.DEFER: N_("Deferred"),
        AgendaAction.NOTE: N_("Noted without a vote"),
    },
    MotionAction: {
        MotionAction.PUT: N_("Motion put"),
        MotionAction.OPEN: N_("Vote opened"),
        MotionAction.CLOSE: N_("Vote closed"),
        MotionAction.WITHDRAW: N_("Motion withdrawn"),
    },
    MinutesAction: {
        MinutesAction.DRAFT: N_("Draft written"),
        MinutesAction.HAND_IN: N_("Handed in for approval"),
        MinutesAction.SEND_BACK: N_("Sent back for revision"),
        MinutesAction.APPROVE: N_("Approved for issue"),
    },
    ClaimAction: {
        ClaimAction.CLAIM: N_("Claimed"),
        ClaimAction.CONFIRM: N_("Claim confirmed"),
        ClaimAction.DECLINE: N_("Claim declined"),
        ClaimAction.HAND_BACK: N_("Handed back"),
    },
    ProjectAction: {
        ProjectAction.ESTABLISH: N_("Project established"),
        ProjectAction.START: N_("Work started"),
        ProjectAction.FINISH: N_("Work reported as finished"),
        ProjectAction.RECTIFY: N_("Rectification ordered"),
        ProjectAction.ACCEPT: N_("Accepted as finished"),
    },
}
