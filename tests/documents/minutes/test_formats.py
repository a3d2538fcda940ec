from io import BytesIO

import pytest
from docx import Document

from dashboard.documents.minutes import FORMATS, render
from dashboard.documents.minutes.markdown import to_markdown
from dashboard.errors import BadInput
from tests.documents.minutes.samples import a_paper


def test_formats_on_offer() -> None:
    assert {name: chosen.extension for name, chosen in FORMATS.items()} == {"docx": "docx", "md": "md"}


def test_render_makes_a_word_file() -> None:
    file = render(a_paper(), "docx")

    assert (file.extension, Document(BytesIO(file.content)).core_properties.title) == ("docx", a_paper().title)


def test_render_makes_markdown() -> None:
    assert render(a_paper(), "md").content.decode() == to_markdown(a_paper())


@pytest.mark.parametrize("fmt", ["", "pdf", "../docx"])
def test_render_refuses_what_is_not_on_offer(fmt: str) -> None:
    with pytest.raises(BadInput) as refused:
        render(a_paper(), fmt)

    assert (refused.value.field, refused.value.facts) == ("format", {"format": fmt})
