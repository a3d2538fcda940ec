"""With which invented text is a template shown? It holds one of everything that papers hold."""

from io import BytesIO

from PIL import Image, ImageDraw

from dashboard.documents.paper.model import (
    Block,
    Boxes,
    Column,
    Heading,
    Labelled,
    Layout,
    Paper,
    Paragraph,
    Picture,
    Rule,
    Signatures,
    Table,
)
from dashboard.i18n import gettext as _
from dashboard.services.templates.sorts import SORTS


def sample_paper(sort: str, pitch: float) -> Paper:
    """Return an invented paper of a sort, its words in the language spoken now."""
    kind = SORTS[sort]
    official = kind.layout is Layout.OFFICIAL
    return Paper(
        sort=sort,
        layout=kind.layout,
        landscape=kind.landscape,
        head=_("Minutes of the Riverside Joint Party Committee, Pingliang Community") if sort == "minutes" else "",
        number="〔2026〕1号" if official else "",
        issuer=_("Riverside Joint Party Committee, Pinglianglu Sub-district"),
        issued_on=_("Day of issue"),
        title=_("Title of the paper: %(paper)s") % {"paper": _(kind.label)},
        blocks=_poster() if kind.layout is Layout.POSTER else _text(),
        roll=_roll() if sort == "minutes" else (),
        copy_to=_("all member organisations") if sort == "minutes" else "",
        imprint=sort == "minutes",
        marks=_("Sample: everything in it is invented"),
        digest=_("Digest of the text"),
        line_pitch_pt=pitch,
    )


def _text() -> tuple[Block, ...]:
    sentence = _(
        "A paragraph of the text, long enough to turn over into a second line and to show line pitch and indent."
    )
    columns = (
        Column(title=_("No."), share=1, align="center"),
        Column(title=_("Unit"), share=3),
        Column(title=_("Note"), share=2),
    )
    rows = tuple((str(number), _("Unit %(n)d") % {"n": number}, "") for number in (1, 2, 3))
    return (
        Heading(text=_("1. First-level heading")),
        Paragraph(text=sentence),
        Heading(level=2, text=_("(1) Second-level heading")),
        Paragraph(text=sentence),
        Labelled(label=_("Place"), text=_("Meeting room on the second floor")),
        Table(columns=columns, rows=rows),
        Boxes(options=(_("For"), _("Against"), _("Abstain"))),
        Rule(),
        Signatures(labels=(_("Signature"),)),
    )


def _poster() -> tuple[Block, ...]:
    return (
        Paragraph(text=_("The one sentence of the poster"), align="center", large=True),
        Picture(png=_placeholder(), width_mm=60, alt=_("Picture")),
        Paragraph(text=_("A line below the picture"), align="center"),
    )


def _roll() -> tuple[Labelled, ...]:
    units = "、".join(_("Unit %(n)d") % {"n": number} for number in range(1, 10))
    return (Labelled(label=_("Present"), text=units), Labelled(label=_("On leave"), text=_("Unit %(n)d") % {"n": 10}))


def _placeholder() -> bytes:
    """Return a picture that stands in for another: a frame with its diagonals."""
    image = Image.new("L", (300, 300), 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((2, 2, 297, 297), outline=0, width=3)
    pen.line((2, 2, 297, 297), fill=0, width=2)
    pen.line((2, 297, 297, 2), fill=0, width=2)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
