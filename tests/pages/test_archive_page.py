"""The page on which the archive of a year is written and one that has been kept is checked."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard import navigation
from dashboard.rules.permissions import Permission, may
from dashboard.services import archive
from dashboard.services.accounts import as_system
from dashboard.services.context import Context
from models.audit import AuditEntry
from models.enums import MeetingKind, Role
from models.meeting import Meeting
from models.organisation import Body
from tests.pages.project_world import World, words


@pytest.fixture
def world(database, stored, account) -> World:
    return World(database, stored, account)


@pytest.fixture
def meeting(stored) -> Meeting:
    stored(Body(code="members", name_zh="委员会议", name_en="Members' meeting"))
    return stored(
        Meeting(number="2026-WY-01", body_code="members", type=MeetingKind.MEMBERS, title="第一季度委员会议",
                starts_at=datetime(2026, 3, 19, 6, tzinfo=UTC), place="议事厅")
    )  # fmt: skip


def trail(database: Engine) -> list[str]:
    with Session(database) as session:
        return [action for action in session.exec(select(AuditEntry.action)) if action.startswith("archive.")]


def test_an_archive_is_written_and_can_be_taken_away(page, database: Engine, world: World, meeting: Meeting):
    app = page("archive", as_=world.account("secretariat"))
    assert not app.exception
    app.selectbox(key="archive_year").set_value(2026).run()
    app.button(key="archive_create").click().run()
    assert not app.exception
    assert [one.value.startswith("The archive of 2026 is written:") for one in app.success] == [True]
    assert trail(database) == ["archive.create"]
    app.run()
    assert [one.value.startswith("The archive of 2026 is written:") for one in app.success] == [True]
    assert trail(database) == ["archive.create"]


def test_the_years_offered_are_those_of_which_something_is_kept(page, database: Engine, world: World, meeting: Meeting):
    world.need()
    app = page("archive", as_=world.account("secretariat"))
    years = archive.years(Context(database, as_system))
    assert app.selectbox(key="archive_year").options == [str(year) for year in years]


@pytest.mark.parametrize(("changed", "sentence"), [(False, "The archive is whole"), (True, "was changed or damaged")])
def test_an_archive_is_checked(page, database: Engine, world: World, meeting: Meeting, tmp_path, changed, sentence):
    made = archive.create(Context(database, as_system), 2026, tmp_path / "a.zip")
    content = bytearray(made.path.read_bytes())
    if changed:
        content[200] ^= 1
    app = page("archive", as_=world.account("administrator"))
    app.file_uploader(key="archive_file").set_value(("a.zip", bytes(content), "application/zip")).run()
    assert not app.exception
    assert sentence in words(app)


def test_the_page_says_how_an_archive_is_restored(page, world: World):
    app = page("archive", as_=world.account("secretariat"))
    assert "Nothing is kept yet" in words(app)
    assert app.code[0].value.startswith("python -m dashboard archive restore")


def test_only_the_secretariat_and_administrators_have_the_page():
    entry = next(one for one in navigation.PAGES if one.file == "archive")
    assert entry.needs is Permission.ARCHIVE_KEEP
    assert {role for role in Role if may([role], entry.needs)} == {Role.SECRETARIAT, Role.ADMINISTRATOR, Role.SYSTEM}
