"""Which organisation offers what for which item, and what becomes of the offer?"""

# ``basis`` comes first: use cases for items ask it while this package is still being loaded.
from dashboard.services.claims.basis import CLAIMABLE, DECIDED, LIVE, STANDING, UNDER_WAY, has_live
from dashboard.services.claims.contributing import Contribution, contribution_years, contributions
from dashboard.services.claims.drawing import amount_words
from dashboard.services.claims.ending import confirm, decline, fulfil, hand_back
from dashboard.services.claims.gaps import gaps
from dashboard.services.claims.making import claim
from dashboard.services.claims.promising import SOON, PromiseDue, promises_due, remind
from dashboard.services.claims.reading import mine, open_for_claim, promised, waiting

__all__ = [
    "CLAIMABLE",
    "DECIDED",
    "LIVE",
    "SOON",
    "STANDING",
    "UNDER_WAY",
    "Contribution",
    "PromiseDue",
    "amount_words",
    "claim",
    "confirm",
    "contribution_years",
    "contributions",
    "decline",
    "fulfil",
    "gaps",
    "hand_back",
    "has_live",
    "mine",
    "open_for_claim",
    "promised",
    "promises_due",
    "remind",
    "waiting",
]
