"""Which results follow from what is stored of a year? Derived anew each time, never copied from stored results."""

from typing import Any

from sqlmodel import Session, col, select

from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.i18n import speaking
from dashboard.services.archive.selecting import Year, meetings_of
from dashboard.services.minutes.texts import plain_digest, text_digest
from dashboard.services.votes.auditing.checks import derived_figures, derived_outcome, problems
from dashboard.services.votes.auditing.stored import Kept, kept
from models.counter import Counter
from models.decision import Decision
from models.enums import MotionStatus
from models.meeting import AgendaItem, Meeting
from models.minutes import Minutes, MinutesSheet, MinutesVersion, PublicMinutes
from models.motion import Motion

Found = dict[str, Any]
LONGEST = 300
"""Characters of a result that are told where it differs."""
LANGUAGE = "en"
"""Sentences in ``derived.json`` are compared, so they are always written in one language."""


def derive(session: Session, year: int) -> Found:
    """Return the results of the votes, the numbers and digests of the minutes, the numbers of the decisions."""
    with speaking(LANGUAGE):
        meetings = session.exec(select(Meeting).where(meetings_of(Year(year))).order_by(col(Meeting.id))).all()
        return {
            "year": year,
            "meetings": [meeting.number for meeting in meetings],
            "votes": [vote for meeting in meetings for vote in _votes(session, meeting)],
            "minutes": [told for meeting in meetings if (told := _minutes(session, meeting)) is not None],
            "decisions": [number for meeting in meetings for number in _decisions(session, meeting)],
            "counters": {row.name: row.value for row in session.exec(select(Counter).order_by(col(Counter.name)))},
        }


def differences(written: Any, found: Any, where: str = "") -> list[str]:
    """Return what differs between the results written into an archive and those derived now, a sentence for each."""
    if isinstance(written, dict) and isinstance(found, dict):
        keys = sorted(set(written) | set(found))
        return [line for key in keys for line in differences(written.get(key), found.get(key), _below(where, key))]
    if isinstance(written, list) and isinstance(found, list) and len(written) == len(found):
        pairs = enumerate(zip(written, found, strict=True), 1)
        return [line for n, (one, other) in pairs for line in differences(one, other, _below(where, str(n)))]
    if type(written) is type(found) and written == found:
        return []
    words = {"where": where, "written": str(written)[:LONGEST], "found": str(found)[:LONGEST]}
    return [_("%(where)s: written as %(written)s, derived as %(found)s.") % words]


def _below(where: str, key: str) -> str:
    return f"{where}/{key}" if where else key


def _votes(session: Session, meeting: Meeting) -> list[Found]:
    opened = (
        select(Motion, AgendaItem.title)
        .join(AgendaItem, col(AgendaItem.id) == col(Motion.agenda_item_id))
        .where(Motion.meeting_id == meeting.id, col(Motion.opened_at).is_not(None))
        .order_by(col(Motion.id))
    )
    return [_vote(meeting, kept(session, motion, title)) for motion, title in session.exec(opened).all()]


def _vote(meeting: Meeting, found: Kept) -> Found:
    motion = found.motion
    told: Found = {
        "meeting": meeting.number,
        "motion": motion.id,
        "round": motion.round_no,
        "mode": str(motion.mode),
        "status": str(motion.status),
        "entitled": len(found.electors),
        "present": sum(one.presence == "present" for one in found.electors),
        "problems": problems(found),
    }
    return told | (_result(found) if motion.status == MotionStatus.CLOSED else {})


def _result(found: Kept) -> Found:
    """Return what the ballots, or the tellers' count, give under the frozen rule."""
    try:
        figures = derived_figures(found)
        outcome, needed = derived_outcome(found.motion, figures)
    except BadInput as refused:
        return {"cannot_be_counted": str(refused)}
    return {
        "for": figures.votes_for,
        "against": figures.votes_against,
        "abstain": figures.votes_abstain,
        "invalid": figures.invalid,
        "options": None if figures.option_counts is None else list(figures.option_counts),
        "needed": needed,
        "outcome": outcome.value,
    }


def _minutes(session: Session, meeting: Meeting) -> Found | None:
    row = session.exec(select(Minutes).where(Minutes.meeting_id == meeting.id)).first()
    if row is None:
        return None
    saved = select(MinutesVersion).where(MinutesVersion.minutes_id == row.id).order_by(col(MinutesVersion.version))
    digests = {one.version: text_digest(one.text) for one in session.exec(saved)}
    sheets = select(MinutesSheet).where(MinutesSheet.minutes_id == row.id).order_by(col(MinutesSheet.correction_no))
    public = select(PublicMinutes).where(PublicMinutes.minutes_id == row.id).order_by(col(PublicMinutes.version))
    return {
        "meeting": meeting.number,
        "number": row.number,
        "status": str(row.status),
        "sha256": row.sha256,
        "texts": {str(version): digest for version, digest in digests.items()},
        "sheets": [
            {"correction": one.correction_no, "sha256": one.sha256, "agrees": digests.get(one.version) == one.sha256}
            for one in session.exec(sheets)
        ],
        "public": [
            {"version": one.version, "sha256": one.sha256, "text_sha256": plain_digest(one.text)}
            for one in session.exec(public)
        ],
    }


def _decisions(session: Session, meeting: Meeting) -> list[str]:
    return list(
        session.exec(select(Decision.number).where(Decision.meeting_id == meeting.id).order_by(col(Decision.id)))
    )
