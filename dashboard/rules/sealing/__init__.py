"""How is a secret ballot put into two envelopes, and with which codes are they opened?"""

from dashboard.rules.sealing.codes import fits, new_code, public_key
from dashboard.rules.sealing.envelopes import (
    BrokenEnvelope,
    SecretBallot,
    in_random_order,
    new_id,
    new_receipt,
    open_inner,
    open_outer,
    seal,
)

__all__ = [
    "BrokenEnvelope",
    "SecretBallot",
    "fits",
    "in_random_order",
    "new_code",
    "new_id",
    "new_receipt",
    "open_inner",
    "open_outer",
    "public_key",
    "seal",
]
