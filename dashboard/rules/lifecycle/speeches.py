"""How an entry of the speaking list moves."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import SpeechStatus as S


class SpeechAction(StrEnum):
    ASK = "ask"
    """The first event of every entry; not a move."""
    BEGIN = "begin"
    END = "end"
    WAIVE = "waive"
    STRIKE = "strike"


A = SpeechAction

MOVES: Moves = {
    (S.WAITING, A.BEGIN): Move(S.SPEAKING, P.MEETING_RUN),
    (S.SPEAKING, A.END): Move(S.DONE, P.MEETING_RUN),
    (S.WAITING, A.WAIVE): Move(S.WAIVED, P.MEETING_READ),
    # Holders for themselves, who runs the meeting for anybody: the use case says whose entry it may be.
    (S.WAITING, A.STRIKE): Move(S.STRUCK, P.MEETING_READ),
}
