"""What does the invitation to a meeting look like to a calendar (iCalendar)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from dashboard.formats import local

PRODUCT = "-//Riverside Joint Party Committee//Meetings//ZH"
NOBODY = "invalid:nomail"
"""The organiser's address: the standard wants one, and an invitation names nobody."""
SHORTEST = timedelta(minutes=30)
"""How long a meeting is shown whose agenda plans less."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says. Times are aware. ``sequence`` rises with every notice, and once more when called off."""

    uid: str
    sequence: int
    title: str
    organiser: str
    starts_at: datetime
    ends_at: datetime
    place: str
    lines: Sequence[str]
    written_at: datetime
    called_off: bool = False


def calendar(one: Invitation) -> bytes:
    """Return the invitation as an iCalendar file: METHOD REQUEST, or CANCEL where the meeting is called off.

    Times stand in Asia/Shanghai with the zone written out; the same ``uid`` replaces what a calendar holds already.
    Source: RFC 5545 and RFC 5546.
    """
    book = Calendar()
    book.add("prodid", PRODUCT)
    book.add("version", "2.0")
    book.add("method", "CANCEL" if one.called_off else "REQUEST")
    book.add_component(_event(one))
    book.add_missing_timezones()
    return bytes(book.to_ical())


def _event(one: Invitation) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.written_at)
    event.add("dtstart", local(one.starts_at))
    event.add("dtend", local(max(one.ends_at, one.starts_at + SHORTEST)))
    event.add("summary", one.title)
    event.add("location", one.place)
    event.add("description", "\n".join(one.lines))
    event.add("status", "CANCELLED" if one.called_off else "CONFIRMED")
    organiser = vCalAddress(NOBODY)
    organiser.params["cn"] = vText(one.organiser)
    event["organizer"] = organiser
    return event
