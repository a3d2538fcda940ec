"""Show where the words looked for stand in a text that people typed."""

from collections.abc import Sequence

from dashboard.rules.search import marked
from dashboard.ui.safe import plain


def highlighted(text: str, sought: Sequence[str]) -> str:
    """Return ``text`` as Markdown, every character literal, the words looked for bold on a coloured ground."""
    parts = marked(text, sought)
    return "".join(f":orange-background[**{plain(part)}**]" if hit else plain(part) for part, hit in parts)
