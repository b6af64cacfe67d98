"""Item response models: which of them an exam holds, and Rasch (1PL) and 2PL by marginal maximum likelihood, abilities standard normal.

Bock and Aitkin, "Marginal maximum likelihood estimation of item parameters" (Psychometrika 46, 1981): EM over Gauss-Hermite nodes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from exams.rules.guessing_model import fit_three_parameter
from exams.rules.response_data import CLOSE, NODES, STEEPEST, Curve, Data, Fit, Line, Pattern, gauss_hermite, patterns_of, rate_at, start
from exams.rules.statistics import Sheet

MOST_ROUNDS = 2000
RASCH_NEEDS, TWO_NEEDS, THREE_NEEDS = 100, 300, 1000
"""Fewer sittings do not hold one, two, or three parameters a question in place (Lord; de Ayala)."""


@dataclass(frozen=True)
class Fits:
    """What an exam's sittings hold in place; None for a model with too few of them, or that does not come to rest."""

    rasch: Fit | None = None
    two: Fit | None = None
    three: Fit | None = None


def fits_of(sheets: Sequence[Sheet], chances: Mapping[int, float]) -> Fits:
    """The models of an exam. `chances`: question -> how often it is right by luck, of those that can be; see `fit_three_parameter`."""
    patterns = patterns_of(sheets)
    rasch = fit_rasch(patterns) if len(sheets) >= RASCH_NEEDS else None
    two = fit_two_parameter(patterns) if len(sheets) >= TWO_NEEDS else None
    three = fit_three_parameter(patterns, chances) if len(sheets) >= THREE_NEEDS else None
    return Fits(_usable(rasch), _usable(two), _usable(three))


def _usable(fit: Fit | None) -> Fit | None:
    return fit if fit and fit.is_stable else None


def fit_rasch(patterns: Sequence[Pattern]) -> Fit | None:
    """One slope for all questions; None when fewer than two questions were answered both rightly and wrongly."""
    return _fit(patterns, common_slope=True)


def fit_two_parameter(patterns: Sequence[Pattern]) -> Fit | None:
    """A slope for each question; None as for `fit_rasch`."""
    return _fit(patterns, common_slope=False)


def _fit(patterns: Sequence[Pattern], *, common_slope: bool) -> Fit | None:
    data = Data(patterns)
    if len(data.questions) < 2:
        return None
    lines = {q: start(data, q) for q in data.questions}
    before, likelihood, is_done = -math.inf, -math.inf, False
    for _ in range(MOST_ROUNDS):
        likelihood, posteriors = _expect(data, lines)
        is_done = likelihood - before < CLOSE * data.sittings
        if is_done or not all(0.02 < line.slope < STEEPEST for line in lines.values()):
            break
        before = likelihood
        _maximise(data, lines, posteriors, common_slope=common_slope)
    curves = {q: Curve(line.slope, -line.intercept / line.slope) for q, line in lines.items() if line.slope}
    free = len(lines) + (1 if common_slope else len(lines))
    return Fit(curves, likelihood, is_done and len(curves) == len(lines), data.sittings, free)


def _expect(data: Data, lines: Mapping[int, Line]) -> tuple[float, list[list[float]]]:
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


def _all_wrong(lines: Mapping[int, Line], asked: frozenset[int], node: float) -> float:
    return sum(math.log1p(-rate_at(node, lines[q])) for q in asked)


def _maximise(data: Data, lines: dict[int, Line], posteriors: list[list[float]], *, common_slope: bool) -> None:
    """Move every line a Newton step up the expected log-likelihood."""
    nodes, _ = gauss_hermite(NODES)
    whole: dict[int, tuple[float, ...]] = {}
    for q, line in lines.items():
        asked, right = data.asked[q], data.right[q]
        slope, intercept, slope2, both, intercept2 = 0.0, 0.0, 0.0, 0.0, 0.0
        for node, posterior in zip(nodes, posteriors, strict=True):
            chance, there = rate_at(node, line), sum(compress(posterior, asked))
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


def _step_together(lines: dict[int, Line], whole: Mapping[int, tuple[float, ...]]) -> None:
    """One slope for all: the intercepts are eliminated from the Newton equations."""
    up = sum(slope - intercept * both / intercept2 for slope, intercept, _, both, intercept2 in whole.values())
    bend = sum(slope2 - both * both / intercept2 for _, _, slope2, both, intercept2 in whole.values())
    by = up / bend
    for q, (_, intercept, _, both, intercept2) in whole.items():
        _move(lines[q], by, (intercept - both * by) / intercept2)


def _move(line: Line, slope: float, intercept: float) -> None:
    """At most one unit at a time, so that a far first guess does not overshoot."""
    line.slope += max(-1.0, min(1.0, slope))
    line.intercept += max(-1.0, min(1.0, intercept))
