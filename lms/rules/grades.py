"""Averages and results by TT 22/2021/TT-BGDĐT, Decimal throughout, half up to one decimal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import IntEnum

TENTH = Decimal("0.1")
TEN = Decimal(10)
REGULAR, MIDTERM, FINAL = "tx", "gk", "ck"
KINDS = (REGULAR, MIDTERM, FINAL)
WEIGHTS: Mapping[str, int] = {REGULAR: 1, MIDTERM: 2, FINAL: 3}
TERMS = (1, 2)


@dataclass(frozen=True)
class Entry:
    """One mark of a pupil: `kind` is its column's. `value` 0 to 10; `passed` in a subject of comments; neither while there is none."""

    kind: str
    value: Decimal | None = None
    passed: bool | None = None
    is_absent: bool = False

    @property
    def is_empty(self) -> bool:
        return self.value is None and self.passed is None


@dataclass(frozen=True)
class TermGrade:
    """One subject in one term or year.

    `average` is final only when `missing` is empty; until then it is what the marks so far come to, or None. `passed` is for
    subjects of comments. `missing` counts by kind what the rule still asks for.
    """

    average: Decimal | None
    passed: bool | None
    missing: Mapping[str, int]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def rounded(value: Decimal) -> Decimal:
    """To one decimal, half up: 6,45 is 6,5."""
    return value.quantize(TENTH, ROUND_HALF_UP)


def read_mark(text: str) -> Decimal | None:
    """A mark as teachers type it: `8`, `8,5`, `8.5`, `10`; empty is None. ValueError for anything else, more decimals or beyond 0 to 10."""
    typed = text.strip().replace(",", ".")
    if not typed:
        return None
    if not typed.isascii() or not all(char.isdigit() or char == "." for char in typed) or len(typed) > 6:
        raise ValueError(text)
    try:
        value = Decimal(typed)
    except InvalidOperation as wrong:
        raise ValueError(text) from wrong
    if value > TEN or value != rounded(value):
        raise ValueError(text)
    return rounded(value)


def term_grade(entries: Iterable[Entry], regular_asked: int) -> TermGrade:
    """A subject's term (Điều 9, TT 22/2021): (ΣTX + 2·GK + 3·CK) / (number of TX + 5).

    `regular_asked` is how many regular marks the subject's periods ask for (Điều 6). Marks missing are not zero: the average is then
    of what there is, weighted alike, and `missing` says that it is not final.
    """
    marks = [entry for entry in entries if not entry.is_empty]
    counts = {kind: sum(1 for mark in marks if mark.kind == kind) for kind in KINDS}
    asked = {REGULAR: regular_asked, MIDTERM: 1, FINAL: 1}
    missing = {kind: asked[kind] - counts[kind] for kind in KINDS if counts[kind] < asked[kind]}
    values = [(mark.value, WEIGHTS[mark.kind]) for mark in marks if mark.value is not None]
    weight = sum(weight for _, weight in values)
    average = rounded(sum((value * weight for value, weight in values), Decimal(0)) / weight) if weight else None
    verdicts = [mark.passed for mark in marks if mark.passed is not None]
    return TermGrade(average, all(verdicts) if verdicts else None, missing)


def year_grade(first: TermGrade, second: TermGrade) -> TermGrade:
    """A subject's year: (HK I + 2·HK II) / 3; a subject of comments stands as in the second term. Incomplete while a term is."""
    missing = {kind: first.missing.get(kind, 0) + second.missing.get(kind, 0) for kind in (*first.missing, *second.missing)}
    average = None
    if first.average is not None and second.average is not None:
        average = rounded((first.average + 2 * second.average) / 3)
    return TermGrade(average, second.passed, missing)


class Level(IntEnum):
    """A pupil's result of a term or year, over all subjects."""

    NOT_YET = 0
    FAIR = 1
    GOOD = 2
    EXCELLENT = 3


SUBJECTS_NEEDED = 6


def level_of(averages: Sequence[Decimal], verdicts: Sequence[bool]) -> Level:
    """Tốt, Khá, Đạt or Chưa đạt (Điều 9.2) from final averages and the verdicts of subjects of comments, lifted one step where a
    single subject alone pulls the result down by two or more (Điều 9.3)."""
    plain = _plain_level(averages, verdicts)
    without_one = [_plain_level([*averages[:place], *averages[place + 1 :]], verdicts) for place in range(len(averages))]
    without_one += [_plain_level(averages, [*verdicts[:place], *verdicts[place + 1 :]]) for place in range(len(verdicts))]
    return Level(plain + 1) if any(level - plain >= 2 for level in without_one) else plain


def _plain_level(averages: Sequence[Decimal], verdicts: Sequence[bool]) -> Level:
    failed = sum(1 for passed in verdicts if not passed)
    lowest = min(averages, default=Decimal(0))

    def enough(least: str) -> bool:
        return sum(1 for average in averages if average >= Decimal(least)) >= SUBJECTS_NEEDED

    if not failed and lowest >= Decimal("6.5") and enough("8.0"):
        return Level.EXCELLENT
    if not failed and lowest >= Decimal("5.0") and enough("6.5"):
        return Level.GOOD
    if failed <= 1 and lowest >= Decimal("3.5") and enough("5.0"):
        return Level.FAIR
    return Level.NOT_YET


def on_ten(points: Decimal, max_points: Decimal) -> Decimal:
    """Points as a mark of the gradebook; nothing out of nothing is 0."""
    return rounded(points * TEN / max_points) if max_points else Decimal("0.0")
