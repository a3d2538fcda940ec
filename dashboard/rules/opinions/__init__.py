"""What unites and what divides those who voted on statements: exact figures, the same for any order of votes."""

from dashboard.rules.opinions.analysis import Analysis, analyse
from dashboard.rules.opinions.state import State, begin, fold
from dashboard.rules.opinions.vote_matrix import Matrix, matrix

__all__ = ["Analysis", "Matrix", "State", "analyse", "begin", "fold", "matrix"]
