"""Whether a stored journal is whole: every head recomputed from the first event, and the receipt among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from exams.rules.journal import chain, read_texts, receipt_of


class Kept(Protocol):
    """A batch as the journal's table keeps it, with the head it was acknowledged by."""

    @property
    def first_seq(self) -> int: ...
    @property
    def last_seq(self) -> int: ...
    @property
    def events(self) -> str: ...
    @property
    def head(self) -> str: ...


@dataclass(frozen=True)
class Verdict:
    """What recomputing the chain showed. `broken_at` is the first event of the batch that does not fit, None when all do."""

    is_whole: bool
    events: int
    broken_at: int | None = None


def verify(genesis: str, batches: Iterable[Kept], chain_head: str, receipt: str | None) -> Verdict:
    """Recompute from `genesis`; the last head must be `chain_head`, and `receipt` must be that of a head on the way."""
    head, seq, receipts = genesis, 0, {receipt_of(genesis)}
    for batch in sorted(batches, key=lambda each: each.first_seq):
        texts = read_texts(batch.events)
        head = chain(head, texts)
        if batch.first_seq != seq + 1 or batch.last_seq != seq + len(texts) or head != batch.head:
            return Verdict(False, seq, batch.first_seq)
        seq = batch.last_seq
        receipts.add(receipt_of(head))
    if head != chain_head or (receipt is not None and receipt not in receipts):
        return Verdict(False, seq, seq)
    return Verdict(True, seq)
