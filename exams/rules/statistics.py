"""Item analysis by classical test theory: what the sittings of an exam say of its questions and of the exam itself.

Allen and Yen, "Introduction to Measurement Theory"; Kelley (1939) for the 27 %; Cronbach (1951) for alpha. Forms may hold different
questions: each figure of a question is computed over the sittings in which it was asked.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

ENOUGH = 10
"""With fewer sittings than this, figures mislead."""
END_SHARE = 0.27
FIFTHS = 5
MOST_LINES = 26
"""How many lines of a question are kept, the most frequent first: typed answers may all differ."""


@dataclass(frozen=True)
class Answered:
    """One question in one sitting: points of `most`, and the lines of the question (see `picks.py`) that the answer lies on."""

    points: float
    most: float
    picks: frozenset[str] = frozenset()

    @property
    def share(self) -> float:
        return self.points / self.most if self.most else 0.0


Sheet = Mapping[int, Answered]
"""One sitting: question -> what became of it."""


@dataclass(frozen=True)
class LineFigures:
    """One line of a question. `rate`: share of sittings on it; `biserial`: how far they are the able ones; `fifths`: its rate from the
    weakest fifth of the sittings to the ablest; `discrimination`: its rate in the upper 27 % less that in the lower.
    """

    rate: float
    biserial: float | None
    fifths: tuple[float, ...]
    discrimination: float | None = None


@dataclass(frozen=True)
class ItemFigures:
    """One question. `facility`: mean share of its points; `discrimination`: facility in the upper 27 % less that in the lower;
    `biserial`: correlation with the rest of the paper; `weight`: share of the differences between totals that it makes. None where
    nothing differs.
    """

    asked: int
    facility: float
    discrimination: float
    biserial: float | None
    weight: float | None
    fifths: tuple[float, ...]
    lines: dict[str, LineFigures]


@dataclass(frozen=True)
class WholeFigures:
    """The exam. Mean, spread (standard deviation) and error of measurement are on the scale of ten; `alpha` is Cronbach's."""

    sittings: int
    mean: float
    spread: float
    alpha: float | None
    error: float | None


@dataclass(frozen=True)
class _Taken:
    """A question in one sitting beside the points of the whole paper and of the rest of it."""

    answered: Answered
    total: float
    rest: float


def whole_figures(sheets: Sequence[Sheet]) -> WholeFigures:
    """The figures of the exam as a whole; of no sittings all is 0."""
    totals = [_on_ten(sheet) for sheet in sheets]
    spread = math.sqrt(_variance(totals)) if totals else 0.0
    alpha = alpha_of(sheets)
    error = spread * math.sqrt(max(0.0, 1 - alpha)) if alpha is not None else None
    return WholeFigures(len(sheets), _mean(totals) if totals else 0.0, spread, alpha, error)


def alpha_of(sheets: Sequence[Sheet]) -> float | None:
    """Cronbach's alpha. Only sittings of the same questions can be set beside each other: of several such sets with enough sittings it
    is the mean, each weighing as many as it has; None when there is no such set.
    """
    sets: dict[frozenset[int], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        sets[frozenset(sheet)].append(sheet)
    found = [(alpha, len(each)) for each in sets.values() if len(each) >= ENOUGH and (alpha := _alpha(each)) is not None]
    return sum(alpha * count for alpha, count in found) / sum(count for _, count in found) if found else None


def _alpha(sheets: Sequence[Sheet]) -> float | None:
    items = list(sheets[0])
    whole = _variance([sum(answered.points for answered in sheet.values()) for sheet in sheets])
    if len(items) < 2 or not whole:
        return None
    parts = sum(_variance([sheet[item].points for sheet in sheets]) for item in items)
    return len(items) / (len(items) - 1) * (1 - parts / whole)


def _on_ten(sheet: Sheet) -> float:
    most = sum(answered.most for answered in sheet.values())
    return 10 * sum(answered.points for answered in sheet.values()) / most if most else 0.0


def item_figures(sheets: Sequence[Sheet]) -> dict[int, ItemFigures]:
    """Question -> its figures, over the sittings in which it was asked. Every paper of an exam is worth the same points."""
    taken: dict[int, list[_Taken]] = defaultdict(list)
    for sheet in sheets:
        total = sum(answered.points for answered in sheet.values())
        for item, answered in sheet.items():
            taken[item].append(_Taken(answered, total, total - answered.points))
    return {item: _figures(each) for item, each in taken.items()}


def _figures(taken: Sequence[_Taken]) -> ItemFigures:
    answers, totals, rests = [each.answered for each in taken], [each.total for each in taken], [each.rest for each in taken]
    points, shares = [each.points for each in answers], [each.share for each in answers]
    fifths = fifths_of(rests)
    counted = Counter(pick for each in answers for pick in each.picks)
    picks = sorted(counted, key=lambda pick: (-counted[pick], pick))[:MOST_LINES]
    varies = _variance(totals)
    return ItemFigures(
        asked=len(taken),
        facility=_mean(shares),
        discrimination=_ends_apart(shares, totals),
        biserial=correlation(shares, rests),
        weight=_covariance(points, totals) / varies if varies else None,
        fifths=_by_fifths(shares, fifths),
        lines={pick: _line([float(pick in each.picks) for each in answers], totals, rests, fifths) for pick in picks},
    )


def _line(there: Sequence[float], totals: Sequence[float], rests: Sequence[float], fifths: Sequence[Sequence[int]]) -> LineFigures:
    return LineFigures(_mean(there), correlation(there, rests), _by_fifths(there, fifths), _ends_apart(there, totals))


def fifths_of(abilities: Sequence[float]) -> list[list[int]]:
    """Places of the sittings in five groups as equal as can be, from the weakest to the ablest. Equal abilities may be parted."""
    ordered = sorted(range(len(abilities)), key=lambda place: (abilities[place], place))
    bounds = [len(ordered) * k // FIFTHS for k in range(FIFTHS + 1)]
    return [ordered[low:high] for low, high in pairwise(bounds)]


def _by_fifths(values: Sequence[float], fifths: Sequence[Sequence[int]]) -> tuple[float, ...]:
    return tuple(_mean([values[place] for place in group]) if group else 0.0 for group in fifths)


def _ends_apart(values: Sequence[float], totals: Sequence[float]) -> float:
    """The mean of the values at the upper end of the totals less that at the lower."""
    return _end_mean(values, totals, best=True) - _end_mean(values, totals, best=False)


def _end_mean(values: Sequence[float], totals: Sequence[float], *, best: bool) -> float:
    """Mean of the values at one end of the totals. Who stands at the border shares the places that are left there with their equals."""
    room = size = max(1.0, round(END_SHARE * len(values)))
    by_total: dict[float, list[float]] = defaultdict(list)
    for value, total in zip(values, totals, strict=True):
        by_total[total].append(value)
    whole = 0.0
    for total in sorted(by_total, reverse=best):
        group = by_total[total]
        whole += sum(group) * min(1.0, room / len(group))
        room -= len(group)
        if room <= 0:
            break
    return whole / size


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Pearson's; with a left of 0 and 1 it is the point-biserial. None when either does not vary."""
    varies = _variance(left) * _variance(right)
    return _covariance(left, right) / math.sqrt(varies) if varies > 1e-18 else None


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _variance(values: Sequence[float]) -> float:
    return _covariance(values, values)


def _covariance(left: Sequence[float], right: Sequence[float]) -> float:
    """Over n - 1; of fewer than two 0."""
    if len(left) < 2:
        return 0.0
    here, there = _mean(left), _mean(right)
    return math.fsum((a - here) * (b - there) for a, b in zip(left, right, strict=True)) / (len(left) - 1)
