"""How does a speech end where the discussion itself ends or a vote is opened?"""

from sqlmodel import Session, select

from dashboard.rules.lifecycle.speeches import SpeechAction
from dashboard.services.context import Unit
from dashboard.services.meetings.common import channel
from dashboard.services.transitions import advance
from models.enums import SpeechStatus
from models.speech import Speech


def speaking_now(session: Session, meeting_id: int) -> Speech | None:
    """Return the speech that is being held in a meeting."""
    held = select(Speech).where(Speech.meeting_id == meeting_id, Speech.status == SpeechStatus.SPEAKING)
    return session.exec(held).first()


def end_speech(unit: Unit, meeting_id: int) -> None:
    """End the speech that is being held in a locked meeting; nothing where nobody speaks."""
    row = speaking_now(unit.session, meeting_id)
    if row is not None:
        row.ended_at = unit.now
        advance(unit, row, SpeechAction.END, channel=channel(meeting_id))
