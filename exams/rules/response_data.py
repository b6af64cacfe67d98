"""What every item response model is fitted to, and what a fitted one is.

A question not asked in a sitting is left out of its likelihood, so forms with different questions are put on one scale.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from exams.rules.statistics import Sheet

NODES = 31
CLOSE = 1e-7
"""A round that adds less than this to the log-likelihood per sitting is the last."""
STEEPEST = 4.0
"""A slope beyond this, or below 0.02, means that the data do not hold the question in place."""

MOST_SITTINGS = 5_000
"""More do not make the parameters better than a paper needs; these take half a minute."""

Pattern = Mapping[int, bool]
"""One sitting: question -> right or wrong; what was not asked is absent."""


@dataclass(frozen=True)
class Curve:
    """P(right) = guess + (1 - guess) / (1 + exp(-slope * (ability - difficulty)))."""

    slope: float
    difficulty: float
    guess: float = 0.0


@dataclass(frozen=True)
class Fit:
    """A model fitted to an exam. In the Rasch model every slope is the same number. `is_stable` is False when it must not be used.

    `sittings` it was fitted to, `free`: how many parameters it could choose.
    """

    curves: dict[int, Curve]
    log_likelihood: float
    is_stable: bool
    sittings: int
    free: int


@dataclass
class Line:
    """A question while it is being fitted: logit = slope * ability + intercept."""

    slope: float
    intercept: float


def patterns_of(sheets: Sequence[Sheet]) -> list[Pattern]:
    """Right and wrong by sitting, of the questions that earned all or nothing in every sitting; evenly chosen where there are too many."""
    partly = {q for sheet in sheets for q, answered in sheet.items() if 0 < answered.points < answered.most}
    step = -(-len(sheets) // MOST_SITTINGS) or 1
    return [{q: answered.points > 0 for q, answered in sheet.items() if q not in partly} for sheet in sheets[::step]]


@lru_cache
def gauss_hermite(count: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """(nodes, weights) of the standard normal law: roots of the Hermite polynomial, each weighing 1 / sum of squares (Christoffel)."""
    step, end = 0.01, 2 * math.sqrt(count) + 1
    grid = [-end + step * k for k in range(int(2 * end / step) + 2)]
    values = [_hermite(x, count)[-1] for x in grid]
    nodes = [_root(grid[k], grid[k + 1], count) for k in range(len(grid) - 1) if (values[k] > 0) != (values[k + 1] > 0)]
    return tuple(nodes), tuple(1 / sum(value * value for value in _hermite(x, count)[:-1]) for x in nodes)


def _hermite(x: float, count: int) -> list[float]:
    """Orthonormal Hermite polynomials 0..count at x."""
    values = [1.0, x]
    for k in range(1, count):
        values.append((x * values[k] - math.sqrt(k) * values[k - 1]) / math.sqrt(k + 1))
    return values


def _root(low: float, high: float, count: int) -> float:
    below = _hermite(low, count)[-1] > 0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (_hermite(middle, count)[-1] > 0) == below else (low, middle)
    return (low + high) / 2


class Data:
    """Equal patterns once. `asked` and `right` are selectors over patterns by question."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        telling = _telling(patterns)
        counted = Counter(frozenset((q, ok) for q, ok in pattern.items() if q in telling) for pattern in patterns)
        counted.pop(frozenset(), None)
        self.patterns = [dict(pattern) for pattern in counted]
        self.counts = list(counted.values())
        self.questions = sorted(telling)
        self.asked = {q: [q in pattern for pattern in self.patterns] for q in self.questions}
        self.right = {q: [pattern.get(q, False) for pattern in self.patterns] for q in self.questions}
        self.sets = [frozenset(pattern) for pattern in self.patterns]
        self.sittings = sum(self.counts)


def _telling(patterns: Sequence[Pattern]) -> set[int]:
    """Questions that somebody had right and somebody wrong; the others have no place on the scale."""
    seen = {each for pattern in patterns for each in pattern.items()}
    return {q for q, _ in seen if (q, True) in seen and (q, False) in seen}


def start(data: Data, question: int) -> Line:
    """Where fitting a question begins: of slope 1, as often right as it was."""
    asked = sum(compress(data.counts, data.asked[question]))
    share = sum(compress(data.counts, data.right[question])) / asked
    return Line(1.0, math.log(share / (1 - share)))


def rate_at(node: float, line: Line) -> float:
    """How often somebody of that ability is right."""
    return 1 / (1 + math.exp(-max(-35.0, min(35.0, line.slope * node + line.intercept))))
