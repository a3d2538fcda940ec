"""What do people say of finished works, once each and with no name, and when is the item filed? (评议, 归档)"""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from sqlalchemy import update
from sqlmodel import Session, col, select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.rules.appraisal import BEST_MARK, LEAST_MARK, Figures, figures
from dashboard.rules.lifecycle.needs import NeedAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.house_rules import value_of
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import public_text
from models.base import subject_of
from models.enums import Awareness, HandlingResult, NeedStatus
from models.need import Need
from models.project import Appraisal, Project

MOST_FORMS = 2000
AFTER = (NeedStatus.APPRAISED, NeedStatus.ARCHIVED)
"""States in which nothing is added any more and the figures are out."""
_SHUFFLE = random.SystemRandom().shuffle


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person says; ``satisfaction`` runs from 1 (not at all) to 5 (very)."""

    awareness: Awareness
    took_part: bool
    satisfaction: int


@dataclass(frozen=True, slots=True)
class Papers:
    """Paper forms as the office counted them: so many people for each answer."""

    awareness: Mapping[Awareness, int] = field(default_factory=dict)
    took_part: int = 0
    marks: Mapping[int, int] = field(default_factory=dict)
    """Mark, 1 to 5 -> people."""


@dataclass(frozen=True, slots=True)
class AppraisalRead:
    """How far an appraisal is, and its figures once it is closed: before, the last one's answer would show in them."""

    project_id: int
    status: NeedStatus
    count: int
    figures: Figures | None
    least: int
    """People below whom nothing is shown."""
    result: HandlingResult | None
    mine: Opinion | None
    """What the reader said so far."""
    may_appraise: bool
    may_office: bool
    """Whether the reader may enter paper forms, close the appraisal and file the item."""

    @property
    def open(self) -> bool:
        """Whether people can appraise now."""
        return self.status == NeedStatus.COMPLETED


def appraise(ctx: Context, project_id: int, opinion: Opinion, *, key: str | None = None) -> int:
    """Note what the actor says of finished works, in the place of what they said before; return how many have spoken.

    Raises:
        NotAllowed: nobody is signed in.
        RuleBroken: the works are not accepted yet, or the appraisal is closed.
        BadInput: the mark is not 1 to 5.
    """
    with ctx.writing(P.APPRAISE) as unit:
        project, _need = _open(unit, project_id)
        if unit.actor.id is None:
            raise NotAllowed("Please sign in first.")
        if not LEAST_MARK <= opinion.satisfaction <= BEST_MARK:
            raise BadInput("satisfaction", "Please choose one of the values offered.")
        if repeated(unit, key) is None:
            row = _own(unit.session, unit.actor, project.id)
            if row is None:
                row = Appraisal(project_id=project.id, account_id=unit.actor.id, **asdict(opinion))
            row.awareness, row.took_part, row.satisfaction = opinion.awareness, opinion.took_part, opinion.satisfaction
            unit.add(row)
            # neither who nor when: the order of the trail would name the rows once their accounts are erased
            unit.audit_anonymously("appraisal.give", subject_of(project), at=project.established_at, channel=None)
            unit.remember(key, project.id)
        return len(_rows(unit.session, project.id))


def enter_papers(ctx: Context, project_id: int, papers: Papers, *, key: str | None = None) -> int:
    """Enter paper forms as counts and return how many were entered.

    What stood on one sheet is not kept together: the answers are joined at random.

    Raises:
        RuleBroken: the works are not accepted yet, or the appraisal is closed.
        BadInput: the counts do not agree with each other.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project, _need = _open(unit, project_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        forms = _counted(papers)
        awareness = [kind for kind, people in papers.awareness.items() for _one in range(people)]
        marks = [mark for mark, people in papers.marks.items() for _one in range(people)]
        took_part = [place < papers.took_part for place in range(forms)]
        for answers in (awareness, marks, took_part):
            _SHUFFLE(answers)
        for kind, part, mark in zip(awareness, took_part, marks, strict=True):
            unit.add(Appraisal(project_id=project.id, awareness=kind, took_part=part, satisfaction=mark))
        unit.audit("appraisal.enter_papers", subject_of(project), forms=forms)
        unit.remember(key, forms)
        return forms


def close_appraisal(ctx: Context, project_id: int, *, key: str | None = None) -> NeedStatus:
    """Close the appraisal: nothing is added or changed any more, and the figures are out.

    Raises:
        RuleBroken: the works are not accepted yet, it is closed already, or nobody has appraised them.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        need = unit.get(Need, project.need_id)
        if repeated(unit, key) is None:
            if need.status == NeedStatus.COMPLETED and not _rows(unit.session, project.id):
                raise RuleBroken("Nobody has appraised these works. File the item instead, with the reason.")
            advance(unit, need, NeedAction.APPRAISE, reference=project.number)
            unit.remember(key, project.id)
        return NeedStatus(need.status)


def archive(
    ctx: Context, project_id: int, result: HandlingResult, reason: str = "", *, key: str | None = None
) -> NeedStatus:
    """File the item with what became of it; who appraised is erased for good.

    ``reason`` says why there was no appraisal, where there was none.

    Raises:
        RuleBroken: the works are not accepted yet, or the item is filed already.
        BadInput: there was no appraisal and no reason is given.
    """
    with ctx.writing(P.PROJECT_ACCEPT) as unit:
        project = unit.get(Project, project_id)
        need = unit.get(Need, project.need_id)
        if repeated(unit, key) is None:
            words = public_text("reason", reason, most=500)
            need.result = result
            advance(unit, need, NeedAction.ARCHIVE, reason=words, reference=project.number, result=result)
            unit.session.execute(
                update(Appraisal).where(col(Appraisal.project_id) == project.id).values(account_id=None)
            )
            unit.remember(key, project.id)
        return NeedStatus(need.status)


def appraisal(ctx: Context, number: str) -> AppraisalRead | None:
    """Return how far the appraisal of a project is; ``None`` for no project, or one whose works are not accepted."""
    with ctx.reading(P.PUBLIC_READ) as session:
        found = session.exec(
            select(Project, Need).join(Need, col(Project.need_id) == col(Need.id)).where(Project.number == number)
        ).first()
        if found is None or found[1].status not in (NeedStatus.COMPLETED, *AFTER):
            return None
        project, need = found
        rows, least = _rows(session, project.id), int(value_of(session, "small_cell"))
        own = _own(session, ctx.actor, project.id)
        return AppraisalRead(
            project_id=project.id,
            status=NeedStatus(need.status),
            count=len(rows),
            figures=figures_of(rows, least) if need.status in AFTER and rows else None,
            least=least,
            result=HandlingResult(need.result) if need.result else None,
            mine=Opinion(Awareness(own.awareness), own.took_part, own.satisfaction) if own else None,
            may_appraise=need.status == NeedStatus.COMPLETED and ctx.actor.may(P.APPRAISE) and ctx.actor.id is not None,
            may_office=need.status != NeedStatus.ARCHIVED and ctx.actor.may(P.PROJECT_ACCEPT),
        )


def _open(unit: Unit, project_id: int) -> tuple[Project, Need]:
    project = unit.get(Project, project_id)
    need = unit.get(Need, project.need_id)
    if need.status in AFTER:
        raise RuleBroken("The appraisal is closed.")
    if need.status != NeedStatus.COMPLETED:
        raise RuleBroken("Works are appraised once they are accepted.")
    return project, need


def _counted(papers: Papers) -> int:
    """Return how many forms there are, or refuse counts that do not agree."""
    known, marked = sum(papers.awareness.values()), sum(papers.marks.values())
    counts = [*papers.awareness.values(), *papers.marks.values(), papers.took_part]
    if min(counts) < 0 or set(papers.marks) - set(range(LEAST_MARK, BEST_MARK + 1)):
        raise BadInput("papers", "Please enter whole numbers from 0.")
    if not 1 <= marked <= MOST_FORMS:
        raise BadInput("papers", "Please enter between 1 and %(n)s forms.", n=MOST_FORMS)
    if known != marked or papers.took_part > marked:
        raise BadInput(
            "papers",
            "%(marked)s forms hold a mark, %(known)s say how much was known and %(part)s took part. "
            "The first two must be equal, and the third not above them.",
            marked=marked, known=known, part=papers.took_part,
        )  # fmt: skip
    return marked


def _own(session: Session, actor: Actor, project_id: int) -> Appraisal | None:
    if actor.id is None:
        return None
    same = select(Appraisal).where(Appraisal.project_id == project_id, Appraisal.account_id == actor.id)
    return session.exec(same).first()


def _rows(session: Session, project_id: int) -> list[Appraisal]:
    return list(session.exec(select(Appraisal).where(Appraisal.project_id == project_id)))


def figures_of(rows: list[Appraisal], least: int) -> Figures:
    """Return what may be told of these appraisals, groups of fewer than ``least`` people hidden or merged."""
    marks = [sum(row.satisfaction == mark for row in rows) for mark in range(LEAST_MARK, BEST_MARK + 1)]
    well, some, never = (sum(row.awareness == kind for row in rows) for kind in Awareness)
    return figures(marks, (well, some, never), sum(row.took_part for row in rows), least)
