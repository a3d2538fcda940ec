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
PRODUCT = [sys.executable, "-m", "dashboard", "run", "--no-demo", "--port"]


def options(**changed: Any) -> argparse.Namespace:
    """Return the load generator's settings: closed loop, 8 s a step."""
    chosen = {
        "think": 0.0, "rate": 0.0, "duration": 8.0, "warmup": 5, "connect_parallel": 10, "timeout": 60.0,
        "header": [], "auto_rerun": False, "max_other": None, "retries": 0, "settle": 0.5,
    }  # fmt: skip
    return argparse.Namespace(**(chosen | changed))


class Server:
    """A server process on a port of its own; it can be killed and started again on the same port."""

    def __init__(self, command: list[str], health: str, environment: dict[str, str] | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command = [*command, str(self.port)]
        self._health = health
        self._environment = os.environ | (environment or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the id of the process that runs now, or ran last."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> "Server":
        """Start the process; :meth:`ready` waits for it."""
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return self

    def healthy(self) -> bool:
        """Return whether it answers now.

        Raises:
            SystemExit: the process has ended by itself.
        """
        assert self._process is not None
        if self._process.poll() is not None:
            raise SystemExit(f"the server ended with status {self._process.returncode}")
        try:
            with urllib.request.urlopen(self.url + self._health, timeout=1) as reply:
                return bool(reply.status == 200)
        except OSError:
            return False

    def ready(self, patience: float = 60.0) -> "Server":
        """Wait until it answers."""
        end = time.monotonic() + patience
        while not self.healthy():
            if time.monotonic() > end:
                raise SystemExit(f"the server did not become healthy within {patience:.0f} s")
            time.sleep(0.1)
        return self

    def kill(self) -> None:
        """End it in the middle of whatever it does (SIGKILL)."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(20)

    def stop(self) -> None:
        """Ask it to end."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


def product_on(database_url: str, data_dir: Path) -> Server:
    """Return a server of the product on a database; it is not started yet."""
    ours = {"RIVERSIDE_DATA_DIR": str(data_dir), "RIVERSIDE_DATABASE_URL": database_url}
    return Server(PRODUCT, "/healthz", ours)


@contextmanager
def products(database_url: str, data_dir: Path, processes: int = 1) -> Iterator[list[Server]]:
    """Serve the product from several processes on one database until the block ends."""
    servers = [product_on(database_url, data_dir) for _number in range(processes)]
    try:
        for server in servers:  # one after the other: a measuring machine has few cores
            server.start().ready()
        yield servers
    finally:
        for server in servers:
            server.stop()


@contextmanager
def served(command: list[str], health: str, environment: dict[str, str] | None = None) -> Iterator[SimpleNamespace]:
    """Run a server on a free port until the block ends; yield its ``url`` and ``pid``."""
    server = Server(command, health, environment).start()
    try:
        server.ready()
        yield SimpleNamespace(url=server.url, pid=server.pid)
    finally:
        server.stop()


@contextmanager
def product(data_dir: Path) -> Iterator[SimpleNamespace]:
    """Serve the product on the database in ``data_dir``."""
    with served(PRODUCT, "/healthz", {"RIVERSIDE_DATA_DIR": str(data_dir), "RIVERSIDE_DATABASE_URL": ""}) as server:
        yield server


@contextmanager
def floor() -> Iterator[SimpleNamespace]:
    """Serve the empty one-button page."""
    with served([sys.executable, "-m", "benchmarks.floor_server"], "/_stcore/health") as server:
        yield server


def measure(target: Target, sessions: int, **changed: Any) -> Result:
    """Run one step of clicks and return its figures (milliseconds, CPU milliseconds per click)."""
    return asyncio.run(run_quietly(target, sessions, options(**changed)))
