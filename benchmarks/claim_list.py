"""Does the claim list stay quick as it grows? ``python -m benchmarks.claim_list``

Builds a small committee (100 items) and a large one (10,000 items, 54 organisations, five years of history), serves
both, and opens the same pages on both in turns, one visitor at a time. Each page of the large one may take up to 1.5
times as long as of the small one. ``first`` is the time of the figures when something was just changed.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.claim_list_rows import fill
from benchmarks.databases import ENGINES, fresh
from benchmarks.loadgen import StreamlitClient
from benchmarks.reporting import Report, options
from benchmarks.serving import Server, products
from benchmarks.signing_in import cookie_of
from dashboard.services import figures
from dashboard.services.context import Context
from dashboard.services.figures import keeping
from dashboard.storage.engine import open_engine

BAR = 1.5
WARM_UP = 2
"""Drawings that are not measured."""
SMALL, LARGE = 100, 10_000
PAGES = {
    "claim list": ("claim_list", ""),
    "claim list, filtered": ("claim_list", "status=archived"),
    "search, one word": ("claim_list", "q=电梯"),
    "search, one character": ("claim_list", "q=梯"),
    "three lists": ("lists", ""),
    "three lists, search": ("lists", "q=照明"),
    "figures: the way of items": ("figures", ""),
    "figures: promises": ("figures", "part=promises"),
    "figures: topics": ("figures", "part=topics"),
    "figures: money": ("figures", "part=money"),
    "figures: places": ("figures", "part=places"),
    "figures: members": ("figures", "part=members"),
    "home": ("home", ""),
    "home of the secretariat": ("home", ""),
    "progress": ("progress", ""),
    "projects": ("projects", ""),
    "resources": ("resources", ""),
}
SIGNED_IN = "home of the secretariat"
"""The page that is opened as the secretariat; the others as a visitor."""


@dataclass(frozen=True)
class House:
    """One committee that is served."""

    engine: Engine
    server: Server
    cookie: str


async def in_turns(houses: list[House], name: str, times: int) -> list[list[float]]:
    """Draw one page on each house in turns; return the milliseconds of every drawing, by house."""
    page, query = PAGES[name]
    async with AsyncExitStack() as stack:
        tabs = [
            await stack.enter_async_context(
                StreamlitClient(
                    house.server.url,
                    page=page,
                    query=query,
                    cookie=house.cookie if name == SIGNED_IN else None,
                    headers={"Origin": house.server.url},
                )
            )
            for house in houses
        ]
        took: list[list[float]] = [[] for _house in houses]
        for number in range(times + WARM_UP):
            for place, tab in enumerate(tabs):
                start = time.perf_counter()
                await tab.run()
                if number >= WARM_UP:
                    took[place].append(1000 * (time.perf_counter() - start))
        return took


def ratios(report: Report, houses: list[House], names: list[str], times: int) -> None:
    """Compare every page: the lower quartile of its times, because other work on the machine only adds to them."""
    for name in names:
        low, high = (statistics.quantiles(took)[0] for took in asyncio.run(in_turns(houses, name, times)))
        sentence = f"{name}: {low:.0f} ms and {high:.0f} ms, {high / low:.2f} times"
        report.bar(sentence, high / low <= BAR)
        print(sentence, file=sys.stderr, flush=True)


def first_times(engine: Engine) -> dict[str, float]:
    """Return how many milliseconds each kind of figures takes when nothing is kept."""
    ctx = Context(engine)
    kinds: dict[str, Callable[[Context], object]] = {
        "flow": figures.rates_frame,
        "topics": figures.topics_frame,
        "money": figures.money_by_source_frame,
        "places": lambda one: figures.places_frame(one, "committee"),
        "members": figures.giving_frame,
    }
    found = {}
    for name, count in kinds.items():
        keeping.forget(engine)
        start = time.perf_counter()
        count(ctx)
        found[f"first_{name}_ms"] = 1000 * (time.perf_counter() - start)
    return found


def compare(kind: str, names: list[str], items: int, times: int) -> Report:
    """Build both committees on one engine and compare their pages."""
    report = Report(f"claim list on {kind}")
    with ExitStack() as stack:
        houses = []
        for size in (SMALL, items):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = stack.enter_context(fresh(kind, folder))
            engine = open_engine(url)
            stack.callback(engine.dispose)
            start = time.perf_counter()
            fill(engine, size)
            report.note(**{f"filled_{size}_s": time.perf_counter() - start})
            (server,) = stack.enter_context(products(url, folder))
            houses.append(House(engine, server, cookie_of(engine, "secretariat")))
        ratios(report, houses, names, times)
        report.note(**first_times(houses[1].engine))
    return report


def main() -> int:
    """Compare the pages on each engine and say whether all stay within the bar."""
    parser = options(__doc__, *ENGINES)
    parser.add_argument(
        "--page", action="append", choices=list(PAGES), help="measure this one only; may be given again"
    )
    parser.add_argument("--items", type=int, default=LARGE, help="size of the large committee")
    parser.add_argument("--times", type=int, default=20, help="how often each page is drawn on each committee")
    chosen = parser.parse_args()
    names = chosen.page or list(PAGES)
    reports = [compare(kind, names, chosen.items, chosen.times) for kind in chosen.database or ["sqlite"]]
    return max(report.tell(as_json=chosen.json) for report in reports)


if __name__ == "__main__":
    sys.exit(main())
