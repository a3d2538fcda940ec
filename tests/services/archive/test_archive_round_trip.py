"""What is archived comes back equal, on either engine, and gives the same results, numbers, digests and archive."""

import posixpath
import re
import zipfile
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from dashboard.errors import BadInput, NotAllowed, RuleBroken
from dashboard.i18n import speaking
from dashboard.services import archive
from dashboard.services.archive.deriving import derive
from dashboard.services.archive.plan import kept
from dashboard.services.context import Actor, Context
from dashboard.services.search import holding
from dashboard.services.votes.auditing import audit_ballots
from models.attachment import Attachment
from models.audit import AuditEntry
from models.enums import OrganisationType, Role
from models.house_rule import HouseRule
from models.meeting import Meeting
from models.minutes import MinutesVersion
from models.need import Need
from models.organisation import Organisation
from models.secret import SealedBallot
from tests.factories import actor_of
from tests.services.archive.conftest import OFFICE_PHOTO, TEXT, office, rows, system
from tests.services.table import Table

ENGINES = ["sqlite", "postgresql"]


@pytest.fixture
def own(committee: Table, tmp_path: Path) -> Path:
    """The archive of 2026 of the small committee on each engine."""
    return archive.create(office(committee), 2026, tmp_path / "own.zip").path


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("kind", ENGINES)
def test_an_archive_restored_gives_the_same_archive_and_results(
    committee: Table, own: Path, empty, tmp_path: Path, kind: str
):
    target = empty(kind)
    done = archive.restore(system(target), own, year=2026)
    assert (done.votes, done.minutes) == (2, 1)
    with Session(committee.engine) as one, Session(target) as other:
        assert derive(one, 2026) == derive(other, 2026)
    again = archive.create(system(target), 2026, tmp_path / "again.zip").path
    assert contents(again) == contents(own)
    assert again.read_bytes() == own.read_bytes()


@pytest.fixture(params=ENGINES)
def restored(request: pytest.FixtureRequest, written: Path, empty) -> Engine:
    """The small committee restored into each engine."""
    target: Engine = empty(request.param)
    archive.restore(system(target), written)
    return target


def test_what_is_restored_is_whole_and_works(restored: Engine):
    ctx = system(restored)
    with Session(restored) as session:
        assert session.exec(select(MinutesVersion.text)).all() == [TEXT]
        photo = session.exec(select(Attachment).where(Attachment.name == "照片")).one()
        assert (photo.content, photo.uploaded_by) == (OFFICE_PHOTO, None)
        assert session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id).desc())).first() == "archive.restore"
        merged = session.exec(select(Need).where(Need.number == "N-2")).one()
        assert session.get_one(Need, merged.merged_into_id).number == "2025-1"
        assert session.get_one(HouseRule, "demonstration").value == {"offset_seconds": 7, "accounts": {}}
        assert session.execute(text("SELECT count(*) FROM need_search_stale")).scalar_one() == 0
        condition = holding(session, "roof leaks")
        assert condition is not None
        assert len(session.exec(select(Need.id).where(condition)).all()) == 4
    found = audit_ballots(ctx, "2026-WY-01")
    assert [(vote.agrees, vote.problems) for vote in found.votes] == [(True, ()), (True, ())]


def test_new_rows_get_numbers_past_the_restored_ones(restored: Engine):
    with Session(restored.execution_options(writes=True)) as session:
        last = session.exec(select(func.max(Organisation.id))).one()
        fresh = Organisation(code="new", name_zh="新", type=OrganisationType.QUARTER, joined_on=date(2026, 1, 1))
        session.add(fresh)
        session.commit()
        assert fresh.id == last + 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE minutes SET number = 'x' WHERE number <> ''",
        "DELETE FROM audit_entry",
        "UPDATE record_entry SET view = ''",
    ],
)
def test_what_was_locked_stays_locked(restored: Engine, change: str):
    with (
        pytest.raises(DBAPIError, match=r"locked|append-only"),
        restored.execution_options(writes=True).begin() as connection,
    ):
        connection.execute(text(change))


def test_the_same_database_gives_the_same_bytes(committee: Table, own: Path, tmp_path: Path):
    committee.clock.forward(days=3)
    with speaking("zh_CN"):
        again = archive.create(office(committee), 2026, tmp_path / "b.zip")
    assert again.path.read_bytes() == own.read_bytes()


def test_writing_changes_nothing_but_the_trail(committee: Table, tmp_path: Path):
    before = rows(committee.engine)
    archive.create(office(committee), 2026, tmp_path / "a.zip")
    after = rows(committee.engine)
    added = [line for line in after.pop("audit_entry") if line not in before["audit_entry"]]
    before.pop("audit_entry")
    assert after == before
    assert [line[4:6] for line in added] == [("archive.create", "archive/2026")]


def test_a_sound_archive_is_verified_beside_the_database(committee: Table, written: Path):
    before = rows(committee.engine)
    found = archive.verify(office(committee), written, year=2026)
    assert (found.problems, found.votes, found.minutes, found.year) == ((), 2, 1, 2026)
    assert found.rows > 100
    assert rows(committee.engine) == before


def test_a_year_without_anything_is_refused(committee: Table, tmp_path: Path):
    with pytest.raises(RuleBroken, match="Nothing is kept of the year 2019"):
        archive.create(office(committee), 2019, tmp_path / "a.zip")
    with pytest.raises(BadInput) as refused:
        archive.create(office(committee), 20266, tmp_path / "a.zip")
    assert refused.value.field == "year"
    assert list(tmp_path.glob("*.zip")) == []


def test_only_the_year_is_inside_and_what_it_refers_to_stands_alone(written: Path):
    lines = contents(written)["data/need.jsonl"].decode()
    assert all(number in lines for number in ("N-1", "N-2", "N-3", "2025-1"))
    assert "items/2025-1.html" not in contents(written)
    assert '"complete"' not in contents(written)["data/life_event.jsonl"].decode()


def test_years_run_from_the_first_meeting_or_item_to_now(committee: Table):
    assert archive.years(office(committee)) == [2026, 2025, 2024]


def test_nobody_else_may_write_check_or_restore(committee: Table, written: Path, tmp_path: Path):
    for role in set(Role) - {Role.SECRETARIAT, Role.ADMINISTRATOR, Role.SYSTEM}:
        ctx = Context(committee.engine, partial(_in_role, role), committee.clock)
        with committee.refused(NotAllowed):
            archive.create(ctx, 2026, tmp_path / "b.zip")
        with committee.refused(NotAllowed):
            archive.verify(ctx, written)
        with committee.refused(NotAllowed):
            archive.restore(ctx, written)
        assert not (tmp_path / "b.zip").exists()


def _in_role(role: Role, _session: Session) -> Actor:
    return actor_of(role)


def test_a_database_somebody_works_with_is_refused(committee: Table, written: Path):
    with committee.refused(RuleBroken, "is not empty"):
        archive.restore(office(committee), written)


def test_a_founded_database_is_refused(written: Path, empty):
    target = empty("sqlite")
    with Session(target.execution_options(writes=True)) as session:
        session.add(HouseRule(name="notice_days", value=3))
        session.commit()
    before = rows(target)
    with pytest.raises(RuleBroken, match="is not empty"):
        archive.restore(system(target), written)
    assert rows(target) == before


def test_a_secret_vote_under_way_is_waited_for(committee: Table, tmp_path: Path):
    with Session(committee.engine) as session:
        meeting = session.exec(select(Meeting)).one()
        motion = session.execute(
            text("SELECT max(id) FROM motion WHERE meeting_id = :m"), {"m": meeting.id}
        ).scalar_one()
    committee.save(SealedBallot(motion_id=motion, id="x", sealed="sealed"))
    with committee.refused(RuleBroken, "not counted yet"):
        archive.create(office(committee), 2026, tmp_path / "a.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_the_file_says_what_it_is_in_both_languages(written: Path):
    files = contents(written)
    told = files["说明 README.txt"].decode("utf-8-sig")
    assert "不需要原程序" in told
    assert "The program is not needed" in told
    assert "sign_in_ticket: one-time secrets" in told
    index = files["index.html"].decode()
    for name in ("meetings/2026-WY-01.html", "items/N-1.html", "lists/claim-list.csv"):
        assert name in files
        assert f'href="{name}"' in index
    page = files["meetings/2026-WY-01.html"].decode()
    assert "{{7*7}}&lt;b&gt;&amp;=cmd()" in page
    assert "公开版" in page
    assert files["lists/claim-list.csv"].startswith(b"\xef\xbb\xbf")
    assert {name.rsplit(".", 1)[1] for name in files if name.startswith("meetings/2026-WY-01/")} >= {"docx", "md"}


def test_every_link_leads_to_a_file_of_the_archive(written: Path):
    files = contents(written)
    dead = [
        (name, link)
        for name, content in files.items()
        if name.endswith(".html") and not name.startswith("meetings/2026-WY-01/")
        for link in re.findall(r'href="([^"]+)"', content.decode())
        if posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link))) not in files
    ]
    assert dead == []


def test_every_archived_table_has_its_file(written: Path):
    files = contents(written)
    assert {f"data/{name}.jsonl" for name in kept()} == {name for name in files if name.endswith(".jsonl")}
