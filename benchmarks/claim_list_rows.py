"""A claim list of any size, written straight into the tables: five years of items with their whole lives.

Only measurements use it: rows are entered in bulk, past the use cases, as no page may.
"""

import random
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine
from sqlmodel import Session, select

from benchmarks.claim_list_house import YEARS, Rows, people
from dashboard.formats import local_date, quarter_of
from dashboard.services import founding
from dashboard.services.context import SYSTEM, Context, system_clock
from dashboard.storage.search import store_stale
from models.account import Account, AccountRole
from models.area import Area
from models.audit import AuditEntry
from models.base import TableBase
from models.claim import Claim
from models.enums import ClaimStatus, FundSource, NeedStatus, OfferKind, ProjectStatus, Role
from models.life import LifeEvent
from models.need import Category, Need
from models.organisation import Organisation
from models.project import BudgetLine, Milestone, Payment, ProgressReport, Project
from models.resource import Resource

WORDS = ("电梯", "车棚", "围墙", "照明", "人行道", "绿化", "停车", "助老", "驿站", "调解", "消防")
STEPS = ("accept", "publish", "claim", "match", "schedule", "adopt", "establish", "sign", "start", "finish",
         "complete")  # fmt: skip
FATES = (
    (NeedStatus.SUBMITTED, 0, 2), (NeedStatus.DECLINED, 0, 8), (NeedStatus.ON_LIST, 1, 2), (NeedStatus.OPEN, 2, 12),
    (NeedStatus.UNCLAIMED, 2, 6), (NeedStatus.CLAIMED, 3, 10), (NeedStatus.ON_AGENDA, 5, 5), (NeedStatus.ADOPTED, 6, 6),
    (NeedStatus.APPROVED, 7, 4), (NeedStatus.IN_PROGRESS, 9, 12), (NeedStatus.AWAITING_ACCEPTANCE, 10, 4),
    (NeedStatus.COMPLETED, 11, 14), (NeedStatus.ARCHIVED, 11, 15),
)  # fmt: skip
"""State an item is in, how many of ``STEPS`` it took, and how many of 100 are there."""
STAMPS = {
    "accept": ("answered_at", "accepted_at"), "publish": ("published_at",), "claim": ("claimed_at",),
    "adopt": ("decided_at",), "sign": ("signed_at",), "establish": ("approved_at",), "complete": ("completed_at",),
}  # fmt: skip
ACCEPTED = (NeedStatus.COMPLETED, NeedStatus.ARCHIVED)


def fill(engine: Engine, items: int, organisations: int = 54, seed: int = 11) -> None:
    """Found a committee and fill its claim list with ``items`` items from the last five years."""
    founding.found(Context(engine, lambda session: SYSTEM, system_clock))
    rows = Rows(random.Random(seed), system_clock())
    with engine.execution_options(writes=True).begin() as connection:
        people(rows, organisations)
        rows.write(connection, Organisation, Account, AccountRole, Area)
    with Session(engine) as session:
        areas = list(session.exec(select(Area.id).where(Area.level != "subdistrict")))
        categories = list(session.exec(select(Category.code)))
    for number in range(1, items + 1):
        _item(rows, number, areas, categories, organisations)
    for number in range(1, max(25, items // 50)):  # so that both draw a whole page of cards
        _resource(rows, number, organisations)
    with engine.execution_options(writes=True).begin() as connection:
        rows.write(connection, Need, Claim, Project, Milestone, BudgetLine, Payment, ProgressReport)
        rows.write(connection, Resource, LifeEvent, AuditEntry)
        store_stale(connection)
        if connection.dialect.name == "postgresql":
            _count_on(connection, Need, Claim, Project, Account, Area, Organisation)
        connection.exec_driver_sql("ANALYZE")
    if engine.dialect.name == "postgresql":  # as its own keeper does after so many changes
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _count_on(connection: Connection, *tables: type[TableBase]) -> None:
    """Let PostgreSQL number the next row after the last one entered."""
    for table in tables:
        name = table.__tablename__
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"  # noqa: S608 - our own names
        )


def _item(rows: Rows, number: int, areas: list[int], categories: list[str], organisations: int) -> None:
    chance = rows.chance
    status, taken, _weight = chance.choices(FATES, weights=[one[2] for one in FATES])[0]
    youngest = 2 if taken == 0 else taken * 12
    submitted = rows.now - timedelta(days=chance.randrange(youngest, 365 * YEARS), minutes=chance.randrange(1440))
    moments = _moments(chance, submitted, rows.now, taken)
    stamps = {column: at for step, at in moments.items() for column in STAMPS.get(step, ())}
    ended = submitted + (rows.now - submitted) / 2 if status is NeedStatus.DECLINED else None
    word, other = chance.choice(WORDS), chance.choice(WORDS)
    quarter = quarter_of(submitted)
    rows.add(
        Need,
        id=number,
        number=f"PL-XQ-{quarter}-{number:05d}",
        quarter=quarter,
        title=f"第{number}号{word}改造与{other}整治",
        reasons=f"这里的{word}年久失修，居民反映{other}也有问题，请统筹解决。",
        suggestion=f"建议先做{word}，再做{other}。",
        category_code=chance.choice(categories),
        area_id=chance.choice(areas),
        place=f"{number % 80 + 1}号楼旁",
        beneficiaries=chance.randrange(20, 900),
        source="resident",
        contact="",
        decision_power="committee",
        budget_fen=chance.randrange(1, 200) * 100_000,
        status=status,
        referred_to="",
        submitted_at=submitted,
        claim_deadline=moments["publish"] + timedelta(days=60) if "publish" in moments else None,
        carried=int(chance.random() < 0.1),
        legal_gate="none",
        ended_at=ended,
        **{
            column: stamps.get(column, ended if column == "answered_at" else None)
            for columns in STAMPS.values()
            for column in columns
        },
    )
    _life(rows, f"need/{number}", submitted, moments)
    if "claim" in moments:
        _claims(rows, number, moments, organisations, "establish" in moments)
    if "establish" in moments:
        _project(rows, number, moments, status)


def _moments(chance: random.Random, submitted: datetime, now: datetime, taken: int) -> dict[str, datetime]:
    """Return when each step was taken: spread between submission and now, never later."""
    share = chance.uniform(0.3, 1.0)
    places = sorted(chance.random() * share for _step in range(taken))
    return {step: submitted + (now - submitted) * place for step, place in zip(STEPS, places, strict=False)}


def _life(rows: Rows, subject: str, submitted: datetime, moments: dict[str, datetime]) -> None:
    before = None
    for action, at in {"submit": submitted, **moments}.items():
        rows.add(
            LifeEvent,
            at=at,
            subject=subject,
            actor_role=Role.SECRETARIAT,
            action=action,
            before=before,
            after=action,
            reason="",
            reference="",
        )
        rows.add(
            AuditEntry,
            at=at,
            actor_id=1,
            actor_role=Role.SECRETARIAT,
            action=f"need.{action}",
            subject=subject,
            channel=None,
            facts={},
        )
        before = action


def _claims(rows: Rows, need: int, moments: dict[str, datetime], organisations: int, confirmed: bool) -> None:
    at, units = moments["claim"], rows.chance.sample(range(1, organisations + 1), rows.chance.choice((1, 1, 2)))
    for place, unit in enumerate(units):
        status = ClaimStatus.CONFIRMED if confirmed else ClaimStatus.INTENTION
        rows.add(
            Claim,
            number=f"PL-RL-{quarter_of(at)}-{need:05d}-{place}",
            need_id=need,
            organisation_id=unit,
            offer=rows.chance.choice(list(OfferKind)),
            offer_text="派人出资协助",
            value_fen=500_000,
            promised_on=local_date(at + timedelta(days=200)),
            leads=confirmed and place == 0,
            branch_agreed=True,
            status=status,
            claimed_at=at,
            wants_lead=True,
            volunteer_hours=rows.chance.randrange(0, 60),
        )


def _project(rows: Rows, need: int, moments: dict[str, datetime], status: NeedStatus) -> None:
    begun, started = moments["establish"], moments.get("start")
    number = len(rows.kept.get(Project, ())) + 1
    finished = local_date(moments["finish"]) if "finish" in moments else None
    due = local_date(begun + timedelta(days=rows.chance.randrange(60, 400)))
    percent = 100 if finished else rows.chance.randrange(0, 95) if started else 0
    rows.add(
        Project,
        id=number,
        number=f"PL-XM-{begun.year}-{number:05d}",
        need_id=need,
        organisation_id=number % 54 + 1,
        status=_project_status(status),
        established_at=begun,
        due_on=due,
        percent=percent,
        started_on=local_date(started) if started else None,
        finished_on=finished,
        accepted_on=local_date(moments["complete"]) if "complete" in moments else None,
        upkeep_unit="",
        supplier="",
        purchase="",
    )
    for place in range(3):
        planned = local_date(begun + timedelta(days=20 * (place + 1)))
        rows.add(
            Milestone,
            project_id=number,
            position=place + 1,
            name=f"第{place + 1}步",
            planned_on=planned,
            actual_on=planned if percent >= 33 * (place + 1) else None,
            weight=34 if place == 0 else 33,
        )
    for source in rows.chance.sample(list(FundSource), 2):
        approved = rows.chance.randrange(10, 500) * 10_000
        paid = approved * percent // 100
        rows.add(BudgetLine, project_id=number, source=source, approved_fen=approved, paid_fen=paid)
        if started and paid:
            rows.add(
                Payment,
                project_id=number,
                source=source,
                at=started,
                paid_on=local_date(started),
                amount_fen=paid,
                note="按进度拨付",
                reference="",
            )
    if started and percent:
        rows.add(
            ProgressReport,
            project_id=number,
            at=started + timedelta(days=1),
            percent=percent,
            text="按计划推进",
            organisation_id=number % 54 + 1,
        )


def _project_status(status: NeedStatus) -> ProjectStatus:
    if status in ACCEPTED:
        return ProjectStatus.ACCEPTED
    return {
        NeedStatus.APPROVED: ProjectStatus.PLANNED,
        NeedStatus.IN_PROGRESS: ProjectStatus.UNDER_WAY,
        NeedStatus.AWAITING_ACCEPTANCE: ProjectStatus.AWAITING_ACCEPTANCE,
    }[status]


def _resource(rows: Rows, number: int, organisations: int) -> None:
    offered = rows.now - timedelta(days=number % 700)
    rows.add(
        Resource,
        number=f"PL-ZY-{quarter_of(offered)}-{number:04d}",
        organisation_id=number % organisations + 1,
        offer=rows.chance.choice(list(OfferKind)),
        title=f"第{number}项场地与人力",
        text="工作日晚上和双休日可用。",
        categories=[],
        from_on=local_date(offered),
        until_on=None,
        terms="",
        contact_post="",
        unit="",
        status="offered",
        offered_at=offered,
    )
