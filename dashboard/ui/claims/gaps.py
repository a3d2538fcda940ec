"""What an item asks for and how much of it is promised, as words and as a bar."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label
from dashboard.rules.matching import Gap, Gaps
from dashboard.services.claims import amount_words
from dashboard.ui.safe import plain


def gap(found: Gaps) -> None:
    """Draw a bar for each part an item asks for, with what is asked, intended, confirmed and still missing in words."""
    for one in found.parts:
        st.markdown(f"**{plain(label(one.part.offer))}**　{plain(one.part.text)}")
        st.progress(_share(one), plain(words(one)))
    if whole := whole_words(found):
        st.caption(plain(whole))


def words(one: Gap) -> str:
    """Return how a part stands: asked ¥20,000, intended ¥5,000, confirmed ¥10,000, still missing ¥5,000."""
    if one.part.amount is None:
        return _uncounted(one)
    numbers = {
        "asked": amount_words(one.part.offer, one.part.amount, one.part.unit),
        "intended": amount_words(one.part.offer, one.intended, one.part.unit),
        "confirmed": amount_words(one.part.offer, one.confirmed, one.part.unit),
        "missing": amount_words(one.part.offer, one.missing or 0, one.part.unit),
    }
    if one.missing == 0:
        return _("Asked %(asked)s, intended %(intended)s, confirmed %(confirmed)s: nothing is missing") % numbers
    return _("Asked %(asked)s, intended %(intended)s, confirmed %(confirmed)s, still missing %(missing)s") % numbers


def missing_words(one: Gap) -> str:
    """Return what nobody has promised yet, in a few words; for choices."""
    if one.covered:
        return _("nothing is missing")
    if one.missing is None:
        return _("nobody yet")
    return _("still missing %(missing)s") % {"missing": amount_words(one.part.offer, one.missing, one.part.unit)}


def whole_words(found: Gaps) -> str:
    """Return how many organisations claimed the item as a whole; empty where none did."""
    count = found.whole_intentions + found.whole_confirmations
    if not count:
        return ""
    return ngettext(
        "%(n)s organisation has claimed the item as a whole, %(sure)s of them confirmed",
        "%(n)s organisations have claimed the item as a whole, %(sure)s of them confirmed",
        count,
    ) % {"n": count, "sure": found.whole_confirmations}


def _uncounted(one: Gap) -> str:
    if not one.covered:
        return _("Nobody has offered this yet")
    return _("Intended by %(intended)s, confirmed for %(confirmed)s") % {
        "intended": one.intentions,
        "confirmed": one.confirmations,
    }


def _share(one: Gap) -> float:
    """Return the part of the bar that is promised; intentions count."""
    if one.part.amount is None:
        return 1.0 if one.covered else 0.0
    return min(1.0, (one.intended + one.confirmed) / one.part.amount)
