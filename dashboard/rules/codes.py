"""With which short code does somebody without an account find an item again?

A code is eight signs from an alphabet in which no two look alike in print, in handwriting or on the telephone:
24^8, about 1.1 * 10^11. That withstands guessing only because tries are braked; it is no password.
"""

import hashlib
import re
import secrets
import unicodedata

from dashboard.errors import BadInput

ALPHABET = "346789ACDEFHJKMNPQRTVWXY"
"""Without 0 and O, 1, I and L, 2 and Z, 5 and S, 6's double G, 8's double B, V's double U."""
LENGTH = 8
HALF = 4
_BETWEEN = re.compile(r"[\W_]+")


def new_follow_code() -> str:
    """Return a random code as it is printed: two groups of four, such as ``7K3M-A4PX``."""
    return spaced("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def spaced(signs: str) -> str:
    """Return eight signs as they are printed, in two groups of four."""
    return f"{signs[:HALF]}-{signs[HALF:]}"


def read_follow_code(typed: str) -> str:
    """Return the eight signs of a typed code; case, spaces and dashes do not matter.

    Raises:
        BadInput: it cannot be a code; the sentence says why (field ``follow_code``).
    """
    signs = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed).upper())
    strange = next((sign for sign in signs if sign not in ALPHABET), None)
    if strange is not None:
        raise BadInput("follow_code", "“%(sign)s” does not occur in a code. Compare it with your slip.", sign=strange)
    if len(signs) != LENGTH:
        raise BadInput(
            "follow_code",
            "A code has %(whole)s letters and figures, here are %(typed)s. Compare it with your slip.",
            whole=LENGTH,
            typed=len(signs),
        )
    return signs


def digest(number: str, code: str) -> str:
    """Return what is stored of a code: the SHA-256 of the item's number and the eight signs, as 64 hex digits.

    The number goes in so that a stolen table has to be tried item by item.

    Raises:
        BadInput: it cannot be a code.
    """
    return hashlib.sha256(f"{number}:{read_follow_code(code)}".encode()).hexdigest()


def fits(number: str, code: str, stored: str | None) -> bool:
    """Return whether a code belongs to the item with this number; it takes as long where nothing is stored.

    Raises:
        BadInput: it cannot be a code.
    """
    return secrets.compare_digest(digest(number, code), stored or "0" * 64) and stored is not None
