"""How fast does every page answer with the demonstration data? ``python -m benchmarks.pages``

Opens each page as a person who may see it, draws it again and again with one visitor, and prints p50, p95 and server
CPU. The status is 1 where a page's p50 passes 150 ms.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.loadgen import Target, format_row, header_row
from benchmarks.serving import measure, product
from benchmarks.signing_in import cookie_of, demonstration
from dashboard.navigation import PAGES

P50_BAR_MS = 150.0
READERS = {"claims": "liaison_qy01", "account": "resident01", "propose": "resident01", "my_items": "resident01"}
QUERIES = {
    "item": "number=PL-XQ-2026Q1-001",
    "project": "number=PL-XM-2026-001",
    "meeting": "number=2026-WY-01",
    "room": "number=2026-WY-01",
    "minutes": "number=2026-WY-01",
}


def main() -> int:
    """Measure every page of the menu."""
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        engine = demonstration(Path(folder))
        with product(Path(folder)) as server:
            print(header_row())
            for entry in PAGES:
                reader = READERS.get(entry.file, "admin" if entry.file in {"accounts", "audit"} else "secretariat")
                cookies = [] if entry.file in {"register", "sign_in"} else [cookie_of(engine, reader)]
                target = Target(entry.file[:7], server.url, server.pid, "", entry.file, QUERIES.get(entry.file, ""),
                                cookies, Redraw)  # fmt: skip
                result = measure(target, 1, duration=4.0, warmup=3, header=[f"Origin: {server.url}"])
                print(format_row(result), entry.file)
                if result.p50 > P50_BAR_MS or result.errors or not result.clicks:
                    slow.append(entry.file)
                    print("    error:", *result.first_errors)
    print("met: every page under 150 ms at p50" if not slow else f"MISSED: {', '.join(slow)}")
    return 1 if slow else 0


class Redraw:
    """A visitor who draws the whole page again."""

    @staticmethod
    async def step(client: object, index: int) -> None:
        await client.run()  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
