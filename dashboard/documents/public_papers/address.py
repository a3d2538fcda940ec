"""Where on the site does somebody read on who stands before a paper?"""

import re
from collections.abc import Iterator

from dashboard.documents.paper.model import Block, Paragraph, Picture
from dashboard.documents.qr import qr_png
from dashboard.i18n import gettext as _


def reading_on(path: str, site: str, *, width_mm: float) -> Iterator[Block]:
    """Return the QR code with the site below it; where the site has no address that is known, whom to ask."""
    if not site:
        yield Paragraph(
            text=_("(No QR code: the site's address is not set. Ask the secretariat.)"),
            align="center",
        )
        return
    address = f"{site}{path}"
    yield Picture(png=qr_png(address, scale=10), width_mm=width_mm, alt=_("QR code: %(path)s") % {"path": address})
    short = re.sub("^https?://", "", site)
    yield Paragraph(text=_("Scan to read more, or look it up at %(site)s") % {"site": short}, align="center")
