"""Two versions of a text, read as one: what went is struck out in red, what came stands in green."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.rules.differences import Change, Stretch, paragraphs
from dashboard.ui.safe import plain


def difference(before: str, after: str) -> None:
    """Draw the paragraphs that changed; those that stayed are counted."""
    found = list(paragraphs(before, after))
    if all(_same(line) for line in found):
        st.caption(_("Both texts are the same."))
        return
    stayed = 0
    for line in found:
        if _same(line):
            stayed += 1
            continue
        _unchanged(stayed)
        stayed = 0
        st.markdown("".join(_marked(one) for one in line))
    _unchanged(stayed)


def _same(line: Sequence[Stretch]) -> bool:
    return all(one.change is Change.SAME for one in line)


def _unchanged(count: int) -> None:
    if count:
        words = ngettext("… %(n)d paragraph unchanged …", "… %(n)d paragraphs unchanged …", count)
        st.caption(plain(words % {"n": count}))


def _marked(one: Stretch) -> str:
    text = plain(one.text)
    if one.change is Change.GONE:
        return f":red-background[~~{text}~~]"
    return f":green-background[{text}]" if one.change is Change.NEW else text
