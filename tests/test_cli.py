"""The command line: one use case a command, one sentence a refusal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from dashboard import cli
from dashboard.i18n import speaking
from dashboard.services import accounts
from dashboard.services.context import Context
from dashboard.settings import settings
from dashboard.storage.engine import open_engine
from dashboard.ui.passwords import PASSWORDS
from models.account import Account
from models.enums import Role
from models.organisation import Body, Organisation

SIX_OF_ELEVEN = ("--eligible", "11", "--present", "11", "--for", "6", "--against", "3", "--abstain", "2")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["--lang", "en", *arguments])


def rows(data: Path, table: type) -> list:
    engine = open_engine(f"sqlite:///{data / 'riverside.db'}")
    with Session(engine) as session:
        found = list(session.exec(select(table)))
    engine.dispose()
    return found


def test_decide_says_the_rule_and_the_verdict():
    ran = call("decide", *SIX_OF_ELEVEN)
    assert ran.exit_code == 0
    assert "carried" in ran.stdout.splitlines()[1]


def test_decide_answers_as_json_whatever_the_outcome():
    ran = call(
        "decide", "--preset", "P2", "--eligible", "54", "--present", "54", "--for", "27", "--against", "27", "--json"
    )
    assert (ran.exit_code, json.loads(ran.stdout)["outcome"]) == (0, "not_carried")


def test_decide_speaks_the_language_asked_for():
    with speaking("zh_CN"):
        ran = CliRunner().invoke(cli.app, ["decide", *SIX_OF_ELEVEN])
    assert "应到" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--preset", "P99", *SIX_OF_ELEVEN), "Please choose one of these rules: P1, P2"),
        (("--eligible", "11", "--present", "12", "--for", "6", "--against", "3"), "12"),
    ],
)
def test_decide_refuses_bad_input_with_a_sentence(arguments: tuple[str, ...], sentence: str):
    ran = call("decide", *arguments)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert sentence in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_unknown_language_is_refused():
    ran = CliRunner().invoke(cli.app, ["--lang", "xx", "migrate"])
    assert ran.exit_code == 2
    assert "languages" in ran.stderr


def test_migrate_makes_the_tables(data: Path):
    assert call("migrate").exit_code == 0
    assert rows(data, Account) == []


def test_init_founds_and_prints_the_password_once(data: Path):
    ran = call("init", "--username", "Boss", "--display-name", "管理员")
    assert ran.exit_code == 0
    assert "boss" in ran.stdout
    password = ran.stdout.split("password ")[1].split(".")[0]
    assert [body.code for body in rows(data, Body)] == ["members", "conference", "residents"]
    engine = open_engine(settings().url)
    visitor = Context(engine, accounts.visitor)
    token = accounts.redeem(visitor, accounts.sign_in(visitor, "boss", password, "", PASSWORDS))
    with Session(engine) as session:
        assert accounts.by_token(session, token=token, now=visitor.clock).roles == {Role.ADMINISTRATOR}
    engine.dispose()


def test_init_and_demo_refuse_a_database_in_use(data: Path):
    call("init", "--username", "boss")
    for command in (("init", "--username", "second"), ("demo",)):
        ran = call(*command)
        assert ran.exit_code == 2
        assert "in use already" in ran.stderr
    assert [account.username for account in rows(data, Account)] == ["boss"]


def test_import_members_enters_good_rows_and_names_the_others(data: Path, tmp_path: Path):
    from dashboard.exchange.kinds import MEMBERS

    titles = {column.field: column.title for column in MEMBERS.columns}
    table = tmp_path / "members.csv"
    lines = [
        ",".join(titles[field] for field in ("code", "name_zh", "type", "joined_on")),
        "QY90,江畔造船党委,企事业单位党组织,2026-01-01",
        "QY91,东渡物流党委,没有这种类型,2026-01-01",
    ]
    table.write_text("\n".join(lines), "utf-8-sig")
    refused = call("import", "members", str(table))
    assert (refused.exit_code, rows(data, Organisation)) == (2, [])
    ran = call("import", "members", str(table), "--good-rows", "--json")
    assert ran.exit_code == 0, ran.stderr
    answer = json.loads(ran.stdout)
    assert answer["entered"] == ["QY90"]
    assert [problem["row"] for problem in answer["problems"]] == [3]
    assert answer["batch"].startswith("PL-DR-")
    again = call("import", "members", str(table), "--good-rows")
    assert (again.exit_code, "No row of this table can be entered" in again.stderr) == (2, True)
    assert call("import", "undo", answer["batch"], "--reason", " ").exit_code == 2
    undone = call("import", "undo", answer["batch"], "--reason", "Wrong table")
    assert (undone.exit_code, undone.stdout) == (0, f"Import {answer['batch']} is undone.\n")
    assert [row.left_on == row.joined_on for row in rows(data, Organisation)] == [True]


def test_a_list_is_written_as_a_file_or_refused_with_a_sentence(data: Path, tmp_path: Path):
    for of in ("needs", "resources", "claims", "projects", "members", "decisions"):
        for fmt in ("xlsx", "csv"):
            out = tmp_path / f"{of}.{fmt}"
            ran = call("export", of, "--format", fmt, "--out", str(out))
            assert (ran.exit_code, out.stat().st_size > 0) == (0, True), ran.stderr
    for wrong in (("nothing", "csv"), ("needs", "pdf")):
        ran = call("export", wrong[0], "--format", wrong[1], "--out", str(tmp_path / "wrong"))
        assert (ran.exit_code, (tmp_path / "wrong").exists()) == (2, False)


def test_open_data_is_written_into_a_folder(data: Path, tmp_path: Path):
    ran = call("open-data", "--out", str(tmp_path / "open"), "--json")
    assert ran.exit_code == 0, ran.stderr
    written = json.loads(ran.stdout)["files"]
    assert sorted(path.name for path in (tmp_path / "open").iterdir()) == sorted(written)
    package = json.loads((tmp_path / "open" / "datapackage.json").read_text("utf-8"))
    assert [resource["path"] for resource in package["resources"]] == [name for name in written if name.endswith("csv")]


def test_exporting_the_minutes_of_no_meeting_is_refused(data: Path, tmp_path: Path):
    ran = call("minutes", "export", "2026-99", "--format", "md", "--out", str(tmp_path / "minutes"))
    assert ran.exit_code == 2
    assert not (tmp_path / "minutes").exists()
