"""How does word of a task's progress come into the register?"""

from dashboard.rules.lifecycle.decisions import TaskAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.decisions.keeping import LONGEST_WORD
from dashboard.services.meetings.common import channel
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.meeting import Task


def task_report(ctx: Context, task_id: int, words: str, *, key: str | None = None) -> None:
    """Note how far a task has come.

    Raises:
        RuleBroken: the task is not being done.
        BadInput: nothing was written, too much, or a personal detail (field ``reason``).
    """
    _move(ctx, task_id, TaskAction.REPORT, words, key)


def task_finish(ctx: Context, task_id: int, words: str, *, key: str | None = None) -> None:
    """Note that a task is done, and what came of it.

    Raises:
        RuleBroken: the task is not being done.
        BadInput: nothing was written, too much, or a personal detail (field ``reason``).
    """
    _move(ctx, task_id, TaskAction.FINISH, words, key)


def task_resume(ctx: Context, task_id: int, words: str, *, key: str | None = None) -> None:
    """Take a task up again that was noted as done.

    Raises:
        RuleBroken: the task is not done.
        BadInput: no reason was given, too long a one, or one with a personal detail (field ``reason``).
    """
    _move(ctx, task_id, TaskAction.RESUME, words, key)


def task_drop(ctx: Context, task_id: int, words: str, *, key: str | None = None) -> None:
    """Drop a task that will not be done, and say why; it stays in the register.

    Raises:
        RuleBroken: the task is not open.
        BadInput: no reason was given, too long a one, or one with a personal detail (field ``reason``).
    """
    _move(ctx, task_id, TaskAction.DROP, words, key)


def _move(ctx: Context, task_id: int, action: TaskAction, words: str, key: str | None) -> None:
    with ctx.writing(P.DECISION_KEEP) as unit:
        row = unit.get(Task, task_id)
        if repeated(unit, key) is not None:
            return
        reason = public_text("reason", words, most=LONGEST_WORD)
        advance(unit, row, action, reason=reason, channel=channel(row.meeting_id))
        unit.remember(key, "")
