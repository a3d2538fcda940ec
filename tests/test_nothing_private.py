"""Whatever everybody may see gives away nothing private: every public page, every export, every open-data file.

A demonstration database gets a canary in every private column of every row: a text that stands nowhere else. Then
everything that is public is drawn and searched for them. A new public page, list or file is covered by itself; a new
private column has to be named in ``PRIVATE``, and a new column that could be one in ``PUBLIC_TEXT``.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, String, text
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.navigation import PAGES
from dashboard.rules.lifecycle.needs import PUBLIC
from dashboard.rules.permissions import may
from dashboard.services import accounts, open_data
from dashboard.services.context import Context
from dashboard.services.exchange import lists
from models.agreement import Agreement
from models.base import TableBase
from models.enums import Role
from models.meeting import Meeting
from models.need import Need
from models.notice import Notice
from models.project import Project
from tests.factories import Clock
from tests.flows.conftest import demonstration_file  # noqa: F401 - a fixture
from tests.pages.conftest import cookie, page, serve, signed_in  # noqa: F401 - fixtures

PRIVATE = {
    "account": ("username", "display_name", "password_hash"),
    "auth_session": ("token_sha256",),
    "sign_in_ticket": ("ticket_sha256",),
    "need": ("contact", "follow_code"),
    "notice_objection": ("text", "request"),
    "resource": ("contact_post",),
    "stored_draft": ("form",),
    "attendance": ("leave_reason",),
    "legal_opinion": (),
    "agreement_party": ("contact_post",),
    "house_rule": (),
    "minutes": ("public_text", "public_left_out"),
    "minutes_remark": ("text", "reply"),
    "minutes_correction": ("text",),
}
"""Table -> columns with what only its owner or the office may read. Each row gets a canary there."""
UNPUBLISHED = {"need": ("title", "reasons", "suggestion", "place")}
"""Columns that are private as long as the item is not public."""
KEYS = frozenset({("auth_session", "token_sha256"), ("sign_in_ticket", "ticket_sha256")})


@pytest.fixture
def database(demonstration_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:  # noqa: F811
    path = tmp_path / "riverside.db"
    shutil.copy(demonstration_file, path)
    yield from serve(path, monkeypatch)


def planted(database: Engine) -> set[str]:
    """Put a canary into every private column of every row, past the use cases; return all of them."""
    tables = {table.name: table for table in TableBase.metadata.sorted_tables}
    canaries: set[str] = set()
    with database.execution_options(writes=True).begin() as connection:
        for name, columns in PRIVATE.items():
            if name not in tables:
                continue
            for column in columns:
                if column in tables[name].columns:
                    word = f"canary{name}{column}".replace("_", "")
                    statement = f"UPDATE {name} SET \"{column}\" = :word || 'x' || rowid || 'x'"
                    connection.execute(text(statement), {"word": word})
                    canaries.add(word)
        states = ", ".join(f"'{state}'" for state in sorted(PUBLIC))
        for column in UNPUBLISHED["need"]:
            word = f"canaryunpublished{column}"
            connection.execute(
                text(f'UPDATE need SET "{column}" = :word WHERE status NOT IN ({states})'), {"word": word}
            )
            canaries.add(word)
    return canaries


def everything_drawn(app: AppTest) -> str:
    """Return every word the page sent to the browser, labels, options and tables included."""
    found = []
    for element in _walk(app.main):
        proto = getattr(element, "proto", None)
        found.append(str(proto))
        value = getattr(element, "value", None)
        found.append(value.to_string() if isinstance(value, pd.DataFrame) else str(value))
    return "\n".join(found)


def _walk(block: object) -> Iterator[object]:
    for child in getattr(block, "children", {}).values():
        yield child
        yield from _walk(child)


def addresses(database: Engine, name: str) -> list[dict[str, str]]:
    """Return under which addresses a page is opened: once for each kind of thing it can show."""
    with Session(database) as session:
        needs = list(session.exec(select(Need.number)))
        projects = list(session.exec(select(Project.number)))
        found = {
            "item": needs,
            "follow": needs[:3],
            "project": projects,
            "agreement": list(session.exec(select(Agreement.number))),
            "meeting": list(session.exec(select(Meeting.number)))[:2],
            "notices": list(session.exec(select(Notice.number)))[:2],
            "public_minutes": list(session.exec(select(Meeting.number))),
        }
    return [{}] + [{"number": number} for number in found.get(name, [])]


PUBLIC_PAGES = [entry.file for entry in PAGES if may({Role.VISITOR}, entry.needs)]


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_a_public_page_gives_nothing_away(database: Engine, page, name: str):  # noqa: F811
    canaries = planted(database)
    for query in addresses(database, name):
        shown = everything_drawn(page(name, **query))
        assert leaks(shown, canaries) == [], (name, query)


def test_the_search_of_the_list_finds_nothing_private(database: Engine, page):  # noqa: F811
    canaries = planted(database)
    for word in ("canaryunpublishedtitle", "canaryneedcontact"):
        shown = everything_drawn(page("claim_list", q=word)).replace(word, "", 2)
        assert leaks(shown, canaries - {word}) == []


@pytest.mark.parametrize("of", lists.LISTS)
def test_no_public_list_gives_anything_away(database: Engine, of: str):
    canaries = planted(database)
    visitor = Context(database, accounts.visitor, Clock())
    if not lists.may_take(visitor.actor, of):
        with pytest.raises(Exception, match="sign in"):
            lists.export(visitor, of, "csv")
        return
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            table = lists.export(visitor, of, "csv").decode("utf-8-sig")
            book = load_workbook(BytesIO(lists.export(visitor, of, "xlsx")))
        cells = "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
        assert leaks(table + cells, canaries) == []
        assert len(table.splitlines()) >= 1


def test_the_open_data_gives_nothing_away_and_is_as_described(database: Engine):
    canaries = planted(database)
    visitor = Context(database, accounts.visitor, Clock())
    with zipfile.ZipFile(BytesIO(open_data.zipped(visitor))) as archive:
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    for name, content in files.items():
        assert leaks(content, canaries) == [], name
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert files[resource["path"]].splitlines()[0].split(",") == columns
        assert all(list(row) == columns for row in json.loads(files[resource["alternative"]]))
        for field in resource["schema"]["fields"]:
            assert field["title"]["zh"], field["title"]["en"]
            assert field["description"]["zh"], field["description"]["en"]


def leaks(shown: str, canaries: set[str]) -> list[str]:
    """Return the canaries that are there, and whatever looks like an account's key or a mobile number."""
    found = sorted(canary for canary in canaries if canary in shown)
    return found + re.findall(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])", shown)


def test_every_text_column_that_may_be_private_was_thought_of():
    """A column of these names is private, or it is named here as one that everybody may read."""
    told = {
        ("meeting", "contact"),
        ("notice", "contact_post"),
    }
    suspicious = re.compile(r"contact|phone|username|display_name|password|token|ticket|follow_code")
    unknown = [
        (table.name, column.name)
        for table in TableBase.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and suspicious.search(column.name)
        if column.name not in PRIVATE.get(table.name, ()) and (table.name, column.name) not in told
    ]
    assert unknown == []
