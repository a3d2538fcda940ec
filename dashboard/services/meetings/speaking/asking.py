"""How do people get the floor of an item, one after the other and the chair last (末位表态)?"""

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.rules import speaking as rules
from dashboard.rules.lifecycle.speeches import SpeechAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.speaking import Speaker
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, locked, refuse_open_vote, require_session
from dashboard.services.meetings.speaking.floor import Around, Voice, around, speaking_rules
from dashboard.services.meetings.speaking.quiet import speaking_now
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.transitions import begin as begin_life
from models.enums import AgendaStatus, GuestKind, SpeechStatus
from models.meeting import AgendaItem, Guest, Meeting
from models.speech import Speech


def ask(
    ctx: Context,
    item_id: int,
    *,
    seat_id: int | None = None,
    guest_id: int | None = None,
    closing: bool = False,
    key: str | None = None,
) -> int:
    """Put somebody on the speaking list of the item under discussion and return the entry's id.

    Holders of a seat, or whoever sits in for them, ask for themselves; who runs the meeting enters anybody, and may
    give a round more than the usual ones.

    Args:
        closing: the chair's statement, which comes after all others.

    Raises:
        RuleBroken: the item is not under discussion, a vote is open, or somebody is not here, recused, on the list
            already, or had all their rounds.
        NotAllowed: it is not the actor's own seat, or somebody who observes only.
        BadInput: not exactly one of seat and guest.
    """
    speaker = _speaker(seat_id, guest_id)
    with ctx.writing(P.MEETING_READ) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        here = discussed(unit, meeting, item)
        voice = voice_of(unit, here, speaker)
        round_no = _round(unit, here, voice, closing=closing)
        row = enter(unit, meeting, item, voice.speaker, round_no, closing=closing)
        unit.remember(key, row.id)
        return row.id


def _speaker(seat_id: int | None, guest_id: int | None) -> Speaker:
    if seat_id is not None and guest_id is None:
        return "seat", seat_id
    if guest_id is not None and seat_id is None:
        return "guest", guest_id
    raise BadInput("speaker", "Please choose one seat or one guest.")


def discussed(unit: Unit, meeting: Meeting, item: AgendaItem) -> Around:
    """Return who sits around the item, or refuse where it is not being discussed."""
    require_session(meeting)
    if item.status != AgendaStatus.IN_DISCUSSION:
        raise RuleBroken("This item is not under discussion. Take it up first.")
    refuse_open_vote(unit.session, meeting.id)
    return around(unit.session, meeting.id, item.id)


def voice_of(unit: Unit, here: Around, speaker: Speaker) -> Voice:
    """Return whoever is to speak, where the actor may say so and they may speak."""
    voice = here.voices.get(speaker)
    if voice is None:
        _refuse_stranger(unit, speaker)
        raise NotFound("This record does not exist.", table=speaker[0], id=speaker[1])
    act_for(unit, voice)
    if not voice.able:
        raise RuleBroken("%(who)s is not signed in, or recused from this item, and so does not speak.", who=voice.name)
    return voice


def _refuse_stranger(unit: Unit, speaker: Speaker) -> None:
    guest = unit.session.get(Guest, speaker[1]) if speaker[0] == "guest" else None
    if guest is not None and guest.removed_at is None and guest.type == GuestKind.OBSERVER:
        raise NotAllowed("Observers listen; they do not speak at the meeting.")


def act_for(unit: Unit, voice: Voice) -> None:
    """Let the actor act for their own seat, or for anybody where they run the meeting.

    Raises:
        NotAllowed: neither is the case.
    """
    if unit.actor.id in voice.user_ids and unit.actor.may(P.MEETING_ATTEND):
        unit.permission = P.MEETING_ATTEND
    elif unit.actor.may(P.MEETING_RUN):
        unit.permission = P.MEETING_RUN
    else:
        raise NotAllowed("You can do this for your own seat only.")


def _round(unit: Unit, here: Around, voice: Voice, *, closing: bool) -> int:
    """Return the round somebody asks for, or refuse it."""
    if closing and not voice.chairs:
        raise NotAllowed("Only the chair makes the closing statement.")
    if any(turn.speaker == voice.speaker and turn.status in rules.ON_THE_LIST for turn in here.turns):
        raise RuleBroken("%(who)s is on the speaking list already.", who=voice.name)
    runs, by = unit.actor.may(P.MEETING_RUN), speaking_rules(unit.session)
    if rules.list_closed(here.turns) and not runs:
        raise RuleBroken("The chair has stated a position, so the speaking list of this item is closed.")
    if closing:
        return rules.round_now(here.turns)
    round_no = rules.round_for(here.turns, voice.speaker)
    if round_no > by.rounds_most:
        raise RuleBroken("%(who)s has spoken in all %(most)s rounds there are.", who=voice.name, most=by.rounds_most)
    if round_no > by.rounds and not runs:
        raise RuleBroken(
            "%(who)s has spoken in all %(rounds)s rounds; whoever runs the meeting may give one more.",
            who=voice.name,
            rounds=by.rounds,
        )
    return round_no


def enter(
    unit: Unit,
    meeting: Meeting,
    item: AgendaItem,
    speaker: Speaker,
    round_no: int,
    *,
    closing: bool = False,
    action: SpeechAction = SpeechAction.ASK,
) -> Speech:
    """Write an entry of the speaking list, or that somebody has nothing to add, and return its row."""
    kind, number = speaker
    row = Speech(
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        round_no=round_no,
        seat_id=number if kind == "seat" else None,
        guest_id=number if kind == "guest" else None,
        closing=closing,
        status=SpeechStatus.WAIVED if action is SpeechAction.WAIVE else SpeechStatus.WAITING,
        asked_at=unit.now,
    )
    begin_life(unit, unit.add(row), action, channel=channel(meeting.id), item=item.id, round=round_no)
    return row


def begin(ctx: Context, speech_id: int, *, key: str | None = None) -> None:
    """Give the floor to somebody on the list; one at a time in a meeting.

    Raises:
        RuleBroken: somebody else is speaking, they may not speak now, or it is the chair and others come first.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, row = locked(unit, Speech, speech_id)
        if repeated(unit, key) is not None:
            return
        here = discussed(unit, meeting, unit.get(AgendaItem, row.agenda_item_id))
        give_floor(unit, meeting, here, row)
        unit.remember(key, "")


def give_floor(unit: Unit, meeting: Meeting, here: Around, row: Speech) -> None:
    """Give the floor to an entry of the list, where nobody else has it and nobody comes before the chair."""
    other = speaking_now(unit.session, meeting.id)
    if other is not None and other.id != row.id:
        raise RuleBroken("Somebody is speaking. End that speech first.")
    speaker: Speaker = ("seat", row.seat_id) if row.seat_id is not None else ("guest", row.guest_id or 0)
    voice = here.voices.get(speaker)
    if voice is None or not voice.able:
        raise RuleBroken("Whoever asked is not here any more, or recused from this item.")
    if voice.chairs:
        require_chair_last(here)
    row.started_at = unit.now
    advance(unit, row, SpeechAction.BEGIN, channel=channel(meeting.id), closing=row.closing)


def require_chair_last(here: Around) -> None:
    """Refuse the chair the floor while others have not been heard; to preside is no speech.

    Source: 末位表态, Party group rules art. 27 as quoted by the office.
    """
    left = here.left
    if not left.nobody:
        raise RuleBroken(
            "The chair states a position last. Not heard yet: %(left)s; on the list or speaking: %(listed)s. Let them "
            "speak, or note that they have nothing to add.",
            left=left.members,
            listed=left.on_the_list,
        )


def state_position(ctx: Context, item_id: int, *, key: str | None = None) -> int:
    """Begin the closing statement of the chair, after all others, and return the entry's id.

    Raises:
        RuleBroken: others have not been heard, somebody is speaking, or the chair is not here.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        here = discussed(unit, meeting, item)
        chair = next((voice for voice in here.voices.values() if voice.chairs and voice.able), None)
        if chair is None:
            raise RuleBroken("The seat of the chair is not signed in, or recused from this item.")
        waiting = next((turn.id for turn in rules.queue(here.turns) if turn.speaker == chair.speaker), None)
        row = unit.get(Speech, waiting) if waiting else None
        if row is None or not row.closing:
            require_chair_last(here)
            row = enter(unit, meeting, item, chair.speaker, rules.round_now(here.turns), closing=True)
        give_floor(unit, meeting, here, row)
        unit.remember(key, row.id)
        return row.id
