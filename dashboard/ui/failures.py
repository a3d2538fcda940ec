"""What a visitor and the log are told when something nobody foresaw goes wrong."""

import logging
import secrets
import traceback
from collections.abc import Iterator

import streamlit as st
from streamlit import config

from dashboard.errors import DomainError
from dashboard.i18n import gettext as _
from dashboard.ui.safe import plain

log = logging.getLogger(__name__)


def report(error: Exception) -> bool:
    """Show a refusal as its sentence, anything else as a reference number that the log holds too.

    The log gets kinds and places, never messages or values: they may hold what somebody typed.
    """
    if isinstance(error, DomainError):
        st.error(plain(str(error)), icon=":material/block:")
        return True
    reference = secrets.token_hex(4).upper()
    log.error("reference %s: %s", reference, " <- ".join(places(error)))
    st.error(
        _(
            "Something went wrong here that is not your fault. What was saved before is kept. "
            "Please try again; if it happens once more, tell the secretariat this number: %(reference)s"
        )
        % {"reference": reference},
        icon=":material/report:",
    )
    return True


def places(error: BaseException) -> Iterator[str]:
    """Yield the kind of an error and of its causes, each with the lines it came through, innermost first."""
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)[-12:]
        yield f"{type(cause).__module__}.{type(cause).__qualname__} at " + ", ".join(
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames)
        )
        cause = cause.__cause__ or cause.__context__


def quiet_streamlit() -> None:
    """Keep Streamlit from logging the same errors with their messages, and from warning of our own routes and start.

    Routes, guard and start-up use the shared engine outside any script run, which is meant.
    """
    config.set_option("logger.enableRich", False)  # the command line brings rich along, and it prints messages
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.exc_info is None)
    for chatter in ("scriptrunner_utils.script_run_context", "caching.cache_data_api"):
        logging.getLogger(f"streamlit.runtime.{chatter}").addFilter(lambda record: record.levelno > logging.WARNING)
