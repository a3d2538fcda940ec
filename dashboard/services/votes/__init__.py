"""Votes of a meeting: the motion is put, opened, voted on, closed and announced."""

from dashboard.services.votes.casting import cast
from dashboard.services.votes.conduct import close, open_vote, put, tally_of, withdraw
from dashboard.services.votes.looking import my_ballot, paper, slip, turnout
from dashboard.services.votes.results import public_meetings, public_results, recorded, result, results
from dashboard.services.votes.shapes import Moment, MyBallot, Paper, Receipt, Result, SeatVote, Slip, Turnout

__all__ = [
    "Moment",
    "MyBallot",
    "Paper",
    "Receipt",
    "Result",
    "SeatVote",
    "Slip",
    "Turnout",
    "cast",
    "close",
    "my_ballot",
    "open_vote",
    "paper",
    "public_meetings",
    "public_results",
    "put",
    "recorded",
    "result",
    "results",
    "slip",
    "tally_of",
    "turnout",
    "withdraw",
]
