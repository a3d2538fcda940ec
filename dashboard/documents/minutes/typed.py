"""How does a text that somebody typed stand inside a sentence of the minutes?"""

import re

from dashboard.documents.minutes.paper import INDENT
from dashboard.documents.minutes.punctuation import full_stop

STOPS = "。！？.!?…"
HANGING = "，、；：,"


def lines(text: str) -> list[str]:
    """Return the lines that hold something, without the indentation typed by hand."""
    return [line for line in (raw.strip(INDENT) for raw in re.split("\r\n|\r|\n", text)) if line]


def one_line(text: str) -> str:
    """Return the text on one line."""
    return " ".join(lines(text))


def unstopped(text: str) -> str:
    """Return the text on one line, without what ends it."""
    return one_line(text).rstrip(STOPS + HANGING)


def sentence(text: str) -> str:
    """Return the text with a full stop, if it has no end yet."""
    return text if text.endswith(tuple(STOPS)) else text.rstrip(HANGING) + full_stop()
