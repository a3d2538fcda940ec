"""Is a typed text of the right length, and may everybody read it?"""

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


def reason_text(text: str, name: str = "reason") -> str:
    """Return a reason the secretariat gives, cleaned. An office telephone number may stand in it.

    Raises:
        BadInput: it holds a personal detail or is too long.
    """
    tidy = clean(text)
    if len(tidy) > 1000:
        raise BadInput(name, "Please shorten this to at most %(n)s characters.", n=1000)
    for found in private_details(tidy):
        if found.kind is not PrivateKind.LANDLINE:
            raise BadInput(
                name,
                "“%(fragment)s” is a personal detail. Everybody can read this: please take it out.",
                fragment=found.fragment,
            )
    return tidy
