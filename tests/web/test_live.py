"""The broadcaster: nothing is missed, nothing is told twice, nobody is asked when nobody listens."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from dashboard.services.context import system_clock
from dashboard.web import live
from dashboard.web.live import Hub, newest, version_of
from models.audit import AuditEntry
from models.enums import Role


@pytest.fixture
def write(engine: Engine) -> Callable[..., int]:
    """Write an audit line, at a given id where the test wants one."""

    def write(channel: str | None, number: int | None = None) -> int:
        line = AuditEntry(at=system_clock(), actor_role=Role.SYSTEM, action="a", subject="s", channel=channel)
        if number is not None:
            line.id = number
        with Session(engine.execution_options(writes=True)) as session:
            session.add(line)
            session.commit()
            return line.id

    return write


async def collect(hub: Hub, channel: str, since: int, into: list[int]) -> None:
    async for version in hub.versions(channel, since):
        if version is not None:
            into.append(version)


def test_newest_and_version_of(engine: Engine, write: Callable[..., int]):
    assert newest(engine) == 0
    first, second = write("meeting:1"), write("meeting:2")
    assert newest(engine) == second
    assert version_of(engine, "meeting:1", 0) == first
    assert version_of(engine, "meeting:1", first) == first
    assert version_of(engine, "meeting:3", 5) == 5


def test_two_processes_hear_of_each_other(engine: Engine, write: Callable[..., int]):
    async def story() -> tuple[list[int], list[int], list[int]]:
        hubs = Hub(lambda: engine), Hub(lambda: engine)
        heard: tuple[list[int], list[int], list[int]] = ([], [], [])
        tasks = [
            asyncio.create_task(collect(hubs[0], "meeting:1", 0, heard[0])),
            asyncio.create_task(collect(hubs[1], "meeting:1", 0, heard[1])),
            asyncio.create_task(collect(hubs[1], "meeting:2", 0, heard[2])),
        ]
        await asyncio.sleep(0.3)
        await asyncio.to_thread(write, "meeting:1")
        await asyncio.sleep(1.5)
        for hub in hubs:
            hub.close()
        await asyncio.gather(*tasks)
        return heard

    assert asyncio.run(story()) == ([1], [1], [])


def test_what_becomes_visible_out_of_order_is_told(engine: Engine, write: Callable[..., int]):
    async def story() -> list[int]:
        hub, heard = Hub(lambda: engine), []
        task = asyncio.create_task(collect(hub, "meeting:1", newest(engine), heard))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(write, "meeting:1", 11)
        await asyncio.sleep(1.3)
        await asyncio.to_thread(write, "meeting:1", 10)
        await asyncio.sleep(1.3)
        await asyncio.to_thread(write, "meeting:1", 12)
        await asyncio.sleep(1.3)
        hub.close()
        await task
        return heard

    assert asyncio.run(story()) == [11, 12, 13]


def test_publish_is_heard_sooner_than_the_poll(engine: Engine, write, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live, "GAP_SECONDS", 3.0)

    async def story() -> list[int]:
        hub, heard = Hub(lambda: engine), []
        task = asyncio.create_task(collect(hub, "meeting:1", 0, heard))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(write, "meeting:1")
        await asyncio.to_thread(hub.publish, "meeting:1")
        await asyncio.to_thread(hub.publish, "nobody:1")
        await asyncio.sleep(0.5)
        hub.close()
        await task
        return heard

    assert asyncio.run(story()) == [1]


def test_nobody_asks_when_nobody_listens(engine: Engine):
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, text, *_rest: asked.append(text))

    async def story() -> None:
        hub = Hub(lambda: engine)
        task = asyncio.create_task(collect(hub, "meeting:1", 0, []))
        await asyncio.sleep(1.5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await asyncio.sleep(1.2)
        asked.clear()
        await asyncio.sleep(1.5)

    asyncio.run(story())
    assert asked == []
