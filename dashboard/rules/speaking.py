"""Whose turn is it to speak on an item, may the chair state a position yet, and who had how much of the floor?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.rules.consensus import MergedGroup, Split, merge_small
from models.enums import OrganisationType, SpeechStatus

Speaker = tuple[Literal["seat", "guest"], int]
"""Who speaks: a seat or a guest, by id."""

ON_THE_LIST = (SpeechStatus.WAITING, SpeechStatus.SPEAKING)
SPOKEN = (SpeechStatus.SPEAKING, SpeechStatus.DONE)
HEARD = (SpeechStatus.DONE, SpeechStatus.WAIVED)


@dataclass(frozen=True, slots=True)
class Turn:
    """One entry of the speaking list of an item. ``closing`` is the chair's statement after all others."""

    id: int
    speaker: Speaker
    round_no: int
    status: SpeechStatus
    asked_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    closing: bool = False

    def seconds(self, now: datetime) -> int:
        """Return how long the speech lasted, up to ``now`` where it still goes on; 0 before it began."""
        return 0 if self.started_at is None else elapsed(self.started_at, self.ended_at or now)


@dataclass(frozen=True, slots=True)
class Left:
    """Who has to come before the chair: members not heard yet, and entries that wait or are speaking."""

    members: int
    on_the_list: int

    @property
    def nobody(self) -> bool:
        """Return whether the chair may speak."""
        return not self.members and not self.on_the_list


@dataclass(frozen=True, slots=True)
class FloorShare:
    """How many seconds the seats of one organisation type, or of types merged, have spoken."""

    group: OrganisationType | MergedGroup
    seats: int
    seconds: int


def elapsed(start: datetime, end: datetime) -> int:
    """Return the whole seconds from ``start`` to ``end``, never below 0."""
    return max(0, int((end - start).total_seconds()))


def over_time(seconds: int, minutes: int) -> int:
    """Return by how many seconds a speech is longer than it may be."""
    return max(0, seconds - 60 * minutes)


def queue(turns: Iterable[Turn], chairs: Collection[Speaker] = ()) -> list[Turn]:
    """Return who waits for the floor, in the order they are called.

    Those who have not spoken on the item come first, then the lower round, then who asked first. The chair comes last.

    Source: equal chances and the chair last, speaking rules of deliberation practice; 末位表态.
    """
    everything = list(turns)
    spoken = {turn.speaker for turn in everything if turn.status in SPOKEN}
    waiting = [turn for turn in everything if turn.status == SpeechStatus.WAITING]
    return sorted(
        waiting,
        key=lambda turn: (turn.speaker in chairs, turn.speaker in spoken, turn.round_no, turn.asked_at, turn.id),
    )


def round_for(turns: Iterable[Turn], speaker: Speaker) -> int:
    """Return the round of somebody's next speech: one after the last they spoke in; a closing counts for none."""
    mine = (turn.round_no for turn in turns if turn.speaker == speaker and turn.status in SPOKEN and not turn.closing)
    return max(mine, default=0) + 1


def round_now(turns: Iterable[Turn]) -> int:
    """Return the round of the speaker, else of who is next, else of the last who was heard."""
    everything = [turn for turn in turns if not turn.closing]
    speaking = [turn.round_no for turn in everything if turn.status == SpeechStatus.SPEAKING]
    heard = [turn.round_no for turn in everything if turn.status in HEARD]
    return next(iter(speaking or [turn.round_no for turn in queue(everything)] or [max(heard, default=1)]))


def to_call(turns: Sequence[Turn], members: Sequence[Speaker]) -> tuple[int, list[Speaker]]:
    """Return the next round in which somebody has had no turn, and who those are, in the order of ``members``.

    Who is on the list is not called again; to have nothing to add is a turn. Round 0 and nobody where all are on it.
    """
    busy = {turn.speaker for turn in turns if turn.status in ON_THE_LIST}
    had = {
        member: max((turn.round_no for turn in turns if turn.speaker == member and turn.status in HEARD), default=0)
        for member in members
        if member not in busy
    }
    if not had:
        return 0, []
    least = min(had.values())
    return least + 1, [member for member, rounds in had.items() if rounds == least]


def not_heard(turns: Iterable[Turn], members: Iterable[Speaker]) -> list[Speaker]:
    """Return the members who have neither spoken, nor said that they have nothing to add, nor are on the list."""
    known = {turn.speaker for turn in turns if turn.status in HEARD or turn.status in ON_THE_LIST}
    return [member for member in members if member not in known]


def before_the_chair(turns: Sequence[Turn], members: Iterable[Speaker], chairs: Collection[Speaker]) -> Left:
    """Return who has to come before the chair may speak on the item (末位表态).

    Args:
        turns: the speaking list, without entries of people who may not speak now.
        members: the voting members present who take part in the item.
        chairs: the seats of the chair, for whom nobody waits.
    """
    others = [turn for turn in turns if turn.speaker not in chairs]
    listed = sum(turn.status in ON_THE_LIST for turn in others)
    return Left(len(not_heard(others, (member for member in members if member not in chairs))), listed)


def list_closed(turns: Iterable[Turn]) -> bool:
    """Return whether the chair has begun the closing statement, and nobody was given the floor after it."""
    spoken = sorted(
        (turn for turn in turns if turn.status in SPOKEN and turn.started_at is not None),
        key=lambda turn: (turn.started_at, turn.id),
    )
    return bool(spoken) and spoken[-1].closing


def floor_shares(
    seconds: Mapping[OrganisationType, int], seats: Mapping[OrganisationType, int], least: int
) -> list[FloorShare]:
    """Return the time spoken by organisation type; types with fewer than ``least`` seats are merged.

    Source: small-cell limit, house default; merged as in ``consensus.merge_small``.
    """
    by_type = {kind: Split(0, 0, 0, count, 0) for kind, count in seats.items()}
    merged = merge_small(by_type, least)
    kept = [group for group in merged if isinstance(group, OrganisationType)]
    rest = sum(used for kind, used in seconds.items() if kind not in kept)
    return [
        FloorShare(group, split.entitled, seconds.get(group, 0) if isinstance(group, OrganisationType) else rest)
        for group, split in merged.items()
    ]
