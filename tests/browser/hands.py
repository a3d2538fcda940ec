"""A person at a browser: opens pages, fills fields, presses buttons, and notices whatever is wrong on the way."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Download, Locator, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import DESKTOP, PHONE

PROBING = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")
"""Streamlit's own attempts to find its base path when a page is opened by its address."""
SIDEBAR_IS_AWAY = """() => {
  const sidebar = document.querySelector('[data-testid=stSidebar]');
  return !sidebar || sidebar.getBoundingClientRect().right <= 1;
}"""
NOT_RUNNING = "[data-testid=stApp][data-test-script-state=notRunning]"
SOON = 5_000
LONGEST_RUN = 15


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
        self.runs = 0
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._heard))
        watch.page(self.page, who)

    def open(self, path: str) -> "Hand":
        """Go to a page by its address and wait until it is drawn."""
        self.page.goto(f"{self.address}/{path}", wait_until="commit")
        return self.settled()

    def reload(self) -> "Hand":
        """Load the page anew."""
        self.page.reload(wait_until="commit")
        return self.settled()

    def settled(self) -> "Hand":
        """Wait until the page is drawn and nothing runs; an error on it fails the test."""
        expect(self.page.locator(NOT_RUNNING)).to_be_visible()
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
        self._type(self.at(key), text)

    def fill_first(self, prefix: str, text: str) -> None:
        """Type into the first field whose key begins so, and leave it."""
        self._type(self.starting(prefix).first, text)

    def fill_day(self, key: str, day: date) -> None:
        """Type a day into an empty date field, figure by figure as its parts take them."""
        self.at(key).locator("[role=spinbutton]").first.click()
        self.page.keyboard.type(day.strftime("%Y%m%d"))

    def press(self, key: str) -> "Hand":
        """Press the button with this key, and wait until what it does is drawn."""
        self._act(self.at(key).locator("button").first.click)
        return self

    def press_first(self, prefix: str) -> "Hand":
        """Press the first button whose key begins so, and wait until what it does is drawn."""
        self._act(self.starting(prefix).locator("button").first.click)
        return self

    def tick(self, key: str) -> None:
        """Tick a box."""
        self._act(self.at(key).locator("label").first.click, self.at(key))
        expect(self.at(key).locator("input").first).to_be_checked()

    def choose(self, key: str, option: str | re.Pattern[str]) -> None:
        """Choose an option of a list by what it is called."""
        wanted = self.page.get_by_role("option", name=option).first
        self.at(key).locator("input").first.click()
        try:
            expect(wanted).to_be_visible(timeout=1_000)
        except AssertionError:  # it was open since the Tab key led to it, and the click has closed it
            self.at(key).locator("input").first.click()
        self._act(wanted.click, self.at(key))

    def _type(self, field: Locator, text: str) -> None:
        box = field.locator("input, textarea").first
        box.fill(text)
        self._act(lambda: box.press("Tab"), field)

    def _act(self, act: Callable[[], None], field: Locator | None = None) -> None:
        """Do something and wait for the run of the page that follows; inside a form none does."""
        if field is not None and self.page.get_by_test_id("stForm").filter(has=field).count():
            act()
            return
        before, end = self.runs, time.monotonic() + LONGEST_RUN
        act()
        again = time.monotonic() + LONGEST_RUN / 3
        while self.runs == before:
            assert time.monotonic() < end, f"{self.who}: nothing happened on {self.page.url}"
            if time.monotonic() > again:  # the page moved under the pointer: the click went nowhere, and is made anew
                again = end
                act()
            self.page.wait_for_timeout(20)
        self.settled()

    def _heard(self, frame: bytes | str) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        self.runs += message.WhichOneof("type") == "script_finished"

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
        return self.is_in()

    def is_in(self) -> "Hand":
        """Wait until the cookie is there and the page was loaded anew with it."""
        expect(self.at("sign_out")).to_have_count(1, timeout=20_000)
        return self.settled()

    def take(self, click: Callable[[], None]) -> Download:
        """Return the file that a click brings."""
        with self.page.expect_download() as coming:
            click()
        return coming.value

    def look(self, name: str) -> None:
        """Keep a picture at both sizes, and see that nothing is wider than a phone."""
        self.settled()
        for size, view in (("desktop", DESKTOP), ("phone", PHONE)):
            self.page.set_viewport_size(view)  # type: ignore[arg-type]
            if size == "phone":
                self.page.wait_for_function(SIDEBAR_IS_AWAY)
                width = self.page.evaluate("document.documentElement.scrollWidth")
                assert width <= PHONE["width"], (name, self.page.url, width)
            self.page.screenshot(path=self.shots / f"{name}-{self.who}-{size}.png")
        self.page.set_viewport_size(PHONE if self.phone else DESKTOP)  # type: ignore[arg-type]
