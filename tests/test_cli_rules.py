"""Decision rules on the command line: the arithmetic of a vote, and which rules there are."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard import cli
from dashboard.cli.common import database, system
from dashboard.rules.decisions import PRESET_TITLES, PRESETS
from dashboard.services import decision_rules
from dashboard.settings import settings
from tests.rules.decision_votes import approve

PARKING = ("--eligible", "11", "--present", "9", "--for", "5", "--against", "2", "--abstain", "0")
OWNERS = ("--preset", "P7", "--eligible", "412", "--present", "318", "--for", "251", "--against", "67")
AREAS = {"eligible": 2_431_050, "present": 1_842_060, "for": 1_469_020, "against": 373_040, "abstain": 0}
HALF = {"measure": "heads", "base": "cast", "of": "for", "numerator": 1, "denominator": 2, "op": ">"}
OWN = {"code": "own", "quorum": [], "pass": [HALF]}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("RIVERSIDE_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["--lang", "en", *arguments])


def answer(*arguments: str) -> dict:
    ran = call("decide", *arguments, "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def weights(**areas: int) -> tuple[str, ...]:
    return tuple(part for name, area in areas.items() for part in (f"--{name}-weight", str(area)))


@pytest.mark.parametrize("code", ["P1", "P2", "P3", "P4", "P5", "P8", "P9"])
def test_every_preset_by_heads_decides_without_a_database(code: str, data: Path):
    found = answer("--preset", code, "--eligible", "11", "--present", "11", "--for", "6", "--against", "5")
    assert (found["preset"], found["outcome"], found["flip_margin"]) == (code, "carried", 1)
    assert list(data.iterdir()) == []


def test_the_arithmetic_is_shown_condition_by_condition():
    found = answer(*PARKING)
    assert (found["outcome"], found["votes_needed"], found["flip_margin"], found["recusal"]) == (
        "not_carried",
        6,
        1,
        None,
    )
    assert found["conditions"] == [
        {
            "part": "quorum",
            "condition": "at least half of the members who should attend are present",
            "measure": "heads",
            "of": "present",
            "op": ">=",
            "share": "1/2",
            "base_name": "entitled",
            "counted": 9,
            "base": 11,
            "needed": 6,
            "holds": True,
        },
        {
            "part": "pass",
            "condition": "the votes for are more than half of the members who should attend",
            "measure": "heads",
            "of": "for",
            "op": ">",
            "share": "1/2",
            "base_name": "entitled",
            "counted": 5,
            "base": 11,
            "needed": 6,
            "holds": False,
        },
    ]


def test_both_ways_are_shown_where_somebody_recused_themselves():
    recused = (*PARKING, "--recused", "2", "--recused-present", "2")
    kept = answer(*recused)
    assert (kept["outcome"], kept["deducts_recused"]) == ("not_carried", False)
    ways = kept["recusal"]
    assert (ways["kept"]["outcome"], ways["kept"]["entitled"], ways["kept"]["present"]) == ("not_carried", 11, 9)
    assert (ways["deducted"]["outcome"], ways["deducted"]["entitled"], ways["deducted"]["present"]) == ("carried", 9, 7)
    assert [one["needed"] for one in ways["deducted"]["conditions"]] == [5, 5]
    deducted = answer(*recused, "--deduct-recused")
    assert (deducted["outcome"], deducted["votes_needed"], deducted["recusal"]) == ("carried", 5, ways)
    assert (deducted["entitled"], deducted["recused"], deducted["recused_present"]) == (11, 2, 2)


def test_floor_area_is_counted_exactly():
    found = answer(*OWNERS, *weights(**AREAS))
    assert found["outcome"] == "carried"
    assert [(one["measure"], one["counted"], one["needed"]) for one in found["conditions"]] == [
        ("heads", 318, 275),
        ("weight", 1_842_060, 1_620_700),
        ("heads", 251, 239),
        ("weight", 1_469_020, 1_381_545),
    ]
    assert found["flip_margin"] is None
    short = answer(*OWNERS, *weights(**AREAS | {"for": 1_381_544, "against": 460_516}))
    assert [one["holds"] for one in short["conditions"]] == [True, True, True, False]
    assert short["outcome"] == "not_carried"


def test_the_recused_take_their_floor_area_along():
    recusal = ("--recused", "1", "--recused-weight", "100", "--deduct-recused")
    found = answer(*OWNERS, *weights(**AREAS), *recusal)
    assert [one["base"] for one in found["conditions"]] == [411, 2_430_950, 318, 1_842_060]


def test_an_invalid_ballot_is_cast_and_not_in_favour():
    votes = ("--eligible", "11", "--present", "11", "--for", "5", "--against", "5", "--invalid", "1")
    found = answer("--rule", json.dumps(OWN), *votes)
    assert (found["outcome"], found["invalid"], found["base"]) == ("not_carried", 1, 11)


def test_a_rule_of_ones_own_is_typed_or_kept_in_a_file(tmp_path: Path):
    file = tmp_path / "rule.json"
    file.write_text(json.dumps(OWN), "utf-8")
    for rule in (json.dumps(OWN), str(file)):
        found = answer("--rule", rule, *PARKING)
        assert (found["preset"], found["outcome"], found["base"], found["base_name"]) == ("own", "carried", 7, "cast")


def test_people_read_sentences():
    lines = call("decide", *PARKING, "--recused", "2", "--recused-present", "2").stdout.splitlines()
    assert lines == [
        "valid if at least half of the members who should attend are present; "
        "carried if the votes for are more than half of the members who should attend",
        "Should attend 11, present 9, for 5, against 2, abstained 0, recused 2; 6 needed, 1 short, not carried",
        "- at least half of the members who should attend are present: 9 of 11, 6 needed, met",
        "- the votes for are more than half of the members who should attend: 5 of 11, 6 needed, not met",
        "- the result would have been another if 1 voter had voted otherwise",
        "The other way to count the recused:",
        "Should attend 9, present 7, for 5, against 2, abstained 0, recused 2, taken out of the number; "
        "5 needed, exactly reached, carried",
        "- at least half of the members who should attend are present: 7 of 9, 5 needed, met",
        "- the votes for are more than half of the members who should attend: 5 of 9, 5 needed, met",
        "- the result would have been another if 1 voter had voted otherwise",
    ]
    owners = call("decide", *OWNERS, *weights(**AREAS)).stdout
    assert "14,690.20 m² of 18,420.60 m², 13,815.45 m² needed, met" in owners
    nobody = call("decide", "--eligible", "0", "--present", "0", "--for", "0", "--against", "0").stdout
    assert "there is nobody to take the share of" in nobody
    assert "no other vote of those who voted would have changed the result" in nobody


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--preset", "P10"), "Please choose one of these rules: P1, P2"),
        (("--rule", "{"), "neither a rule in JSON nor a file"),
        (("--rule", "no such file"), "neither a rule in JSON nor a file"),
        (("--rule", "x" * 5000), "neither a rule in JSON nor a file"),
        (("--rule", "{}"), "must have exactly the entries code, quorum, pass"),
        (("--rule", json.dumps(OWN | {"pass": []})), "The passing part needs at least one condition"),
        (("--rule", json.dumps(OWN | {"pass": [HALF | {"numerator": 0.5}]})), "A share needs whole numbers"),
        (("--preset", "P6"), "This rule also counts floor area"),
        (("--recused", "12"), "12 are recused of 11 there are"),
        (("--recused", "-1"), "must be a whole number"),
        (("--recused", "1", "--recused-present", "2"), "2 are recused of 1 there are"),
        (("--recused", "3", "--recused-present", "3"), "7 votes from 6 present"),
        (("--invalid", "3"), "10 votes from 9 present"),
        (("--eligible-weight", "100"), "Floor areas are counted for all or for none"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(arguments: tuple[str, ...], sentence: str):
    for more in ((), ("--json",)):
        ran = call("decide", *PARKING, *arguments, *more)
        assert (ran.exit_code, ran.stdout) == (2, "")
        assert sentence in ran.stderr


def test_rules_are_listed_as_shipped_where_there_is_no_database(data: Path):
    ran = call("rules", "list", "--json")
    listed = json.loads(ran.stdout)
    assert {one["code"]: one["rule"] for one in listed} == {code: rule.to_json() for code, rule in PRESETS.items()}
    assert {one["code"]: one["title"] for one in listed} == PRESET_TITLES
    assert {(one["version"], one["retired"]) for one in listed} == {(None, False)}
    assert list(data.iterdir()) == []
    assert "P9　Election by ballot（as shipped）" in call("rules", "list").stdout


def test_rules_of_the_database_are_listed_and_decided_under():
    engine = database()
    own = [approve(">=", 1, 3, "cast")]
    decision_rules.compose(system(engine), None, "三分之一", "One third", [], own)
    decision_rules.compose(system(engine), "P1", "委员会议", "Members", [], own)
    decision_rules.retire(system(engine), "P9", "No elections here")
    engine.dispose()
    listed = {one["code"]: one for one in json.loads(call("rules", "list", "--json").stdout)}
    assert list(listed) == [*PRESETS, "P10"]
    assert (listed["P1"]["version"], listed["P1"]["title"]) == (2, "Members")
    assert (listed["P9"]["version"], listed["P9"]["retired"]) == (2, True)
    text = call("rules", "list").stdout
    assert "P10　One third（version 1）" in text
    assert "P9　Election by ballot（version 2）　out of use" in text
    for code in ("P1", "P10"):
        found = answer("--preset", code, "--eligible", "9", "--present", "3", "--for", "1", "--against", "2")
        assert (found["preset"], found["outcome"]) == (code, "carried")
