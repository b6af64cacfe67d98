"""What a sitting's pages and saves read: a candidate's own exam, the journal, notices, the sealed paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import bindparam, func, select

from core.db import session
from core.errors import NotFound
from exams.models import Candidate, Exam, ExamState, Form, FormKey, FormQuestion, JournalBatch, Notice, Sitting, SittingState
from exams.rules.journal import read_texts
from exams.rules.timing import download_opens_at
from question_bank import api as question_bank


@dataclass(frozen=True)
class Candidacy:
    """A person's place in an exam: the form is None before sealing, the sitting None before Start."""

    exam: Exam
    candidate: Candidate
    form: Form | None
    sitting: Sitting | None


@dataclass(frozen=True)
class State:
    """What the light poll reads of a sitting."""

    live_session: int
    state: str
    acked_seq: int
    chain_head: str
    deadline_at: datetime
    notice_count: int
    seen_at: datetime
    receipt: str | None


def candidacy_of(person_id: int | None, exam_id: int, *, lock: bool = False) -> Candidacy:
    """The person's own place in a sealed exam; NotFound when they have none. `lock` holds the candidate's row for a start."""
    found = (
        select(Exam, Candidate, Form, Sitting)
        .join(Candidate, Candidate.exam_id == Exam.id)
        .outerjoin(Form, Form.id == Candidate.form_id)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .where(Exam.id == exam_id, Candidate.person_id == person_id, Exam.state != ExamState.DRAFT)
        .execution_options(populate_existing=True)
    )
    if lock:
        session.execute(select(Candidate.id).where(Candidate.exam_id == exam_id, Candidate.person_id == person_id).with_for_update())
    row = session.execute(found).first()
    if row is None:
        raise NotFound
    return Candidacy(*row)


def parts_of_form(form_id: int) -> list[list[int]]:
    """Question numbers of a form, part by part, in the form's order."""
    found = select(FormQuestion.part_id, FormQuestion.number).where(FormQuestion.form_id == form_id).order_by(FormQuestion.number)
    return [[number for _, number in run] for _, run in groupby(session.execute(found), key=lambda row: row[0])]


def cipher_key_of(form_id: int) -> str:
    """The key that opens a form's document. Only Start calls this."""
    return session.execute(select(FormKey.cipher_key).where(FormKey.form_id == form_id)).scalar_one()


def asked_of(sitting: Sitting, number: int) -> question_bank.RevisionView:
    """What a sitting's form asks as question `number`; NotFound when the form has no such question."""
    found = select(FormQuestion).where(FormQuestion.form_id == sitting.form_id, FormQuestion.number == number)
    question = session.scalar(found)
    if question is None:
        raise NotFound
    return question_bank.revisions([question.revision_id])[question.revision_id].for_form(question.order)


def journal_texts(sitting_id: int) -> list[str]:
    """Every acknowledged event of a sitting, in order, as the exact texts that the chain covers."""
    found = select(JournalBatch.events).where(JournalBatch.sitting_id == sitting_id).order_by(JournalBatch.first_seq)
    return [text for stored in session.scalars(found) for text in read_texts(stored)]


def journal_of(sitting_id: int) -> list[JournalBatch]:
    """The stored batches of a sitting, in order: what `fold` takes."""
    found = select(JournalBatch).where(JournalBatch.sitting_id == sitting_id).order_by(JournalBatch.first_seq)
    return list(session.scalars(found))


_NOTICES = (
    select(Notice.kind, Notice.text, Notice.sent_at)
    .where(Notice.sitting_id == bindparam("sitting"))
    .order_by(Notice.id)
    .offset(bindparam("seen"))
)
_STATE = select(
    Sitting.live_session, Sitting.state, Sitting.acked_seq, Sitting.chain_head,
    Sitting.deadline_at, Sitting.notice_count, Sitting.seen_at, Sitting.receipt,
).where(Sitting.id == bindparam("sitting"))  # fmt: skip


def notices_after(sitting_id: int, seen: int) -> list[tuple[str, str, datetime]]:
    """(kind, text, moment) of what the room has told a sitting, beyond the first `seen`."""
    rows = session.connection().execute(_NOTICES, {"sitting": sitting_id, "seen": seen})
    return [(kind, text, sent_at) for kind, text, sent_at in rows]


def state_of(sitting_id: int) -> State:
    """Where a sitting stands, in one query."""
    row = session.connection().execute(_STATE, {"sitting": sitting_id}).first()
    if row is None:
        raise NotFound
    return State(*row)


def sealed_paper_for(person_id: int | None, sha256: str, now: datetime) -> str:
    """Where the ciphertext of the person's own form is kept; NotFound for anybody else's, or before downloads open."""
    found = (
        select(Form.stored_name, Exam.opens_at, Exam.early_download_seconds)
        .join(Candidate, Candidate.form_id == Form.id)
        .join(Exam, Exam.id == Form.exam_id)
        .where(Form.document_sha256 == sha256, Candidate.person_id == person_id, Exam.state != ExamState.DRAFT)
    )
    for stored_name, opens_at, early_seconds in session.execute(found):
        if now >= download_opens_at(opens_at, early_seconds):
            return str(stored_name)
    raise NotFound


def overdue_ids(now: datetime) -> list[int]:
    """Running sittings whose deadline and grace are over."""
    found = (
        select(Sitting.id, Sitting.deadline_at, Exam.grace_seconds)
        .join(Exam, Exam.id == Sitting.exam_id)
        .where(Sitting.state == SittingState.RUNNING, Sitting.deadline_at < now)
        .order_by(Sitting.deadline_at)
    )
    return [each for each, deadline_at, grace in session.execute(found) if now > deadline_at + timedelta(seconds=grace)]


def count_questions(form_id: int) -> int:
    """How many questions a form has; they are numbered from 1."""
    return session.execute(select(func.count()).select_from(FormQuestion).where(FormQuestion.form_id == form_id)).scalar_one()
