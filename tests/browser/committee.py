"""The smallest committee that can deliberate: three organisations with a seat each, a secretary, a liaison."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from dashboard.services import accounts, areas, founding, meetings, roster, votes
from dashboard.services.accounts import AccountDraft, IssuedPassword
from dashboard.services.areas import AreaDraft
from dashboard.services.context import Context
from models.enums import MeetingKind, OrganisationType, Role
from models.meeting import AgendaItemDraft, MeetingDraft
from models.organisation import OrganisationDraft
from tests.passwords import QUICK

FOUNDED = date(2019, 7, 1)
ORGANISATIONS = (
    ("E01", "澄江建设集团党委", "Chengjiang Construction Group", OrganisationType.ENTERPRISE),
    ("Q01", "映江居民区党总支", "Yingjiang Residential Quarter", OrganisationType.QUARTER),
    ("N01", "方圆律师事务所党支部", "Fangyuan Law Firm", OrganisationType.TWO_NEW),
)
MORE = (
    ("E02", "江湾水务公司党委", "Jiangwan Water", OrganisationType.ENTERPRISE),
    ("E03", "临港银行支行党支部", "Lingang Bank", OrganisationType.ENTERPRISE),
    ("E04", "滨江中学党支部", "Riverside School", OrganisationType.ENTERPRISE),
    ("Q02", "澄波居民区党总支", "Chengbo Residential Quarter", OrganisationType.QUARTER),
)
"""Organisations of seats 4 to 7, where a whole committee is needed."""
AREAS = (
    AreaDraft(code="YJ", level="committee", name_zh="映江居民区", name_en="Yingjiang neighbourhood"),
    AreaDraft(code="YJ-1", level="grid", name_zh="第一网格", name_en="Grid 1", parent_code="YJ"),
)
NAMES = {"secretary": "秦书遥", "chair": "顾敏之", "second": "陆怀舟", "third": "沈知秋", "liaison": "傅云深"}


@dataclass(frozen=True, slots=True)
class Committee:
    """Who has an account: role at the table -> user name and password."""

    accounts: dict[str, IssuedPassword]


def seat(engine: Engine, *, more: bool = False) -> Committee:
    """Enter the committee into an empty database: three seats, or seven with ``more``."""
    ctx = Context(engine, accounts.as_system)
    founding.found(ctx)
    areas.add_areas(ctx, AREAS)
    units = [
        roster.add_organisation(
            ctx, OrganisationDraft(code=code, name_zh=zh, name_en=en, type=kind, joined_on=FOUNDED)
        ).id
        for code, zh, en, kind in (*ORGANISATIONS, *(MORE if more else ()))
    ]
    roles = {
        "secretary": (Role.SECRETARIAT, None),
        "chair": (Role.CHAIR, units[0]),
        "second": (Role.MEMBER, units[1]),
        "third": (Role.MEMBER, units[2]),
        "liaison": (Role.LIAISON, units[0]),
    }
    members = ["chair", "second", "third", *(f"member{number}" for number in range(4, len(units) + 1))]
    roles |= {who: (Role.MEMBER, units[number]) for number, who in enumerate(members) if who not in roles}
    opened = {who: _open(ctx, who, role, unit) for who, (role, unit) in roles.items()}
    for number, who in enumerate(members, 1):
        holder = opened[who].account_id
        roster.assign_seat(
            ctx, "members", units[number - 1], number, starts_on=FOUNDED, user_id=holder, chairs=number == 1
        )
    return Committee(opened)


def _open(ctx: Context, who: str, role: Role, unit: int | None) -> IssuedPassword:
    draft = AccountDraft(
        username=f"{who}_here",
        display_name=NAMES.get(who, f"委员{who[-1]}"),
        roles=frozenset({role}),
        organisation_id=unit,
    )
    return accounts.create_account(ctx, draft, QUICK, must_change=False)


def open_vote(engine: Engine, seated: Committee) -> int:
    """Hold a meeting as far as an open vote on a free item, with all three members there; return the motion."""
    secretary, chair, second, third = (
        Context(engine, accounts.as_account(seated.accounts[who].account_id))
        for who in ("secretary", "chair", "second", "third")
    )
    draft = MeetingDraft(
        body_code="members",
        type=MeetingKind.MEMBERS,
        title="第四季度委员会议",
        starts_at=secretary.now(),
        place="二楼会议室",
    )
    meeting = meetings.create(secretary, draft)
    item = meetings.add_item(secretary, meeting, AgendaItemDraft(title="年度工作计划"))
    meetings.approve_agenda(chair, meeting)
    meetings.give_notice(secretary, meeting)
    meetings.open_sign_in(secretary, meeting)
    for member in (chair, second, third):
        meetings.sign_in(member, meeting)
    meetings.start(secretary, meeting)
    meetings.take_up(secretary, item)
    motion = votes.put(secretary, item, "是否通过年度工作计划？", "P1")
    votes.open_vote(secretary, motion)
    return motion
