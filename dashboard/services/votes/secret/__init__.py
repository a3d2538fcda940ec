"""Secret votes: keys are drawn, ballots sealed, envelopes opened by two people together."""

from dashboard.services.votes.secret.casting import SecretReceipt, cast_secret
from dashboard.services.votes.secret.explaining import DOES_NOT_PROTECT, KEEP_THE_CODE, PROTECTS, TAKE_PAPER
from dashboard.services.votes.secret.keys import KeyState, check_code, draw_key, key_state
from dashboard.services.votes.secret.opening import discard_envelopes, open_envelopes, receipts
from dashboard.services.votes.secret.requirements import require_secret

__all__ = [
    "DOES_NOT_PROTECT",
    "KEEP_THE_CODE",
    "PROTECTS",
    "TAKE_PAPER",
    "KeyState",
    "SecretReceipt",
    "cast_secret",
    "check_code",
    "discard_envelopes",
    "draw_key",
    "key_state",
    "open_envelopes",
    "receipts",
    "require_secret",
]
