"""`make bench [BENCH=name]`: runs the benchmarks of this package, prints a table; BENCH_JSON=file also writes JSON lines."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from pathlib import Path

import bench
from bench.registry import BENCHMARKS, Measure

HEAD = ("measure", "value", "unit", "beside", "ratio")


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all. Returns the exit status."""
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name not in ("__main__", "registry"):
            importlib.import_module(f"bench.{module.name}")
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark is called {unknown[0]}; there are: {', '.join(sorted(BENCHMARKS)) or 'none yet'}.", file=sys.stderr)
        return 2
    print("{:44} {:>12}  {:14} {:>12} {:>9}".format(*HEAD))
    for name in names or sorted(BENCHMARKS):
        for measure in BENCHMARKS[name]():
            print(line_of(measure), flush=True)
            keep(measure)
    return 0


def line_of(measure: Measure) -> str:
    """The measure as a row of the table; what stands beside it is named at the end."""
    beside = f"{measure.beside:12.4g}" if measure.beside is not None else f"{'':12}"
    ratio = f"{measure.ratio:9.3f}" if measure.ratio is not None else f"{'':9}"
    return f"{measure.name:44} {measure.value:12.4g}  {measure.unit:14} {beside} {ratio}  {measure.what}".rstrip()


def keep(measure: Measure) -> None:
    """Append the measure to the file that BENCH_JSON names, if it names one."""
    path = os.environ.get("BENCH_JSON")
    if path:
        kept = {"name": measure.name, "value": measure.value, "unit": measure.unit, "beside": measure.beside, "ratio": measure.ratio}
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
