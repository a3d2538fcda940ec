"""What every stored value, move, form field and input problem is called in words."""

from enum import StrEnum

from dashboard.i18n import gettext as _
from dashboard.labels.actions import ACTIONS
from dashboard.labels.fields import field_label, problem_text
from dashboard.labels.values import SHORT_TYPES, VALUES

LABELS = {**VALUES, **ACTIONS}


def label(value: StrEnum) -> str:
    """Return what a stored value is called in the language spoken now.

    Raises:
        KeyError: the vocabulary has no label for it, which is a bug.
    """
    return _(LABELS[type(value)][value])


def short_type(value: str) -> str:
    """Return the short name of an organisation type, for charts and tables."""
    return _(SHORT_TYPES[value])


__all__ = ["LABELS", "field_label", "label", "problem_text", "short_type"]
