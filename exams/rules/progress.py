"""How much of a paper is answered, kept up batch by batch: the board never folds the same event twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from exams.rules.journal import Stored, chain, read_event, read_texts
from exams.rules.timing import Arrival


class News(Stored, Protocol):
    """A stored batch with the head it was acknowledged by."""

    @property
    def head(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """The questions that stand answered after event `seq`, whose head is `head` ("" before the first event)."""

    seq: int
    head: str
    answered: frozenset[int]


NOTHING = Progress(0, "", frozenset())


def is_answered(answer: object) -> bool:
    """Whether a raw answer says anything: nothing, blank text and empty lists or objects do not."""
    if isinstance(answer, str):
        return bool(answer.strip())
    if isinstance(answer, list):
        return any(map(is_answered, answer))
    if isinstance(answer, dict):
        return any(map(is_answered, answer.values()))
    return answer is not None


def progress_after(before: Progress, batches: Iterable[News]) -> Progress:
    """`before` and the batches that follow it, in order. What came too late is in the chain but answers nothing.

    The head is recomputed, so it only agrees with the sitting's when the batches really follow `before`.
    """
    seq, head, answered = before.seq, before.head, set(before.answered)
    for batch in batches:
        texts = read_texts(batch.events)
        seq, head = seq + len(texts), chain(head, texts) if head else batch.head
        for event in map(read_event, texts) if batch.arrival != Arrival.TOO_LATE else ():
            (answered.add if is_answered(event.answer) else answered.discard)(event.question)
    return Progress(seq, head, frozenset(answered))
