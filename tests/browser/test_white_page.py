"""A page whose frontend has crashed comes back by itself: at the same address, signed in, and not without end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import Engine

from tests.browser import committee
from tests.browser.hands import Hand, Watch
from tests.browser.wire import Wire

pytestmark = pytest.mark.browser


@pytest.fixture
def secretary(
    data: Path, serve: Callable[[Path], str], person: Callable[..., BrowserContext], engine_of: Engine, tmp_path: Path
) -> Hand:
    account = committee.seat(engine_of).accounts["secretary"]
    hand = Hand(person("zh_CN"), serve(data), "secretary", Watch(), shots=tmp_path)
    return hand.sign_in(account.username, account.password)


def test_a_page_that_has_gone_white_is_loaded_anew_once(secretary: Hand):
    page = secretary.page
    wire, loads = Wire(page), []
    page.on("load", lambda: loads.append(page.url))
    secretary.open("roster?q=1")
    address, before = page.url, len(loads)
    wire.crash()
    expect(page.locator("#root > *")).to_have_count(0)
    secretary.is_in()
    assert page.url == address
    assert loads[before:] == [address]
    wire.crash()
    expect(page.locator("#root > *")).to_have_count(0)
    page.wait_for_timeout(4000)
    expect(page.locator("#root > *")).to_have_count(0)
    assert loads[before:] == [address]  # a page that fails again at once waits


def test_navigating_and_signing_out_load_nothing_more(secretary: Hand):
    page = secretary.page
    loads: list[str] = []
    page.on("load", lambda: loads.append(page.url))
    page.get_by_test_id("stSidebarNavLink").nth(2).click()
    secretary.settled()
    page.wait_for_timeout(2500)
    assert loads == []
    secretary.at("sign_out").get_by_role("button").click()
    expect(secretary.at("sign_out")).to_have_count(0)
    secretary.settled()
    page.wait_for_timeout(2500)
    assert len(loads) == 1  # without the cookie
    assert page.evaluate("sessionStorage.getItem('riverside.mended')") is None
