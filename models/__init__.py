"""Tables with their input and output shapes, side by side; import each from the module that owns it."""

from models import (
    account,
    area,
    attachment,
    audit,
    claim,
    counter,
    house_rule,
    life,
    meeting,
    minutes,
    motion,
    need,
    organisation,
    project,
)

__all__ = [
    "account",
    "area",
    "attachment",
    "audit",
    "claim",
    "counter",
    "house_rule",
    "life",
    "meeting",
    "minutes",
    "motion",
    "need",
    "organisation",
    "project",
]
