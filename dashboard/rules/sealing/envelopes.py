"""How is a ballot made unreadable for everybody but the two key holders together?

Two nested envelopes, each a libsodium sealed box (X25519, XSalsa20-Poly1305, a sender's key made for this one
envelope and thrown away). What lies inside is always equally long, so a sealed ballot tells nothing by its size.
"""

import base64
import binascii
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from nacl.encoding import Base64Encoder
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from dashboard.rules.sealing.codes import ALPHABET, private_key
from models.enums import Choice

Thing = TypeVar("Thing")

FORMAT = 1
RECEIPT = 16
"""Characters of a receipt: 80 random bits."""
_CHOICES = tuple(Choice)
_EMPTY = 255
"""Fills the places of marks that were not made; as a number of marks: this ballot has no list."""


class BrokenEnvelope(ValueError):
    """An envelope was damaged, exchanged or made for another vote."""


@dataclass(frozen=True, slots=True)
class SecretBallot:
    """What lies in the inner envelope. Its text form keeps silent, so that no log can tell."""

    choice: Choice = field(repr=False)
    marks: tuple[int, ...] | None = field(repr=False)
    """Positions of the options marked; ``None`` where the ballot has no list."""
    receipt: str = field(repr=False)


def new_receipt() -> str:
    """Return a random receipt: 16 characters in four groups."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT))
    return _grouped(signs)


def new_id() -> str:
    """Return a random id for a row, which tells nothing about when it was made."""
    return secrets.token_hex(16)


def in_random_order(things: Sequence[Thing]) -> list[Thing]:
    """Return the things in an order nobody can foretell or retrace."""
    order = list(things)
    secrets.SystemRandom().shuffle(order)
    return order


def seal(ballot: SecretBallot, keys: tuple[str, str], options: int) -> str:
    """Return a ballot in both envelopes, base64; for the same number of options always equally long.

    Args:
        keys: public keys of holder 1 (outer envelope) and holder 2 (inner envelope).
        options: how many options the ballot lists, at most 254; 0 for a question.
    """
    outer, inner = (SealedBox(PublicKey(key.encode(), Base64Encoder)) for key in keys)
    return base64.b64encode(outer.encrypt(inner.encrypt(_packed(ballot, options)))).decode()


def open_outer(sealed: Sequence[str], code: str) -> list[str]:
    """Return the inner envelopes, still sealed, base64, in the order given.

    Raises:
        BrokenEnvelope: one does not open with the key of this code.
        BadInput: the code is mistyped.
    """
    return [base64.b64encode(one).decode() for one in _opened(sealed, code)]


def open_inner(inner: Sequence[str], code: str, options: int) -> list[SecretBallot]:
    """Return the ballots, in the order given.

    Raises:
        BrokenEnvelope: one does not open with the key of this code, or holds no ballot of this vote.
        BadInput: the code is mistyped.
    """
    return [_unpacked(one, options) for one in _opened(inner, code)]


def _opened(sealed: Sequence[str], code: str) -> list[bytes]:
    box = SealedBox(private_key(code))
    try:
        return [box.decrypt(base64.b64decode(one, validate=True)) for one in sealed]
    except (CryptoError, binascii.Error, ValueError, TypeError) as error:
        raise BrokenEnvelope("an envelope does not open") from error


def _packed(ballot: SecretBallot, options: int) -> bytes:
    marks = ballot.marks or ()
    if not len(marks) <= options < _EMPTY:
        raise ValueError("more marks than places")
    head = (FORMAT, _CHOICES.index(ballot.choice), _EMPTY if ballot.marks is None else len(marks))
    return bytes((*head, *marks, *[_EMPTY] * (options - len(marks)))) + ballot.receipt.replace("-", "").encode("ascii")


def _unpacked(plain: bytes, options: int) -> SecretBallot:
    if len(plain) != 3 + options + RECEIPT or plain[0] != FORMAT or plain[1] >= len(_CHOICES):
        raise BrokenEnvelope("no ballot of this vote")
    places, receipt = plain[3 : 3 + options], plain[3 + options :].decode("latin-1")
    made = 0 if plain[2] == _EMPTY else plain[2]
    marks, rest = tuple(places[:made]), places[made:]
    whole = made <= options and set(rest) <= {_EMPTY} and len(set(marks)) == made and all(m < options for m in marks)
    if not whole or not set(receipt) <= set(ALPHABET):
        raise BrokenEnvelope("no ballot of this vote")
    return SecretBallot(_CHOICES[plain[1]], None if plain[2] == _EMPTY else marks, _grouped(receipt))


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))
