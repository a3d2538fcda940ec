"""What an uploader says in the language spoken now; Streamlit offers no argument for its own words."""

import json

import streamlit as st

_STYLE = """<style>
[data-testid="stFileUploaderDropzone"] button p {font-size: 0}
[data-testid="stFileUploaderDropzone"] button p::after {content: %(button)s; font-size: 1rem}
[data-testid="stFileUploaderDropzoneInstructions"] * {font-size: 0 !important}
[data-testid="stFileUploaderDropzoneInstructions"]::after {content: %(limit)s; font-size: 1rem}
</style>"""


def say(button: str, limit: str) -> None:
    """Let every uploader of the page say ``button`` on its button and ``limit`` beside it (already translated)."""
    words = {"button": button, "limit": limit}
    st.html(_STYLE % {name: json.dumps(text, ensure_ascii=False) for name, text in words.items()})
