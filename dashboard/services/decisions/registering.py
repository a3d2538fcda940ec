"""How does the register of decisions follow the votes?

Called by the use cases that close, correct and void votes, inside their transaction.
"""

from sqlmodel import select

from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.decisions import DecisionAction
from dashboard.services.context import Unit
from dashboard.services.meetings.common import channel
from dashboard.services.transitions import advance, begin
from models.decision import Decision
from models.enums import DecisionStatus, Resolution
from models.meeting import AgendaItem, Meeting
from models.motion import Motion

NUMBER = "PL-JY-%d-%03d"
"""JY stands for 决议; numbers begin anew each year."""


def register(unit: Unit, meeting: Meeting, item: AgendaItem, motion: Motion) -> int:
    """Enter a motion that was adopted and return the id of its decision; once for each motion.

    A decision that was set aside, because its count said otherwise for a while, is being carried out again.
    ``motion.resolution`` is set by then.
    """
    row = _decision(unit, motion)
    if row is not None:
        row.text = _text(motion)
        unit.session.add(row)
        if row.status == DecisionStatus.SET_ASIDE:
            words = _("The corrected count adopts the motion after all.")
            advance(unit, row, DecisionAction.RESUME, reason=words, channel=channel(meeting.id))
        return row.id
    year = unit.today.year
    row = Decision(
        number=NUMBER % (year, unit.next_number(f"decision:{year}")),
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        motion_id=motion.id,
        text=_text(motion),
        conditions=motion.conditions,
        resolution=motion.resolution or Resolution.PROJECT,
    )
    begin(unit, unit.add(row), DecisionAction.REGISTER, channel=channel(meeting.id), meeting=meeting.number)
    return row.id


def set_aside(unit: Unit, motion: Motion, reason: str) -> None:
    """Set the decision on a motion aside, because its vote was voided or its corrected count does not adopt it.

    Does nothing where the motion is not in the register, or its decision was set aside already.

    Raises:
        BadInput: no reason was given (field ``reason``).
    """
    row = _decision(unit, motion)
    if row is None or row.status == DecisionStatus.SET_ASIDE:
        return
    if row.status == DecisionStatus.DONE:
        advance(unit, row, DecisionAction.RESUME, reason=reason, channel=channel(row.meeting_id))
    advance(unit, row, DecisionAction.SET_ASIDE, reason=reason, channel=channel(row.meeting_id))


def _decision(unit: Unit, motion: Motion) -> Decision | None:
    return unit.session.exec(select(Decision).where(Decision.motion_id == motion.id).with_for_update()).first()


def _text(motion: Motion) -> str:
    """Return the motion as decided (是否同意…？ becomes 同意…), and under it the options that were carried."""
    asked = motion.text.startswith("是否")
    text = motion.text.removeprefix("是否").rstrip("？?") if asked else motion.text
    carried = zip(motion.options, motion.option_carried or (), strict=False)
    return "\n".join([text, *(option for option, adopted in carried if adopted)])
