"""The README tells the truth: its diagram is the table of moves, its folders and files exist."""

import re
from pathlib import Path

import pytest

from dashboard.rules.lifecycle.diagram import mermaid

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_diagram_is_the_table_of_moves():
    assert f"```mermaid\n{mermaid('need')}\n```" in README


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:dashboard|pages|models|tests|benchmarks|docs)/[\w./]*)`", README)))
)
def test_every_path_named_exists(path: str):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("picture", sorted(set(re.findall(r"\]\((docs/[^)]+)\)", README))))
def test_every_picture_exists(picture: str):
    assert (ROOT / picture).stat().st_size > 10_000


def test_every_pinned_package_has_its_line():
    pinned = re.findall(r"^([A-Za-z0-9_-]+)", (ROOT / "requirements.txt").read_text(), flags=re.M)
    pinned += re.findall(r"^([A-Za-z0-9_-]+)==", (ROOT / "requirements-dev.txt").read_text(), flags=re.M)
    purposes = README.split("## What each package is for")[1].split("\n## ")[0]
    assert [name for name in pinned if not re.search(rf"\b{re.escape(name)}\b", purposes)] == []
