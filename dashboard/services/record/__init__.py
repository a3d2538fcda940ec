"""The record of a meeting: written while it sits, read only with a trace, signed twice, then locked."""

from dashboard.services.record.checking import my_entries, object_to_entry
from dashboard.services.record.desk import considered_text, desk
from dashboard.services.record.reading import export, read, state
from dashboard.services.record.readings import readings
from dashboard.services.record.shapes import Choice, Desk, Export, MyEntry, ReadingLine, RecordRead, RecordState
from dashboard.services.record.signing import Verified, hand_in, send_back, sign, verify
from dashboard.services.record.writing import reword, strike, write

__all__ = [
    "Choice",
    "Desk",
    "Export",
    "MyEntry",
    "ReadingLine",
    "RecordRead",
    "RecordState",
    "Verified",
    "considered_text",
    "desk",
    "export",
    "hand_in",
    "my_entries",
    "object_to_entry",
    "read",
    "readings",
    "reword",
    "send_back",
    "sign",
    "state",
    "strike",
    "verify",
    "write",
]
