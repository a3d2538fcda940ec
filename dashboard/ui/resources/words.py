"""How a card and the reasons for a suggestion are put into words."""

from collections.abc import Mapping

from dashboard.formats import day
from dashboard.i18n import N_, language
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.matching import Ground
from dashboard.services.claims import amount_words
from dashboard.services.resources import Fit, ResourceRead

GROUNDS: Mapping[Ground, str] = {
    Ground.KIND: N_("the item asks for this (%(part)s)"),
    Ground.CATEGORY: N_("it is meant for this category"),
    Ground.EVERY_CATEGORY: N_("it suits every category"),
    Ground.SAME_PLACE: N_("it serves the same place"),
    Ground.PLACE_AROUND: N_("it serves the area around"),
    Ground.EVERYWHERE: N_("it serves the whole sub-district"),
    Ground.WHOLE_PERIOD: N_("it is on offer throughout"),
}


def ground_words(fit: Fit) -> str:
    """Return why a card fits an item, in one line."""
    part = fit.part_text or label(fit.card.offer)
    return ("，" if language() == "zh_CN" else ", ").join(_(GROUNDS[one]) % {"part": part} for one in fit.grounds)


def left_words(card: ResourceRead) -> str:
    """Return how much of a card is left, in words."""
    if card.amount is None or card.left is None:
        return _("not counted")
    numbers = {
        "left": amount_words(card.offer, card.left, card.unit),
        "amount": amount_words(card.offer, card.amount, card.unit),
    }
    return _("%(left)s of %(amount)s left") % numbers


def period_words(card: ResourceRead) -> str:
    """Return from when until when a card is on offer."""
    if card.until_on is None:
        return _("from %(first)s, without end") % {"first": day(card.from_on)}
    return _("from %(first)s to %(last)s") % {"first": day(card.from_on), "last": day(card.until_on)}
