"""A click that arrives twice is carried out once."""

import pytest
from sqlalchemy.exc import IntegrityError

from dashboard.errors import RuleBroken
from dashboard.services.once import settled


def test_a_use_case_that_lost_the_race_is_carried_out_again():
    tries = iter([IntegrityError("INSERT", {}, Exception()), None])

    def use_case() -> str:
        twin = next(tries)
        if twin is not None:
            raise RuleBroken("Somebody did this a moment earlier.") from twin
        return "done"

    assert settled(use_case) == "done"


def test_a_refusal_by_rule_is_not_tried_again():
    tries = []

    def use_case() -> None:
        tries.append(1)
        raise RuleBroken("No.")

    with pytest.raises(RuleBroken, match=r"No\."):
        settled(use_case)
    assert tries == [1]
