"""How many questions each running sitting has answered, at a cost that follows what is new and not the length of the journal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from core.db import session
from exams.models import JournalBatch, Sitting
from exams.rules.progress import NOTHING, Progress, progress_after

MOST_KEPT = 5_000
_kept: dict[int, Progress] = {}
"""What this process has folded so far, by sitting. It is only trusted as far as the chain proves it."""


def answered_counts(sittings: Sequence[Sitting]) -> dict[int, int]:
    """Sitting id -> questions answered. Reads the events since the last look: one query, none when nothing changed."""
    known = {sitting.id: _kept.get(sitting.id, NOTHING) for sitting in sittings}
    behind = [sitting for sitting in sittings if known[sitting.id].seq < sitting.acked_seq]
    known |= _caught_up(behind, known)
    strayed = [sitting for sitting in sittings if sitting.acked_seq and known[sitting.id].head != sitting.chain_head]
    if strayed:  # another journal under a number that this process knew, as in a database that was restored
        known |= _caught_up(strayed, {sitting.id: NOTHING for sitting in strayed})
    if len(_kept) > MOST_KEPT:
        _kept.clear()
    _kept.update(known)
    return {sitting.id: len(known[sitting.id].answered) if sitting.acked_seq else 0 for sitting in sittings}


def _caught_up(sittings: Sequence[Sitting], known: dict[int, Progress]) -> dict[int, Progress]:
    if not sittings:
        return {}
    news = or_(*(and_(JournalBatch.sitting_id == s.id, JournalBatch.first_seq > known[s.id].seq) for s in sittings))
    batches: dict[int, list[JournalBatch]] = {s.id: [] for s in sittings}
    ends = {s.id: s.acked_seq for s in sittings}
    for batch in session.scalars(select(JournalBatch).where(news).order_by(JournalBatch.sitting_id, JournalBatch.first_seq)):
        if batch.last_seq <= ends[batch.sitting_id]:  # what came after the sittings were read waits for the next look
            batches[batch.sitting_id].append(batch)
    return {s.id: progress_after(known[s.id], batches[s.id]) for s in sittings}
