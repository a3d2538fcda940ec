"""Which user names and passwords may somebody choose?"""

import re
import secrets
import unicodedata

from dashboard.errors import BadInput
from dashboard.rules.common_passwords import COMMON

LEAST_CHARACTERS = 10
MOST_BYTES = 72
"""bcrypt reads no further. Source: bcrypt 5.0.0 refuses longer input instead of cutting it."""
_FEWEST_DIFFERENT = 4
_USERNAME = re.compile("[a-z0-9._\\-\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]{2,40}")
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1, which are mistaken for each other when read from paper."""


def known_as(username: str) -> str:
    """Return the one way a user name is stored and looked up: NFC, full-width signs as ASCII, small letters."""
    return unicodedata.normalize("NFKC", username).strip().casefold()


def username_chosen(username: str) -> str:
    """Return the user name as it is stored.

    Raises:
        BadInput: too short, too long, or signs other than letters, digits, ``. _ -`` and Chinese characters.
    """
    name = known_as(username)
    if not _USERNAME.fullmatch(name):
        raise BadInput(
            "username",
            "Please choose 2 to 40 letters, digits, Chinese characters, dots, hyphens or underscores, without spaces.",
        )
    return name


def as_typed(password: str) -> str:
    """Return the password as it is hashed and compared: NFKC, without the spaces around it.

    Source: NIST SP 800-63B 5.1.1.2 for NFKC, so that two keyboards give the same bytes.
    """
    return unicodedata.normalize("NFKC", password).strip()


def password_chosen(password: str, username: str, field: str = "password") -> str:
    """Return the password as it is hashed.

    Source: OWASP ASVS 5.0, 6.2 (length and a list of common ones; no rule of composition).

    Raises:
        BadInput: on ``field``, what is wrong and what to do instead.
    """
    chosen = as_typed(password)
    if len(chosen) < LEAST_CHARACTERS:
        raise BadInput(field, "Please use at least %(n)s characters; a short sentence is fine.", n=LEAST_CHARACTERS)
    if len(chosen.encode()) > MOST_BYTES:
        raise BadInput(field, "Please use at most 72 letters and digits, or 24 Chinese characters.")
    plain = known_as(chosen)
    if plain == known_as(username):
        raise BadInput(field, "The password must differ from the user name. Please choose another one.")
    if plain in COMMON or len(set(plain)) < _FEWEST_DIFFERENT:
        raise BadInput(field, "This password is among the first that are guessed. Please choose another one.")
    return chosen


def generated_password() -> str:
    """Return a password to be read from paper once: twelve signs in groups of four, 59 bits."""
    groups = ("".join(secrets.choice(_READABLE) for _sign in range(4)) for _group in range(3))
    return "-".join(groups)
