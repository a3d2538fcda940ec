import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings

from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, digest, from_json, to_json
from dashboard.i18n import speaking
from tests.documents.minutes.meetings import meetings
from tests.documents.minutes.samples import ITEM, MEETING


def changes(facts: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Give the facts once for every fact in them, with that one fact changed."""
    for field in fields(facts):
        value, name = getattr(facts, field.name), f"{path}{field.name}"
        yield name, replace(facts, **{field.name: another(value)})
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            for inner, changed in changes(value[0], f"{name}."):
                yield inner, replace(facts, **{field.name: (changed, *value[1:])})


def another(value: Any) -> Any:
    match value:
        case StrEnum():
            return next(member for member in type(value) if member is not value)
        case None:
            return 7
        case str():
            return value + "改"
        case bool():
            return not value
        case int():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case tuple():
            return value[:-1] if value else ("新",)
    raise AssertionError(value)


CHANGES = list(changes(MEETING))


@pytest.mark.parametrize("changed", [facts for _, facts in CHANGES], ids=[name for name, _ in CHANGES])
def test_digest_changes_with_any_one_fact(changed: MeetingFacts) -> None:
    assert digest(changed) != digest(MEETING)


def test_digests_of_all_changes_differ() -> None:
    assert len({digest(facts) for _, facts in CHANGES}) == len(CHANGES) == 49


def test_digest_is_the_same_in_every_release() -> None:
    assert digest(MEETING) == "634a1846e9723aca2efd7ab838d09ab8ac7145cdd46f58930eef4b397f96bafd"


def test_digest_does_not_depend_on_time_zone_or_language() -> None:
    elsewhere = replace(MEETING, starts_at=MEETING.starts_at.astimezone(timezone(timedelta(hours=8))))

    with speaking("zh_CN"):
        assert digest(elsewhere) == digest(MEETING)


def test_digest_counts_the_order_of_a_list() -> None:
    assert digest(replace(MEETING, present=MEETING.present[::-1])) != digest(MEETING)


@settings(deadline=None, max_examples=50)
@given(meetings())
def test_facts_come_back_from_json(facts: MeetingFacts) -> None:
    stored = json.loads(json.dumps(to_json(facts)))

    assert from_json(stored) == facts
    assert digest(from_json(stored)) == digest(facts)


def test_facts_stored_by_an_earlier_release_come_back_with_defaults() -> None:
    stored = to_json(MEETING)
    for name in ("held_over", "absent_views"):
        del stored["items"][0][name]

    assert from_json(stored) == MEETING


@pytest.mark.parametrize("broken", [{}, {"title": "甲"}, to_json(MEETING) | {"starts_at": "gestern"}])
def test_what_holds_no_meeting_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(broken)


def test_views_are_facts_that_drafts_before_them_did_not_miss() -> None:
    assert digest(replace(MEETING, items=(replace(ITEM, held_over=(), absent_views=0),))) == digest(MEETING)
    assert {field.name for field in fields(ItemFacts)} >= {"held_over", "absent_views"}
