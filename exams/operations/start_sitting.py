"""Start: opens a candidate's sitting, or gives the same one again to the page that goes on with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.words import say
from exams.errors import SittingRefused
from exams.models import Exam, Form, Sitting, SittingState
from exams.operations.record_incident import record_incident
from exams.policies import may_have_seen_the_paper
from exams.queries.sitting import Candidacy, candidacy_of, cipher_key_of, journal_texts, notices_after, parts_of_form
from exams.rules.journal import genesis_head
from exams.rules.order import order_of, seed_of
from exams.rules.permit import Permit
from exams.rules.timing import Entry, deadline_of, may_start


@dataclass(frozen=True)
class Started:
    """All that a page needs to begin or to go on: who it is (permit), the paper's key, and the journal so far."""

    permit: Permit
    key: str
    order: list[int]
    started_at: datetime
    deadline_at: datetime
    acked_seq: int
    head: str
    genesis: str
    events: list[str]
    paper_sha256: str
    notices: list[tuple[str, str, datetime]]


def start_sitting(actor: Actor, exam_id: int, device: str) -> Started:
    """Begin, resume on the same device, or take over where that is allowed. SittingRefused with a code for the page otherwise."""
    now = clock.now()
    place = candidacy_of(actor.person_id, exam_id, lock=True)
    if place.form is None:
        raise SittingRefused("no_form", say("Bạn chưa được giao mã đề. Hãy báo giám thị."))
    if place.sitting is None:
        sitting = _begin(actor, place, place.form, device, now)
    else:
        sitting = place.sitting
        _resume(actor, place.exam, sitting, device, now)
    return _started(place.exam, place.form, sitting)


def _begin(actor: Actor, place: Candidacy, form: Form, device: str, now: datetime) -> Sitting:
    exam = place.exam
    entry = may_start(exam.opens_at, exam.closes_at, exam.late_entry_seconds, now, has_sitting=False)
    if not exam.is_mock and may_have_seen_the_paper(actor, exam.place, gives_certificate=exam.certificate_kind is not None):
        raise SittingRefused("council", say("Bạn làm việc cho hội đồng của kỳ thi này nên không dự thi được."))
    if entry is Entry.TOO_EARLY:
        raise SittingRefused("too_early", say("Chưa đến giờ làm bài."), opens_at=exam.opens_at.isoformat())
    if entry is Entry.TOO_LATE:
        raise SittingRefused("too_late", say("Đã quá giờ vào làm bài. Nếu bạn có lý do chính đáng, hãy báo giám thị."))
    sitting = Sitting(
        exam_id=exam.id, candidate_id=place.candidate.id, form_id=form.id, state=SittingState.RUNNING, started_at=now,
        deadline_at=deadline_of(now, exam.duration_seconds, place.candidate.extra_seconds, exam.closes_at),
        live_session=1, device=device, acked_seq=0, chain_head="", notice_count=0, seen_at=now,
    )  # fmt: skip
    session.add(sitting)
    session.flush()
    sitting.chain_head = genesis_head(sitting.id, form.document_sha256)
    audit.record(actor, "exams.sitting_started", f"sitting:{sitting.id}", exam=exam.id, form=form.code)
    return sitting


def _resume(actor: Actor, exam: Exam, sitting: Sitting, device: str, now: datetime) -> None:
    if sitting.state == SittingState.ENDED:
        raise SittingRefused("ended", say("Bạn đã nộp bài thi này."), receipt=sitting.receipt)
    if sitting.device == device:
        return
    has_leave = sitting.takeover_until is not None and sitting.takeover_until > now
    if exam.takeover_needs_leave and not has_leave:
        raise SittingRefused(
            "other_machine",
            say("Bài thi của bạn đang mở ở máy khác. Muốn làm tiếp ở máy này, hãy nhờ giám thị cho phép rồi bấm lại."),
        )
    record_incident(exam.id, sitting.id, "takeover", now, acked_seq=sitting.acked_seq, with_leave=has_leave)
    audit.record(actor, "exams.sitting_taken_over", f"sitting:{sitting.id}", acked_seq=sitting.acked_seq)
    sitting.live_session, sitting.device, sitting.takeover_until = sitting.live_session + 1, device, None
    sitting.seen_at = now


def _started(exam: Exam, form: Form, sitting: Sitting) -> Started:
    parts = parts_of_form(form.id)
    return Started(
        permit=Permit(sitting.id, sitting.live_session, sum(map(len, parts)), exam.grace_seconds, exam.late_arrival_seconds),
        key=cipher_key_of(form.id),
        order=order_of(parts, seed_of(sitting.id, form.seed), shuffles=exam.shuffles_questions),
        started_at=sitting.started_at,
        deadline_at=sitting.deadline_at,
        acked_seq=sitting.acked_seq,
        head=sitting.chain_head,
        genesis=genesis_head(sitting.id, form.document_sha256),
        events=journal_texts(sitting.id) if sitting.acked_seq else [],
        paper_sha256=form.document_sha256,
        notices=notices_after(sitting.id, 0) if sitting.notice_count else [],
    )
