"""Which motions of a meeting go onto ballots and tally sheets, and with which figures?"""

from collections import Counter
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from dashboard.documents.meeting_papers.facts import (
    BallotFacts,
    BallotsFacts,
    TallyCounts,
    TallyFacts,
    TallyVote,
)
from dashboard.i18n import gettext as _
from dashboard.rules.decisions import Rule, in_words
from dashboard.services.decision_rules import rule_in_force, voters
from dashboard.services.meetings.shapes import ItemRead
from dashboard.services.papers.meeting import Called, issuer
from dashboard.services.votes.results import read_result
from models.enums import AgendaStatus, BallotForm, MeetingKind, MeetingStatus, MotionStatus, VoteMode
from models.meeting import Recusal
from models.motion import Motion
from models.need import Need
from models.organisation import Body

GONE = (MotionStatus.WITHDRAWN, MotionStatus.VOIDED)
DONE = (AgendaStatus.DEFERRED, AgendaStatus.NOTED)
SIGNED = (VoteMode.RECORDED, VoteMode.SHOW_OF_HANDS)
"""Ways to vote in which it is known who voted how; their paper ballot carries unit and signature."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item with the motion put on it; without one, with the wording that is suggested."""

    item: ItemRead
    motion: Motion | None
    text: str
    rule: str
    """In words."""


def questions(session: Session, meeting: Called, item: int | None = None) -> list[Question]:
    """Return every motion that was put and stands, and each item of the claim list that waits for one.

    ``item`` is the place on the agenda of the only item that is wanted; then it may be any item.
    """
    put: dict[int, list[Motion]] = {}
    rows = select(Motion).where(Motion.meeting_id == meeting.row.id, col(Motion.status).not_in(GONE))
    for motion in session.exec(rows.order_by(col(Motion.round_no))):
        put.setdefault(motion.agenda_item_id, []).append(motion)
    titles = _titles(session, meeting)
    found: list[Question] = []
    for one in meeting.items:
        if item is not None and one.position != item:
            continue
        motions = put.get(one.id, [])
        found += [Question(one, motion, motion.text, rule_words(session, meeting, motion)) for motion in motions]
        waits = one.need_id is not None and one.status not in DONE
        if not motions and (waits or item is not None):
            words = suggested(titles.get(one.need_id or 0, one.title))
            found.append(Question(one, None, words, rule_words(session, meeting, None)))
    return found


def _titles(session: Session, meeting: Called) -> dict[int, str]:
    """Return what the items of the claim list are called there, by id."""
    wanted = [one.need_id for one in meeting.items if one.need_id is not None]
    return dict(session.exec(select(Need.id, Need.title).where(col(Need.id).in_(wanted))).all())


def suggested(title: str) -> str:
    """Return how a motion on an item may be worded before one is put."""
    return _("Whether to agree to “%(title)s”") % {"title": title}


def rule_words(session: Session, meeting: Called, motion: Motion | None) -> str:
    """Return the rule of a vote in words: the frozen one, else the one in force."""
    frozen = None if motion is None or motion.rule is None else Rule.from_json(motion.rule)
    code = motion.preset if motion is not None else session.get_one(Body, meeting.row.body_code).preset
    return in_words(frozen or rule_in_force(session, code), voters(MeetingKind(meeting.row.type)))


def ballots(session: Session, meeting: Called, *, item: int | None = None, secret: bool | None = None) -> BallotsFacts:
    """Return the ballots of one item, or of the motions still to be voted on; of a meeting that is over, of all.

    ``secret`` overrules how it is voted. As many are needed as seats may vote: those entitled less those recused.
    """
    recused = _recused(session, meeting)
    every = item is not None or meeting.row.status == MeetingStatus.CLOSED
    wanted = [
        one
        for one in questions(session, meeting, item)
        if every or one.motion is None or one.motion.status != MotionStatus.CLOSED
    ]
    return BallotsFacts(meeting.head, issuer(), tuple(_ballot(one, meeting, recused, secret=secret) for one in wanted))


def _ballot(one: Question, meeting: Called, recused: Counter[int], *, secret: bool | None) -> BallotFacts:
    motion = one.motion
    copies = len(meeting.seats) - recused[one.item.id]
    asked = BallotFacts(
        position=one.item.position,
        title=one.item.title,
        text=one.text,
        form=BallotForm.QUESTION,
        signed=not secret,
        copies=max(0, copies),
        rule=one.rule,
        suggested=motion is None,
    )
    if motion is None:
        return asked
    return replace(
        asked,
        form=BallotForm(motion.form),
        signed=motion.mode in SIGNED if secret is None else not secret,
        copies=asked.copies if motion.entitled is None else motion.entitled - motion.recused,
        conditions=motion.conditions,
        options=tuple(motion.options),
        most_choices=motion.most_choices,
        round_no=motion.round_no,
    )


def _recused(session: Session, meeting: Called) -> Counter[int]:
    """Return how many seats take no part, by item."""
    declared = select(Recusal.agenda_item_id).where(
        Recusal.meeting_id == meeting.row.id, col(Recusal.withdrawn_at).is_(None)
    )
    return Counter(session.exec(declared))


def tally(session: Session, meeting: Called, *, item: int | None = None) -> TallyFacts:
    """Return a sheet for every vote; of a closed one with the count in force, where that may be shown."""
    return TallyFacts(meeting.head, tuple(_vote(session, one) for one in questions(session, meeting, item)))


def _vote(session: Session, one: Question) -> TallyVote:
    motion = one.motion
    asked = TallyVote(
        position=one.item.position,
        title=one.item.title,
        text=one.text,
        form=BallotForm.QUESTION,
        mode=None,
        round_no=1,
        due=None,
    )
    if motion is None:
        return asked
    counts, hidden = _counts(session, motion)
    return replace(
        asked,
        form=BallotForm(motion.form),
        mode=VoteMode(motion.mode),
        round_no=motion.round_no,
        due=None if motion.present is None else motion.present - motion.recused_present,
        options=tuple(motion.options),
        counts=counts,
        hidden=hidden,
    )


def _counts(session: Session, motion: Motion) -> tuple[TallyCounts | None, bool]:
    """Return the counts of a closed vote, and whether there are any that may not be shown."""
    if motion.status != MotionStatus.CLOSED:
        return None, False
    result = read_result(session, motion.id)
    if not result.shown:
        return None, True
    counted = TallyCounts(
        issued=result.issued,
        returned=result.returned,
        votes_for=result.votes_for,
        against=result.votes_against,
        abstain=result.votes_abstain,
        invalid=result.invalid,
        options=tuple(result.option_counts or ()),
    )
    return counted, False
