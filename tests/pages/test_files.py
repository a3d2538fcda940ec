"""Files to take away: where one cannot be made, the reader is told at the button, and the log holds no words."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.errors import RuleBroken
from dashboard.ui.files import AGAIN, Attempt, Unmade


def test_a_file_that_is_made_leaves_nothing_to_tell():
    attempt = Attempt(lambda: b"file")
    assert attempt.file() == b"file"
    assert attempt.outcome() is None


def test_a_refusal_is_handed_to_the_page_and_not_to_the_log():
    def refused() -> bytes:
        raise RuleBroken("These minutes of Li Si are with the chair.")

    attempt = Attempt(refused)
    with pytest.raises(Unmade) as told:
        attempt.file()
    assert (str(told.value), told.value.__suppress_context__) == ("", True)
    assert str(attempt.outcome()) == "These minutes of Li Si are with the chair."


def test_a_second_try_that_goes_well_takes_the_refusal_back():
    tries = [b"file", b""]

    def make() -> bytes:
        if not tries.pop():
            raise RuleBroken("Not now.")
        return b"file"

    attempt = Attempt(make)
    with pytest.raises(Unmade):
        attempt.file()
    assert str(attempt.outcome()) == "Not now."
    attempt.file()
    assert attempt.outcome() is None


def test_a_file_that_was_never_begun_is_asked_for_once_more():
    assert str(Attempt(lambda: b"").outcome(begin=0.01)) == AGAIN


def test_the_sentence_stands_below_the_button_once():
    def script() -> None:
        import streamlit as st

        from dashboard.errors import RuleBroken
        from dashboard.ui import files

        def refused() -> bytes:
            raise RuleBroken("No font has 𬀩.")

        if st.button("As if clicked", key="click"):
            attempt = files.Attempt(refused)
            try:
                attempt.file()
            except files.Unmade:
                files.ended("paper_pdf", attempt)
        files.offer("PDF", refused, name="a.pdf", media_type="application/pdf", key="paper_pdf")

    app = AppTest.from_function(script).run()
    assert [error.value for error in app.error] == []
    app.button(key="click").click().run()
    assert [error.value for error in app.error] == ["No font has 𬀩\\."]
    app.run()
    assert [error.value for error in app.error] == []
