"""Issued minutes keep the look they were approved with, whatever template and fonts count by now."""

import zipfile
from io import BytesIO

import pytest

from dashboard.services import house_rules, minutes, record, templates
from dashboard.services.context import Context
from tests.services.minuted import Minuted, minuted
from tests.services.test_templates import edited, texts

OWN = "平凉社区滨江联合党委文头"
FONTS = {"body": "仿宋体甲", "heading_1": "黑体乙", "heading_2": "楷体丙", "title": "标宋丁", "digits": "Digits"}


@pytest.fixture
def world(engine, clock) -> Minuted:
    return minuted(engine, clock)


def changed(office: Context) -> None:
    """Put a template of the office's own, other fonts and another line pitch in force."""
    for sort in ("minutes", "record"):
        templates.upload(office, sort, "own.docx", edited(templates.download(office, sort, 0).content, OWN))
    house_rules.change(office, "document_fonts", FONTS)
    house_rules.change(office, "line_pitch_pt", "28")


def parts(content: bytes) -> dict[str, bytes]:
    """Return what a Word file is made of, without the time it was made at."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist() if name != "docProps/core.xml"}


def worn(content: bytes) -> tuple[bool, bool, bool]:
    """Return whether a Word file follows the own template, the own fonts and the own line pitch."""
    xml = b"".join(parts(content).values()).decode(errors="ignore")
    return OWN in texts(content), FONTS["body"] in xml, 'w:line="560"' in xml


def test_issued_minutes_and_their_public_version_keep_their_look(world: Minuted):
    world.published()
    before = minutes.export(world.office, world.number, "docx").content
    public = minutes.public_export(world.table.as_("visitor"), world.number, "docx").content

    changed(world.office)

    assert parts(minutes.export(world.office, world.number, "docx").content) == parts(before)
    assert parts(minutes.public_export(world.table.as_("visitor"), world.number, "docx").content) == parts(public)
    assert worn(before) == (False, False, False)


def test_a_draft_follows_what_is_in_force_and_keeps_it_once_approved(world: Minuted):
    world.handed_in()
    assert worn(minutes.export(world.office, world.number, "docx").content) == (False, False, False)
    changed(world.office)
    assert worn(minutes.export(world.office, world.number, "docx").content) == (True, True, True)

    minutes.approve(world.chair, world.key, 1)
    templates.reset(world.office, "minutes")

    assert worn(minutes.export(world.office, world.number, "docx").content) == (True, True, True)


def test_the_record_follows_what_is_in_force(world: Minuted):
    changed(world.office)
    assert worn(record.export(world.office, world.meeting, "docx").content)[:2] == (True, True)
