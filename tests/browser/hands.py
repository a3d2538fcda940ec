"""A person at a browser: opens pages, fills fields, presses buttons, and notices whatever is wrong on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Download, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE

PROBING = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")
"""Streamlit's own attempts to find its base path when a page is opened by its address."""
SIDEBAR_IS_AWAY = """() => {
  const sidebar = document.querySelector('[data-testid=stSidebar]');
  return !sidebar || sidebar.getBoundingClientRect().right <= 1;
}"""
SOON = 5_000


@dataclass
class Watch:
    """Everything the browsers of one test had to complain about, and every address they went to."""

    complaints: list[str] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)

    def page(self, page: Page, who: str) -> None:
        """Watch a tab from now on."""

        def console(message: ConsoleMessage) -> None:
            where = str(message.location.get("url", ""))
            if message.type == "error" and not ("404" in message.text and PROBING.search(where)):
                self.complaints.append(f"{who}: {message.text} ({where})")

        page.on("console", console)
        page.on("pageerror", lambda error: self.complaints.append(f"{who}: {error}"))
        page.on("framenavigated", lambda frame: self.addresses.add(frame.url))
        page.on("request", lambda request: self.addresses.add(request.url))


class Hand:
    """One person's tab on the site at ``address``."""

    def __init__(
        self, browser: BrowserContext, address: str, who: str, watch: Watch, *, phone: bool = False, shots: Path
    ) -> None:
        self.page: Page = browser.new_page()
        self.address, self.who, self.watch, self.phone, self.shots = address, who, watch, phone, shots
        watch.page(self.page, who)

    def open(self, path: str) -> "Hand":
        """Go to a page by its address and wait until it is drawn."""
        import time; t0=time.time()
        self.page.goto(f"{self.address}/{path}", wait_until="commit")
        self.settled()
        print("OPEN", path, round(time.time()-t0,2), flush=True)
        return self

    def reload(self) -> "Hand":
        """Load the page anew."""
        self.page.reload(wait_until="commit")
        return self.settled()

    def settled(self) -> "Hand":
        """Wait until the page is drawn and nothing runs; an error on it fails the test."""
        expect(self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
        expect(self.page.get_by_test_id("stMain").locator("h1").first).to_be_visible()
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        return self

    def at(self, key: str) -> Locator:
        """Return what is drawn for the widget or container with this key."""
        return self.page.locator(f".st-key-{key}")

    def starting(self, prefix: str) -> Locator:
        """Return what is drawn for the keys that begin so; the rest of the key is an id."""
        return self.page.locator(f'[class*="st-key-{prefix}"]')

    def fill(self, key: str, text: str) -> None:
        """Type into a field and leave it."""
        box = self.at(key).locator("input, textarea").first
        box.fill(text)
        box.press("Tab")
        self.settled()

    def fill_first(self, prefix: str, text: str) -> None:
        """Type into the first field whose key begins so, and leave it."""
        box = self.starting(prefix).locator("input, textarea").first
        box.fill(text)
        box.press("Tab")
        self.settled()

    def fill_day(self, key: str, day: date) -> None:
        """Type a day into a date field."""
        box = self.at(key).locator("input").first
        box.fill(day.isoformat())
        box.press("Enter")
        self.settled()

    def press(self, key: str) -> None:
        """Press the button with this key."""
        self.at(key).locator("button").first.click()

    def press_first(self, prefix: str) -> None:
        """Press the first button whose key begins so."""
        self.starting(prefix).locator("button").first.click()

    def tick(self, key: str) -> None:
        """Tick a box."""
        self.at(key).locator("label").first.click()
        expect(self.at(key).locator("input").first).to_be_checked()
        self.settled()

    def choose(self, key: str, option: str | re.Pattern[str]) -> None:
        """Choose an option of a list by what it is called."""
        self.at(key).locator("input").first.click()
        self.page.get_by_role("option", name=option).first.click()
        self.settled()

    def unfold(self, inside: Locator) -> None:
        """Open what is folded around something that is drawn inside."""
        fold = self.page.locator("details", has=inside)
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        expect(inside).to_be_visible()

    def sees(self, text: str | re.Pattern[str], *, timeout: float = 20_000) -> Locator:
        """Wait until the text is on the page, and return it."""
        found = self.page.get_by_test_id("stMain").get_by_text(text).first
        expect(found).to_be_visible(timeout=timeout)
        return found

    def done(self) -> None:
        """Wait for the word that a click was carried out."""
        expect(self.page.get_by_test_id("stAlertContentSuccess").first).to_be_visible()
        self.settled()

    def text(self) -> str:
        """Return what the page says now."""
        return self.page.get_by_test_id("stMain").inner_text()

    def sign_in(self, username: str, password: str) -> "Hand":
        """Sign in on the page for that, and stay on the page reached then."""
        self.open("sign_in")
        self.page.locator("input[autocomplete=username]").fill(username)
        self.page.locator("input[autocomplete=current-password]").fill(password)
        self.page.get_by_test_id("stFormSubmitButton").locator("button").click()
        expect(self.page.locator(".st-key-sign_in_form")).to_have_count(0)
        return self.settled()

    def take(self, click: Callable[[], None]) -> Download:
        """Return the file that a click brings."""
        with self.page.expect_download() as coming:
            click()
        return coming.value

    def look(self, name: str) -> None:
        """Keep a picture at both sizes, and see that nothing is wider than a phone."""
        import time; t0=time.time()
        self.settled()
        for size, view in (("desktop", DESKTOP), ("phone", PHONE)):
            self.page.set_viewport_size(view)  # type: ignore[arg-type]
            if size == "phone":
                self.page.wait_for_function(SIDEBAR_IS_AWAY)
                width = self.page.evaluate("document.documentElement.scrollWidth")
                assert width <= PHONE["width"], (name, self.page.url, width)
            self.page.screenshot(path=self.shots / f"{name}-{self.who}-{size}.png")
        self.page.set_viewport_size(PHONE if self.phone else DESKTOP)  # type: ignore[arg-type]
        print("LOOK", name, round(time.time()-t0,2), flush=True)
