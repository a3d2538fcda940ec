"""The broadcaster: nothing is missed, news is told once, every sign of life says it again, no listener no question."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from dashboard.services.context import system_clock
from dashboard.web import live
from dashboard.web.live import Hub, breath, version_of
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


async def collect(hub: Hub, channel: str, into: list[int]) -> None:
    async for version in hub.versions(channel):
        into.append(version)


def test_the_version_of_a_channel_is_the_number_of_its_lines(engine: Engine, write: Callable[..., int]):
    assert version_of(engine, "meeting:1") == 0
    for channel, number in (("meeting:1", 7), ("meeting:2", 8), (None, 9), ("meeting:1", 3)):
        write(channel, number)
    assert [version_of(engine, f"meeting:{number}") for number in (1, 2, 3)] == [2, 1, 0]


def test_two_processes_hear_of_each_other(engine: Engine, write: Callable[..., int]):
    async def story() -> tuple[list[int], list[int], list[int]]:
        hubs = Hub(lambda: engine), Hub(lambda: engine)
        heard: tuple[list[int], list[int], list[int]] = ([], [], [])
        tasks = [
            asyncio.create_task(collect(hubs[0], "meeting:1", heard[0])),
            asyncio.create_task(collect(hubs[1], "meeting:1", heard[1])),
            asyncio.create_task(collect(hubs[1], "meeting:2", heard[2])),
        ]
        await asyncio.sleep(0.3)
        await asyncio.to_thread(write, "meeting:1")
        await asyncio.sleep(1.5)
        for hub in hubs:
            hub.close()
        await asyncio.gather(*tasks)
        return heard

    assert asyncio.run(story()) == ([0, 1], [0, 1], [0])


def test_what_becomes_visible_out_of_order_is_told(engine: Engine, write: Callable[..., int]):
    async def story() -> list[int]:
        hub, heard = Hub(lambda: engine), []
        task = asyncio.create_task(collect(hub, "meeting:1", heard))
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

    assert asyncio.run(story()) == [0, 1, 2, 3]


def test_publish_is_heard_sooner_than_the_poll(engine: Engine, write, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live, "GAP_SECONDS", 3.0)

    async def story() -> list[int]:
        hub, heard = Hub(lambda: engine), []
        task = asyncio.create_task(collect(hub, "meeting:1", heard))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(write, "meeting:1")
        await asyncio.to_thread(hub.publish, "meeting:1")
        await asyncio.to_thread(hub.publish, "nobody:1")
        await asyncio.sleep(0.5)
        hub.close()
        await task
        return heard

    assert asyncio.run(story()) == [0, 1]


def test_nobody_asks_when_nobody_listens(engine: Engine):
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, text, *_rest: asked.append(text))

    async def story() -> None:
        hub = Hub(lambda: engine)
        task = asyncio.create_task(collect(hub, "meeting:1", []))
        await asyncio.sleep(1.5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await asyncio.sleep(1.2)
        asked.clear()
        await asyncio.sleep(1.5)

    asyncio.run(story())
    assert asked == []


def test_every_sign_of_life_says_the_version_again(engine: Engine, write, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live, "BEAT_SECONDS", 0.4)
    write("meeting:1")

    async def story() -> list[int]:
        hub, heard = Hub(lambda: engine), []
        task = asyncio.create_task(collect(hub, "meeting:1", heard))
        await asyncio.sleep(1.0)
        hub.close()
        await task
        return heard

    heard = asyncio.run(story())
    assert set(heard) == {1}
    assert len(heard) >= 3


def test_a_round_has_an_end_however_far_behind_the_process_is():
    assert [breath(late, 10) for late in (-0.1, 0.0, 0.125, 5.0)] == [0.0, 0.0, 0.5, 1.0]
    assert 400 * breath(5.0, 400) == 10.0
