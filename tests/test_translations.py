"""Both languages are complete: no sentence missing or fuzzy, equal placeholders, no text outside gettext."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "dashboard" / "locale" / "zh_CN" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "DomainError": None,
    "NotAllowed": None,
    "NotFound": None,
    "RuleBroken": None,
    "BadInput": (2,),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
DRAWING = {
    "title", "header", "subheader", "caption", "button", "text_input", "text_area", "selectbox", "radio", "error",
    "success", "warning", "info", "metric", "expander", "checkbox", "toggle", "number_input", "date_input", "toast",
    "download_button", "file_uploader", "popover", "segmented_control", "pills", "multiselect", "form_submit_button",
}  # fmt: skip
SOURCES = sorted(path for top in ("dashboard", "pages") for path in (ROOT / top).rglob("*.py"))


def key(message) -> tuple[str | None, str]:
    identity = message.id[0] if isinstance(message.id, tuple) else message.id
    return message.context, identity


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with PO.open("rb") as source:
        return read_po(source, locale="zh_CN")


@pytest.fixture(scope="module")
def spoken() -> set[tuple[str | None, str]]:
    found = set()
    for top in ("dashboard", "pages"):
        for _file, _line, message, _comments, context in extract_from_dir(
            ROOT / top, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found.add((context, message[0] if isinstance(message, tuple) else message))
    return found


def test_every_sentence_is_translated(chinese: Catalog, spoken: set[tuple[str | None, str]]):
    done = {key(message) for message in chinese if message.id and all(_strings(message)) and not message.fuzzy}
    assert sorted(spoken - done, key=str) == []


def test_no_translation_is_left_over(chinese: Catalog, spoken: set[tuple[str | None, str]]):
    assert sorted({key(message) for message in chinese if message.id} - spoken, key=str) == []


def test_placeholders_are_equal(chinese: Catalog):
    wrong = [
        (message.id, text)
        for message in chinese
        if message.id
        for text in _strings(message)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(_last(message.id)))
    ]
    assert wrong == []


def test_chinese_reads_as_chinese(chinese: Catalog):
    latin_only = [
        message.id
        for message in chinese
        if message.id
        and re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", _last(message.id)))
        and not any(re.search(r"[\u3400-\u9fff]", text) for text in _strings(message))
    ]
    assert latin_only == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_outside_gettext(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    bare = []
    for text in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
        for part in (node for node in ast.walk(text) if isinstance(node, ast.Call)):
            if getattr(part.func, "id", "") in {"_", "gettext"} and isinstance(part.args[0], ast.Constant):
                bare.append(f"{path.name}:{part.lineno} hides a sentence from extraction inside an f-string")
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in {"_", "N_", "gettext", "ngettext", "pgettext"} and any(
            isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args[:2]
        ):
            bare.append(f"{path.name}:{call.lineno} builds a sentence inside gettext")
        from_streamlit = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "st"
        if from_streamlit and name in DRAWING and call.args and isinstance(call.args[0], ast.Constant):
            text = str(call.args[0].value)
            if re.search(r"[A-Za-z]{2}|[\u3400-\u9fff]", text) and text != "语言 / Language":
                bare.append(f"{path.name}:{call.lineno} {text!r}")
    assert bare == []


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _last(identity) -> str:
    return identity[-1] if isinstance(identity, tuple) else identity
