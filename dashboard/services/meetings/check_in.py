"""Which figures let a member sign in from a seat in the room?"""

import hmac
import secrets
from dataclasses import dataclass

from sqlmodel import Session

from dashboard.errors import NotFound, RuleBroken
from dashboard.rules.permissions import Permission as P
from dashboard.services.accounts import brake
from dashboard.services.accounts.identifying import sha256
from dashboard.services.context import Context, Unit
from dashboard.services.house_rules import value_of
from models.enums import MeetingStatus
from models.meeting import Meeting

FIGURES = 6
TRIES = 5
"""Wrong codes after which one person waits; the waits are those of the sign-in page."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Whether sign-in needs the code of the room, and the code itself for those who show it there."""

    required: bool
    code: str


def new_check_in_code() -> str:
    """Return a fresh code of six figures; each opening of sign-in has its own."""
    return f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"


def check_in(ctx: Context, meeting_id: int) -> CheckIn:
    """Return what sign-in to a meeting needs now; the code only to whoever runs the meeting, while the doors are open.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_READ) as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise NotFound("This record does not exist.", table="Meeting", id=meeting_id)
        open_now = meeting.status in (MeetingStatus.SIGN_IN, MeetingStatus.IN_SESSION)
        shown = open_now and ctx.actor.may(P.MEETING_RUN)
        return CheckIn(is_required(session), meeting.check_in_code if shown else "")


def is_required(session: Session) -> bool:
    """Return the house rule: whether members sign in with the code shown in the room."""
    return bool(value_of(session, "check_in_code_required") == "yes")


def is_wrong(unit: Unit, meeting: Meeting, given: str | None) -> bool:
    """Return whether the code is wrong; every try is counted, so whoever refuses must let the unit be committed.

    Raises:
        RuleBroken: no code was given, or there were too many tries.
    """
    typed = "".join(figure for figure in given or "" if figure.isdigit())
    if not typed:
        raise RuleBroken("Please enter the six figures shown in the room, or scan the code there.")
    name = f"check_in:{meeting.id}:{unit.actor.id}"
    limits = {sha256(f"name:{name}"): TRIES}
    brake.count_try(unit, limits)
    if not meeting.check_in_code or not hmac.compare_digest(typed.encode(), meeting.check_in_code.encode()):
        unit.repeat()  # nothing happened to the meeting, but the try is kept
        return True
    brake.forgive(unit, limits, name)
    return False
