from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest

from dashboard.documents.minutes.facts import MeetingFacts, digest
from dashboard.i18n import speaking
from tests.documents.minutes.samples import MEETING


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
    assert len({digest(facts) for _, facts in CHANGES}) == len(CHANGES) == 47


def test_digest_is_the_same_in_every_release() -> None:
    assert digest(MEETING) == "634a1846e9723aca2efd7ab838d09ab8ac7145cdd46f58930eef4b397f96bafd"


def test_digest_does_not_depend_on_time_zone_or_language() -> None:
    elsewhere = replace(MEETING, starts_at=MEETING.starts_at.astimezone(timezone(timedelta(hours=8))))

    with speaking("zh_CN"):
        assert digest(elsewhere) == digest(MEETING)


def test_digest_counts_the_order_of_a_list() -> None:
    assert digest(replace(MEETING, present=MEETING.present[::-1])) != digest(MEETING)
