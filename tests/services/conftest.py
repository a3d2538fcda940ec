"""Fixtures of the use cases' tests."""

import pytest
from sqlalchemy import Engine

from tests.factories import Clock
from tests.services.table import Table, lay


@pytest.fixture
def table(engine: Engine, clock: Clock) -> Table:
    """A committee of eleven seats on each engine in turn."""
    return lay(engine, clock)
