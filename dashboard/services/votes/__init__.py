"""Votes of a meeting: the motion is put, opened, voted on, closed, announced and checked."""

from dashboard.services.votes.casting import cast
from dashboard.services.votes.checking import correct, uphold, void
from dashboard.services.votes.closing import close, close_hands, end_voting
from dashboard.services.votes.counting import Figures, tally_of
from dashboard.services.votes.looking import paper, slip, turnout
from dashboard.services.votes.opening import open_vote
from dashboard.services.votes.putting import amend, put, withdraw
from dashboard.services.votes.reminding import Outstanding, outstanding, remind
from dashboard.services.votes.results import public_meetings, public_results, recorded, result, results
from dashboard.services.votes.secret import (
    KeyState,
    SecretReceipt,
    cast_secret,
    check_code,
    draw_key,
    key_state,
    open_envelopes,
    receipts,
)
from dashboard.services.votes.shapes import (
    CountVersion,
    Moment,
    MyBallot,
    Paper,
    Receipt,
    Result,
    SeatVote,
    Slip,
    Turnout,
)
from dashboard.services.votes.tellers import TellerState, enter_count, teller_state

__all__ = [
    "CountVersion",
    "Figures",
    "KeyState",
    "Moment",
    "MyBallot",
    "Outstanding",
    "Paper",
    "Receipt",
    "Result",
    "SeatVote",
    "SecretReceipt",
    "Slip",
    "TellerState",
    "Turnout",
    "amend",
    "cast",
    "cast_secret",
    "check_code",
    "close",
    "close_hands",
    "correct",
    "draw_key",
    "end_voting",
    "enter_count",
    "key_state",
    "open_envelopes",
    "open_vote",
    "outstanding",
    "paper",
    "public_meetings",
    "public_results",
    "put",
    "receipts",
    "recorded",
    "remind",
    "result",
    "results",
    "slip",
    "tally_of",
    "teller_state",
    "turnout",
    "uphold",
    "void",
    "withdraw",
]
