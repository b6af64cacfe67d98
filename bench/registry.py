"""How a benchmark tells of itself: a function that yields measures, registered by name."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One figure, and beside it a known piece of work measured in the same unit on the same machine just before or after."""

    name: str
    value: float
    unit: str
    beside: float | None = None
    what: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure in terms of the work beside it: what can be compared between machines."""
        return self.value / self.beside if self.beside else None


Benchmark = Callable[[], Iterator[Measure]]
BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(name: str) -> Callable[[Benchmark], Benchmark]:
    """Register a generator of measures: `@benchmark("marking")` above a function in any module of this package."""

    def register(run: Benchmark) -> Benchmark:
        BENCHMARKS[name] = run
        return run

    return register


def seconds_of(work: Callable[[], object], *, times: int = 5) -> float:
    """The shortest of `times` runs, in seconds: the one that other programs disturbed least."""
    return min(_once(work) for _ in range(times))


def beside_each_other(work: Callable[[], object], yardstick: Callable[[], object], *, times: int = 5) -> tuple[float, float]:
    """The shortest runs of both, taken in turns, so that a change of the machine's mood falls on both."""
    pairs = [(_once(work), _once(yardstick)) for _ in range(times)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
