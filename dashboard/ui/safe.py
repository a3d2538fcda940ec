"""Show text that people typed as the characters they typed, never as markup."""

import re

import streamlit as st

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def plain(text: str) -> str:
    """Return ``text`` escaped so that Streamlit's Markdown draws every character literally."""
    return _MARKUP.sub(r"\\\1", text)


def paragraphs(text: str) -> None:
    """Draw a longer text somebody typed, keeping its line breaks."""
    for part in text.split("\n\n"):
        st.markdown("  \n".join(plain(line) for line in part.split("\n")))
