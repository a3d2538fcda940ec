"""How did the closed votes go, as tables for charts and files? Public: counts only, small groups merged."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlmodel import Session, col, or_, select

from dashboard.formats import local_date
from dashboard.i18n import gettext as _
from dashboard.labels import label, short_type
from dashboard.rules import consensus
from dashboard.rules.consensus import MergedGroup, Split
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.house_rules import value_of
from dashboard.services.votes import Result, public_results
from models.enums import BallotForm, Choice, MotionStatus, OrganisationType, Outcome, Presence, VoteMode
from models.motion import Ballot, Elector, Motion

MOTIONS = (
    "motion_id", "meeting", "day", "label", "mode", "votes_for", "votes_against", "votes_abstain", "invalid",
    "not_voted", "recused", "entitled", "present", "votes_needed",
    "verdict", "turnout", "attendance", "approval", "agreement", "bridging",
)  # fmt: skip
BY_TYPE = ("motion_id", "meeting", "label", "type", "choice", "votes")
TURNOUT = ("day", "meeting", "label", "motions", "cast", "entitled", "turnout")
NOT_VOTED = "not_voted"

Splits = Mapping[int, Mapping[OrganisationType | MergedGroup, Split]]


def motions_frame(ctx: Context, number: str | None = None) -> pd.DataFrame:
    """Return one row per closed question of one meeting, or of all, in the order they were closed.

    Left out are choices among options, void votes, and secret votes with too few ballots to be shown.

    Columns: motion_id; meeting (its number); day (of the vote, Asia/Shanghai); label; mode (words); votes_for,
    votes_against, votes_abstain, invalid, not_voted (seats, together ``entitled``); recused; entitled, present (seats
    the rule was applied to: with or without the recused, as frozen); votes_needed (on the legal base, missing where
    undefined); verdict (words); turnout, attendance, approval (0 to 1), agreement (-1 to 1), bridging (0 to 1):
    missing where not measurable.
    """
    splits = _merged(ctx)
    results = _countable(ctx, number)
    labels = motion_labels(results)
    rows = [
        _motion_row(result, labels[result.motion_id], splits.get(result.motion_id, {}))
        for result in results
        if result.form is BallotForm.QUESTION
    ]
    return _frame(rows, MOTIONS)


def _motion_row(result: Result, name: str, by_type: Mapping[OrganisationType | MergedGroup, Split]) -> dict[str, Any]:
    whole = _split(result)
    return {
        "motion_id": result.motion_id,
        "meeting": result.meeting_number,
        "day": local_date(result.opened_at),
        "label": name,
        "mode": label(result.mode),
        "votes_for": result.votes_for,
        "votes_against": result.votes_against,
        "votes_abstain": result.votes_abstain,
        "invalid": result.invalid,
        "not_voted": max(0, whole.entitled - result.cast),
        "recused": result.recused,
        "entitled": whole.entitled,
        "present": whole.present,
        "votes_needed": result.votes_needed,
        "verdict": label(result.outcome),
        "turnout": _turnout([result]),
        "attendance": consensus.attendance(whole),
        "approval": consensus.approval(whole),
        "agreement": consensus.agreement(whole),
        "bridging": consensus.bridging(by_type),
    }


def _countable(ctx: Context, number: str | None) -> list[Result]:
    """Return the closed votes whose counts count and may be shown to everybody."""
    return [one for one in public_results(ctx, number) if one.shown and one.outcome is not Outcome.VOID]


def _turnout(results: Sequence[Result]) -> float | None:
    """Return ballots returned, invalid ones too, over those who could cast one, 0 to 1."""
    could = sum(result.counts.entitled for result in results)
    return sum(result.cast for result in results) / could if could else None


def motions_by_type_frame(ctx: Context, number: str | None = None) -> pd.DataFrame:
    """Return one row per closed recorded vote on a question, organisation type and choice.

    No other way to vote has ballots by seat.

    Columns: motion_id; meeting; label; type (short words); choice (``for``, ``abstain``, ``not_voted``, ``against``);
    votes (seats). Types with fewer electors than the house rule wants (5 as shipped) are merged, so that no single
    seat can be read.
    """
    splits = _merged(ctx)
    results = _countable(ctx, number)
    labels = motion_labels(results)
    rows = [
        {
            "motion_id": result.motion_id,
            "meeting": result.meeting_number,
            "label": labels[result.motion_id],
            "type": type_text(group),
            "choice": choice,
            "votes": votes,
        }
        for result in results
        for group, split in splits.get(result.motion_id, {}).items()
        for choice, votes in _by_choice(split).items()
    ]
    return _frame(rows, BY_TYPE)


def turnout_frame(ctx: Context, number: str | None = None) -> pd.DataFrame:
    """Return one row per meeting with closed votes, oldest first; void votes do not count.

    Columns: day (of its first vote, Asia/Shanghai); meeting; label; motions; cast, entitled (ballots, summed over
    its motions); turnout (``cast`` over ``entitled``, 0 to 1).
    """
    by_meeting: dict[str, list[Result]] = defaultdict(list)
    for result in _countable(ctx, number):
        by_meeting[result.meeting_number].append(result)
    rows = [
        {
            "day": local_date(min(result.opened_at for result in results)),
            "meeting": meeting,
            "label": meeting,
            "motions": len(results),
            "cast": sum(result.cast for result in results),
            "entitled": sum(result.counts.entitled for result in results),
            "turnout": _turnout(results),
        }
        for meeting, results in by_meeting.items()
    ]
    return _frame(sorted(rows, key=lambda row: (row["day"], row["meeting"])), TURNOUT)


def motion_labels(results: Sequence[Result]) -> dict[int, str]:
    """Return what each motion is called in charts, no two alike: motion id -> label.

    The agenda item's title, the round where there were several, the meeting where a title came up again.
    """
    plain = {result.motion_id: _motion_label(result) for result in results}
    often = Counter(plain.values())
    return {
        result.motion_id: f"{text} · {result.meeting_number}" if often[text] > 1 else text
        for result in results
        if (text := plain[result.motion_id])
    }


def _motion_label(result: Result) -> str:
    if result.round_no == 1:
        return result.item_title
    return _("%(title)s (round %(n)d)") % {"title": result.item_title, "n": result.round_no}


def type_text(group: OrganisationType | MergedGroup) -> str:
    """Return the short name of an organisation type or of types merged."""
    if group is MergedGroup.OTHER:
        return _("Other types, merged")
    return _("All types, merged") if group is MergedGroup.ALL else short_type(group)


def _split(result: Result) -> Split:
    """Return the heads the rule was applied to, without invalid ballots."""
    counts = result.counts
    return Split(result.votes_for, result.votes_against, result.votes_abstain, counts.entitled, counts.present)


def _by_choice(split: Split) -> dict[str, int]:
    return {
        Choice.FOR.value: split.votes_for,
        Choice.ABSTAIN.value: split.abstain,
        NOT_VOTED: split.not_voted,
        Choice.AGAINST.value: split.against,
    }


def _merged(ctx: Context) -> Splits:
    with ctx.reading(P.PUBLIC_READ) as session:
        least = int(value_of(session, "small_cell"))
        return {motion: consensus.merge_small(by_type, least) for motion, by_type in _by_type(session).items()}


def _by_type(session: Session) -> dict[int, dict[OrganisationType, Split]]:
    """Return the electorate of every closed recorded vote by organisation type, as frozen when the vote opened.

    The recused are left out where the rule was applied without them.
    """
    closed = select(Motion.id).where(
        Motion.status == MotionStatus.CLOSED,
        Motion.mode == VoteMode.RECORDED,
        Motion.form == BallotForm.QUESTION,
    )
    deducting = closed.where(col(Motion.deducts_recused).is_(True))
    ballots = select(Ballot.motion_id, Ballot.seat_id, Ballot.choice).where(col(Ballot.motion_id).in_(closed))
    last = {(motion, seat): choice for motion, seat, choice in session.exec(ballots.order_by(col(Ballot.version)))}
    electors = select(Elector).where(
        col(Elector.motion_id).in_(closed),
        or_(col(Elector.recused).is_(False), col(Elector.motion_id).not_in(deducting)),
    )
    groups: dict[int, dict[OrganisationType, list[Elector]]] = defaultdict(lambda: defaultdict(list))
    for elector in session.exec(electors.order_by(col(Elector.motion_id), col(Elector.seat_id))):
        groups[elector.motion_id][OrganisationType(elector.organisation_type)].append(elector)
    return {
        motion: {kind: _count(by_type[kind], last) for kind in OrganisationType if kind in by_type}
        for motion, by_type in groups.items()
    }


def _count(electors: list[Elector], last: Mapping[tuple[int, int], str]) -> Split:
    choices = [last.get((elector.motion_id, elector.seat_id)) for elector in electors]
    return Split(
        votes_for=choices.count(Choice.FOR),
        against=choices.count(Choice.AGAINST),
        abstain=choices.count(Choice.ABSTAIN),
        entitled=len(electors),
        present=sum(elector.presence == Presence.PRESENT for elector in electors),
    )


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))
