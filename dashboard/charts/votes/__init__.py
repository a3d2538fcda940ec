"""How did the votes go: motion by motion, by organisation type, and how solid are the results?"""

from dashboard.charts.votes.by_type import describe_motion_by_type, motion_by_type
from dashboard.charts.votes.motions import describe_motion_bars, motion_bars
from dashboard.charts.votes.turnout import (
    consensus_against_turnout,
    describe_consensus_against_turnout,
    describe_turnout_line,
    turnout_line,
)

__all__ = [
    "consensus_against_turnout",
    "describe_consensus_against_turnout",
    "describe_motion_bars",
    "describe_motion_by_type",
    "describe_turnout_line",
    "motion_bars",
    "motion_by_type",
    "turnout_line",
]
