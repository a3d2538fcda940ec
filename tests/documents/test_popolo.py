import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.popolo import to_popolo
from dashboard.errors import BadInput
from models.enums import Outcome
from tests.documents.minutes.meetings import meetings
from tests.documents.minutes.samples import (
    EMPTY,
    HOSTILE,
    ITEM,
    LARGE,
    MEETING,
    MOTION,
    RICH,
    SECRET,
    a_paper,
    the_paper_of,
)

SCHEMA = json.loads((Path(__file__).parent / "popolo" / "popolo.schema.json").read_text(encoding="utf-8"))
"""Fields and types of the classes of the Popolo specification that the house writes."""

VALIDATOR = Draft202012Validator(SCHEMA)


def told(*facts: MeetingFacts, **changed: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the file of these meetings, valid."""
    found: dict[str, list[dict[str, Any]]] = json.loads(to_popolo([the_paper_of(one, **changed) for one in facts]))
    VALIDATOR.validate(found)
    return found


def counts(vote: dict[str, Any]) -> dict[str, int]:
    return {count["option"]: count["value"] for count in vote["counts"]}


def test_schema_is_one_and_knows_no_voters() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    voted = told(MEETING)
    voted["vote_events"][0]["votes"] = [{"option": "yes", "voter_id": "seat-1"}]

    assert [error.validator for error in VALIDATOR.iter_errors(voted)] == ["additionalProperties"]


def test_votes_in_popolo() -> None:
    assert told(MEETING) == {
        "organizations": [
            {"id": "committee", "name": "平凉社区滨江联合党委", "classification": "committee"},
            {"id": "unit-2b7155b8efee", "name": "杨浦供电服务中心党支部", "classification": "member organisation"},
        ],
        "persons": [],
        "posts": [
            {
                "id": "post-32dc2f47d10c",
                "label": "联合党委书记",
                "role": "chair",
                "organization_id": "committee",
            }
        ],
        "events": [
            {
                "id": "PL-HY-2026-03",
                "name": "2026年第二季度委员会议",
                "start_date": "2026-06-18T06:00:00+00:00",
                "location": "三楼议事厅",
                "identifiers": [{"identifier": "PL-HY-2026-03"}],
                "classification": "委员会议",
                "organization_id": "committee",
            }
        ],
        "motions": [
            {
                "id": "PL-HY-2026-03/1-1",
                "organization_id": "committee",
                "legislative_session_id": "PL-HY-2026-03",
                "text": "同意推进3号车棚安全充电改造的协调工作",
                "classification": "关于澄波居民区3号车棚改造",
                "date": "2026-06-18T06:00:00+00:00",
                "requirement": "赞成票超过应到人数的半数",
                "result": "pass",
            }
        ],
        "vote_events": [
            {
                "id": "PL-HY-2026-03/1-1",
                "identifier": "PL-HY-2026-03/1-1",
                "organization_id": "committee",
                "legislative_session_id": "PL-HY-2026-03",
                "motion_id": "PL-HY-2026-03/1-1",
                "result": "pass",
                "counts": [
                    {"option": "yes", "value": 9},
                    {"option": "no", "value": 0},
                    {"option": "abstain", "value": 0},
                    {"option": "not voting", "value": 0},
                    {"option": "absent", "value": 2},
                ],
            }
        ],
    }


def test_counts_are_those_of_the_facts() -> None:
    first, deferred, on_paper, choice = told(RICH)["vote_events"]

    assert (counts(first)["yes"], counts(deferred)) == (
        9,
        {"yes": 5, "no": 3, "abstain": 1, "not voting": 0, "absent": 2},
    )
    assert counts(on_paper) == {"yes": 31, "no": 9, "abstain": 5, "invalid": 1, "not voting": 1, "absent": 7}
    assert counts(choice) == {"夜间照明二期": 38, "亲子角": 12, "abstain": 4, "not voting": 0, "absent": 2}


@pytest.mark.parametrize(
    ("outcome", "conditions", "result"),
    [
        (Outcome.CARRIED, "", "pass"),
        (Outcome.CARRIED, "加装遮光罩", "pass"),
        (Outcome.CARRIED_WITH_CONDITIONS, "加装遮光罩", "pass"),
        (Outcome.NOT_CARRIED, "", "fail"),
        (Outcome.NO_QUORUM, "", "no_quorum"),
        (Outcome.UNDEFINED, "", "undefined"),
        (Outcome.VOID, "", "void"),
    ],
)
def test_results_in_the_words_of_the_specification(outcome: Outcome, conditions: str, result: str) -> None:
    motion = replace(MOTION, outcome=outcome, conditions=conditions)
    found = told(replace(MEETING, items=(replace(ITEM, motions=(motion,)),)))

    assert (found["motions"][0]["result"], found["vote_events"][0]["result"]) == (result, result)


def test_a_secret_vote_of_few_and_a_void_vote_give_no_counts() -> None:
    void = replace(MEETING, items=(replace(ITEM, motions=(replace(MOTION, outcome=Outcome.VOID),)),))

    assert [vote["counts"] for vote in told(SECRET, void)["vote_events"]] == [[], []]


def test_nobody_is_named() -> None:
    whole = to_popolo([the_paper_of(RICH)]).decode()

    assert [words in whole for words in ("单位1（书记）", "映江居民区党总支（书记）", "voter", "公务")] == [False] * 4
    assert told(RICH, without_names=True)["posts"] == []


def test_several_meetings_name_each_organisation_once() -> None:
    found = told(MEETING, replace(MEETING, number="PL-HY-2026-04"))

    assert [len(found[name]) for name in ("organizations", "posts", "events", "motions", "vote_events")] == [
        2,
        1,
        2,
        2,
        2,
    ]


@pytest.mark.parametrize("facts", [EMPTY, LARGE])
def test_meetings_of_every_size_are_valid(facts: MeetingFacts) -> None:
    assert len(told(facts)["motions"]) == len(facts.items)


def test_minutes_without_their_facts_are_passed_over() -> None:
    assert json.loads(to_popolo([a_paper()]))["events"] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_through_whole(text: str) -> None:
    found = told(replace(MEETING, title=text, items=(replace(ITEM, motions=(replace(MOTION, text=text),)),)))

    assert (found["events"][0]["name"], found["motions"][0]["text"]) == (text, text)


def test_a_character_that_no_document_can_hold_is_refused() -> None:
    with pytest.raises(BadInput):
        to_popolo([a_paper(facts=replace(MEETING, place="\ud800"))])


@settings(deadline=None, max_examples=30)
@given(meetings())
def test_any_meeting_is_valid(facts: MeetingFacts) -> None:
    assert len(told(facts)["vote_events"]) == sum(len(item.motions) for item in facts.items)
