"""Photos show the works to everybody: described, without place and time, at most three of each kind."""

from io import BytesIO

import pytest
from PIL import Image

from dashboard.errors import BadInput, NotAllowed, NotFound
from dashboard.services import attachments, projects
from dashboard.services.projects import Shows
from models.enums import ProjectStatus
from models.project import Milestone, Project
from tests.services.project_rows import Rows


def photo(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def carrier(acting_as, lead, saved):
    """The liaison of the lead organisation, with an account."""
    return acting_as("liaison", account_id=account(saved), organisation_id=lead.actor.organisation_id)


def account(saved) -> int:
    from models.account import Account
    from tests.factories import NOON

    return saved(Account(username="lead", display_name="Lead", password_hash="x", created_at=NOON)).id


def test_everybody_sees_photos_before_and_after_and_of_steps(rows: Rows, at, carrier, acting_as):
    key = at(ProjectStatus.UNDER_WAY)
    (step,) = rows.all(Milestone)
    first = projects.add_photo(carrier, key, Shows.BEFORE, "The dark lane corner", "a.png", photo("black"))
    again = projects.add_photo(carrier, key, Shows.BEFORE, "The dark lane corner", "a.png", photo("black"))
    after = projects.add_photo(carrier, key, Shows.AFTER, "The lane with lamps", "b.png", photo("white"))
    reached = projects.add_step_photo(carrier, step.id, "Poles set", "c.png", photo("grey"))
    assert again == first
    visitor = acting_as("visitor")
    page = projects.project(visitor, rows.one(Project, key).number)
    assert page.photos == {
        f"project_before/{key}": [first],
        f"project_after/{key}": [after],
        f"milestone/{step.id}": [reached],
    }
    assert first.name == "The dark lane corner"
    assert attachments.content(visitor, first.id)[1] == "image/jpeg"

    projects.remove_photo(carrier, first.id)
    projects.remove_photo(carrier, reached.id)
    assert list(projects.project(visitor, rows.one(Project, key).number).photos) == [f"project_after/{key}"]


def test_a_photo_needs_words_and_there_are_three_at_most(rows: Rows, at, carrier):
    key = at(ProjectStatus.UNDER_WAY)
    for colour in ("red", "green", "blue"):
        projects.add_photo(carrier, key, Shows.AFTER, f"A {colour} lamp", "a.png", photo(colour))
    before = rows.written()
    for words, data, field in (
        ("A fourth lamp", photo("white"), "file"),
        (" ", photo("red"), "shows"),
        ("Ask 13812345678", photo("red"), "shows"),
        ("No photo", b"text", "file"),
        ("Nothing", b"", "file"),
    ):
        with pytest.raises(BadInput) as refused:
            projects.add_photo(carrier, key, Shows.AFTER, words, "a.png", data)
        assert refused.value.field == field
    assert rows.written() == before


def test_others_add_and_remove_no_photos(rows: Rows, at, carrier, stranger, acting_as):
    key = at(ProjectStatus.UNDER_WAY)
    mine = projects.add_photo(carrier, key, Shows.AFTER, "A lamp on the wall", "a.png", photo("red"))
    before = rows.written()
    for who in (stranger, acting_as("visitor"), acting_as("chair"), acting_as("resident")):
        with pytest.raises(NotAllowed):
            projects.add_photo(who, key, Shows.AFTER, "A lamp on the wall", "a.png", photo("blue"))
        with pytest.raises(NotAllowed):
            projects.remove_photo(who, mine.id)
    with pytest.raises(NotFound):
        projects.add_step_photo(carrier, 999, "Nothing at all", "a.png", photo("blue"))
    with pytest.raises(NotFound):
        projects.remove_photo(carrier, 999)
    assert rows.written() == before
