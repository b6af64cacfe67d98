"""The save: append a batch to a sitting's journal. One guarded UPDATE and one INSERT when all is as it should be.

Nothing here loads an object: this runs for every change of every candidate. Only when the guard matched nothing does
`_look_closer` find out why, with the sitting's row locked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, insert, select, update

from core.db import session
from core.errors import NotFound
from core.prepared import Prepared
from core.words import Message, say
from exams.models import EndReason, JournalBatch, Sitting, SittingState
from exams.operations.record_incident import record_once
from exams.rules.journal import Batch, read_texts, receipt_of
from exams.rules.permit import Permit
from exams.rules.timing import Arrival, arrival_of, earliest_deadline

FORKED = say("Bài làm trên máy này không khớp với bản máy chủ đã lưu. Hãy báo giám thị; không câu trả lời nào đã lưu bị thay đổi.")
TAKEN_OVER = say("Bài thi đang được làm tiếp ở máy khác. Máy này không gửi thêm được câu trả lời.")
ENDED = say("Bài thi đã nộp, nên không nhận thêm câu trả lời.")
GAP = say("Thiếu câu trả lời ở giữa. Trang sẽ tự gửi lại từ chỗ thiếu.")


@dataclass(frozen=True, slots=True)
class Ack:
    """What the server vouches for after this append. `arrival` is the worst of the batch's events."""

    acked_seq: int
    head: str
    deadline_at: datetime
    notice_count: int
    state: str = SittingState.RUNNING
    arrival: Arrival = Arrival.ON_TIME
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was appended, and why. It is a value, not an error, because its incident has to be kept."""

    code: str
    message: Message
    acked_seq: int
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class _Standing:
    """A sitting's row, locked, when the guard matched nothing."""

    exam_id: int
    live_session: int
    state: str
    end_reason: str | None
    ended_at: datetime | None
    receipt: str | None
    deadline_at: datetime
    acked_seq: int
    chain_head: str
    notice_count: int

    @property
    def cut_at(self) -> datetime:
        """No answer given after this moment counts."""
        forced_at = self.ended_at if self.end_reason == EndReason.FORCED else None
        return min(forced_at, self.deadline_at) if forced_at else self.deadline_at


_sittings = Sitting.__table__.c
_ADVANCE = Prepared(
    update(Sitting.__table__)  # type: ignore[arg-type]
    .where(
        _sittings.id == bindparam("sitting"),
        _sittings.live_session == bindparam("live"),
        _sittings.state == SittingState.RUNNING,
        _sittings.acked_seq == bindparam("before"),
        _sittings.chain_head == bindparam("head_before"),
        _sittings.deadline_at >= bindparam("earliest_deadline"),
    )
    .values(acked_seq=bindparam("last"), chain_head=bindparam("head"), seen_at=bindparam("now"))
    .returning(_sittings.deadline_at, _sittings.notice_count)
)
_KEEP = Prepared(insert(JournalBatch.__table__))  # type: ignore[arg-type]
_LOCKED = (
    select(
        _sittings.exam_id, _sittings.live_session, _sittings.state, _sittings.end_reason, _sittings.ended_at, _sittings.receipt,
        _sittings.deadline_at, _sittings.acked_seq, _sittings.chain_head, _sittings.notice_count,
    )
    .where(_sittings.id == bindparam("sitting"))
    .with_for_update()
)  # fmt: skip
_batches = JournalBatch.__table__.c
_OVERLAP = (
    select(_batches.first_seq, _batches.events)
    .where(_batches.sitting_id == bindparam("sitting"), _batches.last_seq >= bindparam("first"), _batches.first_seq <= bindparam("last"))
    .order_by(_batches.first_seq)
)


def append_journal(permit: Permit, batch: Batch, received_at: datetime) -> Ack | Refused:
    """Append `batch` for the holder of `permit`. Sending again what was acknowledged changes nothing and is acknowledged again."""
    connection = session.connection()
    moved = _ADVANCE.run(
        connection,
        {
            "sitting": permit.sitting_id, "live": permit.live_session, "before": batch.first_seq - 1, "head_before": batch.head_before,
            "earliest_deadline": earliest_deadline(batch.latest_at, received_at, permit.grace_seconds),
            "last": batch.last_seq, "head": batch.head, "now": received_at,
        },
    )  # fmt: skip
    if moved is None:
        return _look_closer(connection, permit, batch, received_at)
    _keep(connection, permit, batch, Arrival.ON_TIME, received_at)
    return Ack(batch.last_seq, batch.head, moved[0], moved[1])


def _keep(connection: Connection, permit: Permit, batch: Batch, arrival: Arrival, received_at: datetime) -> None:
    _KEEP.run(
        connection,
        {
            "sitting_id": permit.sitting_id, "first_seq": batch.first_seq, "last_seq": batch.last_seq, "events": batch.stored(),
            "head": batch.head, "live_session": permit.live_session, "arrival": arrival, "received_at": received_at,
        },
    )  # fmt: skip


def _look_closer(connection: Connection, permit: Permit, batch: Batch, received_at: datetime) -> Ack | Refused:
    found = connection.execute(_LOCKED, {"sitting": permit.sitting_id}).first()
    if found is None:
        raise NotFound
    row = _Standing(**found._mapping)
    if row.live_session != permit.live_session:
        return Refused("taken_over", TAKEN_OVER, row.acked_seq)
    if batch.first_seq > row.acked_seq + 1:
        return Refused("gap", GAP, row.acked_seq)
    known = row.acked_seq - batch.first_seq + 1
    if not _continues(connection, permit.sitting_id, row, batch, known):
        record_once(row.exam_id, permit.sitting_id, "forked", received_at, first_seq=batch.first_seq, acked_seq=row.acked_seq)
        return Refused("forked", FORKED, row.acked_seq)
    if known >= len(batch.texts):
        return Ack(row.acked_seq, row.chain_head, row.deadline_at, row.notice_count, row.state, receipt=row.receipt)
    if row.end_reason == EndReason.HANDED_IN:
        return Refused("ended", ENDED, row.acked_seq, row.receipt)
    return _append_tail(connection, permit, row, batch.part(known, len(batch.texts)), received_at)


def _continues(connection: Connection, sitting_id: int, row: _Standing, batch: Batch, known: int) -> bool:
    """Whether the batch tells the same story as the journal: equal texts where they overlap, equal heads where they meet."""
    if known <= len(batch.texts):
        meeting = batch.heads[known - 1] if known else batch.head_before
        if meeting != row.chain_head:
            return False
    if not known:
        return True
    last = min(batch.last_seq, row.acked_seq)
    kept: list[str] = []
    for first_seq, events in connection.execute(_OVERLAP, {"sitting": sitting_id, "first": batch.first_seq, "last": last}):
        kept += read_texts(events)[max(0, batch.first_seq - first_seq) :]
    return tuple(kept[: last - batch.first_seq + 1]) == batch.texts[:known]


def _append_tail(connection: Connection, permit: Permit, row: _Standing, tail: Batch, received_at: datetime) -> Ack | Refused:
    arrivals = [arrival_of(event.at, received_at, row.cut_at, permit.grace_seconds, permit.late_arrival_seconds) for event in tail.events]
    place, receipt = 0, row.receipt
    for arrival, run in groupby(arrivals):
        length = len(list(run))
        part = tail.part(place, place + length)
        _keep(connection, permit, part, arrival, received_at)
        place += length
        if arrival is not Arrival.TOO_LATE and row.state == SittingState.ENDED:
            receipt = receipt_of(part.head)
        if arrival is not Arrival.ON_TIME:
            record_once(row.exam_id, permit.sitting_id, arrival, received_at, first_seq=part.first_seq, last_seq=part.last_seq)
    values = {"acked_seq": tail.last_seq, "chain_head": tail.head, "seen_at": received_at, "receipt": receipt}
    connection.execute(update(Sitting.__table__).where(_sittings.id == permit.sitting_id).values(values))  # type: ignore[arg-type]
    worst = max(arrivals, key=list(Arrival).index)
    return Ack(tail.last_seq, tail.head, row.deadline_at, row.notice_count, row.state, worst, receipt)
