"""The record of a meeting (会议记录) as a paper: who said what with which position, and how each vote went."""

from dashboard.documents.record.facts import (
    AbsentFacts,
    DissentFacts,
    EarlierFacts,
    EntryFacts,
    ItemRecord,
    OptionLine,
    RecordFacts,
    RecusalFacts,
    SignatureFacts,
    TaskLine,
    VoteFacts,
)
from dashboard.documents.record.paper import as_paper
from dashboard.documents.record.words import absence, entry_head, task_line, vote_line

__all__ = [
    "AbsentFacts",
    "DissentFacts",
    "EarlierFacts",
    "EntryFacts",
    "ItemRecord",
    "OptionLine",
    "RecordFacts",
    "RecusalFacts",
    "SignatureFacts",
    "TaskLine",
    "VoteFacts",
    "absence",
    "as_paper",
    "entry_head",
    "task_line",
    "vote_line",
]
