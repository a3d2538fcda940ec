"""Tables of moves: for each thing with a life, what may happen from each state and who may do it.

The tables are the law: everything absent is refused. ``services.transitions.advance`` applies them;
buttons and the README's diagrams are drawn from them.
"""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.rules.lifecycle import (
    agenda,
    claims,
    decisions,
    matching,
    meetings,
    minutes,
    motions,
    needs,
    notices,
    projects,
    speeches,
    topics,
)
from dashboard.rules.lifecycle.moves import Move, Moves

LIVES: Mapping[str, Moves] = {
    "need": needs.MOVES,
    "meeting": meetings.MOVES,
    "agenda_item": agenda.MOVES,
    "motion": motions.MOVES,
    "minutes": minutes.MOVES,
    "minutes_remark": minutes.REMARK_MOVES,
    "minutes_correction": minutes.CORRECTION_MOVES,
    "meeting_record": minutes.RECORD_MOVES,
    "claim": claims.MOVES,
    "project": projects.MOVES,
    "topic": topics.MOVES,
    "speech": speeches.MOVES,
    "decision": decisions.MOVES,
    "task": decisions.TASK_MOVES,
    "notice": notices.MOVES,
    "notice_objection": notices.OBJECTION_MOVES,
    "project_change": projects.CHANGE_MOVES,
    "claim_round": matching.ROUND_MOVES,
    "resource": matching.RESOURCE_MOVES,
    "agreement": matching.AGREEMENT_MOVES,
    "import_batch": matching.BATCH_MOVES,
}


def move(kind: str, status: StrEnum, action: StrEnum) -> Move | None:
    """Return the move of a thing of this kind, or ``None`` where the table has none."""
    return LIVES[kind].get((status, action))


def actions_from(kind: str, status: StrEnum) -> tuple[StrEnum, ...]:
    """Return the actions open from ``status``, in table order, for buttons and diagrams."""
    return tuple(action for state, action in LIVES[kind] if state == status)


__all__ = ["LIVES", "Move", "Moves", "actions_from", "move"]
