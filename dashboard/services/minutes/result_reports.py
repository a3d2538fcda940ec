"""What is reported of a closed vote, and as which file does the report leave the office?"""

from sqlmodel import Session, col, select

from dashboard.documents.result_report import ReportFacts, SeatFacts, VersionFacts, ViewFacts, as_paper
from dashboard.i18n import either, speaking
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.decisions import Rule
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration, templates
from dashboard.services.context import Context
from dashboard.services.minutes.gathering import LANGUAGE, motion_facts, who
from dashboard.services.minutes.shapes import Export
from dashboard.services.votes.results import read_result
from dashboard.services.votes.shapes import CountVersion
from models.account import Account, AccountRole
from models.audit import AuditEntry
from models.base import subject_of
from models.enums import Choice, Presence, Role, VoteMode
from models.meeting import AgendaItem, Attendance, Meeting
from models.motion import Ballot, Elector, Motion, Objection, TellerCount
from models.organisation import Organisation, Seat
from models.secret import BallotKey

REPORT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def result_report(ctx: Context, motion_id: int) -> ReportFacts:
    """Return what is reported of a closed vote, in the language spoken now; for those at the table only.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the vote is not closed.
    """
    demo = demonstration.is_demonstration(ctx.engine)
    with ctx.reading(P.MEETING_READ) as session:
        return _facts(session, motion_id, demo=demo)


def export_report(ctx: Context, motion_id: int) -> Export:
    """Return the report on a closed vote as a Word file, in the language minutes are issued in.

    Raises:
        NotFound: there is no such motion.
        RuleBroken: the vote is not closed.
        BadInput: a text holds a character that no document can show.
    """
    with speaking(LANGUAGE):
        facts = result_report(ctx, motion_id)
        content = templates.dressed(ctx, P.MEETING_READ, as_paper(facts), "docx").content
    name = f"{facts.meeting_number}-{facts.item_position}-{facts.motion.round_no}-result.docx"
    return Export(name, REPORT_TYPE, content)


def _facts(session: Session, motion_id: int, *, demo: bool) -> ReportFacts:
    result = read_result(session, motion_id)
    motion = session.get_one(Motion, motion_id)
    meeting, item = session.get_one(Meeting, motion.meeting_id), session.get_one(AgendaItem, motion.agenda_item_id)
    views = _views(session, motion_id)
    return ReportFacts(
        meeting_title=meeting.title,
        meeting_number=meeting.number,
        kind=label(result.meeting_type),
        place=meeting.place,
        item_position=item.position,
        item_title=item.title,
        need_number=result.need_number,
        motion=motion_facts(result, own=item.need_id is None, objections=len(views)),
        rule=Rule.from_json(result.rule),
        counts=result.counts,
        other=result.other_counts,
        quorum_needed=result.quorum_needed,
        flip_margin=result.flip_margin,
        opened_at=result.opened_at,
        closed_at=result.closed_at,
        announcer=_announcer(session, meeting),
        tellers=_tellers(session, motion),
        views=views,
        versions=tuple(_version(one, shown=result.shown) for one in result.versions),
        seats=_seats(session, motion_id) if result.mode is VoteMode.RECORDED else (),
        demo=demo,
    )


def _version(one: CountVersion, *, shown: bool) -> VersionFacts:
    counted = (one.votes_for, one.votes_against, one.votes_abstain) if shown else (0, 0, 0)
    return VersionFacts(one.version, one.at, one.reason, *counted, one.outcome)


def _announcer(session: Session, meeting: Meeting) -> str:
    """Return unit and post of the seat that chairs the body; empty where none does."""
    chairs = (
        select(Seat, Organisation)
        .join(Attendance, col(Attendance.seat_id) == col(Seat.id))
        .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(Attendance.meeting_id == meeting.id, col(Seat.chairs).is_(True))
        .order_by(col(Seat.number))
    )
    found = session.exec(chairs).first()
    return "" if found is None else who(*found)


def _tellers(session: Session, motion: Motion) -> tuple[str, ...]:
    """Return who counted, each by unit: two tellers, two key holders, whoever counted the hands, or the software."""
    if motion.mode == VoteMode.RECORDED:
        return (_("the software, from the recorded ballots"),)
    counted = {
        VoteMode.PAPER: select(TellerCount.account_id).where(TellerCount.motion_id == motion.id),
        VoteMode.SECRET: select(BallotKey.holder_id).where(BallotKey.motion_id == motion.id),
        VoteMode.SHOW_OF_HANDS: select(AuditEntry.actor_id).where(
            AuditEntry.action == "motion.close", AuditEntry.subject == subject_of(motion)
        ),
    }[VoteMode(motion.mode)]
    accounts = dict.fromkeys(account for account in session.exec(counted) if account is not None)
    return tuple(_unit(session, motion.id, account) for account in sorted(accounts))


def _unit(session: Session, motion_id: int, account_id: int) -> str:
    """Return the unit an account voted for or belongs to, else the office it works in."""
    voted_for = select(Elector.organisation_id).where(Elector.motion_id == motion_id, Elector.user_id == account_id)
    account = session.get_one(Account, account_id)
    unit = session.get(Organisation, session.exec(voted_for).first() or account.organisation_id or 0)
    if unit is not None:
        return either(unit.name_zh, unit.name_en)
    held = set(session.exec(select(AccountRole.role).where(AccountRole.account_id == account_id)))
    return label(next((role for role in Role if role in held and role is not Role.RESIDENT), Role.SECRETARIAT))


def _views(session: Session, motion_id: int) -> tuple[ViewFacts, ...]:
    query = (
        select(Objection, Organisation)
        .join(Elector, (col(Elector.motion_id) == Objection.motion_id) & (col(Elector.seat_id) == Objection.seat_id))
        .join(Organisation, col(Organisation.id) == col(Elector.organisation_id))
        .where(Objection.motion_id == motion_id)
        .order_by(col(Objection.id))
    )
    return tuple(
        ViewFacts(either(unit.name_zh, unit.name_en), row.text, row.would_change) for row, unit in session.exec(query)
    )


def _seats(session: Session, motion_id: int) -> tuple[SeatFacts, ...]:
    """Return how each seat voted in a recorded vote, by seat number."""
    ballots = select(Ballot.seat_id, Ballot.choice).where(Ballot.motion_id == motion_id)
    last = dict(session.exec(ballots.order_by(col(Ballot.version))).all())
    query = (
        select(Elector, Seat.number, Organisation)
        .join(Seat, col(Seat.id) == col(Elector.seat_id))
        .join(Organisation, col(Organisation.id) == col(Elector.organisation_id))
        .where(Elector.motion_id == motion_id)
        .order_by(col(Seat.number), col(Elector.seat_id))
    )
    return tuple(
        SeatFacts(
            number=number,
            unit=either(unit.name_zh, unit.name_en),
            present=elector.presence == Presence.PRESENT,
            recused=elector.recused,
            choice=Choice(last[elector.seat_id]) if elector.seat_id in last else None,
        )
        for elector, number, unit in session.exec(query)
    )
