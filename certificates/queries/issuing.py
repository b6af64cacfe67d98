"""Exams that give certificates, and how far the work of giving them is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, false, or_, select

from certificates.queries.certificates import counts_by_exam
from core.actor import Actor
from core.db import session
from core.errors import NotFound
from core.jobs.models import Job
from core.permissions import Permission as P
from exams import api as exams

AWARD, PRINT = "certificates.award", "certificates.print"
UNFINISHED = ("queued", "running")


@dataclass(frozen=True)
class Work:
    """A job as a page shows it. `state`: queued, running, done, failed; `steps_of` is 0 while the size is unknown."""

    state: str
    steps: int
    steps_of: int

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED


@dataclass(frozen=True)
class IssuingLine:
    """A released exam, how many certificates it gave, and its latest award job."""

    exam: exams.Exam
    issued: int
    work: Work | None


def award_key(exam_id: int) -> str:
    return f"{AWARD}:{exam_id}"


def exams_to_issue(actor: Actor) -> Select[exams.Exam]:
    """Released exams with a certificate at places where the actor may issue, the latest first."""
    exam = exams.Exam
    paths = (exam.organisation_path.startswith(path, autoescape=True) for path in actor.paths(P.CERTIFICATES_ISSUE))
    mine = or_(false(), *paths, exam.id.in_(actor.exam_ids(P.CERTIFICATES_ISSUE)))
    return (
        select(exam)
        .where(mine, exam.released_at.is_not(None), exam.certificate_kind.is_not(None))
        .order_by(exam.opens_at.desc(), exam.id.desc())
    )


def with_work(found: list[exams.Exam]) -> list[IssuingLine]:
    """The exams beside what came of them: two queries for all."""
    counts, works = counts_by_exam([exam.id for exam in found]), _latest_awards([exam.id for exam in found])
    return [IssuingLine(exam, counts.get(exam.id, 0), works.get(exam.id)) for exam in found]


def exam_id_coded(code: str) -> int:
    """The exam of that code; NotFound when there is none."""
    found = session.scalar(select(exams.Exam.id).where(exams.Exam.code == code))
    if found is None:
        raise NotFound
    return found


def unfinished_award(exam_id: int) -> Job | None:
    """The award job of an exam that waits or runs."""
    mine = or_(Job.key == award_key(exam_id), Job.key.startswith(f"{award_key(exam_id)}:", autoescape=True))
    return session.scalars(select(Job).where(mine, Job.state.in_(UNFINISHED)).order_by(Job.id.desc()).limit(1)).first()


def print_work(certificate_id: int) -> Work | None:
    """How far the printing of a certificate is."""
    found = session.scalar(select(Job).where(Job.key == f"{PRINT}:{certificate_id}"))
    return _work(found) if found else None


def _latest_awards(exam_ids: list[int]) -> dict[int, Work]:
    keys = [Job.key == award_key(exam_id) for exam_id in exam_ids]
    again = [Job.key.startswith(f"{award_key(exam_id)}:", autoescape=True) for exam_id in exam_ids]
    found = session.scalars(select(Job).where(or_(false(), *keys, *again)).order_by(Job.id))
    return {int(job.arguments["exam_id"]): _work(job) for job in found}


def _work(job: Job) -> Work:
    return Work(job.state, job.done_steps, job.all_steps)
