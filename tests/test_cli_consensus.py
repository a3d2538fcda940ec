"""The consensus commands: files in, figures out, no database."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard import cli
from dashboard.settings import settings

ROWS = ["++++----"] * 9 + ["----++++"] * 14
VOTE = ("--for", "31", "--against", "9", "--abstain", "5", "--entitled", "54")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    file = tmp_path / "votes.csv"
    lines = [
        f"{statement},{voter},{1 if cell == '+' else -1}"
        for voter, row in enumerate(ROWS)
        for statement, cell in enumerate(row)
    ]
    file.write_text("comment-id,voter-id,vote\n" + "\n".join(lines) + "\n", "utf-8")
    return file


def call(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(cli.app, ["--lang", lang, "consensus", *arguments])


def answer(*arguments: str) -> dict:
    ran = call(*arguments, "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def test_analysis_as_json_has_every_figure(votes: Path, data: Path):
    found = answer("analyse", str(votes), "--members")
    assert (found["participants"], found["statements"], found["votes"], found["k"]) == (23, 8, 184, 2)
    assert found["groups"] == [
        {"id": "A", "size": 14, "members": list(range(9, 23))},
        {"id": "B", "size": 9, "members": list(range(9))},
    ]
    assert found["stability"] == 1.0
    first = found["by_statement"][0]
    assert (first["id"], first["gic"], first["worst_group_share"]) == (0, 10 / 11 * 1 / 16, 1 / 16)
    assert set(first["groups"]["A"]) == {
        "agree", "disagree", "seen", "pa", "pd", "ra", "rd", "pat", "pdt", "rat", "rdt",
    }  # fmt: skip
    assert set(found["representative"]) == {"A", "B"}
    assert set(found["consensus"]) == {"agree", "disagree"}
    assert {"read", "matrix", "pairs", "groups", "stability", "total"} <= set(found["seconds"])
    assert not (data / "data").exists()


def test_members_are_named_only_when_asked(votes: Path):
    assert "members" not in answer("analyse", str(votes))["groups"][0]


def test_moderated_statements_are_dropped_and_groups_may_be_given(votes: Path, tmp_path: Path):
    comments, groups = tmp_path / "comments.csv", tmp_path / "groups.json"
    comments.write_text("comment-id,moderated\n0,-1\n1,1\n", "utf-8")
    groups.write_text('{"东": [0, 1], "西": [9]}', "utf-8")
    found = answer("analyse", str(votes), "--comments", str(comments), "--groups", str(groups))
    assert [one["id"] for one in found["by_statement"]] == [1, 2, 3, 4, 5, 6, 7]
    assert [(one["id"], one["size"]) for one in found["groups"]] == [("东", 2), ("西", 1)]
    assert found["stability"] is None


@pytest.mark.parametrize(("lang", "word"), [("en", "Stability of the groups: 1.00"), ("zh_CN", "1.00")])
def test_analysis_as_table(votes: Path, lang: str, word: str):
    ran = call("analyse", str(votes), lang=lang)
    assert ran.exit_code == 0
    assert word in ran.stdout


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("comment-id,voter-id,vote\n1,1,2\n", "Line 2: the vote is “2”; write 1 (agree), 0 (pass) or -1 (disagree).\n"),
        ("", "The file is empty; line 1 must name the columns. Export it again.\n"),
    ],
)
def test_wrong_files_are_refused_with_a_sentence(tmp_path: Path, text: str, sentence: str):
    file = tmp_path / "wrong.csv"
    file.write_text(text, "utf-8")
    ran = call("analyse", str(file), "--json")
    assert (ran.exit_code, ran.stdout, ran.stderr) == (2, "", sentence)


def test_missing_file_and_wrong_groups_are_refused(votes: Path, tmp_path: Path):
    missing = call("analyse", str(tmp_path / "none.csv"))
    assert (missing.exit_code, missing.stderr.startswith("This file cannot be read")) == (2, True)
    for text in ("{", "[]", '{"A": []}'):
        (tmp_path / "groups.json").write_text(text, "utf-8")
        assert call("analyse", str(votes), "--groups", str(tmp_path / "groups.json")).exit_code == 2


def test_five_numbers_as_json(data: Path):
    found = answer("ballots", *VOTE)
    assert (found["turnout"], found["approval"]) == (45 / 54, 31 / 40)
    assert (found["votes_needed"], found["votes_over"], found["votes_short"]) == (28, 3, 0)
    assert found["agreement"] == pytest.approx(14 / 45)
    assert (found["bridging"], found["lowest_type"], found["converging"]) == (None, None, [])
    assert not (data / "data").exists()


def test_five_numbers_across_types_and_rounds(tmp_path: Path):
    types = {
        "enterprise": {"for": 20, "against": 6, "abstain": 3, "entitled": 35},
        "quarter": {"for": 3, "against": 0, "abstain": 0, "entitled": 4},
        "two_new": {"for": 8, "against": 3, "abstain": 2, "entitled": 15},
    }
    file = tmp_path / "types.json"
    file.write_text(json.dumps(types), "utf-8")
    found = answer("ballots", *VOTE, "--by-type", str(file), "--earlier", "20/15/10")
    assert (found["lowest_type"], found["lowest_type_share"]) == ("enterprise", 20 / 26)
    assert found["converging"][0]["approval"] == pytest.approx(31 / 40 - 20 / 35)
    words = call("ballots", *VOTE, "--by-type", str(file), "--earlier", "20/15/10").stdout
    assert "Needed: 28 votes for; over: 3, short: 0" in words


def test_types_that_are_not_this_vote_are_refused(tmp_path: Path):
    file = tmp_path / "types.json"
    file.write_text('{"enterprise": {"for": 1, "against": 0, "abstain": 0, "entitled": 2}}', "utf-8")
    ran = call("ballots", *VOTE, "--by-type", str(file))
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("The types add up to 1 for, 0 against")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--for", "40", "--against", "10", "--abstain", "5", "--entitled", "54"),
        (*VOTE, "--preset", "P99"),
        (*VOTE, "--earlier", "20/15"),
        (*VOTE, "--present", "60"),
    ],
)
def test_ballots_that_cannot_be_are_refused(arguments: tuple[str, ...]):
    ran = call("ballots", *arguments)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.strip()
