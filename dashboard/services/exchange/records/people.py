"""Which member organisations and public notices leave the house, and what do residents say of finished works?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session, col, select

from dashboard.i18n import N_
from dashboard.services.exchange.records.shapes import Field, Records, Row
from dashboard.services.house_rules import value_of
from dashboard.services.membership import member_on
from dashboard.services.need_rights import is_public_row
from dashboard.services.projects.appraising import AFTER, figures_of
from models.enums import Awareness, NoticeKind, NoticeOutcome, NoticeStatus, OrganisationType
from models.need import Need
from models.notice import Notice
from models.organisation import Organisation
from models.project import Appraisal, Project


def _members(session: Session, today: date, office: bool) -> Iterable[Row]:
    query = select(Organisation).order_by(col(Organisation.code))
    for row in session.exec(query if office else query.where(member_on(today))):
        yield {
            "code": row.code,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "type": row.type,
            "joined_on": row.joined_on,
            "left_on": row.left_on,
        }


def _notices(session: Session, _today: date, _office: bool) -> Iterable[Row]:
    query = select(Notice, Need).join(Need, col(Need.id) == col(Notice.need_id)).where(is_public_row())
    for row, need in session.exec(query.order_by(col(Notice.id))):
        yield {
            "number": row.number,
            "need_number": need.number,
            "type": row.type,
            "text": row.text,
            "places": row.places,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "status": row.status,
            "outcome": row.outcome,
        }


def _appraisals(session: Session, _today: date, _office: bool) -> Iterable[Row]:
    """Yield what the pages of projects tell too, once an appraisal is closed; of too few people, nothing.

    More than there could be held against it, and so could a file of yesterday while people still appraise.
    """
    least = int(value_of(session, "small_cell"))
    given: defaultdict[str, list[Appraisal]] = defaultdict(list)
    query = (
        select(Appraisal, Project.number)
        .join(Project, col(Project.id) == col(Appraisal.project_id))
        .join(Need, col(Need.id) == col(Project.need_id))
        .where(col(Need.status).in_(AFTER))
    )
    for row, number in session.exec(query):
        given[number].append(row)
    for number, rows in sorted(given.items()):
        told = figures_of(rows, least)
        if told.mean is None:
            continue
        yield {
            "project_number": number,
            "appraised": told.count,
            "knew_well": told.awareness[0] if told.awareness and len(told.awareness) == len(Awareness) else None,
            "took_part": told.took_part,
            "satisfied": _satisfied(told.marks) if told.marks else None,
        }


SATISFIED = 4
"""From which of the five grades on somebody counts as satisfied."""


def _satisfied(marks: Mapping[tuple[int, ...], int]) -> int:
    return sum(people for group, people in marks.items() if min(group) >= SATISFIED)


MEMBERS = Records(
    name="members",
    about=N_("One row is one member organisation."),
    rows=_members,
    fields=(
        Field("code", N_("Code"), N_("Code of the organisation.")),
        Field("name_zh", N_("Chinese name"), N_("Its name in Chinese.")),
        Field("name_en", N_("English name"), N_("Its name in English, where there is one.")),
        Field("type", N_("Type"), N_("Kind of Party organisation."), vocabulary=OrganisationType),
        Field("joined_on", N_("Joined on"), N_("First day of membership."), "date"),
        Field("left_on", N_("Left on"), N_("First day it is no member any more."), "date"),
    ),
)

NOTICES = Records(
    name="notices",
    about=N_("One row is one public notice of a decision."),
    rows=_notices,
    fields=(
        Field("number", N_("Number"), N_("Number of the notice; it is given once and never changes.")),
        Field("need_number", N_("Number of the item"), N_("Item it is about: “number” of the needs.")),
        Field("type", N_("Type"), N_("Which length the notice has."), vocabulary=NoticeKind),
        Field("text", N_("Text"), N_("What was posted.")),
        Field("places", N_("Where it is posted"), N_("Boards, sites and groups.")),
        Field("starts_on", N_("Posted on"), N_("First day."), "date"),
        Field("ends_on", N_("Ends on"), N_("Last day."), "date"),
        Field("status", N_("Status"), N_("Whether it is posted."), vocabulary=NoticeStatus),
        Field("outcome", N_("Outcome"), N_("What came of it."), vocabulary=NoticeOutcome),
    ),
)

APPRAISALS = Records(
    name="appraisals",
    about=N_(
        "One row is what residents said of the finished works of one project, in figures; few answers are left out."
    ),
    rows=_appraisals,
    fields=(
        Field("project_number", N_("Number of the project"), N_("Project: “number” of the projects.")),
        Field("appraised", N_("Appraisals"), N_("How many appraised it."), "integer", N_("people")),
        Field("knew_well", N_("Knew of it well"), N_("How many knew well of the works."), "integer", N_("people")),
        Field("took_part", N_("Took part"), N_("How many took part in deciding."), "integer", N_("people")),
        Field("satisfied", N_("Satisfied"), N_("How many gave one of the two best grades."), "integer", N_("people")),
    ),
)
