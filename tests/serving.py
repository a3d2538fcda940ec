"""Start a real server process, ask it, and stop it."""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from dashboard.storage.engine import open_engine
from tests.tabs import until

ROOT = Path(__file__).parents[1]
PRODUCT = ("-m", "dashboard", "run", "--no-demo", "--port")
"""What runs the product itself, without filling an empty database."""
SERVE = """
import sys
import streamlit as st
from dashboard import cli, server
from dashboard.ui import failures
server.app = st.App(
    sys.argv[1], routes=server.ROUTES, middleware=server.MIDDLEWARE, lifespan=server.lifespan,
    on_script_error=failures.report,
)
cli._serve("127.0.0.1", int(sys.argv[2]))
"""
"""The server as it is, around another script than ``dashboard/app.py``."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.body.decode()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """A server process on its own port and database folder."""

    def __init__(self, data: Path, *command: str, cwd: Path = ROOT, port: int | None = None) -> None:
        self.port = port or free_port()
        self.data = data
        self.log = data / "server.log"
        ours = {"RIVERSIDE_DATA_DIR": str(data), "RIVERSIDE_DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
        environment = {**os.environ, **ours}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command, str(self.port)], cwd=cwd, env=environment, stdout=log, stderr=log
            )

    @cached_property
    def engine(self) -> Engine:
        return open_engine(f"sqlite:///{self.data / 'riverside.db'}")

    def ready(self) -> "Server":
        """Wait until it answers."""

        def healthy() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            try:
                return self.ask("/healthz").status == 200
            except OSError:
                return False

        until(healthy, 40)
        return self

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Return the answer to one request; header names are written with underscores."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, method=method)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=20) as found:
                return self._answer(found.status, found.headers, found.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return self._answer(refused.code, refused.headers, refused.read())

    @staticmethod
    def _answer(status: int, headers, body: bytes) -> Answer:
        named = {name.lower(): value for name, value in headers.items()}
        return Answer(status, named, body, headers.get_all("set-cookie") or [])

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> int:
        """Ask it to stop, and return its exit code."""
        self.engine.dispose()
        self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def kill(self) -> None:
        """End it as a power cut would."""
        self.engine.dispose()
        self.process.kill()
        self.process.wait(15)
