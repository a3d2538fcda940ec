"""How do turns end: spoken, passed on, nothing to add, taken off the list, and the next round called?"""

from dashboard.errors import RuleBroken
from dashboard.rules import speaking as rules
from dashboard.rules.lifecycle.speeches import SpeechAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.meetings.common import channel, locked, require_session
from dashboard.services.meetings.speaking.asking import act_for, discussed, enter, give_floor, voice_of
from dashboard.services.meetings.speaking.floor import Around, Voice, around, speaking_rules, turn_of
from dashboard.services.meetings.speaking.quiet import end_speech
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from models.enums import SpeechStatus
from models.meeting import AgendaItem, Meeting
from models.speech import Speech


def end(ctx: Context, speech_id: int, *, key: str | None = None) -> int:
    """End a speech and return how many seconds it lasted.

    Raises:
        RuleBroken: it is not being held.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, row = locked(unit, Speech, speech_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        row.ended_at = unit.now
        seconds = turn_of(row).seconds(unit.now)
        advance(unit, row, SpeechAction.END, channel=channel(meeting.id), seconds=seconds)
        unit.remember(key, seconds)
        return seconds


def next_speaker(ctx: Context, item_id: int, *, key: str | None = None) -> None:
    """End the speech that is being held and give the floor to the first who waits.

    Raises:
        RuleBroken: nobody waits, or only the chair does while others have not been heard.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        discussed(unit, meeting, item)
        end_speech(unit, meeting.id)
        here = around(unit.session, meeting.id, item_id)
        waiting = rules.queue(here.turns, here.chairs)
        if not waiting:
            raise RuleBroken("Nobody waits for the floor.")
        give_floor(unit, meeting, here, unit.get(Speech, waiting[0].id))
        unit.remember(key, "")


def waive(ctx: Context, item_id: int, seat_id: int, *, key: str | None = None) -> None:
    """Note that the holder of a seat has nothing to add on the item; who is waiting leaves the list with that.

    Raises:
        RuleBroken: they are speaking, were heard already, or may not speak on the item.
        NotAllowed: it is not the actor's own seat.
    """
    with ctx.writing(P.MEETING_READ) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if repeated(unit, key) is not None:
            return
        here = discussed(unit, meeting, item)
        voice = voice_of(unit, here, ("seat", seat_id))
        _waive(unit, meeting, item, here, voice)
        unit.remember(key, "")


def _waive(unit: Unit, meeting: Meeting, item: AgendaItem, here: Around, voice: Voice) -> None:
    mine = {turn.status: turn for turn in here.turns if turn.speaker == voice.speaker}
    waiting = mine.get(SpeechStatus.WAITING)
    if waiting is not None and unit.actor.may(P.MEETING_RUN):
        advance(unit, unit.get(Speech, waiting.id), SpeechAction.WAIVE, channel=channel(meeting.id))
        return
    if SpeechStatus.SPEAKING in mine:
        raise RuleBroken("%(who)s is speaking.", who=voice.name)
    if waiting is None and any(status in rules.HEARD for status in mine):
        raise RuleBroken("%(who)s has been heard on this item already.", who=voice.name)
    round_no = rules.round_now(here.turns)
    if waiting is not None:
        round_no = waiting.round_no
        advance(unit, unit.get(Speech, waiting.id), SpeechAction.STRIKE, channel=channel(meeting.id))
    enter(unit, meeting, item, voice.speaker, round_no, action=SpeechAction.WAIVE)


def waive_rest(ctx: Context, item_id: int, *, key: str | None = None) -> int:
    """Note in one step that everybody else has nothing to add, and return for how many.

    Everybody who waits, and every member present who was not heard; neither who is speaking nor the chair.

    Raises:
        RuleBroken: everybody was heard.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        here = discussed(unit, meeting, item)
        waiting = [turn for turn in rules.queue(here.turns) if turn.speaker not in here.chairs]
        silent = rules.not_heard(here.turns, here.members)
        if not waiting and not silent:
            raise RuleBroken("Everybody has been heard on this item already.")
        round_no = rules.round_now(here.turns)
        for turn in waiting:
            advance(unit, unit.get(Speech, turn.id), SpeechAction.WAIVE, channel=channel(meeting.id))
        for speaker in silent:
            enter(unit, meeting, item, speaker, round_no, action=SpeechAction.WAIVE)
        unit.remember(key, len(waiting) + len(silent))
        return len(waiting) + len(silent)


def strike(ctx: Context, speech_id: int, *, key: str | None = None) -> None:
    """Take somebody who waits off the speaking list.

    Raises:
        RuleBroken: they do not wait any more.
        NotAllowed: it is not the actor's own seat.
    """
    with ctx.writing(P.MEETING_READ) as unit:
        meeting, row = locked(unit, Speech, speech_id)
        if repeated(unit, key) is not None:
            return
        require_session(meeting)
        voice = around(unit.session, meeting.id, row.agenda_item_id).voices.get(turn_of(row).speaker)
        if voice is None:
            unit.require(P.MEETING_RUN)
        else:
            act_for(unit, voice)
        advance(unit, row, SpeechAction.STRIKE, channel=channel(meeting.id))
        unit.remember(key, "")


def call_round(ctx: Context, item_id: int, *, key: str | None = None) -> int:
    """Call everybody to speak who had no turn in the next round, by seat number, and return the round.

    Members present who take part in the item are put on the list, the chair apart (逐人发言).

    Raises:
        RuleBroken: everybody is on the list already, or had their turn in the last round there is.
    """
    with ctx.writing(P.MEETING_RUN) as unit:
        meeting, item = locked(unit, AgendaItem, item_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        here = discussed(unit, meeting, item)
        round_no, called = rules.to_call(here.turns, here.members)
        most = speaking_rules(unit.session).rounds_most
        if not called:
            raise RuleBroken("Everybody is on the speaking list already.")
        if round_no > most:
            raise RuleBroken("Everybody had a turn in all %(most)s rounds there are.", most=most)
        for speaker in called:
            enter(unit, meeting, item, speaker, round_no)
        unit.remember(key, round_no)
        return round_no
