"""The speaking list of an item: who has the floor, who waits, who was heard, and how much time was used."""

from dashboard.services.meetings.speaking.asking import ask, begin, require_chair_last, state_position
from dashboard.services.meetings.speaking.ending import call_round, end, next_speaker, strike, waive, waive_rest
from dashboard.services.meetings.speaking.floor import Floor, SpeakingRules, SpeechRead, Voice, floor
from dashboard.services.meetings.speaking.quiet import end_speech
from dashboard.services.meetings.speaking.time_used import ItemTime, MeetingTimes, speakers_text, times

__all__ = [
    "Floor",
    "ItemTime",
    "MeetingTimes",
    "SpeakingRules",
    "SpeechRead",
    "Voice",
    "ask",
    "begin",
    "call_round",
    "end",
    "end_speech",
    "floor",
    "next_speaker",
    "require_chair_last",
    "speakers_text",
    "state_position",
    "strike",
    "times",
    "waive",
    "waive_rest",
]
