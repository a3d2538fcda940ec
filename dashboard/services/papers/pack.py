"""What is on file about each item that a member reads before the meeting?"""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from dashboard.documents.meeting_papers.facts import CostLine, PackFacts, PackItem
from dashboard.documents.minutes.voting import outcome_word
from dashboard.formats import day, local_date, moment
from dashboard.i18n import either, ngettext
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.services.claims.basis import STANDING
from dashboard.services.meetings.shapes import ItemRead
from dashboard.services.needs.opinions import opinions_of
from dashboard.services.needs.parts import parts_of
from dashboard.services.needs.reading import area_name, find
from dashboard.services.papers.meeting import Called
from dashboard.services.papers.voting import Question, questions
from dashboard.services.votes.results import read_result
from models.base import subject_of
from models.claim import Claim
from models.enums import FundSource, LegalGate, MotionStatus, NoticeStatus, OfferKind, VoteMode
from models.life import LifeEvent
from models.meeting import AgendaItem, Meeting
from models.motion import Motion
from models.need import MatchTalk, Need, NeedFollower
from models.notice import Notice, NoticeObjection
from models.organisation import Organisation
from models.project import BudgetLine, Project


def pack(session: Session, meeting: Called, *, item: int | None = None) -> PackFacts:
    """Return the papers on every item, or on the one at this place of the agenda."""
    asked = {one.item.id: one for one in questions(session, meeting)}
    wanted = [one for one in meeting.items if item is None or one.position == item]
    return PackFacts(meeting.head, tuple(_item(session, meeting, one, asked.get(one.id)) for one in wanted))


def _item(session: Session, meeting: Called, item: ItemRead, asked: Question | None) -> PackItem:
    motion = asked.motion if asked else None
    own = PackItem(
        position=item.position,
        title=item.title,
        presenter=item.presenter,
        power=label(item.decision_power),
        motion=asked.text if asked else "",
        suggested=asked is not None and motion is None,
        rule=asked.rule if asked else "",
        conditions=motion.conditions if motion else "",
        way=label(VoteMode(motion.mode)) if motion else "",
        options=tuple(motion.options) if motion else (),
        attachments=tuple(paper.name for paper in item.papers),
    )
    return own if item.need_id is None else _with_need(session, meeting, own, item.need_number)


def _with_need(session: Session, meeting: Called, own: PackItem, number: str) -> PackItem:
    """Return an item with what the claim list and its files say of it."""
    need, _category, area, above = find(session, number)
    return replace(
        own,
        need_number=need.number,
        place="　".join(part for part in (either(*area_name(area, above)), need.place) if part),
        beneficiaries=need.beneficiaries,
        reasons=need.reasons,
        suggestion=need.suggestion,
        estimate_fen=need.budget_fen,
        costs=(*_asked_for(session, need), *_promised(session, need), *_approved(session, need)),
        consultation=tuple(_heard(session, meeting, need)),
        legal=_legal(session, need),
    )


def _asked_for(session: Session, need: Need) -> list[CostLine]:
    found = []
    for part in parts_of(session, need.id):
        money = part.amount if part.offer is OfferKind.FUNDS else None
        count = _measured(part.amount, part.unit) if part.amount is not None and money is None else ""
        text = " ".join(word for word in (part.text, count) if word)
        found.append(CostLine(text, _("Asked for: %(kind)s") % {"kind": label(part.offer)}, money))
    return found


def _measured(amount: int, unit: str) -> str:
    """Return how much of what: 3场, and 3 rounds."""
    return f"{amount}{unit}" if unit[:1] > "\u2e80" else f"{amount} {unit}".strip()


def _promised(session: Session, need: Need) -> list[CostLine]:
    """Return what member organisations promised: money as their funds, all else as contributions in kind."""
    query = (
        select(Claim, Organisation)
        .join(Organisation, col(Organisation.id) == col(Claim.organisation_id))
        .where(Claim.need_id == need.id, col(Claim.status).in_(STANDING))
        .order_by(col(Claim.leads).desc(), col(Claim.id))
    )
    found = []
    for claim, unit in session.exec(query):
        source = FundSource.MEMBER_FUNDS if claim.offer == OfferKind.FUNDS else FundSource.MEMBER_KIND
        words = {"unit": either(unit.name_zh, unit.name_en), "offer": claim.offer_text, "state": label(claim.status)}
        found.append(CostLine(_("%(unit)s: %(offer)s (%(state)s)") % words, label(source), claim.value_fen))
    return found


def _approved(session: Session, need: Need) -> list[CostLine]:
    lines = select(BudgetLine).join(Project, col(Project.id) == col(BudgetLine.project_id))
    return [
        CostLine(_("approved for the project"), label(FundSource(line.source)), line.approved_fen)
        for line in session.exec(lines.where(Project.need_id == need.id).order_by(col(BudgetLine.id)))
    ]


def _legal(session: Session, need: Need) -> str:
    given = opinions_of(session, need.id)
    if need.legal_gate == LegalGate.NONE and not given:
        return _("No legal opinion is needed.")
    gate = _("To be settled first: %(gate)s") % {"gate": label(LegalGate(need.legal_gate))}
    if not given:
        return f"{gate}\n" + _("No opinion is given yet.")
    last = given[0]
    return "\n".join(text for text in (gate, label(last.conclusion), last.text, last.basis) if text)


def _heard(session: Session, meeting: Called, need: Need) -> list[str]:
    """Return what was heard before the meeting, in figures and by number; no word on who said what."""
    return [
        *_counted(session, need),
        *_asked_people(session, meeting, need),
        *_noticed(session, meeting, need),
        *_voted(session, meeting, need),
    ]


def _until(meeting: Called, moment_of: Any) -> list[ColumnElement[bool]]:
    """Return what keeps out things that came after a meeting that is over."""
    return [] if meeting.row.closed_at is None else [moment_of < meeting.row.closed_at]


def _counted(session: Session, need: Need) -> list[str]:
    followers = _count(session, select(func.count()).where(NeedFollower.need_id == need.id))
    talks = _count(session, select(func.count()).where(MatchTalk.need_id == need.id))
    merged = _count(session, select(func.count()).where(Need.merged_into_id == need.id))
    told = []
    if followers:
        told.append(ngettext("%(n)d person follows it.", "%(n)d people follow it.", followers) % {"n": followers})
    if merged:
        words = ngettext("%(n)d proposal with the same wish was merged into it.",
                         "%(n)d proposals with the same wish were merged into it.", merged)  # fmt: skip
        told.append(words % {"n": merged})
    if talks:
        words = ngettext("%(n)d talk between those in need and those who claimed it.",
                         "%(n)d talks between those in need and those who claimed it.", talks)  # fmt: skip
        told.append(words % {"n": talks})
    return told


def _count(session: Session, query: object) -> int:
    return int(session.exec(query).one())  # type: ignore[call-overload]  # any statement that counts


def _asked_people(session: Session, meeting: Called, need: Need) -> list[str]:
    """Return how owners or residents were asked and what came out, as noted with the steps of the item."""
    steps = select(LifeEvent).where(
        LifeEvent.subject == subject_of(need),
        col(LifeEvent.action).in_([NeedAction.CONSULT, NeedAction.REFUSE]),
        LifeEvent.reason != "",
        *_until(meeting, col(LifeEvent.at)),
    )
    return [
        _("Consultation, %(day)s: %(text)s") % {"day": day(local_date(one.at)), "text": one.reason}
        for one in session.exec(steps.order_by(col(LifeEvent.id)))
    ]


def _noticed(session: Session, meeting: Called, need: Need) -> list[str]:
    objections = select(func.count()).where(NoticeObjection.notice_id == Notice.id).correlate(Notice).scalar_subquery()
    query = select(Notice, objections).where(Notice.need_id == need.id, *_until(meeting, col(Notice.posted_at)))
    told = []
    for row, count in session.exec(query.order_by(col(Notice.id))):
        words = {
            "number": row.number,
            "first": day(row.starts_on),
            "last": day(row.ends_on),
            "state": label(row.outcome or NoticeStatus(row.status)),
            "objections": ngettext("%(n)d objection", "%(n)d objections", count) % {"n": count},
        }
        told.append(_("Public notice %(number)s, %(first)s to %(last)s: %(objections)s, %(state)s") % words)
    return told


def _voted(session: Session, meeting: Called, need: Need) -> list[str]:
    query = (
        select(Motion.id, Meeting.number, Motion.closed_at)
        .join(AgendaItem, col(AgendaItem.id) == col(Motion.agenda_item_id))
        .join(Meeting, col(Meeting.id) == col(Motion.meeting_id))
        .where(AgendaItem.need_id == need.id, Motion.status == MotionStatus.CLOSED)
        .where(Motion.meeting_id != meeting.row.id, *_until(meeting, col(Motion.closed_at)))
        .order_by(col(Motion.closed_at), col(Motion.id))
    )
    told = []
    for motion_id, number, closed_at in session.exec(query):
        result = read_result(session, motion_id)
        at = moment(closed_at) if closed_at else ""
        words = {"meeting": number, "at": at, "outcome": outcome_word(result.outcome, result.conditions)}
        told.append(_("Voted on at %(meeting)s, %(at)s: %(outcome)s") % words)
    return told
