"""Run the benchmarks and print each figure beside its limit or peer, measured in the same run.

Every other module in this folder has `run() -> list[dict]`; each dict is one figure: name, value, unit, and a peer
or a limit. A figure whose peer is missing says "not measured": that is never a pass.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent / "build"


def load(path: Path):
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def benchmarks(names: list[str]) -> list[Path]:
    found = {path.stem: path for path in sorted(HERE.glob("*.py")) if path.stem != "run" and path.stem[0] != "_"}
    unknown = [name for name in names if name not in found]
    if unknown:
        sys.exit(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(found)}")
    return [found[name] for name in names or found]


def verdict(figure: dict) -> str:
    if not figure.get("measured", True):
        return "not measured"
    if figure.get("limit") is None:
        return ""
    measure = figure["ratio"] if figure.get("ratio") is not None else figure["value"]
    return "holds" if measure <= figure["limit"] else "EXCEEDED"


def show(figure: dict) -> str:
    def number(value) -> str:
        return "—" if value is None else f"{value:,.3g}" if isinstance(value, float) else str(value)

    cells = [
        figure["name"][:58].ljust(58),
        f"{number(figure.get('value'))} {figure.get('unit', '')}".rjust(14),
        number(figure.get("peer")).rjust(10),
        number(figure.get("ratio")).rjust(8),
        number(figure.get("limit")).rjust(8),
        verdict(figure),
    ]
    return "  ".join(cells) + (f"  ({figure['note']})" if figure.get("note") else "")


def main() -> None:
    figures = []
    print(f"{'figure':58}  {'value':>14}  {'peer':>10}  {'ratio':>8}  {'limit':>8}")
    for path in benchmarks(sys.argv[1:]):
        started = time.perf_counter()
        for figure in load(path).run():
            figures.append({"benchmark": path.stem, **figure, "verdict": verdict(figure)})
            print(show(figure), flush=True)
        print(f"  {path.stem}: {time.perf_counter() - started:.0f} s in all", file=sys.stderr)
    BUILD.mkdir(exist_ok=True)
    (BUILD / "bench.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if any(figure["verdict"] == "EXCEEDED" for figure in figures):
        sys.exit(1)


if __name__ == "__main__":
    main()
