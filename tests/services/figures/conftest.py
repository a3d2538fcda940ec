"""A few rows to count."""

import pytest

from tests.services.figures.rows import Rows


@pytest.fixture
def rows(saved) -> Rows:
    return Rows(saved)


@pytest.fixture
def visitor(acting_as):
    return acting_as("visitor")
