"""The house stays in order: one home for each dangerous thing, pages and functions that can be read."""

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest
from sqlmodel import SQLModel

import models
from dashboard.labels import LABELS
from dashboard.labels.fields import FIELDS
from dashboard.labels.trail import TRAIL
from dashboard.navigation import FOLDER, PAGES
from dashboard.rules.lifecycle import LIVES
from dashboard.rules.permissions import GRANTS, Permission
from dashboard.services import house_rules, retention
from models import enums
from models.enums import Role

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for top in ("models", "dashboard", "pages")
    for path in (ROOT / top).rglob("*.py")
    if "versions" not in path.parts
)


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    ("fragment", "homes"),
    [
        ("st.session_state", {"dashboard/ui/session.py", "dashboard/ui/sign_in.py"}),
        (".status = ", {"dashboard/services/transitions.py"}),
        ("unsafe_allow_html", set()),
        ("unsafe_allow_javascript", set()),
        ("st.html(", {"dashboard/ui/frame.py"}),
        ("datetime.now(", {"dashboard/services/context.py"}),
        ("datetime.utcnow(", set()),
        ("date.today(", set()),
        ("except Exception: pass", set()),
        ("except BaseException", set()),
    ],
)
def test_a_fragment_stays_at_home(fragment: str, homes: set[str]):
    assert {names(path) for path in SOURCES if fragment in path.read_text("utf-8")} <= homes


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_can_be_read_at_a_glance(path: Path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert ast.get_docstring(ast.parse(text))
    for forbidden in ("sqlmodel", "sqlalchemy", "select(", "Role."):
        assert forbidden not in text


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_a_module_says_what_it_answers_and_stays_short(path: Path):
    text = path.read_text("utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 260


def test_no_pages_folder_beside_the_entry_script():
    assert not (ROOT / "dashboard" / "pages").exists()


def test_every_page_is_listed_and_every_listed_page_exists():
    assert {entry.file for entry in PAGES} == {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}


def test_every_role_has_its_grants_and_no_permission_is_orphaned():
    assert set(GRANTS) == set(Role)
    people = frozenset().union(*(GRANTS[role] for role in Role if role is not Role.SYSTEM))
    assert people == frozenset(Permission)


@pytest.mark.parametrize("kind", LIVES)
def test_every_move_leads_on_and_every_state_can_be_reached(kind: str):
    moves = LIVES[kind]
    vocabulary = type(next(iter(moves))[0])
    reached = {move.to for move in moves.values()}
    first = next(iter(moves))[0]
    assert reached | {first} == set(vocabulary)


def test_every_field_that_can_be_wrong_has_a_name():
    services = "".join(path.read_text("utf-8") for path in (ROOT / "dashboard" / "services").rglob("*.py"))
    fields = set(re.findall(r'BadInput\(\s*"([a-z_]+)"', services))
    drafts = {name for shape in _drafts() for name in shape.model_fields}
    assert sorted((fields | drafts) - set(FIELDS)) == []


def _drafts() -> list[type[SQLModel]]:
    """Return every shape that people fill in."""
    return [
        shape
        for module in vars(models).values()
        if isinstance(module, ModuleType)
        for name, shape in vars(module).items()
        if name.endswith("Draft") and isinstance(shape, type) and issubclass(shape, SQLModel) and name != "StoredDraft"
    ]


def test_the_house_rules_page_knows_which_rules_are_applied():
    services = "".join(path.read_text("utf-8") for path in (ROOT / "dashboard" / "services").rglob("*.py"))
    asked = set(re.findall(r'value_of\([\w.]+, "(\w+)"\)', services)) | {retention.CONTACT_RULE}
    assert asked == house_rules.APPLIED


def test_every_audited_action_has_a_name():
    services = "".join(path.read_text("utf-8") for path in (ROOT / "dashboard" / "services").rglob("*.py"))
    actions = set(re.findall(r'audit\(\s*"([a-z_]+\.[a-z_]+)"', services))
    assert sorted(actions - set(TRAIL)) == []


def test_every_stored_value_has_a_label():
    stored = {
        thing for thing in vars(enums).values() if isinstance(thing, type) and issubclass(thing, enums.StrEnum)
    } - {enums.StrEnum}
    assert stored <= set(LABELS)
    assert all(set(vocabulary) == set(LABELS[vocabulary]) for vocabulary in LABELS)
