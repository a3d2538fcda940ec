"""What does a key holder write down, how is it read back, and which key does it stand for?

A code is 100 random bits, 20 characters of Crockford's base 32 in five groups of four; each group ends with a fifth
character that checks it, so that a slip of the pen names its group.
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence

from nacl.encoding import Base64Encoder, RawEncoder
from nacl.hash import blake2b
from nacl.public import PrivateKey

from dashboard.errors import BadInput

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32. Source: douglascrockford.com/base32.html; I and L are read as 1, O as 0, U is no sign."""
GROUPS = 5
RANDOM = 4
"""Random characters in each group; the check character follows them."""
_MISREAD = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\W_]+")
_PURPOSE = b"riverside ballot"


def new_code() -> str:
    """Return a random code, such as ``7K3MA-…``: five groups of five."""
    groups = [[secrets.randbelow(32) for _ in range(RANDOM)] for _ in range(GROUPS)]
    return "-".join(
        "".join(ALPHABET[value] for value in (*values, _check(number, values)))
        for number, values in enumerate(groups, 1)
    )


def public_key(code: str) -> str:
    """Return the public key a code stands for: X25519, base64.

    Raises:
        BadInput: the code is mistyped; the sentence says where (field ``code``).
    """
    return str(private_key(code).public_key.encode(Base64Encoder).decode())


def fits(code: str, key: str) -> bool:
    """Return whether a code stands for this public key.

    Raises:
        BadInput: the code is mistyped.
    """
    return secrets.compare_digest(public_key(code), key)


def private_key(code: str) -> PrivateKey:
    """Return the private key a code stands for; to be forgotten at once.

    One keyless pass of BLAKE2b with a purpose of its own. A slow, memory-hungry function such as Argon2id
    protects words that people think up; against 100 random bits (2^100 guesses) it would add nothing, and
    cost the server 64 MiB and a good part of a second for whoever tries codes during a meeting.

    Raises:
        BadInput: the code is mistyped.
    """
    seed = blake2b("".join(_read(code)).encode(), digest_size=32, person=_PURPOSE, encoder=RawEncoder)
    return PrivateKey.from_seed(seed)


def _read(typed: str) -> list[str]:
    """Return the five groups without their check characters; case, spaces, dashes and look-alikes do not matter."""
    text = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    signs = _BETWEEN.sub("", text)
    strange = next((sign for sign in signs if sign not in ALPHABET), None)
    if strange is not None:
        raise BadInput(
            "code", "“%(sign)s” does not occur in a code. Compare it with what you wrote down.", sign=strange
        )
    whole = GROUPS * (RANDOM + 1)
    if len(signs) != whole:
        raise BadInput(
            "code",
            "A code has %(whole)s characters in %(groups)s groups; here are %(typed)s. Compare it with what you wrote "
            "down.",
            whole=whole,
            groups=GROUPS,
            typed=len(signs),
        )
    groups = [signs[start : start + RANDOM + 1] for start in range(0, whole, RANDOM + 1)]
    for number, group in enumerate(groups, 1):
        values = [ALPHABET.index(sign) for sign in group]
        if values[-1] != _check(number, values[:-1]):
            raise BadInput(
                "code",
                "Group %(number)s of the code, %(group)s, is mistyped. Compare it with what you wrote down.",
                number=number,
                group=group,
            )
    return [group[:RANDOM] for group in groups]


def _check(number: int, values: Sequence[int]) -> int:
    """Return the value of a group's check character.

    Odd weights betray every single wrong character, the group's number a group in the wrong place. The rare swap
    of neighbours that slips through (1 of 31) gives another key, so it is still refused as no code of this vote.
    """
    return (sum((2 * place + 1) * value for place, value in enumerate(values)) + 7 * number) % len(ALPHABET)
