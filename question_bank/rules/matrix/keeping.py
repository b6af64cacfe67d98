"""Whether sets of questions keep every limit: asked when a person swaps one question for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from question_bank.rules.matrix.cells import Candidate
from question_bank.rules.matrix.limits import Limits


@dataclass(frozen=True)
class Standing:
    """A question in a place of a form, at `points`."""

    question: Candidate
    points: Decimal


def keeps(sets: Sequence[Sequence[Standing]], enemies: Collection[tuple[int, int]], limits: Limits) -> bool:
    """Whether the sets, one for each form that has questions of its own, may stand as one paper. Enemies are pairs, the lower id first."""
    numbers = [standing.question.id for each in sets for standing in each]
    if not limits.shares and len(set(numbers)) < len(numbers):
        return False
    expected = [_expected(each) for each in sets]
    if limits.spread is not None and max(expected) - min(expected) > limits.spread:
        return False
    return all(_alone(each, enemies, limits) for each in sets)


def _alone(each: Sequence[Standing], enemies: Collection[tuple[int, int]], limits: Limits) -> bool:
    questions = [standing.question for standing in each]
    numbers = sorted(question.id for question in questions)
    outcomes = Counter(question.outcome_id for question in questions if question.outcome_id is not None)
    tags = Counter(tag for question in questions for tag in question.tags)
    return (
        len(set(numbers)) == len(numbers)
        and not any(pair in enemies for pair in combinations(numbers, 2))
        and (limits.seconds is None or sum(question.seconds for question in questions) <= limits.seconds)
        and (limits.per_outcome is None or max(outcomes.values(), default=0) <= limits.per_outcome)
        and (limits.per_tag is None or max(tags.values(), default=0) <= limits.per_tag)
        and (limits.facility is None or limits.facility[0] <= _expected(each) <= limits.facility[1])
    )


def _expected(each: Sequence[Standing]) -> Decimal:
    points = sum((standing.points for standing in each), Decimal(0))
    return sum((standing.points * standing.question.facility for standing in each), Decimal(0)) / points if points else Decimal(0)
