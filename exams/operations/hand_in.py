"""Handing in: ends a sitting whose every answer is acknowledged, and gives the receipt. Asking again gives the same receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from accounts import api as accounts
from core import audit
from core.actor import Actor, signed_in_actor
from core.db import session
from core.errors import NotFound
from core.words import say
from exams.models import Candidate, EndReason, Sitting, SittingState
from exams.operations.append_journal import FORKED, TAKEN_OVER, Refused
from exams.operations.ask_for_marking import ask_for_marking
from exams.operations.record_incident import record_once
from exams.rules.journal import receipt_of
from exams.rules.permit import Permit

NOT_SAVED = say("Còn câu trả lời chưa tới máy chủ. Trang sẽ gửi nốt rồi mới nộp bài.")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The end of a sitting as its candidate sees it."""

    receipt: str
    ended_at: datetime
    end_reason: str


_sittings = Sitting.__table__.c
_END = (
    update(Sitting.__table__)  # type: ignore[arg-type]
    .where(
        _sittings.id == bindparam("sitting"),
        _sittings.live_session == bindparam("live"),
        _sittings.state == SittingState.RUNNING,
        _sittings.acked_seq == bindparam("final"),
        _sittings.chain_head == bindparam("head"),
    )
    .values(
        state=SittingState.ENDED, ended_at=bindparam("now"), seen_at=bindparam("now"),
        end_reason=EndReason.HANDED_IN, receipt=bindparam("new_receipt"),
    )
    .returning(_sittings.candidate_id)
)  # fmt: skip
_LOCKED = (
    select(
        _sittings.exam_id, _sittings.live_session, _sittings.state, _sittings.acked_seq,
        _sittings.receipt, _sittings.ended_at, _sittings.end_reason,
    )
    .where(_sittings.id == bindparam("sitting"))
    .with_for_update()
)  # fmt: skip


def hand_in(permit: Permit, final_seq: int, head: str, now: datetime) -> HandedIn | Refused:
    """End the sitting if `final_seq` and `head` are the end of its journal."""
    connection = session.connection()
    receipt = receipt_of(head)
    found = connection.execute(
        _END,
        {
            "sitting": permit.sitting_id, "live": permit.live_session, "final": final_seq,
            "head": head, "now": now, "new_receipt": receipt,
        },
    ).first()  # fmt: skip
    if found is None:
        return _look_closer(permit, final_seq, now)
    ask_for_marking(permit.sitting_id, now)
    audit.record(_holder(found.candidate_id), "exams.handed_in", f"sitting:{permit.sitting_id}", receipt=receipt)
    return HandedIn(receipt, now, EndReason.HANDED_IN)


def _holder(candidate_id: int) -> Actor:
    """Whose sitting it is: a hand-in proves itself by its token, so nobody has been loaded yet."""
    person = accounts.person(session.scalars(select(Candidate.person_id).where(Candidate.id == candidate_id)).one())
    return signed_in_actor(person.id, person.full_name, ())


def _look_closer(permit: Permit, final_seq: int, now: datetime) -> HandedIn | Refused:
    row = session.connection().execute(_LOCKED, {"sitting": permit.sitting_id}).first()
    if row is None:
        raise NotFound
    if row.live_session != permit.live_session:
        return Refused("taken_over", TAKEN_OVER, row.acked_seq)
    if row.state == SittingState.ENDED:
        return HandedIn(row.receipt, row.ended_at, row.end_reason)
    if row.acked_seq == final_seq:
        record_once(row.exam_id, permit.sitting_id, "forked", now, final_seq=final_seq)
        return Refused("forked", FORKED, row.acked_seq)
    return Refused("not_saved", NOT_SAVED, row.acked_seq)
