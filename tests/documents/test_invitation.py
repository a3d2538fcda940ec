"""An invitation is an iCalendar file that calendars read back as it was meant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from dashboard.documents.invitation import Invitation, calendar

BEGINS = datetime(2026, 12, 10, 6, tzinfo=UTC)
ONE = Invitation(
    uid="2026-WY-01@host",
    sequence=3,
    title="联合党委第四季度委员会议，审议认领清单事项并听取车棚、围墙、照明三项工作的进展汇报",
    organiser="滨江联合党委秘书处",
    starts_at=BEGINS,
    ends_at=BEGINS + timedelta(minutes=95),
    place="平凉路街道二楼会议室；请走东门",
    lines=("1. 审议车棚维修, 以及充电设施", "2. 通报"),
    written_at=datetime(2026, 12, 1, 4, tzinfo=UTC),
)


def test_the_invitation_reads_back_as_written():
    book = Calendar.from_ical(calendar(ONE))
    (event,) = book.walk("VEVENT")
    assert (str(book["method"]), str(event["status"]), int(event["sequence"])) == ("REQUEST", "CONFIRMED", 3)
    assert [str(event[name]) for name in ("uid", "summary", "location", "description")] == [
        ONE.uid,
        ONE.title,
        ONE.place,
        "1. 审议车棚维修, 以及充电设施\n2. 通报",
    ]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (ONE.starts_at, ONE.ends_at)
    assert event["organizer"].params["cn"] == ONE.organiser
    assert "attendee" not in event


def test_times_stand_in_shanghai_with_the_zone_written_out():
    text = calendar(ONE).decode()
    assert "DTSTART;TZID=Asia/Shanghai:20261210T140000" in text
    assert "DTSTAMP:20261201T040000Z" in text
    assert [str(zone["tzid"]) for zone in Calendar.from_ical(text).walk("VTIMEZONE")] == ["Asia/Shanghai"]


def test_no_line_is_longer_than_75_octets_and_chinese_is_not_cut():
    lines = calendar(ONE).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert [line.decode() for line in lines]


def test_a_meeting_called_off_is_taken_out_of_the_calendar():
    book = Calendar.from_ical(calendar(replace(ONE, called_off=True, sequence=4)))
    (event,) = book.walk("VEVENT")
    assert (str(book["method"]), str(event["status"]), int(event["sequence"])) == ("CANCEL", "CANCELLED", 4)
    assert str(event["uid"]) == ONE.uid


@pytest.mark.parametrize(("minutes", "shown"), [(0, 30), (29, 30), (30, 30), (31, 31)])
def test_a_meeting_is_shown_for_half_an_hour_at_least(minutes: int, shown: int):
    brief = replace(ONE, ends_at=BEGINS + timedelta(minutes=minutes))
    (event,) = Calendar.from_ical(calendar(brief)).walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=shown)
