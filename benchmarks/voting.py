"""What does a ballot cost? ``python -m benchmarks.voting``: a vote in the room against an empty one-button page.

Both servers run in this one run, served the same way. Printed are the figures of each step and the ratios that
matter; the status is 1 where a bar is missed:

* one visitor: server CPU per click at most 4 times, p50 at most 2.5 times that of the empty page;
* 100 visitors clicking every 5 s: p95 under 100 ms.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

from benchmarks import ballot_page
from benchmarks.databases import fresh
from benchmarks.hall import gather
from benchmarks.loadgen import Result, StreamlitClient, Target, format_row, header_row, ratio_row
from benchmarks.serving import floor, measure, product
from dashboard.storage.engine import open_engine

MEMBERS = 100
CPU_BAR, P50_BAR, P95_BAR_MS = 4.0, 2.5, 100.0


def committee(url: str) -> tuple[str, list[str]]:
    """Gather 100 members with a vote open; return the meeting's number and one cookie per member."""
    engine = open_engine(url)
    hall = gather(engine, MEMBERS)
    hall.open_vote(hall.items[0])
    engine.dispose()
    return hall.number, [hall.cookie(seat) for seat in (*range(2, MEMBERS + 1), 1)]  # the chair sees more than others


def voter() -> SimpleNamespace:
    """Return a visitor who votes for and against in turn; choosing and confirming are a click each."""
    turns: dict[StreamlitClient, Iterator[str]] = {}

    async def step(client: StreamlitClient, index: int) -> None:
        mine = turns.setdefault(client, cycle(ballot_page.CLICKS))
        selector = next(mine)
        asked = any(widget.key.startswith(ballot_page.CONFIRM) for widget in client.widgets.values())
        if ballot_page.CONFIRM in selector and not asked:
            selector = next(mine)  # this very vote was stored from an earlier tab
        await client.click(selector)

    return SimpleNamespace(step=step)


def main() -> int:
    """Run both steps and say whether the bars are met."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--duration", type=float, default=10.0, help="seconds a step")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, fresh("sqlite", Path(folder)) as url:
        number, cookies = committee(url)
        with floor() as empty, product(Path(folder)) as room:
            base = Target("floor", empty.url, empty.pid, "label=Click")
            ballot = Target("vote", room.url, room.pid, "", "room", f"number={number}", cookies, voter())
            quiet = {"max_other": 60.0, "retries": 2}
            header = {"header": [f"Origin: {room.url}"]}
            print(header_row())
            alone = [
                measure(base, 1, duration=chosen.duration, **quiet),
                measure(ballot, 1, duration=chosen.duration, **quiet, **header),
            ]
            busy = [
                measure(base, 100, think=5.0, duration=3 * chosen.duration),
                measure(ballot, 100, think=5.0, duration=3 * chosen.duration, **header),
            ]
    return report(alone, busy)


def report(alone: list[Result], busy: list[Result]) -> int:
    """Print the figures and ratios; return 1 where a bar is missed."""
    for lower, upper in (alone, busy):
        print(format_row(lower), format_row(upper), ratio_row(upper, lower), sep="\n")
        for error in (*lower.first_errors, *upper.first_errors):
            print("    error:", error)
    cpu = (alone[1].cpu_ms_per_click or 0) / (alone[0].cpu_ms_per_click or 1)
    p50 = alone[1].p50 / alone[0].p50
    checks = {
        f"CPU per click {cpu:.2f}x of the floor (at most {CPU_BAR}x)": cpu <= CPU_BAR,
        f"p50 {p50:.2f}x of the floor (at most {P50_BAR}x)": p50 <= P50_BAR,
        f"p95 with 100 visitors {busy[1].p95:.0f} ms (under {P95_BAR_MS:.0f} ms)": busy[1].p95 < P95_BAR_MS,
        "no errors": not any(result.errors for result in (*alone, *busy)),
    }
    for sentence, met in checks.items():
        print("met   " if met else "MISSED", sentence)
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
