"""What every move of a thing is called on its lifeline."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.i18n import N_
from dashboard.rules.lifecycle.agenda import AgendaAction
from dashboard.rules.lifecycle.claims import ClaimAction
from dashboard.rules.lifecycle.decisions import DecisionAction, TaskAction
from dashboard.rules.lifecycle.matching import AgreementAction, BatchAction, ResourceAction, RoundAction
from dashboard.rules.lifecycle.meetings import MeetingAction
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.lifecycle.motions import MotionAction
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.lifecycle.notices import NoticeAction, NoticeObjectionAction
from dashboard.rules.lifecycle.projects import ChangeAction, ProjectAction
from dashboard.rules.lifecycle.speeches import SpeechAction
from dashboard.rules.lifecycle.topics import TopicAction

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
        NeedAction.LAPSE: N_("Nobody claimed it in this round"),
        NeedAction.CARRY_OVER: N_("Carried over to the next round"),
        NeedAction.CLAIM: N_("Claimed by a member organisation"),
        NeedAction.LET_GO: N_("Claim handed back"),
        NeedAction.RELEASE: N_("Claim declined"),
        NeedAction.PICK_UP: N_("Still claimed"),
        NeedAction.MATCH: N_("Matching talk held"),
        NeedAction.SCHEDULE: N_("Put on a meeting's agenda"),
        NeedAction.UNSCHEDULE: N_("Taken off the agenda"),
        NeedAction.ADOPT: N_("Adopted by the meeting"),
        NeedAction.REJECT: N_("Not adopted by the meeting"),
        NeedAction.DEFER: N_("Deferred by the meeting"),
        NeedAction.RECONSIDER: N_("Reconsidered by the meeting"),
        NeedAction.SET_ASIDE: N_("The vote was set aside"),
        NeedAction.REVISE: N_("Taken back to be revised"),
        NeedAction.CONSULT: N_("Consultation begun"),
        NeedAction.REFUSE: N_("Not agreed to in the consultation"),
        NeedAction.POST: N_("Put on public notice"),
        NeedAction.TAKE_DOWN: N_("Public notice withdrawn"),
        NeedAction.OBJECT: N_("Objection received"),
        NeedAction.MAINTAIN: N_("Maintained after review"),
        NeedAction.AMEND: N_("Sent back to the meeting after review"),
        NeedAction.TERMINATE: N_("Terminated"),
        NeedAction.ESTABLISH: N_("Claimed and approved as a project"),
        NeedAction.SIGN: N_("Agreement signed"),
        NeedAction.START: N_("Work started"),
        NeedAction.PAUSE: N_("Work paused"),
        NeedAction.RESUME: N_("Work resumed"),
        NeedAction.CHANGE: N_("Project changed"),
        NeedAction.FINISH: N_("Work reported as finished"),
        NeedAction.RECTIFY: N_("Rectification ordered"),
        NeedAction.COMPLETE: N_("Accepted as finished"),
        NeedAction.APPRAISE: N_("Appraised by residents"),
        NeedAction.ARCHIVE: N_("Archived"),
        NeedAction.CLOSE: N_("Closed"),
        NeedAction.UNDO_IMPORT: N_("Import undone"),
    },
    RoundAction: {
        RoundAction.OPEN: N_("Claim round opened"),
        RoundAction.CLOSE: N_("Claim round closed"),
    },
    ResourceAction: {
        ResourceAction.OFFER: N_("Resource offered"),
        ResourceAction.WITHDRAW: N_("Resource withdrawn"),
        ResourceAction.RENEW: N_("Resource offered again"),
    },
    AgreementAction: {
        AgreementAction.DRAFT: N_("Agreement drafted"),
        AgreementAction.SIGN: N_("Agreement signed"),
        AgreementAction.END: N_("Agreement expired"),
        AgreementAction.TERMINATE: N_("Agreement terminated"),
        AgreementAction.DROP: N_("Draft given up"),
    },
    BatchAction: {
        BatchAction.ENTER: N_("Imported"),
        BatchAction.UNDO: N_("Import undone"),
    },
    ChangeAction: {
        ChangeAction.PROPOSE: N_("Change proposed"),
        ChangeAction.APPROVE: N_("Change approved"),
        ChangeAction.REFUSE: N_("Change refused"),
    },
    MeetingAction: {
        MeetingAction.CREATE: N_("Meeting created"),
        MeetingAction.CALL_TOPICS: N_("Call for topics opened"),
        MeetingAction.END_CALL: N_("Call for topics ended"),
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
        AgendaAction.WITHDRAW: N_("Item withdrawn"),
        AgendaAction.RECONSIDER: N_("Reconsidered by the meeting"),
        AgendaAction.SET_ASIDE: N_("The vote was set aside"),
    },
    MotionAction: {
        MotionAction.PUT: N_("Motion put"),
        MotionAction.OPEN: N_("Vote opened"),
        MotionAction.CLOSE: N_("Vote closed"),
        MotionAction.WITHDRAW: N_("Motion withdrawn"),
        MotionAction.END_VOTING: N_("Voting ended"),
        MotionAction.UPHOLD: N_("Count checked and upheld"),
        MotionAction.CORRECT: N_("Count corrected"),
        MotionAction.VOID: N_("Vote voided"),
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
        ClaimAction.FULFIL: N_("Promise kept"),
    },
    ProjectAction: {
        ProjectAction.ESTABLISH: N_("Project established"),
        ProjectAction.START: N_("Work started"),
        ProjectAction.PAUSE: N_("Work paused"),
        ProjectAction.RESUME: N_("Work resumed"),
        ProjectAction.TERMINATE: N_("Terminated"),
        ProjectAction.UNDO_IMPORT: N_("Import undone"),
        ProjectAction.FINISH: N_("Work reported as finished"),
        ProjectAction.RECTIFY: N_("Rectification ordered"),
        ProjectAction.ACCEPT: N_("Accepted as finished"),
    },
    TopicAction: {
        TopicAction.SUBMIT: N_("Topic handed in"),
        TopicAction.LIST: N_("Put on the agenda"),
        TopicAction.REFUSE: N_("Not taken onto the agenda"),
        TopicAction.DEFER: N_("Put off to a later meeting"),
        TopicAction.WITHDRAW: N_("Topic withdrawn"),
    },
    SpeechAction: {
        SpeechAction.ASK: N_("Asked for the floor"),
        SpeechAction.BEGIN: N_("Began to speak"),
        SpeechAction.END: N_("Has spoken"),
        SpeechAction.WAIVE: N_("Nothing to add"),
        SpeechAction.STRIKE: N_("Taken off the list"),
    },
    DecisionAction: {
        DecisionAction.REGISTER: N_("Entered in the register"),
        DecisionAction.REPORT: N_("Progress noted"),
        DecisionAction.FINISH: N_("Carried out"),
        DecisionAction.RESUME: N_("Taken up again"),
        DecisionAction.SET_ASIDE: N_("Set aside"),
    },
    TaskAction: {
        TaskAction.REPORT: N_("Progress noted"),
        TaskAction.FINISH: N_("Done"),
        TaskAction.RESUME: N_("Taken up again"),
        TaskAction.DROP: N_("Dropped"),
    },
    NoticeAction: {
        NoticeAction.POST: N_("Put on public notice"),
        NoticeAction.END: N_("Public notice ended"),
        NoticeAction.WITHDRAW: N_("Public notice withdrawn"),
    },
    NoticeObjectionAction: {
        NoticeObjectionAction.OBJECT: N_("Objection received"),
        NoticeObjectionAction.ANSWER: N_("Objection answered"),
    },
}
