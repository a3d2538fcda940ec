"""Carry out many calls at one moment, in several processes with several threads each.

Nothing is shared but the database, as between the processes of a server.
"""

import multiprocessing
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from types import TracebackType
from typing import Any

from sqlalchemy import Engine

from dashboard import i18n
from dashboard.errors import DomainError
from dashboard.storage.engine import open_engine

PATIENCE_SECONDS = 300.0
Work = Callable[[Engine, Any], Any]
"""A function at the top of a module, so that it can be named to another process."""


@dataclass(frozen=True)
class Refused:
    """A refusal as the page would show it: the kind of error and its sentence."""

    kind: str
    sentence: str


@dataclass(frozen=True)
class Broken:
    """What no user may ever see: an error that is no refusal."""

    trace: str


class Crew:
    """Processes that wait for each other before each round; ``threads`` calls run at a time in each."""

    def __init__(self, url: str, processes: int = 4, threads: int = 8) -> None:
        start = multiprocessing.get_context("forkserver")  # a fork of this process would inherit its connections
        start.set_forkserver_preload(["dashboard.services.votes", "dashboard.services.accounts", __name__])
        self._barrier = start.Barrier(processes)  # lives as long as the processes may still look for it
        self._processes = []
        self._lines: list[Connection] = []
        for _number in range(processes):
            ours, theirs = start.Pipe()
            process = start.Process(target=_serve, args=(url, threads, theirs, self._barrier), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)
            self._lines.append(ours)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.join(10)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()

    def begin(self, work: Work, tasks: Sequence[Any]) -> None:
        """Deal ``work(engine, task)`` out to the processes, which begin together; :meth:`end` has the answers."""
        for number, line in enumerate(self._lines):
            line.send((work, tasks[number :: len(self._lines)]))

    def end(self, tasks: int) -> list[Any]:
        """Return the answers in the order of the tasks: results, :class:`Refused` or :class:`Broken`."""
        answers: list[Any] = [None] * tasks
        for number, line in enumerate(self._lines):
            if not line.poll(PATIENCE_SECONDS):
                raise TimeoutError("a process gave no answer")
            answers[number :: len(self._lines)] = line.recv()
        return answers

    def at_once(self, work: Work, tasks: Sequence[Any]) -> list[Any]:
        """Carry out ``work(engine, task)`` for all tasks and return their answers in order."""
        self.begin(work, tasks)
        return self.end(len(tasks))


def answer(work: Work, engine: Engine, task: Any) -> Any:
    """Return what came of one call, a refusal in English."""
    try:
        with i18n.speaking("en"):
            return work(engine, task)
    except DomainError as refused:
        with i18n.speaking("en"):
            return Refused(type(refused).__name__, str(refused))
    except Exception:  # noqa: BLE001 - the one thing looked for: what is no refusal
        return Broken(traceback.format_exc())


def _serve(url: str, threads: int, line: Connection, barrier: Barrier) -> None:
    engine = open_engine(url)
    with ThreadPoolExecutor(threads) as pool:
        while True:
            try:
                work, tasks = line.recv()
            except EOFError:
                break
            barrier.wait(PATIENCE_SECONDS)
            line.send(list(pool.map(lambda task, work=work: answer(work, engine, task), tasks)))
    engine.dispose()
