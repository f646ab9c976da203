"""How much longer than the bare read does the dry run of a catalogue of 50,000 × 14 cells take, and how much memory?

Bare: python-calamine, the fastest reader there is, giving Python values. Dry run: the same file as typed records with
findings. Both in turns in one process; the peak of the dry run alone in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROWS = 50_000
ROUNDS = 5
RATIO, MEGABYTES = 6, 500

ELEMENTS = "序号 一级事项 二级事项 公开内容(要素) 公开依据 公开时限 公开主体 公开渠道和载体".split()
HEAD = [*ELEMENTS, *"全社会 特定群体 主动 依申请 县级 乡级".split()]
LAWS = ("中华人民共和国政府信息公开条例", "社会救助暂行办法", "土地管理法", "行政许可法", "安全生产法", "义务教育法")
LIMITS = (
    "信息形成或者变更之日起20个工作日内",
    "制定或获取信息之日起10个工作日内",
    "作出行政决定之日起7个工作日内",
    "信息形成（变更）20个工作日内，法律法规另有规定的从其规定",
    "实时公开",
    "按进展情况及时公开",
    "制定或获取信息之日起10个工作日内，公示7个工作日",
)
CHANNELS = (
    "政府网站 政府公报 两微一端 发布会/听证会 广播电视 纸质媒体 公开查阅点 政务服务中心 便民服务站 入户/现场".split()
)
BODIES = ("县民政局", "县自然资源局", "县教育局", "各乡镇人民政府", "县农业农村局、各乡镇人民政府")


def _row(number: int) -> list[Any]:
    """A line as real lists have them: names of its own, elements and laws that come back, now and then a slip."""
    ticked = number * 7 % 127 or 1
    channels = " ".join(("■" if ticked >> bit & 1 else "□") + name for bit, name in enumerate(CHANNELS))
    limit = "20个工作日" if number % 97 == 0 else LIMITS[number % len(LIMITS)]
    basis = (
        "同上" if number % 11 == 5 else f"《{LAWS[number % 6]}》（国令第{number % 40 + 1}号）、《{LAWS[number % 5]}》"
    )
    content = f"●第{number}号事项的办事指南\n●申请材料（样本{number % 300}）\n●办理流程；●办理结果"
    names = [f"第{number // 25}类事项", f"第{number}项公共服务信息", content]
    return [
        number,
        *names,
        basis,
        limit,
        BODIES[number % 5],
        channels,
        "√",
        "",
        "√",
        "",
        "√",
        "√" if number % 3 else "",
    ]


def make(path: Path) -> None:
    """Write the file."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("社会救助")
        sheet.write_row(0, 0, ["示例县社会救助领域基层政务公开标准目录（2026年）"])
        sheet.write_row(1, 0, HEAD)
        for number in range(1, ROWS + 1):
            sheet.write_row(number + 1, 0, _row(number))


def bare(path: Path) -> int:
    """The cells, and nothing else."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


def dry_run(path: Path) -> int:
    """Read, records, findings: all that is shown before anything goes in."""
    from gongkai.standards.rules.reading.catalogue import read_catalogue
    from gongkai.tables.readers import open_document

    read = read_catalogue(open_document(path.read_bytes(), path.name))
    if len(read.items) != ROWS or len(read.findings) != ROWS // 97:
        raise RuntimeError(f"read {len(read.items)} items, {len(read.findings)} findings")
    return len(read.items)


def _seconds(work: Callable[[Path], int], path: Path) -> float:
    # Of the processor: the wall clock of a shared machine says little.
    started = time.process_time()
    work(path)
    return time.process_time() - started


def _peak(path: Path) -> float:
    """Megabytes that a fresh process needs for the dry run at most."""
    done = subprocess.run([sys.executable, __file__, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.xlsx"
        make(path)
        pairs = [(_seconds(bare, path), _seconds(dry_run, path)) for _ in range(ROUNDS)]
        peer, value = median(b for b, _ in pairs), median(d for _, d in pairs)
        peak = _peak(path)
    return [
        {
            "name": f"dry run of {ROWS:,} × {len(HEAD)} xlsx : bare read",
            "value": value,
            "peer": peer,
            "ratio": median(d / b for b, d in pairs),
            "limit": RATIO,
            "unit": "s",
            "note": f"peer python-calamine; processor time, median of {ROUNDS} interleaved rounds",
            "measured": True,
        },
        {
            "name": "peak memory of that dry run",
            "value": peak,
            "peer": None,
            "ratio": None,
            "limit": MEGABYTES,
            "unit": "MB",
            "note": "a process of its own, interpreter and libraries included",
            "measured": True,
        },
    ]


if __name__ == "__main__":
    dry_run(Path(sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
