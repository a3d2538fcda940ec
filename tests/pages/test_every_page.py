"""Every page opens for every role in both languages: no error, no English left in Chinese, no door left open."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from dashboard.navigation import PAGES
from dashboard.rules.permissions import may
from models.account import Account, AccountRole
from models.enums import Role
from tests.flows.conftest import demonstration_file  # noqa: F401 - a fixture
from tests.pages.conftest import serve

PEOPLE = {
    "visitor": None,
    "resident": "resident01",
    "liaison": "liaison_qy01",
    "member": "member02",
    "chair": "member01",
    "secretariat": "secretariat",
    "reviewer": "reviewer",
    "administrator": "admin",
}
TYPED = {"text_input", "text_area", "selectbox", "multiselect", "radio", "button_group"}
"""Elements whose value is a code or a typed text, not what is read."""
NUMBERS = {
    "item": "PL-XQ-2026Q1-001",
    "project": "PL-XM-2026-001",
    "meeting": "2026-WY-01",
    "minutes": "2026-WY-01",
    "record": "2026-WY-01",
    "papers": "2026-WY-01",
    "room": "2026-ZT-02",
}
KEPT_LATIN = re.compile(
    r"PL-[A-Z]{2}-[\dQ]+-\d+|\d{4}-[A-Z]{2}-\d+|\b[QL][YX]\d\d\b|"
    r"JM\d\d|JW\d\d|P\d\b|"
    r"[0-9a-f]{64}|[0-9a-z]{4}(-[0-9a-z]{4}){2}|"
    r"Akoma Ntoso XML|python -m dashboard [\w. -]+|"
    r"JSON|ZIP|语言 / Language|need/12|(?<=填 )need|CSV|XLSX?|DOCX|Markdown|Excel|WPS|Word|PDF|"
    r"\{\{.*?\}\}|\{%.*?%\}|RIVERSIDE_FONT_DIR|"
    r"JPEG|PNG|WebP|SHA-256|English|van der Eijk|MB|"
    r"(secretariat|admin|reviewer|member\d\d|liaison_[a-z]{2}\d\d|resident\d\d)(?![a-z])|"
    r":[a-z-]+\[|:material/\w+:|&[a-z]+;"
)
"""What may stand in Latin letters on a Chinese page: numbers of things, names of formats, user names, icons."""

BOTH_LANGUAGES = ":gray[English]"
"""Begins a decision rule in English, beside the Chinese sentence: both are what the secretariat decides on."""


@pytest.fixture
def database(demonstration_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:  # noqa: F811
    """A copy of the demonstration that the pages use."""
    path = tmp_path / "riverside.db"
    shutil.copy(demonstration_file, path)
    yield from serve(path, monkeypatch)


def account_of(database: Engine, username: str | None) -> tuple[int | None, set[Role]]:
    if username is None:
        return None, {Role.VISITOR}
    with Session(database) as session:
        key = session.exec(select(Account.id).where(Account.username == username)).one()
        return key, set(session.exec(select(AccountRole.role).where(AccountRole.account_id == key)))


def texts(app: AppTest) -> list[str]:
    """Return what a reader reads: texts, labels, choices, helps."""
    found: list[str] = []
    for block in (app.main, app.sidebar):
        for element in _walk(block):
            for name in ("value", "label", "help", "placeholder", "body"):
                value = getattr(element, name, None)
                if isinstance(value, str) and not (name == "value" and element.type in TYPED):
                    found.append(value)
            found += [str(option) for option in getattr(element, "options", []) if isinstance(option, str)]
    return found


def _walk(block: object) -> Iterator[object]:
    for child in getattr(block, "children", {}).values():
        if hasattr(child, "children") and child.children:
            yield child
            yield from _walk(child)
        else:
            yield child


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_opens(database: Engine, page, person: str, language: str):
    account, roles = account_of(database, PEOPLE[person])
    english: list[str] = []
    for entry in PAGES:
        query = {"number": NUMBERS[entry.file]} if entry.file in NUMBERS else {}
        if not may(roles, entry.needs):
            with pytest.raises(ValueError, match=r"not found|[Cc]ould not|Unable"):
                page(entry.file, as_=account, language=language, **query)
            continue
        app = page(entry.file, as_=account, language=language, **query)
        broken = [exception.message for exception in app.exception]
        assert broken == [], entry.file
        assert app.title, entry.file
        problems = [error.value for error in app.error]
        assert not problems, (entry.file, problems)
        if language == "zh_CN":
            english += [
                f"{entry.file}: {text}"
                for text in texts(app)
                if re.search(r"[A-Za-z]{3,}", KEPT_LATIN.sub("", text.replace("\\", ""))) and "/" not in text[:1]
                if not text.startswith(BOTH_LANGUAGES)
            ]
    assert "\n".join(sorted(set(english))) == ""
