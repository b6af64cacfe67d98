"""3PL: a question that can be right by luck, at the top of its marginal likelihood and a mild prior.

A right answer was known or guessed. EM splits it into both: what was known moves the line of the question as in 2PL, what was guessed
gives the share of guesses in closed form. That alone takes hundreds of rounds, so each pair of rounds is prolonged by SQUAREM (Varadhan
and Roland, "Simple and globally convergent methods for accelerating the convergence of any EM algorithm", Scand. J. Statist. 35, 2008).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from exams.rules.response_data import CLOSE, NODES, STEEPEST, Curve, Data, Fit, Line, Pattern, gauss_hermite, rate_at, start

MOST_PAIRS = 300


@dataclass(frozen=True)
class Prior:
    """What is likely before any sitting. Of a guess: a Beta law with its mode at the question's chance, weighing as much as `sittings` of
    people who know nothing. Of the logarithm of a slope: a normal law around 0 with that `spread`; None for none.

    The defaults are BILOG-MG's for 3PL (du Toit, "IRT from SSI", 2003).
    """

    sittings: float = 20.0
    spread: float | None = 0.5


MILD, FLAT = Prior(), Prior(0.0, None)


@dataclass
class _Line(Line):
    """`chance`: how often it is right by luck as it is written, 0 where nothing is guessed; `guess`: how often it is, as far as is known."""

    chance: float = 0.0
    guess: float = 0.0


Numbers = list[float]
"""Of each question the logarithm of its slope, its intercept and the logit of its guess: what may be prolonged without leaving its range."""


@dataclass(frozen=True)
class _Round:
    """A round of EM from some numbers: their log-likelihood, the same with the prior, and the numbers after it."""

    likelihood: float
    value: float
    after: Numbers


def fit_three_parameter(patterns: Sequence[Pattern], chances: Mapping[int, float], prior: Prior = MILD) -> Fit | None:
    """A slope for each question, and a guess for each that has a chance (0 to 1, excluded); the others are never guessed.

    None when fewer than two questions were answered both rightly and wrongly.
    """
    data = Data(patterns)
    if len(data.questions) < 2:
        return None
    search = _Search(data, chances, prior)
    numbers, likelihood, is_done = search.top()
    lines = search.lines_of(numbers)
    curves = {q: Curve(line.slope, -line.intercept / line.slope, line.guess) for q, line in lines.items()}
    is_held = all(0.02 < line.slope < STEEPEST for line in lines.values())
    free = 2 * len(lines) + sum(line.chance > 0 for line in lines.values())
    return Fit(curves, likelihood, is_done and is_held, data.sittings, free)


class _Search:
    """The way up from where fitting begins."""

    def __init__(self, data: Data, chances: Mapping[int, float], prior: Prior) -> None:
        self.data, self.prior = data, prior
        self.chances = [chances.get(q, 0.0) for q in data.questions]
        self.rights = list(zip(*(data.right[q] for q in data.questions), strict=True))

    def top(self) -> tuple[Numbers, float, bool]:
        """The numbers there, their log-likelihood, and whether the way has come to rest."""
        here = self._begin()
        first = self.round(here)
        for _ in range(MOST_PAIRS):
            second = self.round(first.after)
            far = _prolonged(here, first.after, second.after)
            found = self.round(far)
            if not found.value >= second.value:
                far = second.after
                found = self.round(far)
            gain, here, first = found.value - first.value, far, found
            if gain < CLOSE * self.data.sittings:
                return here, first.likelihood, True
        return here, first.likelihood, False

    def _begin(self) -> Numbers:
        found = []
        for question, chance in zip(self.data.questions, self.chances, strict=True):
            share = rate_at(0, start(self.data, question))
            known = min(0.97, max(0.05, (share - chance) / (1 - chance)))
            found += [0.0, _logit(known), _logit(chance) if chance else 0.0]
        return found

    def lines_of(self, numbers: Numbers) -> dict[int, _Line]:
        """The numbers as lines, by question."""
        triples = zip(self.data.questions, self.chances, numbers[::3], numbers[1::3], numbers[2::3], strict=True)
        return {
            q: _Line(math.exp(slope), b, chance, 1 / (1 + math.exp(-guess)) if chance else 0.0) for q, chance, slope, b, guess in triples
        }

    def round(self, numbers: Numbers) -> _Round:
        """One round of EM."""
        lines = self.lines_of(numbers)
        known = {q: [rate_at(node, line) for node in gauss_hermite(NODES)[0]] for q, line in lines.items()}
        likelihood, posteriors = self._expect(lines, known)
        after: Numbers = []
        for q, line in lines.items():
            after += self._moved(line, known[q], posteriors, self.data.asked[q], self.data.right[q])
        return _Round(likelihood, likelihood + sum(self._worth(line) for line in lines.values()), after)

    def _expect(self, lines: Mapping[int, _Line], known: Mapping[int, list[float]]) -> tuple[float, list[tuple[float, ...]]]:
        """The log-likelihood, and for each node how many of each pattern stand there."""
        wrong = {q: [math.log((1 - line.guess) * (1 - rate)) for rate in known[q]] for q, line in lines.items()}
        odds = [[math.log(line.guess + (1 - line.guess) * known[q][k]) - wrong[q][k] for q, line in lines.items()] for k in range(NODES)]
        weights = [math.log(weight) for weight in gauss_hermite(NODES)[1]]
        bases = {asked: [weights[k] + sum(wrong[q][k] for q in asked) for k in range(NODES)] for asked in set(self.data.sets)}
        likelihood, rows = 0.0, []
        for right, asked, count in zip(self.rights, self.data.sets, self.data.counts, strict=True):
            logs = [base + sum(compress(odd, right)) for base, odd in zip(bases[asked], odds, strict=True)]
            highest = max(logs)
            terms = [math.exp(log - highest) for log in logs]
            whole = sum(terms)
            likelihood += count * (math.log(whole) + highest)
            rows.append([count * term / whole for term in terms])
        return likelihood, list(zip(*rows, strict=True))

    def _moved(
        self, line: _Line, known: Sequence[float], posteriors: Sequence[Sequence[float]], asked: Sequence[bool], right: Sequence[bool]
    ) -> Numbers:
        """The numbers of a question after a Newton step of its line, and with the share that was guessed of what was not known."""
        slope, intercept, slope2, both, intercept2, guessed, unknown = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for node, rate, posterior in zip(gauss_hermite(NODES)[0], known, posteriors, strict=True):
            there, ok = sum(compress(posterior, asked)), sum(compress(posterior, right))
            knew = ok * rate / (line.guess + (1 - line.guess) * rate)
            rest, spread = knew - there * rate, there * rate * (1 - rate)
            slope, intercept = slope + rest * node, intercept + rest
            slope2, both, intercept2 = slope2 + spread * node * node, both + spread * node, intercept2 + spread
            guessed, unknown = guessed + ok - knew, unknown + there - knew
        if self.prior.spread:
            slope -= math.log(line.slope) / (self.prior.spread**2 * line.slope)
            slope2 += 1 / (self.prior.spread * line.slope) ** 2
        size = slope2 * intercept2 - both * both
        return [
            math.log(line.slope + max(-line.slope / 2, min(1.0, (slope * intercept2 - intercept * both) / size))),
            line.intercept + max(-1.0, min(1.0, (intercept * slope2 - slope * both) / size)),
            _logit((guessed + self.prior.sittings * line.chance) / (unknown + self.prior.sittings)) if line.chance else 0.0,
        ]

    def _worth(self, line: _Line) -> float:
        """The logarithm of the prior there, but for a constant."""
        worth = -(math.log(line.slope) ** 2) / (2 * self.prior.spread**2) if self.prior.spread else 0.0
        if line.chance:
            worth += self.prior.sittings * (line.chance * math.log(line.guess) + (1 - line.chance) * math.log(1 - line.guess))
        return worth


def _prolonged(here: Numbers, first: Numbers, second: Numbers) -> Numbers:
    """The pair of rounds carried on as far as it bends (the third step length of the paper), within what can be reckoned with."""
    steps = [b - a for a, b in zip(here, first, strict=True)]
    bends = [c - b - step for b, c, step in zip(first, second, steps, strict=True)]
    bend = math.hypot(*bends)
    far = max(1.0, math.hypot(*steps) / bend) if bend else 1.0
    return [max(-9.0, min(9.0, a + 2 * far * step + far * far * turn)) for a, step, turn in zip(here, steps, bends, strict=True)]


def _logit(share: float) -> float:
    """Of a share, kept from being all or nothing."""
    share = min(1 - 1e-4, max(1e-4, share))
    return math.log(share / (1 - share))
