"""How did each closed vote of a meeting end, as its record tells it?"""

from sqlmodel import Session, col, select

from dashboard.documents.record import DissentFacts, OptionLine, VoteFacts
from dashboard.rules.speaking import Speaker
from dashboard.services.votes.results import read_result
from dashboard.services.votes.shapes import Result
from models.enums import MotionStatus
from models.motion import Motion, Objection


def votes_by_item(session: Session, meeting_id: int, named: dict[Speaker, str]) -> dict[int, list[VoteFacts]]:
    """Return the closed votes by item, round by round, with every differing view in full.

    The counts of a secret vote with very few ballots are left out, as they are wherever results are shown.
    """
    closed = select(Motion).where(Motion.meeting_id == meeting_id, Motion.status == MotionStatus.CLOSED)
    differing = _dissent(session, meeting_id, named)
    found: dict[int, list[VoteFacts]] = {}
    for row in session.exec(closed.order_by(col(Motion.round_no), col(Motion.id))):
        facts = _vote(read_result(session, row.id), tuple(differing.get(row.id, ())))
        found.setdefault(row.agenda_item_id, []).append(facts)
    return found


def _dissent(session: Session, meeting_id: int, named: dict[Speaker, str]) -> dict[int, list[DissentFacts]]:
    rows = session.exec(select(Objection).where(Objection.meeting_id == meeting_id).order_by(col(Objection.id)))
    found: dict[int, list[DissentFacts]] = {}
    for row in rows:
        one = DissentFacts(named.get(("seat", row.seat_id), ""), row.text, row.would_change)
        found.setdefault(row.motion_id, []).append(one)
    return found


def _vote(result: Result, dissent: tuple[DissentFacts, ...]) -> VoteFacts:
    shown = result.shown
    return VoteFacts(
        motion_id=result.motion_id,
        round_no=result.round_no,
        text=result.text,
        conditions=result.conditions,
        rule_words=result.rule_text(),
        mode=result.mode,
        form=result.form,
        entitled=result.entitled,
        present=result.present,
        recused=result.recused,
        votes_for=result.votes_for if shown else 0,
        against=result.votes_against if shown else 0,
        abstain=result.votes_abstain if shown else 0,
        invalid=result.invalid if shown else 0,
        issued=result.issued if shown else None,
        returned=result.returned if shown else None,
        outcome=result.outcome,
        shown=shown,
        options=_options(result) if shown else (),
        dissent=dissent,
    )


def _options(result: Result) -> tuple[OptionLine, ...]:
    counted = zip(result.options, result.option_counts or (), result.option_carried, strict=False)
    return tuple(sorted((OptionLine(*one) for one in counted), key=lambda one: -one.count))
