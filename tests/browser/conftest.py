"""A real server process and a real Chromium; each person has a browser context of their own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).parents[2]
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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    assert CHROMIUM, "CI installs Debian's package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, headless=True)
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """``serve(data_dir)`` runs the product on the database there and returns its address."""
    running: list[subprocess.Popen[bytes]] = []

    def start(data_dir: Path) -> str:
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "run", "--port", str(port), "--no-demo"],
            cwd=ROOT,
            env=os.environ | {"RIVERSIDE_DATA_DIR": str(data_dir), "RIVERSIDE_DATABASE_URL": ""},
            stdout=(data_dir / "server.log").open("wb"),
            stderr=subprocess.STDOUT,
        )
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + 60
        while time.monotonic() < end:
            assert process.poll() is None, (data_dir / "server.log").read_text("utf-8", "replace")
            try:
                with urllib.request.urlopen(address + "/healthz", timeout=1) as reply:
                    if reply.status == 200:
                        return address
            except OSError:
                time.sleep(0.2)
        raise AssertionError((data_dir / "server.log").read_text("utf-8", "replace"))

    yield start
    for process in running:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


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
