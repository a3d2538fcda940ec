"""What everybody may read of minutes is prepared by the secretariat and released by the chair."""

import pytest

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.services import minutes
from dashboard.services.minutes import PublicFilter
from models.enums import MinutesStatus, Retention
from models.minutes import PublicMinutes
from tests.services.minuted import Minuted, minuted


@pytest.fixture
def world(engine, clock) -> Minuted:
    return minuted(engine, clock)


def test_everybody_reads_what_the_chair_released(world: Minuted):
    world.prepared()
    visitor = world.table.as_("visitor")
    assert minutes.public_list(visitor) == []
    with pytest.raises(NotFound):
        minutes.public_minutes(visitor, world.number)
    with world.table.refused(NotAllowed):
        minutes.publish(world.office, world.key, 1)

    assert minutes.publish(world.chair, world.key, 1, key="p") == 1
    assert minutes.publish(world.chair, world.key, 1, key="p") == 1
    (line,) = minutes.public_list(visitor)
    assert (line.meeting_number, line.number, line.corrections) == (world.number, "〔2026〕1号", 0)
    shown = minutes.public_minutes(visitor, world.number)
    assert (shown.text, shown.left_out, shown.superseded) == ("会议同意修缮车棚。", "略去与个人有关的内容。", False)
    file = minutes.public_export(visitor, world.number, "md")
    assert "会议同意修缮车棚" in file.content.decode()
    assert file.name.startswith(f"{world.number}-public1-")
    assert minutes.verify(world.office, world.number) == []


def test_the_list_is_searched_and_filtered(world: Minuted):
    world.published()
    visitor = world.table.as_("visitor")
    for wanted, found in (
        (PublicFilter("车棚"), 1), (PublicFilter("〔2026〕1"), 1), (PublicFilter("电梯"), 0),
        (PublicFilter(year=2026), 1), (PublicFilter(year=2025), 0),
    ):  # fmt: skip
        assert len(minutes.public_list(visitor, wanted)) == found
    assert minutes.public_years(visitor) == [2026]


def test_nothing_is_released_unprepared_unseen_or_with_personal_details(world: Minuted):
    world.issued()
    with world.table.refused(RuleBroken, "No public version is being screened"):
        minutes.prepare_public(world.office, world.key, 0, "Text")
    minutes.screen(world.office, world.key)
    with world.table.refused(RuleBroken, "has not prepared the public version"):
        minutes.publish(world.chair, world.key, 0)
    with world.table.refused(BadInput, field="text"):
        minutes.prepare_public(world.office, world.key, 0, " ")
    assert minutes.prepare_public(world.office, world.key, 0, "请联系13812345678。", key="k") == 1
    assert minutes.prepare_public(world.office, world.key, 0, "请联系13812345678。", key="k") == 1
    assert minutes.public_side(world.office, world.number).private == ("13812345678",)
    with world.table.refused(RuleBroken, "saved another public version"):
        minutes.prepare_public(world.office, world.key, 0, "Text")
    with world.table.refused(RuleBroken, "saved another public version"):
        minutes.publish(world.chair, world.key, 0)
    with world.table.refused(BadInput, "13812345678", field="text"):
        minutes.publish(world.chair, world.key, 1)
    minutes.prepare_public(world.office, world.key, 1, "会议同意。", "略去13812345678")
    with world.table.refused(BadInput, field="left_out"):
        minutes.publish(world.chair, world.key, 2)


def test_before_anything_is_prepared_the_office_begins_with_the_whole_text(world: Minuted):
    world.issued()
    side = minutes.public_side(world.office, world.number)
    assert (side.proposal, side.proposal_version, side.released) == (side.whole, 0, 0)
    assert "【" not in side.whole


def test_a_withheld_version_is_read_by_nobody_outside(world: Minuted):
    world.prepared()
    with world.table.refused(BadInput, field="reason"):
        minutes.withhold(world.chair, world.key, " ")
    assert minutes.withhold(world.chair, world.key, "It is about one household.") == MinutesStatus.WITHHELD
    assert minutes.public_list(world.table.as_("visitor")) == []
    with world.table.refused(BadInput, field="reason"):
        minutes.screen(world.office, world.key)
    minutes.screen(world.office, world.key, "The household agreed.")
    assert minutes.public_side(world.office, world.number).proposal_version == 0


def test_while_a_correction_is_screened_the_last_version_stays_and_says_so(world: Minuted):
    world.published().corrected()
    visitor = world.table.as_("visitor")
    shown = minutes.public_minutes(visitor, world.number)
    assert (shown.superseded, shown.reasons) == (True, ())

    minutes.screen(world.office, world.key)
    assert minutes.public_minutes(visitor, world.number).superseded
    minutes.prepare_public(world.office, world.key, 0, "会议同意修缮车棚。更正一句。")
    minutes.publish(world.chair, world.key, 1)
    shown = minutes.public_minutes(visitor, world.number)
    assert (shown.superseded, shown.text) == (False, "会议同意修缮车棚。更正一句。")
    assert [(n, reason) for n, reason, _at in shown.reasons] == [(1, "A sentence was missing.")]
    assert len(minutes.public_list(visitor)) == 1
    assert [row.version for row in _all(world)] == [1, 2]


def test_what_was_withheld_after_a_correction_is_gone_for_good(world: Minuted):
    world.published().corrected()
    minutes.screen(world.office, world.key)
    minutes.prepare_public(world.office, world.key, 0, "会议同意。")
    minutes.withhold(world.chair, world.key, "It is about one household.")
    visitor = world.table.as_("visitor")
    assert minutes.public_list(visitor) == []
    minutes.archive(world.office, world.key)
    assert minutes.public_list(visitor) == []


def test_minutes_are_archived_for_good_unless_the_office_says_otherwise(world: Minuted, clock):
    world.prepared()
    with world.table.refused(RuleBroken):
        minutes.archive(world.office, world.key)
    minutes.publish(world.chair, world.key, 1)
    assert minutes.archive(world.office, world.key, key="a") == MinutesStatus.ARCHIVED
    assert minutes.archive(world.office, world.key, key="a") == MinutesStatus.ARCHIVED
    assert (world.row.retention, world.row.archived_at) == (Retention.PERMANENT, clock())
    assert len(minutes.public_list(world.table.as_("visitor"))) == 1


def test_another_retention_is_kept(world: Minuted):
    world.published()
    minutes.archive(world.office, world.key, Retention.TEN_YEARS)
    assert minutes.state(world.office, world.number).retention == Retention.TEN_YEARS


def _all(world: Minuted) -> list[PublicMinutes]:
    return [world.table.row(PublicMinutes, number) for number in (1, 2)]
