"""No figure that the votes do not have gets into minutes, however it is typed; none gets past the check afterwards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier
from zipfile import ZipFile

import pytest

from dashboard.errors import BadInput, RuleBroken
from dashboard.services import minutes
from dashboard.services.minutes.texts import plain_digest, text_digest
from models.enums import CorrectionStatus, MinutesStatus, Role
from models.meeting import AgendaItem
from models.minutes import MinutesSheet, MinutesVersion, PublicMinutes
from tests.services.minuted import Minuted, minuted


@pytest.fixture
def world(engine, clock) -> Minuted:
    return minuted(engine, clock)


def vote_mark(text: str) -> tuple[str, str]:
    """Return the mark of the vote and what it says."""
    mark = next(part for part in text.split("【") if part.startswith("表决")).partition("】")[0]
    return f"【{mark}】", mark.partition("｜")[2]


def untied(text: str, written: str, instead: str) -> str:
    """Return the text with the mark of the vote gone, and another figure in its place."""
    mark, said = vote_mark(text)
    assert written in said
    return text.replace(mark, said.replace(written, instead))


@pytest.mark.parametrize("instead", ["赞成8票", "赞成８ 票", "赞成八票", "赞成：8", "赞成票8票"])
def test_a_wrong_vote_typed_by_hand_is_not_approved(world: Minuted, instead: str):
    world.drafted()
    wrong = untied(world.text, "赞成7票", instead)
    version = minutes.save(world.office, world.key, wrong, 1, checked=True)
    minutes.check(world.office, world.key, version)
    with world.table.refused(RuleBroken, "A figure of this text is not the one stored"):
        minutes.hand_in(world.office, world.key, version, reason="Read out.", acknowledged=True)
    assert len(minutes.verify(world.office, world.number)) == 1


def test_a_right_vote_typed_by_hand_is_approved_once_acknowledged(world: Minuted):
    world.drafted()
    version = minutes.save(world.office, world.key, untied(world.text, "赞成7票", "赞成七票"), 1, checked=True)
    minutes.check(world.office, world.key, version)
    assert minutes.hand_in(world.office, world.key, version, reason="Read out.", acknowledged=True) == (
        MinutesStatus.IN_REVIEW
    )
    assert minutes.verify(world.office, world.number) == []


def test_a_correction_neither_types_a_vote_nor_unties_one(world: Minuted):
    world.issued()
    with world.table.refused(RuleBroken, "A figure of this text is not the one stored"):
        minutes.propose_correction(world.office, world.key, 1, untied(world.text, "赞成7票", "赞成8票"), "Why")
    with world.table.refused(RuleBroken, "does not any more"):
        minutes.propose_correction(world.office, world.key, 1, untied(world.text, "赞成7票", "赞成7票"), "Why")
    with world.table.refused(RuleBroken, "does not any more"):
        minutes.propose_correction(world.office, world.key, 1, world.text.replace(vote_mark(world.text)[0], ""), "Why")
    assert not minutes.corrections(world.office, world.number)


def test_verifying_finds_a_hand_typed_vote_in_force(world: Minuted):
    world.issued()
    wrong = untied(world.text, "赞成7票", "赞成8票")
    row = world.row
    world.table.save(
        MinutesVersion(minutes_id=row.id, version=2, text=wrong, facts_sha256="", saved_at=row.approved_at)
    )
    world.table.save(
        MinutesSheet(
            minutes_id=row.id,
            correction_no=1,
            version=2,
            sha256=text_digest(wrong),
            around={},
            approved_at=row.approved_at,
        )
    )
    assert any("赞成8票" in line for line in minutes.verify(world.office, world.number))


@pytest.mark.parametrize("wrong", ["赞成8票", "出席的有12人", "应到11人，实到7人"])
def test_a_public_version_changes_no_figure(world: Minuted, wrong: str):
    world.prepared(f"会议同意修缮车棚，{wrong}。")
    with world.table.refused(BadInput, "The issued minutes do not give this figure", field="text"):
        minutes.publish(world.chair, world.key, 1)
    assert minutes.public_list(world.table.as_("visitor")) == []


def test_a_public_version_keeps_figures_and_drops_their_marks(world: Minuted):
    world.issued()
    mark, said = vote_mark(world.text)
    world.published(f"# 车棚\n{mark}。")
    assert minutes.public_minutes(world.table.as_("visitor"), world.number).text == f"# 车棚\n{said}。"
    assert minutes.verify(world.office, world.number) == []


def test_verifying_finds_a_wrong_figure_in_a_public_version(world: Minuted):
    world.published()
    first = minutes.public_minutes(world.office, world.number)
    words = first.text + "赞成8票。"
    world.table.save(
        PublicMinutes(
            minutes_id=world.key,
            version=2,
            sheet_id=1,
            text=words,
            sha256=plain_digest(words),
            decided_at=world.row.approved_at,
        )
    )
    assert "赞成8票" in " ".join(minutes.verify(world.office, world.number))


def test_taking_figures_over_does_not_vouch_for_the_discussion(world: Minuted, engine):
    world.drafted()
    item = world.table.row(AgendaItem, world.item)
    item.discussion = "有人担心费用，要求另行报价。"
    world.table.save(item)
    world.change_a_figure()
    assert minutes.state(world.office, world.number).stale
    assert minutes.take_over_figures(world.office, world.key, 1) == 2
    assert minutes.take_over_figures(world.office, world.key, 2) == 2
    assert minutes.state(world.office, world.number).stale
    minutes.check(world.office, world.key, 2)
    with world.table.refused(RuleBroken, "The facts of the meeting changed"):
        minutes.hand_in(world.office, world.key, 2, reason="Read out.")
    version = minutes.save(world.office, world.key, world.text, 2, checked=True)
    assert not minutes.state(world.office, world.number).stale
    assert version == 3


def at_once(*uses: Callable[[], object]) -> list[object]:
    """Start all at the same moment; return what each gave, refusals as words."""
    gate = Barrier(len(uses))

    def one(use: Callable[[], object]) -> object:
        gate.wait()
        try:
            return use()
        except RuleBroken:
            return "refused"

    with ThreadPoolExecutor(len(uses)) as pool:
        return list(pool.map(one, uses))


def test_two_corrections_proposed_at_once_are_one(world: Minuted):
    world.issued()
    words = [world.text + f"\n补充{number}。" for number in "甲乙丙"]
    found = at_once(
        *(lambda text=text: minutes.propose_correction(world.office, world.key, 1, text, "Why") for text in words)
    )
    assert found.count("refused") == 2
    assert len(minutes.corrections(world.office, world.number)) == 1


def test_a_correction_approved_refused_and_withdrawn_at_once_ends_one_way(world: Minuted):
    world.issued()
    made = minutes.propose_correction(world.office, world.key, 1, world.text + "\n补充。", "Why")
    found = at_once(
        lambda: minutes.approve_correction(world.chair, made),
        lambda: minutes.approve_correction(world.chair, made),
        lambda: minutes.refuse_correction(world.chair, made, "It is right."),
        lambda: minutes.withdraw_correction(world.office, made),
    )
    assert found.count("refused") == 3
    (one,) = minutes.corrections(world.office, world.number)
    assert (one.correction_no == 1) == (one.status == CorrectionStatus.APPROVED)
    assert minutes.verify(world.office, world.number) == []


def test_publishing_while_the_proposal_is_saved_anew_releases_what_the_chair_saw(world: Minuted):
    world.prepared("会议同意修缮车棚。")
    at_once(
        lambda: minutes.publish(world.chair, world.key, 1),
        lambda: minutes.prepare_public(world.office, world.key, 1, "会议不同意。"),
    )
    shown = [one.meeting_number for one in minutes.public_list(world.table.as_("visitor"))]
    texts = [minutes.public_minutes(world.office, number).text for number in shown]
    assert texts in ([], ["会议同意修缮车棚。"])
    assert minutes.verify(world.office, world.number) == []


def test_why_a_draft_was_sent_back_is_not_told_outside_the_meeting(world: Minuted):
    world.handed_in()
    minutes.send_back(world.chair, world.key, "一处措辞不妥。")
    minutes.check(world.office, world.key, 1)
    minutes.hand_in(world.office, world.key, 1, reason="改好。")
    minutes.approve(world.chair, world.key, 1)
    world.table.seat_people({"liaison": (Role.LIAISON,)})
    told = minutes.state(world.table.as_("liaison"), world.number).life
    assert [one.action for one in told] == ["approve"]
    assert "send_back" in [one.action for one in minutes.state(world.office, world.number).life]


@pytest.mark.parametrize("fmt", ["md", "json", "akn", "html", "docx"])
def test_a_public_version_names_nobody_who_came_or_stayed_away(world: Minuted, fmt: str):
    world.published()
    around = world.table.row(MinutesSheet, 1).around
    content = minutes.public_export(world.table.as_("visitor"), world.number, fmt).content
    if fmt == "docx":
        with ZipFile(BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    members = [*around["present"], *around["on_leave"]]
    assert members
    assert [name for name in members if name != around["chair"] and name.encode() in content] == []
