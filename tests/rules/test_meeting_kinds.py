"""Every kind of meeting has letters of its own, and residents' meetings a body of their own."""

import pytest

from dashboard.rules.meeting_kinds import OF_RESIDENTS, RESIDENTS, SERIES, fits
from models.enums import MeetingKind


def test_each_kind_has_two_letters_of_its_own():
    assert set(SERIES) == set(MeetingKind)
    assert len(set(SERIES.values())) == len(MeetingKind)
    assert {len(letters) for letters in SERIES.values()} == {2}


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_kind_fits_the_residents_or_everybody_else(kind: MeetingKind):
    of_residents = kind in OF_RESIDENTS
    assert [fits(kind, body) for body in (RESIDENTS, "members", "conference")] == [
        of_residents,
        not of_residents,
        not of_residents,
    ]
