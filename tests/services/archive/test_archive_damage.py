"""A damaged, foreign, newer or dishonest archive is refused in one sentence, and nothing of it is kept."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.errors import RuleBroken
from dashboard.services import archive
from tests.services.archive.conftest import rows, system

Files = dict[str, bytes]


@pytest.fixture
def target(empty) -> Engine:
    found: Engine = empty("sqlite")
    return found


def tampered(path: Path, change: Callable[[Files], object], *, honest: bool = True) -> Path:
    """Change files of an archive; ``honest`` leaves the manifest as it was, else it vouches for the change."""
    with zipfile.ZipFile(path) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    if not honest:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = {
            name: {"size": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in files.items()
            if name != "manifest.json"
        }
        files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def replacing(name: str, old: str, new: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old in files[name].decode()
        files[name] = files[name].decode().replace(old, new, 1).encode()

    return change


DISHONEST = {
    "a ballot": (
        replacing("data/ballot.jsonl", '"against"', '"for"'),
        r"votes/1/against: written as 2, derived as 1\.",
    ),
    "a stored count": (
        replacing("data/motion.jsonl", '"votes_for":6', '"votes_for":7'),
        "the ballots do not give the stored count",
    ),
    "the text of minutes": (replacing("data/minutes_version.jsonl", "会议同意", "会议不同意"), "minutes/1/texts/1"),
    "the number of minutes": (
        replacing("data/minutes.jsonl", "〔2026〕1号", "〔2026〕9号"),
        r"minutes/1/number: written as 〔2026〕1号",
    ),
    "a derived result": (
        replacing("derived.json", '"outcome": "carried"', '"outcome": "not_carried"'),
        "votes/1/outcome",
    ),
    "a counter": (replacing("data/counter.jsonl", '"value":3', '"value":4'), "counters/need:2026Q4"),
    "a reference": (
        replacing("data/motion.jsonl", '"agenda_item_id":1', '"agenda_item_id":99'),
        "database refuses rows",
    ),
    "a word outside its vocabulary": (
        replacing("data/ballot.jsonl", '"against"', '"perhaps"'),
        r"refuses rows of data/ballot\.jsonl",
    ),
    "a row that is none": (replacing("data/ballot.jsonl", "{", "["), r"Line 1 of data/ballot\.jsonl"),
    "a file that is not there": (
        replacing("data/attachment.jsonl", "attachments/1", "attachments/none"),
        "cannot be read",
    ),
    "a table that is unknown": (
        replacing("data/schema.json", '"seat": {', '"seats": {'),
        "cannot restore the archive",
    ),
    "a shipped rule": (
        lambda files: files.update(
            {"data/decision_rule.jsonl": files["data/decision_rule.jsonl"].replace(b"P1", b"PX")}
        ),
        "rows of decision_rule are not those",
    ),
}


@pytest.mark.parametrize("what", list(DISHONEST))
def test_a_change_with_a_manifest_that_vouches_for_it_is_found_by_deriving_anew(
    written: Path, target: Engine, what: str
):
    change, sentence = DISHONEST[what]
    path, before = tampered(written, change, honest=False), rows(target)
    with pytest.raises(RuleBroken, match=f"(?i){sentence}"):
        archive.restore(system(target), path)
    assert rows(target) == before
    found = archive.verify(system(target), path)
    assert not found.sound


HONEST = {
    "changed": (replacing("index.html", "html", "HTML"), r"index\.html was changed or damaged\."),
    "missing": (lambda files: files.pop("derived.json"), r"derived\.json is missing\."),
    "further": (lambda files: files.update({"更多.txt": b""}), r"更多\.txt does not belong to the archive\."),
}


@pytest.mark.parametrize("what", list(HONEST))
def test_damage_is_named_by_verifying_and_restoring(written: Path, target: Engine, what: str):
    change, sentence = HONEST[what]
    path, before = tampered(written, change), rows(target)
    with pytest.raises(RuleBroken, match=f"damaged: {sentence}"):
        archive.restore(system(target), path)
    assert rows(target) == before
    problems = archive.verify(system(target), path).problems
    assert len(problems) == 1


def test_the_archive_of_another_year_is_refused(written: Path, target: Engine):
    before = rows(target)
    with pytest.raises(RuleBroken, match="archive of 2026, not of 2025"):
        archive.restore(system(target), written, year=2025)
    with pytest.raises(RuleBroken, match="archive of 2026, not of 2025"):
        archive.verify(system(target), written, year=2025)
    assert rows(target) == before


def test_a_manifest_of_another_year_is_found(written: Path, target: Engine):
    path = tampered(written, replacing("manifest.json", '"year": 2026', '"year": 2025'), honest=False)
    with pytest.raises(RuleBroken, match="year: written as 2026, derived as 2025"):
        archive.restore(system(target), path)


def of_revision(revision: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        for name in ("manifest.json", "data/schema.json"):
            told = json.loads(files[name])
            told["revision"] = revision
            files[name] = json.dumps(told).encode()

    return change


def test_the_archive_of_a_newer_version_is_refused(written: Path, target: Engine):
    path = tampered(written, of_revision("9999"), honest=False)
    with pytest.raises(RuleBroken, match="newer version of the program"):
        archive.restore(system(target), path)
    assert "newer version" in archive.verify(system(target), path).problems[0]


def without(*columns: tuple[str, str]) -> Callable[[Files], None]:
    """Return what takes columns out, as in an archive of a version that did not know them."""

    def change(files: Files) -> None:
        schema = json.loads(files["data/schema.json"])
        for table, column in columns:
            described = schema["tables"][table]
            described["columns"] = [one for one in described["columns"] if one["name"] != column]
            lines = [json.loads(line) for line in files[f"data/{table}.jsonl"].splitlines()]
            for line in lines:
                del line[column]
            body = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines]
            files[f"data/{table}.jsonl"] = "".join(body).encode()
        files["data/schema.json"] = json.dumps(schema).encode()
        of_revision("0006")(files)

    return change


def test_the_archive_of_an_older_version_fits_where_tables_only_grew(written: Path, target: Engine):
    path = tampered(written, without(("minutes", "archived_at"), ("minutes", "comments_until")), honest=False)
    assert archive.restore(system(target), path).year == 2026


def test_the_archive_of_an_older_version_with_too_little_is_refused(written: Path, target: Engine):
    path = tampered(written, without(("meeting", "place")), honest=False)
    with pytest.raises(RuleBroken, match="use the version with database 0006"):
        archive.restore(system(target), path)
