import json
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.documents.minutes.minutes_file import SCHEMA, MinutesFile, schema_text
from dashboard.documents.minutes.to_json import minutes_file, to_json
from dashboard.documents.minutes.voting import vote_line
from dashboard.i18n import speaking
from tests.documents.minutes.meetings import meetings
from tests.documents.minutes.samples import EMPTY, HOSTILE, LARGE, MEETING, RICH, SECRET, a_paper, the_paper_of

VALIDATOR = Draft202012Validator(json.loads(schema_text()), format_checker=Draft202012Validator.FORMAT_CHECKER)


def told(**changed: Any) -> dict[str, Any]:
    """Return the file of the rich meeting as anybody reads it."""
    return read(to_json(the_paper_of(RICH, **changed)))


def read(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)
    VALIDATOR.validate(found)
    return found


def test_schema_in_the_house_is_the_one_of_the_model() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_schema_is_one_and_allows_nothing_else() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))
    extra = read(to_json(a_paper())) | {"voters": []}

    assert [error.validator for error in VALIDATOR.iter_errors(extra)] == ["additionalProperties"]


@pytest.mark.parametrize("facts", [MEETING, RICH, EMPTY, LARGE, SECRET])
def test_file_holds_the_meeting_and_is_valid(facts: MeetingFacts) -> None:
    found = read(to_json(the_paper_of(facts)))

    assert MinutesFile.model_validate(found) == minutes_file(the_paper_of(facts))
    assert found["meeting"]["roll"]["present"] == list(facts.present)
    assert [item["title"] for item in found["items"]] == [item.title for item in facts.items]


def test_document_says_what_the_paper_is() -> None:
    assert told(correction_no=1, correction_reason="更正", demo=True)["document"] == {
        "head": "平凉社区滨江联合党委会议纪要",
        "number": "〔2026〕1号",
        "correction_no": 1,
        "correction_reason": "更正",
        "issuer": "平凉社区滨江联合党委",
        "title": "2026年第二季度委员会议",
        "issued_on": "2026年6月25日",
        "issued_day": "2026-06-25",
        "copy_to": "各成员单位",
        "language": "zh_CN",
        "draft": False,
        "public": False,
        "left_out": "",
        "demonstration": True,
        "sha256": "0123456789abcdef" * 4,
    }


def test_attendance_and_counts_are_those_of_the_facts() -> None:
    found = told()
    paper_vote, choice = found["items"][2]["motions"]

    assert found["meeting"]["attendance"] == {
        "entitled": 54,
        "present": 47,
        "on_leave": 2,
        "absent": 5,
        "in_attendance": 1,
    }
    assert paper_vote["counts"] == {
        "entitled": 54,
        "present": 47,
        "recused": 2,
        "issued": 47,
        "returned": 46,
        "invalid": 1,
        "votes_for": 31,
        "against": 9,
        "abstain": 5,
    }
    assert (choice["counts"]["votes_for"], choice["counts"]["against"]) == (40, None)
    assert [(one["text"], one["count"], one["carried"]) for one in choice["options"]] == [
        ("夜间照明二期", 38, True),
        ("亲子角", 12, False),
    ]
    assert found["items"][2]["tasks"] == [
        {"text": "完成灯罩加装。", "unit": "杨浦供电服务中心党支部", "due_on": "2026-06-25"},
        {"text": "报街道", "unit": "", "due_on": "2026-12-07"},
    ]
    with speaking("zh_CN"):
        assert paper_vote["line"] == vote_line(RICH.items[2].motions[0])


def test_a_secret_vote_of_few_gives_no_counts() -> None:
    (motion,) = read(to_json(the_paper_of(SECRET)))["items"][0]["motions"]

    assert (motion["counts_given"], motion["counts"]["votes_for"], motion["counts"]["entitled"]) == (False, None, 11)


def test_what_was_said_and_why_somebody_was_on_leave_stay_in_the_house() -> None:
    whole = to_json(a_paper(facts=RICH)).decode()

    assert [words in whole for words in ("公务", "需再征求意见", "三棵大树先修剪")] == [False, False, False]


@pytest.mark.parametrize("flag", ["without_roll", "without_names"])
def test_people_can_be_left_out(flag: str) -> None:
    found = told(**{flag: True})

    assert found["meeting"]["roll"] is None
    assert found["meeting"]["attendance"]["present"] == 47
    assert found["meeting"]["chair"] == ("" if flag == "without_names" else "联合党委书记")


def test_minutes_whose_facts_were_not_kept_say_so() -> None:
    found = read(to_json(a_paper()))

    assert (found["meeting"], found["items"], len(found["text"])) == (None, [], 3)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_through_whole(text: str) -> None:
    found = read(to_json(a_paper(title=text, opening=text, copy_to=text)))

    assert (found["document"]["title"], found["opening"], found["document"]["copy_to"]) == (text, text, text)


@settings(deadline=None, max_examples=30)
@given(meetings())
def test_any_meeting_makes_a_valid_file(facts: MeetingFacts) -> None:
    read(to_json(the_paper_of(facts)))
