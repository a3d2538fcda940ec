"""What the marks of an appraisal are called."""

from dashboard.i18n import gettext as _
from dashboard.rules.appraisal import BEST_MARK, LEAST_MARK

MARKS = tuple(range(BEST_MARK, LEAST_MARK - 1, -1))
"""The marks, the best first."""


def mark_words(mark: int) -> str:
    """Return what a mark is called."""
    return {
        5: _("5 — very satisfied"),
        4: _("4 — satisfied"),
        3: _("3 — so-so"),
        2: _("2 — not satisfied"),
        1: _("1 — not satisfied at all"),
    }[mark]
