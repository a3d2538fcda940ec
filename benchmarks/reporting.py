"""How a measurement is told: plain lines with a bar met or missed, or one line of JSON."""

import argparse
import json
from dataclasses import dataclass, field
from typing import Any

LONGEST = 1500
"""Characters of a fault that are printed."""


@dataclass
class Report:
    """Figures and bars of one measurement."""

    name: str
    figures: dict[str, Any] = field(default_factory=dict)
    bars: dict[str, bool] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def note(self, **figures: Any) -> None:
        """Keep figures."""
        self.figures.update(figures)

    def bar(self, sentence: str, met: bool) -> None:
        """Keep whether a bar is met."""
        self.bars[sentence] = met

    def blame(self, faults: list[str]) -> None:
        """Keep what went wrong: any fault misses the bar."""
        self.faults += faults

    def tell(self, *, as_json: bool) -> int:
        """Print the report; return 1 where a bar is missed or anything went wrong."""
        met = all(self.bars.values()) and not self.faults
        if as_json:
            print(json.dumps({"name": self.name, **self.figures, "bars": self.bars, "faults": self.faults, "met": met}))
            return 0 if met else 1
        print(f"{self.name}:", ", ".join(f"{name} {_short(value)}" for name, value in self.figures.items()))
        for sentence, reached in self.bars.items():
            print("  met   " if reached else "  MISSED", sentence)
        for fault in self.faults[:10]:
            print("  FAULT ", fault if len(fault) < LONGEST else f"{fault[:LONGEST]} …")
        if len(self.faults) > 10:
            print(f"  FAULT  and {len(self.faults) - 10} more")
        return 0 if met else 1


def _short(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def options(description: str | None, *databases: str) -> argparse.ArgumentParser:
    """Return a parser with ``--json`` and, where databases are named, ``--database``."""
    parser = argparse.ArgumentParser(
        description=(description or "").split("\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON a measurement instead of plain lines")
    if databases:
        parser.add_argument(
            "--database", action="append", choices=databases, help="measure this one only; may be given again"
        )
    return parser
