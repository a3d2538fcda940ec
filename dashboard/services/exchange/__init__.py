"""Files that come and go: importing lists as batches that can be undone, and taking lists away."""

from dashboard.services.exchange.cases import CASES
from dashboard.services.exchange.checking import check_table, marked, template
from dashboard.services.exchange.columns import keep_columns, look
from dashboard.services.exchange.entering import enter_table
from dashboard.services.exchange.shapes import BatchRead, Checked, Double, Imported, Look, Progress
from dashboard.services.exchange.undoing import batches, undo

__all__ = [
    "CASES",
    "BatchRead",
    "Checked",
    "Double",
    "Imported",
    "Look",
    "Progress",
    "batches",
    "check_table",
    "enter_table",
    "keep_columns",
    "look",
    "marked",
    "template",
    "undo",
]
