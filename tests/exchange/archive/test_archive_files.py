"""An archive is written whole or not at all, and read without trusting a single name or size."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import RuleBroken
from dashboard.exchange.archive import Column, Sort, TableSchema, opened, reading, writing
from dashboard.exchange.archive.layout import is_safe, safe_name
from dashboard.exchange.archive.pages import Link, page, table
from dashboard.exchange.archive.typed import line, read, written
from models.enums import Choice

MOMENT = (2026, 12, 31, 0, 0, 0)
ABOUT = {"year": 2026, "revision": "0007", "counts": {"need": 1}}


def an_archive(path: Path, **files: bytes) -> Path:
    with writing(path, MOMENT) as archive:
        for name, content in (files or {"说明.txt": "你好".encode()}).items():
            archive.add(name, content)
        archive.finish(ABOUT)
    return path


def problems(path: Path) -> list[str]:
    with opened(path) as archive:
        return list(archive.problems())


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Return the archive with its files changed, packed anew."""
    with zipfile.ZipFile(path) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return path


def test_an_archive_reads_back_and_its_digest_is_that_of_the_manifest(tmp_path: Path):
    path = an_archive(tmp_path / "a.zip")
    with opened(path) as archive, zipfile.ZipFile(path) as packed:
        assert list(archive.problems()) == []
        assert archive.content("说明.txt").decode() == "你好"
        assert archive.manifest.year == 2026
        assert archive.digest == sha256(packed.read("manifest.json")).hexdigest()
        assert packed.namelist() == ["说明.txt", "manifest.json"]
        assert {entry.date_time for entry in packed.infolist()} == {MOMENT}


def test_the_same_files_give_the_same_bytes(tmp_path: Path):
    assert an_archive(tmp_path / "a.zip").read_bytes() == an_archive(tmp_path / "b.zip").read_bytes()


def test_word_files_lose_the_time_at_which_they_were_packed(tmp_path: Path):
    def word(second: int) -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(zipfile.ZipInfo("word/document.xml", (2026, 1, 1, 1, 1, second)), b"<w/>")
        return file.getvalue()

    made = []
    for second in (2, 4):
        with writing(tmp_path / f"{second}.zip", MOMENT) as archive:
            archive.add_document("m.docx", word(second))
            archive.finish(ABOUT)
        made.append((tmp_path / f"{second}.zip").read_bytes())
    assert made[0] == made[1]


def test_an_existing_file_is_never_overwritten(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"mine")
    with pytest.raises(RuleBroken, match="exists already"):
        an_archive(path)
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path):
    path = tmp_path / "a.zip"
    with pytest.raises(RuleBroken, match="exists already"), writing(path, MOMENT) as archive:
        archive.finish(ABOUT)
        path.write_bytes(b"somebody else's")
    assert path.read_bytes() == b"somebody else's"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_writing_leaves_nothing(tmp_path: Path):
    with pytest.raises(KeyError), writing(tmp_path / "a.zip", MOMENT) as archive:
        archive.add("one", b"1")
        raise KeyError("interrupted")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RuleBroken, match="cannot be written"):
        an_archive(tmp_path / "file" / "a.zip")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda files: files.update({"one": b"2"}), "one was changed or damaged."),
        (lambda files: files.update({"one": b"11"}), "one was changed or damaged."),
        (lambda files: files.pop("one"), "one is missing."),
        (lambda files: files.update({"more": b""}), "more does not belong to the archive."),
    ],
)
def test_each_change_is_named(tmp_path: Path, change, sentence: str):
    path = rewritten(an_archive(tmp_path / "a.zip", one=b"1", two=b"2"), change)
    assert problems(path) == [sentence]


def test_a_flipped_bit_names_the_file(tmp_path: Path):
    path = an_archive(tmp_path / "a.zip", **{"photo.jpg": b"stored as it is" * 9, "two": b"2"})
    content = bytearray(path.read_bytes())
    content[content.index(b"stored")] ^= 1
    path.write_bytes(content)
    assert problems(path) == ["photo.jpg was changed or damaged."]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_file_cut_short_is_no_archive(tmp_path: Path, share: float):
    content = an_archive(tmp_path / "a.zip", one=b"1" * 5000).read_bytes()
    cut = BytesIO(content[: int(len(content) * share)])
    with pytest.raises(RuleBroken, match="cut short"), opened(cut):
        pass


def test_a_missing_file_is_a_sentence(tmp_path: Path):
    with pytest.raises(RuleBroken, match="There is no file"), opened(tmp_path / "none.zip"):
        pass


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/x", "C:/x", "a\\..\\x", "a//x", "folder/", "a\x07b", "‮gpj"]
)
def test_names_that_leave_their_folder_are_refused(tmp_path: Path, name: str):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = name
        packed.writestr(entry, b"x")
    with pytest.raises(RuleBroken, match="leave its folder"), opened(path):
        pass


def test_two_files_of_one_name_are_refused(tmp_path: Path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("one", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("one", b"2")
    with pytest.raises(RuleBroken, match="two files of the same name"), opened(path):
        pass


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path):
    path = an_archive(tmp_path / "a.zip", zeros=bytes(20 << 20))
    with pytest.raises(RuleBroken, match="more than an archive may hold"), opened(path):
        pass


def test_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "MOST_FILES", 2)
    path = an_archive(tmp_path / "a.zip", one=b"1", two=b"2")
    with pytest.raises(RuleBroken, match="more than an archive may hold"), opened(path):
        pass


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        (None, "it has no manifest.json"),
        (b"{", "manifest.json cannot be read"),
        (b"[" * 100_000, "manifest.json cannot be read"),
        (b"{}", "no archive of a year"),
        (json.dumps({"format": "riverside-archive", "version": 2}).encode(), "newer version"),
        (json.dumps({"format": "riverside-archive", "version": True}).encode(), "newer version"),
        (
            json.dumps({"format": "riverside-archive", "version": 1, "year": "x"}).encode(),
            "manifest.json cannot be read",
        ),
    ],
)
def test_a_zip_without_a_fitting_manifest_is_no_archive(tmp_path: Path, manifest: bytes | None, sentence: str):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("one", b"1")
        if manifest is not None:
            packed.writestr("manifest.json", manifest)
    with pytest.raises(RuleBroken, match=sentence), opened(path):
        pass


def test_a_line_that_is_no_row_is_named(tmp_path: Path):
    path = an_archive(tmp_path / "a.zip", **{"data/need.jsonl": b'{"id":1}\n{"id":"two"}\n'})
    schema = TableSchema(kept="whole", columns=[Column(name="id", sort=Sort.WHOLE, nullable=False, key=True)])
    with opened(path) as archive:
        rows = archive.rows("need", schema)
        assert next(rows) == {"id": 1}
        with pytest.raises(RuleBroken, match=r"Line 2 of data/need\.jsonl"):
            next(rows)


ODD = st.one_of(st.text(), st.just("堃玥喆𬀩"), st.just("a\u2028b\n\r\x85"), st.just('"\\'))


@given(
    whole=st.integers(-(2**63), 2**63 - 1),
    text=ODD,
    moment=st.datetimes(timezones=st.just(UTC)),
    day=st.dates(),
    found=st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ODD,
                       lambda inner: st.lists(inner) | st.dictionaries(ODD, inner), max_leaves=8),
)  # fmt: skip
def test_every_value_comes_back_as_it_was(whole: int, text: str, moment: datetime, day: date, found: object):
    values = {
        Sort.WHOLE: whole, Sort.TEXT: text, Sort.YES_NO: whole > 0, Sort.DAY: day, Sort.MOMENT: moment,
        Sort.JSON: found, Sort.FILE: text,
    }  # fmt: skip
    packed = line({sort: written(sort, value) for sort, value in values.items()})
    assert packed.count(b"\n") == 1
    again = json.loads(packed)
    assert {sort: read(sort, again[sort]) for sort in values} == values


def test_half_a_character_in_json_comes_back():
    assert json.loads(line({"facts": {"a": "\ud83d"}})) == {"facts": {"a": "\ud83d"}}


def test_a_stored_word_is_its_value():
    assert (written(Sort.WORD, Choice.FOR), written(Sort.WORD, None)) == ("for", None)


@pytest.mark.parametrize(
    ("sort", "value"),
    [(Sort.WHOLE, True), (Sort.WHOLE, 1.0), (Sort.YES_NO, 1), (Sort.TEXT, 1), (Sort.DAY, "2026-13-01"),
     (Sort.MOMENT, "2026-01-01T00:00:00"), (Sort.MOMENT, 5)],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(sort: Sort, value: object):
    with pytest.raises(ValueError, match=r"instead of|month|zone"):
        read(sort, value)


@given(ODD)
def test_any_name_becomes_one_that_stays_in_its_folder(name: str):
    assert is_safe(safe_name(name) or "_")
    assert len(safe_name(name)) <= 80


def test_a_page_escapes_what_people_wrote_and_links_relative():
    made = page(
        "<b>&", [table(["一"], [[Link("<i>", "items/堃 1.html")]], "lists/a.html")], name="lists/a.html", home="首页"
    )
    text = made.decode()
    assert "<b>" not in text
    assert "&lt;b&gt;&amp;" in text
    assert '<a href="../items/%E5%A0%83%201.html">&lt;i&gt;</a>' in text
    assert '<a href="../index.html">首页</a>' in text
