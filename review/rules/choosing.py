"""Which questions a set takes: unseen ones first, then those once missed, then those answered longest ago."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import Random


@dataclass(frozen=True)
class Seen:
    """How a question was last answered: the share of its points, and when."""

    fraction: Decimal
    at: datetime


def choose(question_ids: Sequence[int], seen: Mapping[int, Seen], count: int, seed: int) -> list[int]:
    """Up to `count` questions, in the order they are asked. Unseen ones come in an order that the seed makes."""
    unseen = [each for each in question_ids if each not in seen]
    Random(seed).shuffle(unseen)
    missed = sorted((each for each in question_ids if each in seen and seen[each].fraction < 1), key=lambda each: (seen[each].at, each))
    known = sorted((each for each in question_ids if each in seen and seen[each].fraction >= 1), key=lambda each: (seen[each].at, each))
    return [*unseen, *missed, *known][:count]


def arranged(option_ids: Sequence[str], seed: int) -> list[str]:
    """Options in the order of one set, so that nobody learns letters by heart."""
    order = list(option_ids)
    Random(seed).shuffle(order)
    return order
