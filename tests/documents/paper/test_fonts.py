"""Fonts: which are here, which characters they lack, and what is said where there are none."""

from pathlib import Path

import pytest

from dashboard.documents.paper import FORMATS, Library, missing_glyphs, pdf_state, render
from dashboard.documents.paper.fonts import ROLES
from dashboard.documents.paper.model import Paragraph
from dashboard.documents.paper.pdf import to_pdf
from dashboard.errors import BadInput
from dashboard.i18n import speaking
from tests.documents.paper.samples import a_paper, an_english_paper

NOTO = Path("/usr/share/fonts/opentype/noto")


def test_rare_characters_of_names_are_here():
    assert missing_glyphs("堃玥喆昇赟翀燚垚祎頔婳珺锜璟𬀩〔2026〕— □") == ()


def test_missing_characters_are_named_once_in_their_order():
    assert missing_glyphs("甲🌳乙\U0010fffd丙🌳\n\t\u200d\ufe0f") == ("🌳", "\U0010fffd")


def test_a_missing_character_is_named_and_never_dropped():
    paper = a_paper(blocks=(Paragraph(text="种一棵🌳"),))
    with pytest.raises(BadInput) as refused:
        render(paper, "pdf")
    assert (refused.value.field, refused.value.facts) == ("text", {"characters": "🌳 (U+1F333)"})
    for fmt in set(FORMATS) - {"pdf"}:
        assert "🌳".encode() in render(paper, fmt).content or fmt == "docx"


@pytest.mark.parametrize("paper", [a_paper(), an_english_paper()])
def test_a_machine_without_chinese_fonts_refuses_pdf_with_the_reason(paper, tmp_path: Path):
    none = Library(tmp_path, system=False)
    with speaking("en"):
        state = pdf_state(none)
    assert (state.ready, state.faces) == (False, ())
    assert state.reason.startswith("No Chinese font was found on this server")
    with pytest.raises(BadInput) as refused:
        to_pdf(paper, none)
    assert (refused.value.field, refused.value.message) == ("format", state.reason)


def test_fonts_of_the_folder_are_enough(tmp_path: Path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "song.ttc").symlink_to(NOTO / "NotoSerifCJK-Regular.ttc")
    own = Library(tmp_path, system=False)
    assert pdf_state(own).ready
    assert "Noto Serif CJK SC" in pdf_state(own).faces
    assert to_pdf(a_paper(), own).startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_passed_over(tmp_path: Path):
    assert pdf_state(Library(tmp_path / "none")).ready


def test_every_chain_ends_in_the_same_faces_so_that_a_glyph_is_found_in_any():
    chains = [set(Library(None).chain(role)) for role in ROLES]
    assert all(chain == chains[0] for chain in chains)


def test_this_machine_can_make_pdf():
    state = pdf_state()
    assert (state.ready, state.reason) == (True, "")
