"""How does a paper become a page that any browser shows, prints on A4 and reads aloud?"""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dashboard.documents.paper import words
from dashboard.documents.paper.drawn import head_size
from dashboard.documents.paper.model import Layout, Paper
from dashboard.documents.paper.texts import one_kind_of_line_end
from dashboard.i18n import speaking

TEMPLATES = Path(__file__).parent / "templates"

MARGINS = {
    Layout.OFFICIAL: "37mm 26mm 35mm 28mm",
    Layout.FORM: "20mm 18mm 20mm 20mm",
    Layout.POSTER: "20mm 18mm 20mm 18mm",
}
"""Top, right, bottom, left."""


def to_html(paper: Paper) -> bytes:
    """Return the paper as one standalone HTML page in UTF-8 that asks for nothing from elsewhere."""
    with speaking(paper.language):
        page = _template().render(
            paper=paper,
            imprint=words.imprint(paper),
            closing=words.closing(paper),
            margins=MARGINS[paper.layout],
            pitch=paper.line_pitch_pt,
            head_pt=head_size(paper.head),
            lang=paper.language.replace("_", "-"),
        )
    return page.encode()


@lru_cache
def _template() -> Template:
    house = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_line_feeds,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    house.filters |= {"css_text": css_text, "data_uri": data_uri, "with_colon": words.with_colon, "boxes": words.boxes}
    return house.get_template("paper.html.jinja")


def css_text(text: str) -> str:
    """Return text as the inside of a CSS string, every character by its number: nothing in it can end the string."""
    return "".join(f"\\{ord(character):06x}" for character in text)


def data_uri(png: bytes) -> str:
    """Return an image that needs no second request."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


def _line_feeds(value: object) -> object:
    return one_kind_of_line_end(value) if type(value) is str else value
