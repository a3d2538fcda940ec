"""Public notice, poster and the sheet of a week tell what everybody may read, and nothing else."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dashboard import i18n
from dashboard.documents.paper import FORMATS
from dashboard.errors import BadInput, NotFound
from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.services import accounts, notices, papers
from dashboard.services.context import Context
from dashboard.settings import settings
from models.enums import NeedStatus
from models.need import Need
from models.notice import Notice, NoticeDraft
from tests.documents.paper.reading import READERS
from tests.factories import Clock
from tests.flows.conftest import demonstration_file  # noqa: F401 - a fixture
from tests.pages.conftest import serve
from tests.services.table import Table
from tests.test_nothing_private import leaks, planted

NUMBER = "PL-GS-2026-001"


def post(table: Table, first: date = date(2026, 12, 1)) -> str:
    need = table.need("N-1", NeedStatus.ADOPTED)
    draft = NoticeDraft(text="The shed is to be repaired.", places="Board", contact_post="Room 201", first_day=first)
    return table.row(Notice, notices.post(table.office, need, draft)).number


def text(made: papers.PaperKind | object) -> str:
    return made.content.decode()  # type: ignore[attr-defined]


def test_a_notice_on_paper_is_the_notice_that_is_stored(table: Table):
    number = post(table)
    row = table.row(Notice, 1)
    told = text(papers.public_notice(table.as_("visitor"), number, "html", "en"))
    for words in (row.number, row.text, row.places, row.contact_post, "N-1", "Repair of shed N-1"):
        assert words in told
    assert f"{row.ends_on.day}, 2026 at midnight" in told


def test_the_week_has_the_notices_that_run_in_it(table: Table):
    number = post(table)
    row = table.row(Notice, 1)
    visitor = table.as_("visitor")
    for on, wanted in (
        (row.starts_on, [number]),
        (row.ends_on, [number]),
        (date(2026, 11, 20), []),
        (date(2027, 1, 20), []),
    ):
        assert [one.number for one in papers.week(visitor, on).notices] == wanted
    notices.withdraw(table.office, row.id, "A mistake in the text.")
    assert papers.week(visitor, row.starts_on).notices == ()


def test_the_week_runs_from_monday_to_sunday_with_meetings_noticed_only(table: Table):
    table.noticed(table.need("N-1"))
    visitor = table.as_("visitor")
    week = papers.week(visitor, date(2026, 12, 10))
    assert (week.first, week.last) == (date(2026, 12, 7), date(2026, 12, 13))
    assert [one.number for one in week.meetings] == ["2026-WY-01"]
    assert papers.week(visitor, date(2026, 12, 14)).meetings == ()
    table.draft(table.need("N-2"))
    assert [one.number for one in papers.week(visitor, date(2026, 12, 10)).meetings] == ["2026-WY-01"]


def test_a_poster_is_made_of_public_items_only_whoever_asks(table: Table):
    table.need("N-1", NeedStatus.OPEN)
    table.need("N-2", NeedStatus.SUBMITTED)
    assert "lends a hand" in text(papers.poster(table.as_("visitor"), "html", "en", item="N-1"))
    for who in ("visitor", "secretariat"):
        with table.refused(NotFound):
            papers.poster(table.as_(who), "html", "en", item="N-2")
    with table.refused(NotFound):
        papers.poster(table.as_("visitor"), "html", "en", notice="PL-GS-2026-999")
    with table.refused(BadInput, field="language"):
        papers.poster(table.as_("visitor"), "html", "xx")


def test_a_poster_has_a_code_once_the_site_has_an_address(table: Table, monkeypatch: pytest.MonkeyPatch):
    table.need("N-1", NeedStatus.OPEN)
    told = text(papers.poster(table.as_("visitor"), "html", "en", item="N-1"))
    assert "address is not set" in told
    assert "/item?number=" not in told
    monkeypatch.setattr(settings(), "public_url", "https://binjiang.example/")
    told = text(papers.poster(table.as_("visitor"), "html", "en", item="N-1"))
    assert "data:image/png" in told
    assert "https://binjiang.example/item?number=N-1" in told


@pytest.fixture
def database(demonstration_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:  # noqa: F811
    path = tmp_path / "riverside.db"
    shutil.copy(demonstration_file, path)
    yield from serve(path, monkeypatch)


def everything_public(visitor: Context, database: Engine, fmt: str) -> Iterator[bytes]:
    with Session(database) as session:
        needs = session.exec(select(Need.number).where(Need.status.in_(sorted(PUBLIC)))).all()
        posted = session.exec(select(Notice)).all()
    for number in needs[:6] if fmt != "md" else needs:
        yield papers.poster(visitor, fmt, item=number).content
    for row in posted:
        yield papers.public_notice(visitor, row.number, fmt).content
        yield papers.poster(visitor, fmt, notice=row.number).content
        yield papers.weekly_notice(visitor, fmt, on=row.starts_on).content


@pytest.mark.parametrize("fmt", list(FORMATS))
def test_no_public_paper_gives_anything_away(database: Engine, fmt: str):
    canaries = planted(database)
    visitor = Context(database, accounts.visitor, Clock())
    with i18n.speaking("en"):
        made = list(everything_public(visitor, database, fmt))
    assert len(made) > 5
    for content in made:
        assert leaks(READERS[fmt](content), canaries) == []
