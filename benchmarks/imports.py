"""How long does a long table take to come in? ``python -m benchmarks.imports``: 5,000 rows of needs and of resources.

Printed are the seconds for checking a table and for entering it (reading and checking it once more included), on a
database with a committee and 54 organisations in it. The bar is 10 s for entering 5,000 rows; the status is 1 where
it is missed. The figures hold for a machine that does nothing else: how busy it was is printed beside them.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import Engine
from sqlmodel import Session

import models  # noqa: F401 - registers every table
from benchmarks.databases import ENGINES, fresh
from dashboard import i18n
from dashboard.services import accounts, exchange, founding
from dashboard.services.context import Context, system_clock
from dashboard.storage.engine import open_engine
from models.area import Area
from models.enums import OrganisationType
from models.organisation import Organisation

ROWS = 5_000
BAR_SECONDS = 10.0
AREAS, UNITS = 15, 54


def furnish(engine: Engine) -> Context:
    """Found the committee with its areas and organisations; return the context of the machine itself."""
    ctx = Context(engine, accounts.as_system, system_clock)
    founding.found(ctx)
    with Session(engine.execution_options(writes=True)) as session:
        for number in range(AREAS):
            session.add(Area(level="committee", code=f"A{number:02d}", name_zh=f"第{number}居民区"))
        for number in range(UNITS):
            session.add(
                Organisation(
                    code=f"QY{number:02d}",
                    name_zh=f"第{number}单位党组织",
                    type=OrganisationType.ENTERPRISE,
                    joined_on=date(2020, 1, 1),
                )
            )
        session.commit()
    return ctx


def needs(rows: int) -> bytes:
    """Return a needs list of so many rows as an office writes it."""
    lines = [
        [
            f"第{number}号弄夜间照明补点",
            "照明",
            f"第{number % AREAS}居民区",
            "弄堂转角三处",
            "弄堂转角三处没有灯，老人夜里看不清台阶，雨天更不方便，居民多次反映。",
            "补装12盏低亮度灯，不照进底楼窗户。",
            str(100 + number % 300),
            "居委会",
            "居委会办公室",
        ]
        for number in range(rows)
    ]
    return _book(["标题", "类别", "居民区", "点位", "主要事由", "对策建议", "受益人数", "来源", "联系方式"], lines)


def resources(rows: int) -> bytes:
    """Return a resources list of so many rows."""
    lines = [
        [
            f"QY{number % UNITS:02d}",
            "场地",
            f"会议室第{number}间",
            "可容纳40人，配投影，工作日晚间可用。",
            "照明",
            "20 场",
            "2026-03-05",
            "2099-12-31",
            "提前三个工作日预约",
            "党群办公室 021-55550123",
        ]
        for number in range(rows)
    ]
    heads = [
        "单位",
        "资源类型",
        "资源名称",
        "资源描述",
        "适用类别",
        "数量",
        "可用起始日",
        "可用截止日",
        "使用条件",
        "联系岗位",
    ]
    return _book(heads, lines)


def _book(heads: list[str], lines: list[list[str]]) -> bytes:
    workbook = Workbook()
    workbook.active.append(["平凉路街道清单（演示）"])
    workbook.active.append(heads)
    for line in lines:
        workbook.active.append(line)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return how many seconds the work took by the clock and of this machine's processors, and its result."""
    began, spent = time.perf_counter(), _processor()
    result = work()
    return time.perf_counter() - began, _processor() - spent, result


def _processor() -> float:
    """Return processor seconds of this process and the children it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def measure(kind: str, rows: int) -> bool:
    """Print the figures of one database; return whether the bar was met."""
    met = True
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        engine = open_engine(url)
        ctx = furnish(engine)
        for of, table in (("needs", needs(rows)), ("resources", resources(rows))):
            checking, check_cpu, found = timed(
                lambda of=of, table=table: exchange.check_table(ctx, of, table, "table.xlsx")
            )
            assert (found.good, found.problems) == (rows, ())
            told: list[float] = []
            entering, enter_cpu, done = timed(
                lambda of=of, table=table, told=told: exchange.enter_table(
                    ctx, of, table, "table.xlsx", progress=told.append
                )
            )
            assert len(done.numbers) == rows
            undoing, undo_cpu, _undone = timed(lambda done=done: exchange.undo(ctx, done.batch, "benchmark"))
            print(
                f"{kind:<11}{of:<10} {rows:>6} rows  check {checking:5.2f} s ({check_cpu:.2f} s of processor)  "
                f"enter {entering:5.2f} s ({enter_cpu:.2f})  undo {undoing:5.2f} s ({undo_cpu:.2f})  "
                f"{len(told)} words of progress"
            )
            met = met and entering < BAR_SECONDS
        engine.dispose()
    return met


def main() -> int:
    """Measure on the databases asked for and say whether the bar is met."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--database", choices=ENGINES, default="sqlite")
    options.add_argument("--rows", type=int, default=ROWS)
    chosen = options.parse_args()
    print(f"machine: {os.cpu_count()} processors, load {os.getloadavg()[0]:.2f} before the run")
    with i18n.speaking("zh_CN"):
        met = measure(chosen.database, chosen.rows)
    print("met   " if met else "MISSED", f"{chosen.rows} rows entered in under {BAR_SECONDS:.0f} s")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
