"""Carry out one click as one use case, and tell what came of it; anything unforeseen stays a bug and surfaces."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st
from pydantic import ValidationError

from dashboard.errors import BadInput, DomainError
from dashboard.i18n import gettext as _
from dashboard.labels import field_label, problem_text
from dashboard.ui import session
from dashboard.ui.safe import plain

FRESH_SECONDS = 5.0


def act(
    use_case: Callable[..., Any],
    *args: Any,
    done: str | Callable[[Any], str] = "",
    key: str | None = None,
    then: Callable[[Any], None] | None = None,
    **kwargs: Any,
) -> None:
    """Run ``use_case(ctx, *args, **kwargs)`` from an ``on_click``; remember its sentence for the next drawing.

    Args:
        done: what to say afterwards (already translated), or a function of the result that says it.
        key: name of the button; its idempotency key is passed to the use case as ``key`` and renewed on success.
        then: what the tab does with the result, such as remembering an id or emptying a form.
    """
    session.pop("told")
    if key is not None:
        kwargs["key"] = session.click_key(key)
    try:
        result = use_case(session.context(), *args, **kwargs)
    except (DomainError, ValidationError) as error:
        session.put("flash", ("error", problems(error)))
        return
    if key is not None:
        session.used_key(key)
    if then is not None:
        then(result)
    sentence = done(result) if callable(done) else done
    session.put("flash", ("success", [("", sentence)]) if sentence else None)


def problems(error: DomainError | ValidationError) -> list[tuple[str, str]]:
    """Return what was wrong as (field, sentence) pairs; the field is empty where none is meant."""
    if isinstance(error, BadInput):
        return [(error.field, str(error))]
    if isinstance(error, DomainError):
        return [("", str(error))]
    return [(str(item["loc"][-1]) if item["loc"] else "", problem_text(item)) for item in error.errors()]


def show() -> None:
    """Draw what the last click led to: one summary at the top of the page, naming every field."""
    flash = session.pop("flash") or _told_just_now()
    session.put("wrong", {})
    with st.container(key="flash"):  # also when empty: what stands below keeps its place and stays unfolded
        if flash:
            _draw(*flash)


def _told_just_now() -> tuple[str, list[tuple[str, str]]] | None:
    """Return the last good news while it is fresh: what others do may draw the page again right after a click."""
    told, until = session.get("told") or (None, 0.0)
    return told if time.monotonic() < until else None


def _draw(mood: str, lines: list[tuple[str, str]]) -> None:
    if mood == "success":
        if session.get("told") is None:
            session.put("told", ((mood, lines), time.monotonic() + FRESH_SECONDS))
        st.success(plain(lines[0][1]), icon=":material/check_circle:")
        return
    session.put("wrong", {field: sentence for field, sentence in lines if field})
    texts = [f"**{plain(field_label(field))}** — {plain(text)}" if field else plain(text) for field, text in lines]
    heading = _("Please check what was entered:") if any(field for field, _text in lines) else ""
    body = "\n\n".join([heading, *texts] if heading else texts)
    st.error(body, icon=":material/error:")


def below(field: str) -> None:
    """Draw the problem of one field right under its input."""
    sentence = session.get("wrong", {}).get(field)
    if sentence:
        st.markdown(f":red[:material/error: {plain(sentence)}]")


@contextmanager
def refusals() -> Iterator[None]:
    """Show refusals raised inside the block on the page, and stop drawing it."""
    try:
        yield
    except (DomainError, ValidationError) as error:
        for _field, sentence in problems(error):
            st.error(plain(sentence), icon=":material/block:")
        st.stop()
