"""The brake on guessing: how often may somebody try, and when again?

Tries are counted before the password is looked at, so that many at once cannot slip past the count.
Known and unknown names are braked alike, and every pause ends by itself.
"""

from datetime import timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, delete

from dashboard.errors import RuleBroken
from dashboard.services.accounts.identifying import sha256
from dashboard.services.context import Unit
from models.account import SignInFailure

TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 60
"""Wide, because a whole meeting room may share one address."""
REGISTRATIONS_PER_ADDRESS = 30
CODES_PER_ITEM = 5
CODES_PER_ADDRESS = 30
"""Fewer than sign-ins: nobody looks up the slips of a whole room."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15))
FORGOTTEN_AFTER = timedelta(hours=24)

Limits = dict[str, int]
"""Hashed key -> tries before the first pause."""


def sign_in_limits(name: str, address: str) -> Limits:
    """Return what a sign-in counts against; the address is left out where it is not known."""
    limits = {sha256(f"name:{name}"): TRIES_PER_NAME}
    if address:
        limits[sha256(f"address:{address}")] = TRIES_PER_ADDRESS
    return limits


def registration_limits(address: str) -> Limits:
    """Return what a registration counts against."""
    return {sha256(f"register:{address}"): REGISTRATIONS_PER_ADDRESS} if address else {}


def follow_limits(number: str, address: str) -> Limits:
    """Return what looking up an item by number and follow code counts against; whether it exists does not matter."""
    limits = {sha256(f"name:follow:{number}"): CODES_PER_ITEM}
    if address:
        limits[sha256(f"follow-address:{address}")] = CODES_PER_ADDRESS
    return limits


def count_try(unit: Unit, limits: Limits) -> None:
    """Count one try against every key.

    Raises:
        RuleBroken: one of them is in its pause; nothing is counted then.
    """
    unit.session.exec(delete(SignInFailure).where(col(SignInFailure.last_at) < unit.now - FORGOTTEN_AFTER))
    for key in sorted(limits):  # one order for all, so that two tries never wait for each other
        row = _locked(unit, key)
        if row.paused_until is not None and row.paused_until > unit.now:
            left = -((unit.now - row.paused_until) // timedelta(minutes=1))
            raise RuleBroken("There were too many tries. Please wait %(minutes)s min and try again.", minutes=left)
        row.failures += 1
        row.last_at = unit.now
        over = row.failures - limits[key]
        row.paused_until = unit.now + PAUSES[min(over, len(PAUSES) - 1)] if over >= 0 else None
        unit.session.add(row)
    unit.session.flush()


def forgive(unit: Unit, limits: Limits, name: str) -> None:
    """Forget the tries of a name that proved itself; its address gets this one try back."""
    for key in sorted(limits):
        row = _locked(unit, key)
        if key == sha256(f"name:{name}"):
            unit.session.delete(row)
        else:
            row.failures = max(row.failures - 1, 0)
            row.paused_until = row.paused_until if row.failures >= limits[key] else None
            unit.session.add(row)
    unit.session.flush()


def _locked(unit: Unit, key: str) -> SignInFailure:
    insert = postgresql.insert if unit.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(SignInFailure).values(key=key, failures=0, last_at=unit.now)
    unit.session.exec(first.on_conflict_do_nothing(index_elements=["key"]))
    return unit.get(SignInFailure, key)
