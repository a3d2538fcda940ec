"""Who may do what. Read this file to know the whole answer; anything absent is refused."""

from collections.abc import Iterable
from enum import StrEnum

from models.enums import Role


class Permission(StrEnum):
    PUBLIC_READ = "public.read"
    OWN_ACCOUNT = "account.own"
    ACCOUNT_REGISTER = "account.register"
    ACCOUNT_ADMINISTER = "account.administer"
    AUDIT_READ = "audit.read"
    HOUSE_RULES = "house_rules.change"
    ROSTER_KEEP = "roster.keep"
    NEED_SUBMIT = "need.submit"
    NEED_SCREEN = "need.screen"
    MEETING_PREPARE = "meeting.prepare"
    AGENDA_APPROVE = "agenda.approve"
    MEETING_RUN = "meeting.run"
    TOPIC_PROPOSE = "topic.propose"
    DECISION_KEEP = "decision.keep"
    MEETING_ATTEND = "meeting.attend"
    MEETING_READ = "meeting.read"
    VOTE_RUN = "vote.run"
    VOTE_COUNT = "vote.count"
    BALLOT_CAST = "ballot.cast"
    MINUTES_DRAFT = "minutes.draft"
    MINUTES_APPROVE = "minutes.approve"
    MINUTES_READ = "minutes.read"
    MINUTES_REMARK = "minutes.remark"
    """To say what is wrong with a draft; whether somebody attended is asked with it."""
    RECORD_KEEP = "record.keep"
    RECORD_READ = "record.read"
    """Every reading is written down."""
    RECORD_LOG = "record.log"
    """To see who has read the record."""
    TEMPLATE_KEEP = "template.keep"
    ARCHIVE_KEEP = "archive.keep"
    CLAIM_MAKE = "claim.make"
    CLAIM_CONFIRM = "claim.confirm"
    PROJECT_PLAN = "project.plan"
    PROJECT_REPORT = "project.report"
    PROJECT_ACCEPT = "project.accept"
    NOTICE_POST = "notice.post"
    NOTICE_OBJECT = "notice.object"
    RESOURCE_OFFER = "resource.offer"
    AGREEMENT_KEEP = "agreement.keep"
    LEGAL_OPINE = "legal.opine"
    PROJECT_CHANGE = "project.change"
    """To move an item because its project changed; whether the change needs approval is decided with it."""
    PROJECT_APPROVE_CHANGE = "project.approve_change"
    APPRAISE = "appraise"
    IMPORT_UNDO = "import.undo"


P = Permission
_EVERYONE = frozenset({P.PUBLIC_READ})
_SIGNED_IN = _EVERYONE | {P.OWN_ACCOUNT, P.NEED_SUBMIT, P.NOTICE_OBJECT, P.APPRAISE}
_AT_THE_TABLE = _SIGNED_IN | {
    P.MEETING_READ,
    P.MEETING_ATTEND,
    P.BALLOT_CAST,
    P.MINUTES_READ,
    P.MINUTES_REMARK,
    P.TOPIC_PROPOSE,
    P.VOTE_COUNT,
}
_SECRETARIAT = {
    P.ROSTER_KEEP,
    P.HOUSE_RULES,
    P.NEED_SCREEN,
    P.MEETING_PREPARE,
    P.MEETING_RUN,
    P.MEETING_READ,
    P.VOTE_RUN,
    P.VOTE_COUNT,
    P.TOPIC_PROPOSE,
    P.DECISION_KEEP,
    P.MINUTES_DRAFT,
    P.MINUTES_READ,
    P.CLAIM_CONFIRM,
    P.PROJECT_ACCEPT,
    P.NOTICE_POST,
    P.RESOURCE_OFFER,
    P.AGREEMENT_KEEP,
    P.PROJECT_CHANGE,
    P.PROJECT_APPROVE_CHANGE,
    P.IMPORT_UNDO,
    P.RECORD_KEEP,
    P.RECORD_READ,
    P.RECORD_LOG,
    P.TEMPLATE_KEEP,
    P.ARCHIVE_KEEP,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.VISITOR: _EVERYONE | {P.ACCOUNT_REGISTER},
    Role.RESIDENT: _SIGNED_IN,
    Role.LIAISON: _SIGNED_IN
    | {
        P.CLAIM_MAKE,
        P.PROJECT_PLAN,
        P.PROJECT_REPORT,
        P.MINUTES_READ,
        P.TOPIC_PROPOSE,
        P.RESOURCE_OFFER,
        P.PROJECT_CHANGE,
    },
    Role.MEMBER: _AT_THE_TABLE,
    Role.CHAIR: _AT_THE_TABLE
    | {
        P.AGENDA_APPROVE,
        P.VOTE_RUN,
        P.MEETING_RUN,
        P.DECISION_KEEP,
        P.MINUTES_APPROVE,
        P.RECORD_READ,
        P.RECORD_LOG,
        P.PROJECT_CHANGE,
        P.PROJECT_APPROVE_CHANGE,
    },
    Role.SECRETARIAT: _SIGNED_IN | _SECRETARIAT,
    Role.REVIEWER: _SIGNED_IN | {P.MEETING_READ, P.MINUTES_READ, P.LEGAL_OPINE},
    Role.ADMINISTRATOR: _SIGNED_IN | {P.ACCOUNT_ADMINISTER, P.AUDIT_READ, P.RECORD_LOG, P.ARCHIVE_KEEP},
    Role.SYSTEM: frozenset(Permission) - {P.BALLOT_CAST, P.MINUTES_APPROVE, P.AGENDA_APPROVE},
}


def may(roles: Iterable[Role], permission: Permission) -> bool:
    """Return whether any of the roles holds the permission."""
    return any(permission in GRANTS[role] for role in roles)


def role_for(roles: Iterable[Role], permission: Permission) -> Role | None:
    """Return the role in which a person acts: the first that holds the permission, in the order of ``Role``."""
    held = set(roles)
    return next((role for role in Role if role in held and permission in GRANTS[role]), None)
