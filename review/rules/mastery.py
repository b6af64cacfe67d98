"""Mastery: how sure it is that a person can do a topic, from 0 to 1. A rule of ours, kept simple enough to be told to a pupil.

Every answer is evidence. Guessing is taken out first: of an answer with chance `c` of being right by luck, a share `f` is worth
(f - c) / (1 - c), never less than 0. Evidence weighs more the newer it is (0.95 for every newer answer in the topic), the higher its
level, and half as much for every later answer to the same question. The value is the weighted mean of the evidence together with a
prior of 0 that weighs 2: one lucky answer proves little, about eight good ones in a row prove the topic.

Time alone changes nothing: only an answer moves the value. A topic with topics below it has the mean of what stands below
(and of its own questions, when it has some), where what can be practised and was not is 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.words import Message, say

LATEST = 60
"""Answers that count; older ones would weigh less than 0.05."""
FADE, AGAIN, PRIOR = 0.95, 0.5, 2.0
LEVEL_WEIGHTS: Mapping[str | None, float] = {"NB": 1.0, "TH": 1.25, "VD": 1.5, "VDC": 2.0}
UNTAGGED = 1.25


class Standing(StrEnum):
    """The five levels, as a moon fills: what a person reads instead of a number."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    GROWING = "growing"
    FIRM = "firm"
    MASTERED = "mastered"


LABELS: Mapping[Standing, Message] = {
    Standing.UNTOUCHED: say("Chưa luyện"),
    Standing.BEGUN: say("Mới làm quen"),
    Standing.GROWING: say("Đang tiến bộ"),
    Standing.FIRM: say("Khá vững"),
    Standing.MASTERED: say("Thành thạo"),
}
FROM: Sequence[tuple[float, Standing]] = ((0.8, Standing.MASTERED), (0.6, Standing.FIRM), (0.35, Standing.GROWING))
"""From which value a standing begins; whatever was answered is at least begun."""


@dataclass(frozen=True)
class Evidence:
    """One answer: the share of the points it earned, and the chance of earning it by luck (both 0 to 1)."""

    question_id: int
    fraction: Decimal
    chance: Decimal
    level: str | None


@dataclass(frozen=True)
class Progress:
    """The value of a topic and how many answers it rests on."""

    value: float
    answered: int

    @property
    def standing(self) -> Standing:
        return standing_of(self.value, self.answered)

    @property
    def percent(self) -> int:
        """For people; 100 only when nothing is missing."""
        return int(self.value * 100)


NOTHING = Progress(0.0, 0)


@dataclass(frozen=True)
class Node:
    """A topic in its tree. `questions` is how many can be practised in it, not counting topics below."""

    id: int
    parent_id: int | None
    questions: int


def mastery_of(newest_first: Iterable[Evidence]) -> float:
    """The value of one topic from its own answers, 0 to 1."""
    earned, weighed = 0.0, PRIOR
    seen: dict[int, int] = {}
    for place, each in enumerate(newest_first):
        if place == LATEST:
            break
        later = seen.get(each.question_id, 0)
        weight = LEVEL_WEIGHTS.get(each.level, UNTAGGED) * FADE**place * AGAIN**later
        seen[each.question_id] = later + 1
        earned += weight * _without_luck(each)
        weighed += weight
    return earned / weighed


def timeline(newest_first: Sequence[Evidence]) -> list[float]:
    """The value after each answer, oldest first; of the answers that still count."""
    return [mastery_of(newest_first[place:]) for place in reversed(range(len(newest_first)))]


def _without_luck(each: Evidence) -> float:
    fraction, chance = float(each.fraction), float(each.chance)
    return max(0.0, (fraction - chance) / (1 - chance)) if chance < 1 else 0.0


def standing_of(value: float, answered: int) -> Standing:
    """The name of a value; nothing answered is untouched whatever the value."""
    if not answered:
        return Standing.UNTOUCHED
    return next((standing for least, standing in FROM if value >= least), Standing.BEGUN)


def roll_up(nodes: Sequence[Node], own: Mapping[int, Progress]) -> dict[int, Progress]:
    """Every topic with what stands below it. `nodes` have parents before children; topics that hold nothing at all are left out."""
    below: dict[int, list[Progress]] = {}
    found: dict[int, Progress] = {}
    for node in reversed(nodes):
        parts = below.pop(node.id, [])
        if node.questions or node.id in own:
            parts = [own.get(node.id, NOTHING), *parts]
        if not parts:
            continue
        found[node.id] = Progress(sum(part.value for part in parts) / len(parts), sum(part.answered for part in parts))
        if node.parent_id is not None:
            below.setdefault(node.parent_id, []).append(found[node.id])
    return found


def next_best(nodes: Sequence[Node], found: Mapping[int, Progress]) -> int | None:
    """The topic to practise next: the least firm of those begun, then the first untouched, then the weakest not yet mastered."""
    with_questions = [node.id for node in nodes if node.questions]
    of = {topic_id: found.get(topic_id, NOTHING) for topic_id in with_questions}
    shaky = [topic_id for topic_id in with_questions if of[topic_id].standing in (Standing.BEGUN, Standing.GROWING)]
    untouched = [topic_id for topic_id in with_questions if of[topic_id].standing == Standing.UNTOUCHED]
    firm = [topic_id for topic_id in with_questions if of[topic_id].standing == Standing.FIRM]
    if shaky:
        return _weakest(shaky, of)
    return untouched[0] if untouched else _weakest(firm, of) if firm else None


def _weakest(topic_ids: Collection[int], of: Mapping[int, Progress]) -> int:
    return min(topic_ids, key=lambda topic_id: of[topic_id].value)
