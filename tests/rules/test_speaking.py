"""The order of the speaking list, the chair last, rounds, and time on the floor."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.rules.consensus import MergedGroup
from dashboard.rules.speaking import (
    FloorShare,
    Left,
    Turn,
    before_the_chair,
    elapsed,
    floor_shares,
    list_closed,
    not_heard,
    over_time,
    queue,
    round_for,
    round_now,
    to_call,
)
from models.enums import OrganisationType, SpeechStatus
from tests.factories import NOON

WAITING, SPEAKING, DONE = SpeechStatus.WAITING, SpeechStatus.SPEAKING, SpeechStatus.DONE
WAIVED, STRUCK = SpeechStatus.WAIVED, SpeechStatus.STRUCK
CHAIR = ("seat", 1)


def turn(
    number: int, seat: int, status: SpeechStatus, round_no: int = 1, *, closing: bool = False, guest=False
) -> Turn:
    begun = NOON + timedelta(minutes=number) if status in (SPEAKING, DONE) else None
    ended = begun + timedelta(seconds=90) if status is DONE else None
    speaker = ("guest" if guest else "seat", seat)
    return Turn(number, speaker, round_no, status, NOON + timedelta(seconds=number), begun, ended, closing)


def seats(*numbers: int) -> list[tuple[str, int]]:
    return [("seat", number) for number in numbers]


def test_who_has_not_spoken_comes_first_then_the_round_then_who_asked_first():
    turns = [
        turn(1, 4, DONE),
        turn(2, 4, WAITING, 2),
        turn(3, 2, WAITING),
        turn(4, 1, WAITING),
        turn(5, 3, WAITING),
        turn(6, 9, WAITING, guest=True),
        turn(7, 5, STRUCK),
    ]
    assert [one.id for one in queue(turns)] == [3, 4, 5, 6, 2]
    assert [one.id for one in queue(turns, {CHAIR})] == [3, 5, 6, 2, 4]


@given(st.permutations(range(8)))
def test_the_order_does_not_depend_on_how_the_list_is_stored(order):
    turns = [turn(n, n % 5, DONE if n < 2 else WAITING, 1 + n % 2) for n in range(8)]
    assert queue([turns[place] for place in order], {CHAIR}) == queue(turns, {CHAIR})


def test_a_round_is_over_for_whoever_has_spoken_in_it():
    turns = [turn(1, 2, DONE), turn(2, 3, WAIVED), turn(3, 1, DONE, closing=True), turn(4, 4, SPEAKING, 2)]
    assert [round_for(turns, speaker) for speaker in seats(2, 3, 1, 4, 5)] == [2, 1, 1, 3, 1]


def test_the_present_round_is_the_speakers_or_that_of_who_is_next():
    assert round_now([]) == 1
    assert round_now([turn(1, 2, DONE), turn(2, 2, WAITING, 2), turn(3, 3, WAITING)]) == 1
    assert round_now([turn(1, 2, DONE), turn(2, 2, SPEAKING, 2), turn(3, 3, WAITING)]) == 2
    assert round_now([turn(1, 2, DONE), turn(2, 3, WAIVED, 2)]) == 2
    assert round_now([turn(1, 2, WAITING, 2), turn(2, 1, SPEAKING, closing=True)]) == 2


def test_the_next_round_calls_whoever_had_no_turn_in_it():
    members = seats(2, 3, 4)
    assert to_call([], members) == (1, members)
    assert to_call([turn(1, 2, DONE), turn(2, 3, WAITING)], members) == (1, seats(4))
    heard = [turn(1, 2, DONE), turn(2, 3, WAIVED), turn(3, 4, DONE)]
    assert to_call(heard, members) == (2, members)
    assert to_call([*heard, turn(4, 3, WAIVED, 2)], members) == (2, seats(2, 4))
    assert to_call([turn(1, 2, WAITING), turn(2, 3, SPEAKING), turn(3, 4, WAITING)], members) == (0, [])
    assert to_call([turn(1, 2, STRUCK)], seats(2)) == (1, seats(2))
    assert to_call([], []) == (0, [])


@pytest.mark.parametrize(
    ("turns", "left"),
    [
        ([], Left(2, 0)),
        ([turn(1, 2, DONE)], Left(1, 0)),
        ([turn(1, 2, DONE), turn(2, 3, WAIVED)], Left(0, 0)),
        ([turn(1, 2, DONE), turn(2, 3, WAITING)], Left(0, 1)),
        ([turn(1, 2, SPEAKING), turn(2, 3, WAIVED)], Left(0, 1)),
        ([turn(1, 2, DONE), turn(2, 2, WAITING, 2), turn(3, 3, DONE)], Left(0, 1)),
        ([turn(1, 2, DONE), turn(2, 3, STRUCK)], Left(1, 0)),
        ([turn(1, 2, DONE), turn(2, 3, DONE), turn(3, 7, WAITING, guest=True)], Left(0, 1)),
        ([turn(1, 2, DONE), turn(2, 3, DONE), turn(3, 1, WAITING)], Left(0, 0)),
    ],
)
def test_the_chair_comes_after_every_member_and_the_whole_list(turns, left):
    found = before_the_chair(turns, seats(1, 2, 3), {CHAIR})
    assert found == left
    assert found.nobody is (left == Left(0, 0))


def test_who_is_on_the_list_or_was_heard_is_not_missing():
    turns = [turn(1, 2, DONE), turn(2, 3, WAIVED), turn(3, 4, WAITING), turn(4, 5, SPEAKING), turn(5, 6, STRUCK)]
    assert not_heard(turns, seats(2, 3, 4, 5, 6, 7)) == seats(6, 7)


def test_the_list_is_closed_by_the_closing_statement_until_somebody_is_given_the_floor_again():
    before = [turn(1, 2, DONE), turn(2, 1, WAITING, closing=True)]
    assert not list_closed([])
    assert not list_closed(before)
    closed = [turn(1, 2, DONE), turn(2, 1, SPEAKING, closing=True)]
    assert list_closed(closed)
    assert not list_closed([*closed, turn(3, 2, DONE, 2)])


def test_time_is_whole_seconds_and_never_negative():
    speech = turn(1, 2, SPEAKING)
    assert speech.seconds(speech.started_at + timedelta(seconds=61.9)) == 61
    assert turn(1, 2, DONE).seconds(NOON + timedelta(days=1)) == 90
    assert turn(1, 2, WAITING).seconds(NOON) == 0
    assert elapsed(NOON, NOON - timedelta(seconds=5)) == 0
    assert [over_time(seconds, 3) for seconds in (0, 180, 181)] == [0, 0, 1]


def test_floor_time_of_small_types_is_merged():
    enterprise, quarter, two_new = OrganisationType
    entitled = {enterprise: 6, quarter: 2, two_new: 3}
    assert floor_shares({enterprise: 100, quarter: 7, two_new: 20}, entitled, 5) == [
        FloorShare(enterprise, 6, 100),
        FloorShare(MergedGroup.OTHER, 5, 27),
    ]
    assert floor_shares({quarter: 7}, {quarter: 2, two_new: 2}, 5) == [FloorShare(MergedGroup.ALL, 4, 7)]
    assert floor_shares({}, {}, 5) == []


@given(
    st.dictionaries(st.sampled_from(OrganisationType), st.integers(0, 60), min_size=1),
    st.lists(st.integers(0, 5000), min_size=3, max_size=3),
    st.integers(1, 9),
)
def test_merging_loses_no_second(entitled, used, least):
    seconds = {kind: spoken for kind, spoken in zip(OrganisationType, used, strict=True) if entitled.get(kind)}
    shares = floor_shares(seconds, entitled, least)
    assert sum(share.seconds for share in shares) == sum(seconds.values())
    assert sum(share.seats for share in shares) == sum(entitled.values())
