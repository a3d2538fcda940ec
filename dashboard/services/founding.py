"""What does a committee need before its first page can be opened?"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard.errors import RuleBroken
from dashboard.rules.calendar import SHIPPED
from dashboard.rules.permissions import Permission
from dashboard.services import accounts
from dashboard.services.accounts import AccountDraft, IssuedPassword, Passwords
from dashboard.services.context import Context
from models.account import Account
from models.base import TableBase
from models.enums import Role
from models.house_rule import HouseRule
from models.need import Category
from models.organisation import Body

BODIES = (
    ("members", "联合党委委员会议", "Committee members' meeting", "P1"),
    ("conference", "成员单位联席会议", "Joint conference of member organisations", "P1"),
    ("residents", "居民会议（听证会、协调会、评议会）", "Residents' meetings (hearing, coordination, appraisal)", "P4"),
)
"""Code, Chinese and English name, and the decision rule offered first."""

CATEGORIES = (
    ("shed", "非机动车棚（含充电）", "Bicycle and e-bike shed (with charging)"),
    ("wall", "围墙、围栏", "Wall or fence"),
    ("lighting", "照明", "Lighting"),
    ("sidewalk", "人行道、无障碍", "Sidewalk, barrier-free access"),
    ("greening", "绿化、口袋花园", "Greening, pocket garden"),
    ("elevator", "加装电梯", "Elevator retrofitting"),
    ("environment", "环境整治", "Environmental remediation"),
    ("parking", "停车共享", "Shared parking"),
    ("elderly", "适老助老服务", "Elderly services"),
    ("workers", "关爱劳动者（驿站）", "Workers' care (rest stop)"),
    ("legal", "法治服务、矛盾调解", "Legal service, mediation"),
    ("culture", "文化与志愿", "Culture and volunteering"),
    ("safety", "安全与消防", "Safety and fire"),
)
"""Code, Chinese and English name, in the order of the choice list."""

HOUSE_RULES: Mapping[str, Any] = {
    "seats": {"members": 11, "conference": 54},
    "notice_days": 3,
    "topic_deadline_days": 15,
    "speaking_rounds": 2,
    "speaking_rounds_most": 3,
    "speaking_minutes": 3,
    "check_in_code_required": "no",
    "substitutes": "attend_only",
    "recusal_denominator": "keep",
    "absent_opinions": "recorded_not_counted",
    "secret_least_voters": 5,
    "secret_result_hidden_below": 3,
    "public_notice_days": {"item": 7, "elevator": 10, "small": 3},
    "objection_reply_working_days": 5,
    "holidays": SHIPPED,
    "carry_over_meetings": 2,
    "minutes_draft_working_days": 3,
    "minutes_approval_working_days": 7,
    "minutes_comment_days": 2,
    "retention": {"adopted": "permanent", "papers": "30 years", "not_adopted": "10 years"},
    "contact_retention_months": 6,
    "small_cell": 5,
    "promise_days": {"answer": 15, "claim": 60, "decide": 120, "finish": 365},
    "minutes_numbering": "〔{year}〕{number}号",
    "line_pitch_pt": "28.95",
    "document_fonts": {
        "body": "仿宋_GB2312",
        "heading_1": "黑体",
        "heading_2": "楷体_GB2312",
        "title": "方正小标宋简体",
        "digits": "宋体",
    },
}
"""本单位规则 as shipped. Source: the office's own practice; each is a default that the secretariat may change."""


def found(ctx: Context) -> None:
    """Set up the bodies, categories and house rules that are still missing; what exists stays as it is."""
    wanted: list[TableBase] = [
        *(Body(code=code, name_zh=zh, name_en=en, preset=preset) for code, zh, en, preset in BODIES),
        *(
            Category(code=code, name_zh=zh, name_en=en, position=position)
            for position, (code, zh, en) in enumerate(CATEGORIES, 1)
        ),
        *(HouseRule(name=name, value=value) for name, value in HOUSE_RULES.items()),
    ]
    with ctx.writing(Permission.HOUSE_RULES) as unit:
        added = [row for row in wanted if unit.session.get(type(row), _key(row)) is None]
        if not added:
            unit.repeat()
            return
        unit.session.add_all(added)
        unit.audit("committee.found", "committee", rows=len(added))


def start(ctx: Context, username: str, display_name: str, passwords: Passwords) -> IssuedPassword:
    """Found the committee on a new database and open the first administrator's account.

    Raises:
        RuleBroken: somebody has an account here already.
        BadInput: the user name cannot be used.
    """
    require_new(ctx.engine)
    first = AccountDraft(username=username, display_name=display_name, roles=frozenset({Role.ADMINISTRATOR}))
    found(ctx)
    return accounts.create_account(ctx, first, passwords)


def is_new(engine: Engine) -> bool:
    """Return whether nobody has an account in this migrated database yet."""
    with Session(engine) as session:
        return session.exec(select(Account.id).limit(1)).first() is None


def require_new(engine: Engine) -> None:
    """Refuse a database that somebody works with.

    Raises:
        RuleBroken: somebody has an account here already.
    """
    if not is_new(engine):
        raise RuleBroken("This database is in use already. Choose an empty one with RIVERSIDE_DATA_DIR.")


def _key(row: TableBase) -> str:
    if isinstance(row, HouseRule):
        return row.name
    return row.code if isinstance(row, Body | Category) else ""
