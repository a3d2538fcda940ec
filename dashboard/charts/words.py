"""How the alt texts of charts put lists, counts and shares into words."""

from math import floor

import pandas as pd

from dashboard.i18n import gettext as _
from dashboard.i18n import language


def listed(items: list[str]) -> str:
    """Return a list of figures in one line: 甲 3、乙 4 / A 3, B 4."""
    return ("、" if language() == "zh_CN" else ", ").join(items)


def counted(words: "pd.Series[str]") -> list[str]:
    """Return how often each word stands in a column, in order of appearance."""
    return [named(word, int(n)) for word, n in words.value_counts(sort=False).items()]


def named(name: object, count: int) -> str:
    """Return a name and its number, such as ``Carried 3``."""
    return _("%(name)s %(n)d") % {"name": name, "n": count}


def share_text(share: float) -> str:
    """Return a share from 0 to 1 with one decimal, rounded down like ``formats.percent``."""
    tenths = floor(share * 1000)
    return f"{tenths // 10}.{tenths % 10}%"
