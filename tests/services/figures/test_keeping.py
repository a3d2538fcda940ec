"""Figures that are kept are those of the present state, and never older than a minute."""

from dashboard.services import areas, figures
from dashboard.services.areas import AreaDraft
from models.enums import NeedStatus as S


def test_figures_follow_every_change_that_is_audited(visitor, acting_as, rows):
    assert len(figures.places_frame(visitor, "committee")) == 1
    areas.add_areas(acting_as("secretariat"), [AreaDraft(code="JW02", level="committee", name_zh="二")])
    assert len(figures.places_frame(visitor, "committee")) == 2


def test_what_came_past_the_use_cases_is_seen_after_a_minute(visitor, clock, rows):
    for _number in range(5):
        rows.need(0, S.OPEN)
    assert figures.topics_frame(visitor)["items"].sum() == 5
    rows.need(0, S.OPEN)
    clock.forward(seconds=59)
    assert figures.topics_frame(visitor)["items"].sum() == 5
    clock.forward(seconds=1)
    assert figures.topics_frame(visitor)["items"].sum() == 6


def test_figures_of_another_day_are_counted_anew(visitor, clock, rows):
    for _number in range(5):
        rows.need(0, S.OPEN)
    clock.forward(hours=11, minutes=59, seconds=30)
    assert figures.topics_frame(visitor)["items"].sum() == 5
    rows.need(0, S.OPEN)
    clock.forward(seconds=40)
    assert figures.topics_frame(visitor)["items"].sum() == 6
