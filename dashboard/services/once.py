"""Was this click carried out already, also where two of the same arrive together?"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from dashboard.errors import RuleBroken
from dashboard.services.context import Unit

Result = TypeVar("Result")


def repeated(unit: Unit, key: str | None) -> str | None:
    """Return the result of the click with this key, ``None`` where it still has to be carried out.

    Ask after the row the click is about was loaded, and so locked: a twin that is still under way has ended by then.
    """
    done = unit.done_before(key)
    if done is not None:
        unit.repeat()
    return done


def settled(use_case: Callable[[], Result]) -> Result:
    """Carry out a writing use case, once more where the database found that a twin was faster.

    The second time the twin's rows are there to be found, so a repeated click ends as a repeat.
    """
    try:
        return use_case()
    except RuleBroken as refused:
        if not isinstance(refused.__cause__, IntegrityError):
            raise
    return use_case()
