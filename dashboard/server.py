"""The server process: Streamlit around ``app.py``, with our guard before it, our routes beside it, a tidy start.

``python -m dashboard run`` serves it; ``streamlit run dashboard/server.py`` from the repository's root works too.
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[1])
if ROOT not in sys.path:  # `streamlit run` puts only this folder on the path
    sys.path.insert(0, ROOT)

import asyncio  # noqa: E402
import gc  # noqa: E402
import importlib  # noqa: E402
import signal  # noqa: E402
import threading  # noqa: E402
from collections.abc import AsyncIterator, Iterator  # noqa: E402
from contextlib import asynccontextmanager, contextmanager, suppress  # noqa: E402
from types import FrameType  # noqa: E402

import streamlit as st  # noqa: E402
from starlette.concurrency import run_in_threadpool  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from streamlit import runtime  # noqa: E402
from streamlit.runtime.app_session import AppSessionState  # noqa: E402

from dashboard.ui import failures  # noqa: E402

failures.quiet_streamlit()  # before the imports that register our components outside a script run

from dashboard.services import accounts, demonstration, retention  # noqa: E402
from dashboard.services.context import Context  # noqa: E402
from dashboard.ui import session  # noqa: E402
from dashboard.ui.live import HUB  # noqa: E402
from dashboard.ui.passwords import PASSWORDS  # noqa: E402
from dashboard.web.door import Door  # noqa: E402
from dashboard.web.guard import HEADER, Guard  # noqa: E402
from dashboard.web.headers import Headers  # noqa: E402
from dashboard.web.routes import routes  # noqa: E402

INDEX = Path(st.__file__).parent / "static" / "index.html"
PRELOADED = ("altair", "pandas", "docxtpl", "openpyxl")
TIDY_EVERY_SECONDS = 24 * 3600.0
USER_KEY = "session"
NEEDED = {
    "client.showErrorDetails": "none",
    "runner.postScriptGC": False,
    "server.enableXsrfProtection": True,
    "server.trustedUserHeaders": {HEADER.decode(): USER_KEY},
}
"""What must have been read from .streamlit/config.toml; without the last line a tab belongs to whoever knows its id."""


class StreamlitTabs:
    """What the guard asks Streamlit's runtime. It has no public way to ask; pinned by tests against 1.67."""

    def of(self, binding: str) -> set[str]:
        """Return the ids of the tabs bound to this browser, open or briefly disconnected."""
        manager = runtime.get_instance()._session_mgr
        wanted: dict[str, str | bool | dict[str, str] | None] = {USER_KEY: binding}
        return {info.session.id for info in manager.list_sessions() if info.session.matches_user_info(wanted)}

    def showing(self, file_id: str) -> set[str]:
        """Return the ids of the tabs that show or offer this file."""
        files = runtime.get_instance().media_file_mgr
        with files._lock:
            return {tab for tab, held in files._files_by_session_and_coord.items() if file_id in held.values()}

    def is_drawing(self, tabs: set[str]) -> bool:
        """Return whether one of the tabs is being drawn now."""
        found = (runtime.get_instance()._session_mgr.get_active_session_info(tab) for tab in tabs)
        return any(info.session._state is AppSessionState.APP_IS_RUNNING for info in found if info is not None)


def require_configuration() -> None:
    """Refuse to start without our configuration.

    Raises:
        RuntimeError: a line of ``NEEDED`` is not in force.
    """
    wrong = sorted(name for name, value in NEEDED.items() if st.get_option(name) != value)
    if wrong:
        raise RuntimeError(f"start from {ROOT}: .streamlit/config.toml is not in force ({', '.join(wrong)})")


def prepare() -> None:
    """Migrate, tidy up, and load what the first visitor would otherwise wait for."""
    tidy()
    accounts.warm_up(PASSWORDS)
    for module in PRELOADED:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()


def tidy() -> None:
    """Remove what has outlived its purpose."""
    engine = session.engine()
    retention.tidy(Context(engine, accounts.as_system, demonstration.clock(engine)))


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Prepare the process before the first request, tidy up daily, and let the streams end when it stops."""
    require_configuration()
    await run_in_threadpool(prepare)
    daily = asyncio.create_task(_daily(), name="tidy")
    with _streams_end_first():
        yield {}
    daily.cancel()
    with suppress(asyncio.CancelledError):
        await daily


async def _daily() -> None:
    while True:
        await asyncio.sleep(TIDY_EVERY_SECONDS)
        await run_in_threadpool(tidy)


@contextmanager
def _streams_end_first() -> Iterator[None]:
    """End live streams as soon as the process is told to stop: the server waits for open answers before it does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        HUB.close()
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def stop(number: int, frame: FrameType | None) -> None:
        HUB.close()
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


DOOR = Door(session.engine)

ROUTES = routes(DOOR, HUB)
MIDDLEWARE = [Middleware(Headers, index=INDEX), Middleware(Guard, door=DOOR, tabs=StreamlitTabs())]

app = st.App(
    Path(__file__).with_name("app.py"),
    routes=ROUTES,
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    on_script_error=failures.report,
)
