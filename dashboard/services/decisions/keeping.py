"""Who carries a decision out by when, and how does word of its progress come into the register?"""

from datetime import date

from dashboard.errors import BadInput, RuleBroken
from dashboard.formats import local_date
from dashboard.rules.lifecycle.decisions import DecisionAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.meetings.common import channel
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import one_line, public_text
from models.base import subject_of
from models.decision import Decision
from models.enums import DecisionStatus, MotionStatus
from models.meeting import Meeting
from models.motion import Motion
from models.organisation import Organisation

LONGEST_WORD = 500
"""Characters of a word on progress, or of a reason."""


def assign(
    ctx: Context,
    decision_id: int,
    *,
    organisation_id: int | None = None,
    unit: str = "",
    partners: str = "",
    due_on: date | None = None,
    key: str | None = None,
) -> None:
    """Name who leads the carrying out, a member organisation or another ``unit`` in words, with whom and by when.

    Replaces what was named before.

    Raises:
        RuleBroken: the decision was carried out or set aside.
        BadInput: nobody or two are to lead, a text is too long, or it would be due before the meeting.
    """
    with ctx.writing(P.DECISION_KEEP) as work:
        row = work.get(Decision, decision_id)
        if repeated(work, key) is not None:
            return
        if row.status != DecisionStatus.OPEN:
            raise RuleBroken("This decision is not being carried out any more. Take it up again first.")
        words = one_line("unit", unit)
        if (organisation_id is None) == (not words):
            raise BadInput("unit", "Please choose a member organisation or name another unit: one of the two.")
        if organisation_id is not None:
            work.get(Organisation, organisation_id)
        if due_on is not None and due_on < local_date(work.session.get_one(Meeting, row.meeting_id).starts_at):
            raise BadInput("due_on", "A decision cannot be due before its meeting. Choose a later day.")
        row.lead_organisation_id, row.lead_unit = organisation_id, words
        row.partners, row.due_on = one_line("partners", partners, most=200), due_on
        work.audit(
            "decision.assign",
            subject_of(row),
            channel=channel(row.meeting_id),
            organisation=organisation_id,
            due_on=str(due_on) if due_on else None,
        )
        work.remember(key, "")


def report(ctx: Context, decision_id: int, words: str, *, key: str | None = None) -> None:
    """Note how far the carrying out has come.

    Raises:
        RuleBroken: the decision is not being carried out.
        BadInput: nothing was written, too much, or a personal detail (field ``reason``).
    """
    _move(ctx, decision_id, DecisionAction.REPORT, words, key)


def finish(ctx: Context, decision_id: int, words: str, *, key: str | None = None) -> None:
    """Note that the decision was carried out, and what came of it.

    Raises:
        RuleBroken: the decision is not being carried out.
        BadInput: nothing was written, too much, or a personal detail (field ``reason``).
    """
    _move(ctx, decision_id, DecisionAction.FINISH, words, key)


def resume(ctx: Context, decision_id: int, words: str, *, key: str | None = None) -> None:
    """Take a decision up again.

    Raises:
        RuleBroken: it is being carried out, or its vote does not stand any more.
        BadInput: no reason was given, too long a one, or one with a personal detail (field ``reason``).
    """
    _move(ctx, decision_id, DecisionAction.RESUME, words, key)


def give_up(ctx: Context, decision_id: int, words: str, *, key: str | None = None) -> None:
    """Set a decision aside that will not be carried out, and say why; it stays in the register.

    Raises:
        RuleBroken: the decision was set aside already.
        BadInput: no reason was given, too long a one, or one with a personal detail (field ``reason``).
    """
    _move(ctx, decision_id, DecisionAction.SET_ASIDE, words, key)


def _move(ctx: Context, decision_id: int, action: DecisionAction, words: str, key: str | None) -> None:
    with ctx.writing(P.DECISION_KEEP) as unit:
        row = unit.get(Decision, decision_id)
        if repeated(unit, key) is not None:
            return
        if action is DecisionAction.RESUME and not stands(unit.session.get_one(Motion, row.motion_id)):
            raise RuleBroken("The vote on this decision does not stand any more, so it cannot be taken up again.")
        reason = public_text("reason", words, most=LONGEST_WORD)
        advance(unit, row, action, reason=reason, channel=channel(row.meeting_id))
        unit.remember(key, "")


def stands(motion: Motion) -> bool:
    """Return whether the vote on a motion is closed and adopts it."""
    return motion.status == MotionStatus.CLOSED and motion.outcome is not None and motion.outcome.adopts
