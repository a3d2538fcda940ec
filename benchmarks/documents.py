"""How long does a paper of five pages take as Word file and as PDF, and does memory grow with the number of exports?

Every export has other words, as in the office: a PDF of words seen before takes a tenth of the time.
"""

import resource
import statistics
import sys
import time
from pathlib import Path

from benchmarks import reporting
from dashboard.documents.paper import FORMATS, pdf_state, render
from dashboard.documents.paper.model import Column, Heading, Labelled, Paper, Paragraph, Table

BARS_MS = {"docx": 200, "pdf": 300}
"""Median on two cores, once the fonts and forms are known."""

FLAT_MB = 15
"""Growth over the second half of the exports that still counts as flat."""

VIEW = (
    "会议听取澄波居民区党总支关于{n}号车棚充电改造的汇报，认为车棚漏雨、线路老化，存在安全隐患，应当尽快整改；"
    "会议同意推进改造的协调工作，由杨浦供电服务中心党支部牵头，澄波居民区党总支配合，2026年9月{day}日前完成。"
    "表决结果：应到11人，实到9人，赞成9票，反对0票，弃权0票，通过。"
)


def five_pages(run: int) -> Paper:
    """Return minutes of four items on five pages; every run has words of its own."""
    blocks: list[Heading | Paragraph | Table] = []
    for item in range(1, 5):
        view = Paragraph(text=VIEW.format(n=run * 10 + item, day=run % 30 + 1))
        blocks += [
            Heading(text=f"{item}．关于{run * 10 + item}号车棚"),
            view,
            view,
            Heading(level=2, text="（一）分工"),
            view,
        ]
    columns = (Column(title="序号", align="center"), Column(title="任务", share=4), Column(title="单位", share=2))
    rows = tuple((str(n), f"完成{run * 10 + n}号车棚改造", "杨浦供电服务中心党支部") for n in range(1, 9))
    return Paper(
        sort="minutes",
        head="平凉社区滨江联合党委会议纪要",
        number=f"〔2026〕{run + 1}号",
        issuer="平凉社区滨江联合党委",
        issued_on="2026年6月25日",
        title=f"关于2026年第二季度认领项目的会议纪要（{run + 1}）",
        blocks=(*blocks, Table(columns=columns, rows=rows)),
        roll=(Labelled(label="出席", text="、".join(f"单位{n}（书记）" for n in range(1, 12))),),
        copy_to="各成员单位",
        digest=f"文本校验码 {run:016x}",
    )


def _rss_mb() -> float:
    """Return the memory of this process in MB; its highest so far where the system does not tell."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() / 1e6
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / (1e6 if sys.platform == "darwin" else 1e3)


def measure(fmt: str, exports: int) -> reporting.Report:
    """Return the times of ``exports`` papers in one format and how memory grew meanwhile."""
    report = reporting.Report(f"five pages as {fmt}")
    first = time.perf_counter()
    render(five_pages(0), fmt)
    report.note(first_ms=(time.perf_counter() - first) * 1000)
    taken, memory = [], [_rss_mb()]
    for run in range(1, exports + 1):
        paper = five_pages(run)
        begun = time.perf_counter()
        size = len(render(paper, fmt).content)
        taken.append((time.perf_counter() - begun) * 1000)
        memory.append(_rss_mb())
    median, slow = statistics.median(taken), statistics.quantiles(taken, n=20)[-1] if exports > 1 else taken[0]
    growth = memory[-1] - memory[len(memory) // 2]
    report.note(median_ms=median, p95_ms=slow, kb=size / 1000, rss_mb=memory[-1], growth_mb=growth)
    if fmt in BARS_MS:
        report.bar(f"a median of {BARS_MS[fmt]} ms or less", median <= BARS_MS[fmt])
    report.bar(f"memory flat: at most {FLAT_MB} MB more over the second half", growth <= FLAT_MB)
    return report


def main() -> int:
    parser = reporting.options(__doc__)
    parser.add_argument("--exports", type=int, default=200, help="papers of each format")
    parser.add_argument("--format", action="append", choices=list(FORMATS), help="this one only; may be given again")
    options = parser.parse_args()
    missed = 0
    for fmt in options.format or FORMATS:
        if fmt == "pdf" and not pdf_state().ready:
            print(pdf_state().reason)
            missed = 1
            continue
        missed |= measure(fmt, options.exports).tell(as_json=options.json)
    return missed


if __name__ == "__main__":
    sys.exit(main())
