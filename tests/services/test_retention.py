"""Contacts, drafts and sessions go when their purpose has ended, and not before."""

from datetime import timedelta

from sqlmodel import Session, select

from dashboard.services import retention
from models.account import Account, AuthSession
from models.area import Area
from models.audit import AuditEntry
from models.enums import NeedStatus, Role
from models.house_rule import HouseRule
from models.life import LifeEvent
from models.need import Category, Need
from tests.factories import NOON


def a_need(saved, **overrides) -> Need:
    fields = {
        "number": "PL-XQ-2026Q1-001", "quarter": "2026Q1", "title": "Lamps", "reasons": "It is dark.",
        "category_code": "lighting", "area_id": 1, "place": "Corner", "contact": "021-1", "submitted_at": NOON,
        "status": NeedStatus.COMPLETED,
    }  # fmt: skip
    return saved(Need(**(fields | overrides)))


def prepare(saved) -> None:
    saved(Category(code="lighting", name_zh="照明"))
    saved(Area(id=1, level="committee", code="C01", name_zh="澄波"))
    saved(Account(id=1, username="wang", display_name="Wang", password_hash="x", created_at=NOON))


def test_a_contact_goes_half_a_year_after_the_end(engine, acting_as, saved, clock):
    prepare(saved)
    need = a_need(saved)
    saved(
        LifeEvent(at=NOON, subject=f"need/{need.id}", actor_role=Role.SECRETARIAT, action="complete", after="completed")
    )

    clock.forward(days=183)
    assert retention.tidy(acting_as("system"))["contacts"] == 0
    clock.forward(minutes=1)
    assert retention.tidy(acting_as("system"))["contacts"] == 1

    with Session(engine) as session:
        assert session.exec(select(Need.contact)).all() == [""]
        assert session.exec(select(AuditEntry.action)).all() == ["retention.tidy"]


def test_the_house_rule_says_how_long_a_contact_is_kept(acting_as, saved, clock):
    prepare(saved)
    saved(HouseRule(name="contact_retention_months", value=12))
    need = a_need(saved)
    saved(
        LifeEvent(at=NOON, subject=f"need/{need.id}", actor_role=Role.SECRETARIAT, action="complete", after="completed")
    )
    clock.forward(days=366)
    assert retention.tidy(acting_as("system"))["contacts"] == 0
    clock.forward(minutes=1)
    assert retention.tidy(acting_as("system"))["contacts"] == 1
    assert retention.contact_months(acting_as("visitor")) == 12


def test_a_contact_stays_while_the_matter_is_open(engine, acting_as, saved, clock):
    prepare(saved)
    need = a_need(saved, status=NeedStatus.IN_PROGRESS)
    saved(LifeEvent(at=NOON, subject=f"need/{need.id}", actor_role=Role.LIAISON, action="start", after="in_progress"))
    clock.forward(days=4000)

    assert retention.tidy(acting_as("system"))["contacts"] == 0


def test_old_sessions_go_and_live_ones_stay(engine, acting_as, saved, clock):
    prepare(saved)
    for number, days in enumerate((1, -31)):
        saved(
            AuthSession(
                token_sha256=str(number), account_id=1, epoch=0, created_at=NOON, seen_at=NOON,
                expires_at=NOON + timedelta(days=days),
            )
        )  # fmt: skip

    assert retention.tidy(acting_as("system"))["sessions"] == 1
    with Session(engine) as session:
        assert session.exec(select(AuthSession.token_sha256)).all() == ["0"]
