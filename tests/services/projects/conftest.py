"""A project of a member organisation, brought by its use cases to any status."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.services import claims, projects
from models.enums import ProjectStatus
from models.project import MilestoneDraft, Project
from tests.services.project_rows import Rows, offer

DUE = date(2027, 3, 31)
SURVEY = MilestoneDraft(name="Survey", planned_on=date(2026, 12, 31))
INSTALL = MilestoneDraft(name="Installation", planned_on=date(2027, 2, 28))
NO_AGREEMENT = "The minutes say who does what."


@pytest.fixture
def rows(saved, engine: Engine) -> Rows:
    return Rows(saved, engine)


@pytest.fixture
def secretariat(acting_as):
    return acting_as("secretariat")


@pytest.fixture
def lead(acting_as, rows: Rows):
    """The liaison of the organisation that leads the project."""
    return acting_as("liaison", organisation_id=rows.organisation())


@pytest.fixture
def stranger(acting_as, rows: Rows):
    """The liaison of another organisation."""
    return acting_as("liaison", organisation_id=rows.organisation())


@pytest.fixture
def new_project(rows: Rows, lead, secretariat) -> Callable[..., int]:
    """``new_project()`` establishes a project of the lead organisation and returns its id."""

    def make(**fields) -> int:
        made = claims.claim(lead, rows.need(**fields), offer())
        number = claims.confirm(secretariat, made.id, DUE, reason="Shown on the board.").project_number
        return projects.project(secretariat, number).line.id

    return make


@pytest.fixture
def at(rows: Rows, new_project, lead, secretariat, acting_as) -> Callable[[ProjectStatus], int]:
    """``at(status)`` returns the id of a project that came to this status by its use cases."""

    def bring(status: ProjectStatus, **fields) -> int:
        key = new_project(**fields)
        (step,) = projects.plan(lead, key, [SURVEY])
        begun = lambda: projects.start(lead, key, NO_AGREEMENT)  # noqa: E731 - a way is a list of such steps
        done = lambda: (projects.report(lead, key, 90, "", [step]), projects.finish(lead, key))  # noqa: E731
        ways = {
            ProjectStatus.PLANNED: [],
            ProjectStatus.UNDER_WAY: [begun],
            ProjectStatus.PAUSED: [begun, lambda: projects.pause(lead, key, "It rains.")],
            ProjectStatus.AWAITING_ACCEPTANCE: [begun, done],
            ProjectStatus.RECTIFICATION: [begun, done, lambda: projects.rectify(secretariat, key, "It flickers.")],
            ProjectStatus.ACCEPTED: [begun, done, lambda: projects.accept(secretariat, key, "Committee")],
            ProjectStatus.TERMINATED: [lambda: projects.terminate(secretariat, key, "No money.", "Nothing.")],
            ProjectStatus.TAKEN_BACK: [lambda: rows.set(Project, key, status=ProjectStatus.TAKEN_BACK)],
        }
        for way in ways[status]:
            way()
        return key

    return bring
