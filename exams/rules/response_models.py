"""Item response models: Rasch (1PL) and 2PL by marginal maximum likelihood, abilities standard normal.

Bock and Aitkin, "Marginal maximum likelihood estimation of item parameters" (Psychometrika 46, 1981): EM over Gauss-Hermite nodes.
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
MOST_ROUNDS = 2000
CLOSE = 1e-7
"""A round that adds less than this to the log-likelihood per sitting is the last."""
STEEPEST = 4.0
"""A slope beyond this, or below 0.02, means that the data do not hold the question in place."""

MOST_SITTINGS = 5_000
"""More do not make the parameters better than a paper needs; these take half a minute."""
RASCH_NEEDS, TWO_NEEDS = 100, 300
"""Fewer sittings do not hold one, or two, parameters a question in place (Lord; de Ayala)."""

Pattern = Mapping[int, bool]
"""One sitting: question -> right or wrong; what was not asked is absent."""


@dataclass(frozen=True)
class Curve:
    """P(right) = 1 / (1 + exp(-slope * (ability - difficulty)))."""

    slope: float
    difficulty: float


@dataclass(frozen=True)
class Fit:
    """A model fitted to an exam. In the Rasch model every slope is the same number. `is_stable` is False when it must not be used."""

    curves: dict[int, Curve]
    log_likelihood: float
    is_stable: bool


@dataclass
class _Line:
    """A question while it is being fitted: logit = slope * ability + intercept."""

    slope: float
    intercept: float


def patterns_of(sheets: Sequence[Sheet]) -> list[Pattern]:
    """Right and wrong by sitting, of the questions that earned all or nothing in every sitting; evenly chosen where there are too many."""
    partly = {q for sheet in sheets for q, answered in sheet.items() if 0 < answered.points < answered.most}
    step = -(-len(sheets) // MOST_SITTINGS) or 1
    return [{q: answered.points > 0 for q, answered in sheet.items() if q not in partly} for sheet in sheets[::step]]


def fits_of(sheets: Sequence[Sheet]) -> tuple[Fit | None, Fit | None]:
    """(Rasch, 2PL) of an exam, each None without enough sittings or where the data do not hold it in place."""
    patterns = patterns_of(sheets)
    rasch = fit_rasch(patterns) if len(sheets) >= RASCH_NEEDS else None
    two = fit_two_parameter(patterns) if len(sheets) >= TWO_NEEDS else None
    return rasch if rasch and rasch.is_stable else None, two if two and two.is_stable else None


def fit_rasch(patterns: Sequence[Pattern]) -> Fit | None:
    """One slope for all questions; None when fewer than two questions were answered both rightly and wrongly."""
    return _fit(patterns, common_slope=True)


def fit_two_parameter(patterns: Sequence[Pattern]) -> Fit | None:
    """A slope for each question; None as for `fit_rasch`."""
    return _fit(patterns, common_slope=False)


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


class _Data:
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


def _telling(patterns: Sequence[Pattern]) -> set[int]:
    """Questions that somebody had right and somebody wrong; the others have no place on the scale."""
    seen = {each for pattern in patterns for each in pattern.items()}
    return {q for q, _ in seen if (q, True) in seen and (q, False) in seen}


def _fit(patterns: Sequence[Pattern], *, common_slope: bool) -> Fit | None:
    data = _Data(patterns)
    if len(data.questions) < 2:
        return None
    lines = {q: _start(data, q) for q in data.questions}
    before, likelihood, is_done = -math.inf, -math.inf, False
    for _ in range(MOST_ROUNDS):
        likelihood, posteriors = _expect(data, lines)
        is_done = likelihood - before < CLOSE * sum(data.counts)
        if is_done or not all(0.02 < line.slope < STEEPEST for line in lines.values()):
            break
        before = likelihood
        _maximise(data, lines, posteriors, common_slope=common_slope)
    curves = {q: Curve(line.slope, -line.intercept / line.slope) for q, line in lines.items() if line.slope}
    return Fit(curves, likelihood, is_done and len(curves) == len(lines))


def _start(data: _Data, question: int) -> _Line:
    asked = sum(compress(data.counts, data.asked[question]))
    share = sum(compress(data.counts, data.right[question])) / asked
    return _Line(1.0, math.log(share / (1 - share)))


def _expect(data: _Data, lines: Mapping[int, _Line]) -> tuple[float, list[list[float]]]:
    """The log-likelihood, and for each node how many of each pattern stand there.

    All that a pattern adds to its likelihood at a node is a line in the node: the slopes and the intercepts of what was right.
    """
    nodes, weights = gauss_hermite(NODES)
    wrong = {asked: [_all_wrong(lines, asked, node) for node in nodes] for asked in set(data.sets)}
    likelihood = 0.0
    rows = []
    for pattern, asked, count in zip(data.patterns, data.sets, data.counts, strict=True):
        right = [lines[q] for q, ok in pattern.items() if ok]
        slope, intercept = sum(line.slope for line in right), sum(line.intercept for line in right)
        logs = [base + slope * node + intercept for base, node in zip(wrong[asked], nodes, strict=True)]
        highest = max(logs)
        terms = [weight * math.exp(log - highest) for weight, log in zip(weights, logs, strict=True)]
        whole = sum(terms)
        likelihood += count * (math.log(whole) + highest)
        rows.append([count * term / whole for term in terms])
    return likelihood, [list(column) for column in zip(*rows, strict=True)]


def _all_wrong(lines: Mapping[int, _Line], asked: frozenset[int], node: float) -> float:
    return sum(math.log1p(-_chance(lines[q], node)) for q in asked)


def _chance(line: _Line, node: float) -> float:
    return 1 / (1 + math.exp(-max(-35.0, min(35.0, line.slope * node + line.intercept))))


def _maximise(data: _Data, lines: dict[int, _Line], posteriors: list[list[float]], *, common_slope: bool) -> None:
    """Move every line a Newton step up the expected log-likelihood."""
    nodes, _ = gauss_hermite(NODES)
    whole: dict[int, tuple[float, ...]] = {}
    for q, line in lines.items():
        asked, right = data.asked[q], data.right[q]
        slope, intercept, slope2, both, intercept2 = 0.0, 0.0, 0.0, 0.0, 0.0
        for node, posterior in zip(nodes, posteriors, strict=True):
            chance, there = _chance(line, node), sum(compress(posterior, asked))
            rest, spread = sum(compress(posterior, right)) - there * chance, there * chance * (1 - chance)
            slope, intercept = slope + rest * node, intercept + rest
            slope2, both, intercept2 = slope2 + spread * node * node, both + spread * node, intercept2 + spread
        whole[q] = slope, intercept, slope2, both, intercept2
    if common_slope:
        _step_together(lines, whole)
    else:
        for q, (slope, intercept, slope2, both, intercept2) in whole.items():
            size = slope2 * intercept2 - both * both
            _move(lines[q], (slope * intercept2 - intercept * both) / size, (intercept * slope2 - slope * both) / size)


def _step_together(lines: dict[int, _Line], whole: Mapping[int, tuple[float, ...]]) -> None:
    """One slope for all: the intercepts are eliminated from the Newton equations."""
    up = sum(slope - intercept * both / intercept2 for slope, intercept, _, both, intercept2 in whole.values())
    bend = sum(slope2 - both * both / intercept2 for _, _, slope2, both, intercept2 in whole.values())
    by = up / bend
    for q, (_, intercept, _, both, intercept2) in whole.items():
        _move(lines[q], by, (intercept - both * by) / intercept2)


def _move(line: _Line, slope: float, intercept: float) -> None:
    """At most one unit at a time, so that a far first guess does not overshoot."""
    line.slope += max(-1.0, min(1.0, slope))
    line.intercept += max(-1.0, min(1.0, intercept))
