"""A file to take away: made on the click, for whoever asks then; what stands in its way is said at the button."""

from collections.abc import Callable
from functools import partial
from threading import Event

import streamlit as st

from dashboard.errors import DomainError
from dashboard.i18n import N_
from dashboard.ui import failures, session

BEGIN_SECONDS = 15.0
MAKE_SECONDS = 120.0
"""So long the page waits to be drawn again, for the file to be begun and for it to be done."""
AGAIN = N_("The file could not be made just now. Please press the button once more.")


class Unmade(Exception):
    """There is no file. Without a word: Streamlit writes the message into its log."""


class Attempt:
    """One file that may be asked for, and how that went."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make
        self._begun, self._done = Event(), Event()
        self._error: Exception | None = None

    def file(self) -> bytes:
        """Make the file; Streamlit calls this in a thread of its own, where nothing can be drawn.

        Raises:
            Unmade: it could not be made; ``outcome`` tells why.
        """
        self._begun.set()
        try:
            made = self._make()
        except Exception as error:  # noqa: BLE001  # handed to the page, which tells and logs it
            self._error = error
            raise Unmade from None
        else:
            self._error = None
            return made
        finally:
            self._done.set()

    def outcome(self, begin: float = BEGIN_SECONDS, make: float = MAKE_SECONDS) -> Exception | None:
        """Wait until the file is made, and return what stood in the way; ``None`` where nothing did."""
        if not self._begun.wait(begin) or not self._done.wait(make):
            return DomainError(AGAIN)
        return self._error


def offer(
    label: str,
    make: Callable[[], bytes],
    *,
    name: str,
    media_type: str,
    key: str,
    icon: str = ":material/download:",
    disabled: bool = False,
    help_text: str | None = None,
) -> None:
    """Draw the button that makes and takes away a file, and below it why the last click brought none."""
    attempt = Attempt(make)
    with st.container(key=f"{key}_offer", width="content"):
        st.download_button(
            label,
            attempt.file,
            file_name=name,
            mime=media_type,
            key=key,
            on_click=partial(ended, key, attempt),
            icon=icon,
            disabled=disabled,
            help=help_text,
        )
        if (error := session.pop(_told(key))) is not None:
            failures.report(error)


def ended(key: str, attempt: Attempt) -> None:
    """Note for the next drawing what came of a click; the page is not drawn anew before the file is made."""
    session.put(_told(key), attempt.outcome())


def _told(key: str) -> str:
    return f"files.failed.{key}"
