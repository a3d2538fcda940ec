"""Is a typed text of the right length, and may everybody read it?"""

from collections.abc import Collection

from dashboard.errors import BadInput
from dashboard.rules.texts import PrivateKind, clean, private_details


def public_text(field: str, text: str, *, least: int = 0, most: int = 1000) -> str:
    """Return the cleaned text.

    Raises:
        BadInput: empty, too short or too long (characters after cleaning), or it holds a personal detail.
    """
    cleaned = reason_text(text, field)
    if least and not cleaned:
        raise BadInput(field, "Please fill in this field.")
    if len(cleaned) < least:
        raise BadInput(field, "Please write at least %(n)s characters.", n=least)
    if len(cleaned) > most:
        raise BadInput(field, "Please shorten this to at most %(n)s characters.", n=most)
    return cleaned


def one_line(field: str, text: str, *, most: int = 80) -> str:
    """Return the cleaned text on one line.

    Raises:
        BadInput: it is longer than ``most`` characters.
    """
    cleaned = " ".join(clean(text).split())
    if len(cleaned) > most:
        raise BadInput(field, "Please shorten this to at most %(n)s characters.", n=most)
    return cleaned


def office_contact(field: str, text: str, *, most: int = 120) -> str:
    """Return on one line where an office is found; its room and its telephone may stand in it, a person's may not.

    Raises:
        BadInput: it holds another personal detail or is longer than ``most`` characters.
    """
    line = one_line(field, text, most=most)
    _refuse_private(field, line, (PrivateKind.LANDLINE, PrivateKind.FLAT))
    return line


def reason_text(text: str, name: str = "reason") -> str:
    """Return a reason the secretariat gives, cleaned. An office telephone number may stand in it.

    Raises:
        BadInput: it holds a personal detail or is too long.
    """
    tidy = clean(text)
    if len(tidy) > 1000:
        raise BadInput(name, "Please shorten this to at most %(n)s characters.", n=1000)
    _refuse_private(name, tidy, (PrivateKind.LANDLINE,))
    return tidy


def _refuse_private(field: str, text: str, allowed: Collection[PrivateKind]) -> None:
    for found in private_details(text):
        if found.kind not in allowed:
            raise BadInput(
                field,
                "“%(fragment)s” is a personal detail. Everybody can read this: please take it out.",
                fragment=found.fragment,
            )
