"""Which questions come first when a paper is drawn for one person: those not met yet, and one of each topic before a second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

from exams.rules.drawing import shuffled

Q = TypeVar("Q", bound=Hashable)


def turns_of(topics: Mapping[Q, Hashable], met: Mapping[Q, int], seed: str) -> dict[Q, int]:
    """Question -> its turn, as `draw` takes it in `used`: a lower turn is drawn first.

    `topics` names the topic of every question; `met` how often the person has had it (a question left out: never).
    """
    turns: dict[Q, int] = {}
    of_topic: Counter[Hashable] = Counter()
    for question in sorted(shuffled(list(topics), seed), key=lambda each: met.get(each, 0)):
        turns[question] = met.get(question, 0) * len(topics) + of_topic[topics[question]]
        of_topic[topics[question]] += 1
    return turns
