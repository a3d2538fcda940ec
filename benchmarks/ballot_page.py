"""Where the ballot is on the page of the meeting room: the one place that knows its buttons and sentences."""

import re

from benchmarks.tabs import Tab
from dashboard import i18n
from dashboard.labels import label
from models.enums import Choice

PAGE = "room"
LANGUAGE = "en"
"""Tabs ask for English pages."""
CONFIRM = "ballot_confirm_"
CLICKS = ("key=ballot_for", f"key={CONFIRM}for", "key=ballot_against", f"key={CONFIRM}against")
"""The clicks of somebody who votes for, then against, and so on, for the load generator."""
with i18n.speaking(LANGUAGE):
    CHOICES = {label(choice): choice for choice in Choice}
STORED = re.compile(rf"Your vote is stored: ({'|'.join(map(re.escape, CHOICES))})")
TURNOUT = re.compile(r"Voted: (\d+) of")


def open_room(url: str, number: str, cookie: str, *, live: bool = True) -> Tab:
    """Return a tab of the meeting room, not opened yet."""
    return Tab(url, page=PAGE, query=f"number={number}", cookie=cookie, live=live)


def may_vote(tab: Tab) -> bool:
    """Return whether the page has a ballot for its reader now."""
    return tab.labelled(_button(Choice.FOR)) is not None


def _button(choice: Choice) -> str:
    return f"ballot_{choice}"


async def choose(tab: Tab, choice: Choice, *, clicks: int = 1, patience: float = 30.0) -> None:
    """Choose, and wait until the page asks to confirm it; a vote that is stored already needs no confirming.

    Raises:
        TimeoutError: the page does not ask within ``patience`` seconds.
    """
    for _click in range(clicks):
        await tab.press(f"key={_button(choice)}")
    await tab.until(lambda: choice in (confirming(tab), shown(tab)), patience)


async def confirm(tab: Tab, choice: Choice, *, clicks: int = 1) -> float:
    """Cast the vote that was chosen; return the moment of the first click, without waiting for the page."""
    moments = [await tab.press(f"key={CONFIRM}{choice}") for _click in range(clicks)]
    return moments[0]


async def cast(tab: Tab, choice: Choice) -> float:
    """Choose and confirm as a person does; return the moment of the click that casts."""
    await choose(tab, choice)
    return await confirm(tab, choice)


def confirming(tab: Tab) -> Choice | None:
    """Return the vote the page asks to confirm, ``None`` where it asks nothing."""
    return next((choice for choice in Choice if tab.labelled(f"{CONFIRM}{choice}") is not None), None)


def shown(tab: Tab) -> Choice | None:
    """Return the vote the page says is stored; ``None`` where it says that there is none, or says nothing."""
    for words in tab.words():
        found = STORED.search(words)
        if found:
            return CHOICES[found[1]]
    return None


def turnout(tab: Tab) -> int | None:
    """Return how many have voted, as the page says."""
    for words in tab.words():
        found = TURNOUT.search(words)
        if found:
            return int(found[1])
    return None
