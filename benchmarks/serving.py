"""Start the product and the floor as processes of their own, and measure clicks on both in one run."""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.loadgen import Result, Target, free_port, run_quietly

ROOT = Path(__file__).resolve().parents[1]


def options(**changed: Any) -> argparse.Namespace:
    """Return the load generator's settings: closed loop, 8 s a step."""
    chosen = {
        "think": 0.0, "rate": 0.0, "duration": 8.0, "warmup": 5, "connect_parallel": 10, "timeout": 60.0,
        "header": [], "auto_rerun": False, "max_other": None, "retries": 0, "settle": 0.5,
    }  # fmt: skip
    return argparse.Namespace(**(chosen | changed))


@contextmanager
def served(command: list[str], health: str, environment: dict[str, str] | None = None) -> Iterator[SimpleNamespace]:
    """Run a server on a free port until the block ends; yield its ``url`` and ``pid``."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [part.replace("{port}", str(port)) for part in command],
        cwd=ROOT,
        env=os.environ | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, url + health)
        yield SimpleNamespace(url=url, pid=process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"the server ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=1) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not become healthy within a minute")


@contextmanager
def product(data_dir: Path) -> Iterator[SimpleNamespace]:
    """Serve the product on the database in ``data_dir``."""
    command = [sys.executable, "-m", "dashboard", "run", "--port", "{port}", "--no-demo"]
    with served(command, "/healthz", {"RIVERSIDE_DATA_DIR": str(data_dir)}) as server:
        yield server


@contextmanager
def floor() -> Iterator[SimpleNamespace]:
    """Serve the empty one-button page."""
    with served([sys.executable, "-m", "benchmarks.floor_server", "{port}"], "/_stcore/health") as server:
        yield server


def measure(target: Target, sessions: int, **changed: Any) -> Result:
    """Run one step of clicks and return its figures (milliseconds, CPU milliseconds per click)."""
    return asyncio.run(run_quietly(target, sessions, options(**changed)))
