"""A real server process and a real Chromium; each person has a browser context of their own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from sqlalchemy import Engine

from dashboard.storage.engine import open_engine
from tests.serving import PRODUCT, Server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 1600}
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Debian's chromium the browser tests say so and are skipped; in CI they always run."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.skip(reason="no Chromium here: install Debian's package chromium"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless.

    It ends with its module: while Playwright runs, no other test of the process can run an event loop.
    """
    assert CHROMIUM, "CI installs Debian's package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, headless=True)
        yield browser
        browser.close()


@pytest.fixture
def data(tmp_path: Path, migrated_sqlite: bytes) -> Path:
    """A data folder with an empty, migrated database."""
    (tmp_path / "riverside.db").write_bytes(migrated_sqlite)
    return tmp_path


@pytest.fixture
def engine_of(data: Path) -> Iterator[Engine]:
    """The database in ``data``."""
    engine = open_engine(f"sqlite:///{data / 'riverside.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """``serve(data_dir)`` runs the product on the database there and returns its address."""
    running: list[Server] = []

    def start(data_dir: Path) -> str:
        running.append(Server(data_dir, *PRODUCT))
        return running[-1].ready().origin

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def person(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """``person(language, phone=False)`` opens a browser context of its own."""
    opened: list[BrowserContext] = []

    def open_context(language: str = "zh_CN", *, phone: bool = False) -> BrowserContext:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            locale="zh-CN" if language == "zh_CN" else "en-US",
            timezone_id="Asia/Shanghai",
            has_touch=phone,
        )
        context.set_default_timeout(20_000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
