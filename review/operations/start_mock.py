"""Start a mock exam in the national format: one at a time in a subject, so a second press finds the one that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accounts import api as accounts
from core import clock
from core.db import session
from core.errors import Invalid
from core.words import Message, say
from curriculum import api as curriculum
from exams import api as exams
from question_bank import api as question_bank
from review.models import Mock
from review.queries.mocks import open_mock, papers_for, times_met
from review.rules.mock_paper import Paper, PaperPart


def start_mock(
    person_id: int, subject: curriculum.SubjectView, bank_ids: Sequence[int], words: Callable[[Message], str], *, is_half: bool = False
) -> Mock:
    """The person's open mock of the subject, or a new one drawn now; `words` puts its names into the person's language.

    Invalid when there is no such format, or when the open banks `bank_ids` cannot fill it. Callers check the policy.
    """
    accounts.hold_person(person_id)
    running = open_mock(person_id, subject.code)
    if running is not None:
        return running
    paper = next((each for each in papers_for(subject.code, bank_ids) if each.is_half == is_half), None)
    if paper is None:
        raise Invalid(say("Môn này không thi thử theo định dạng quốc gia được."))
    if paper.short:
        raise Invalid(short_words(paper, paper.short[0]))
    plan = exams.MockPlan(
        name=words(_name(subject, paper)), bank_ids=tuple(bank_ids), duration_seconds=paper.minutes * 60,
        parts=tuple(_part(part, words) for part in paper.parts), met=times_met(person_id),
    )  # fmt: skip
    exam_id = exams.hold_mock(person_id, plan)
    made = Mock(person_id=person_id, subject_code=subject.code, exam_id=exam_id, is_half=is_half, created_at=clock.now())
    session.add(made)
    session.flush()
    return made


def short_words(paper: Paper, part: PaperPart) -> Message:
    """What a paper lacks, in the words of its part."""
    return say("Phần %(part)s cần %(wanted)d câu, có %(found)d.", part=part.code, wanted=part.count, found=part.found)


def _name(subject: curriculum.SubjectView, paper: Paper) -> Message:
    if paper.is_half:
        return say("Thi thử môn %(subject)s, nửa đề", subject=subject.name)
    return say("Thi thử môn %(subject)s", subject=subject.name)


def _part(part: PaperPart, words: Callable[[Message], str]) -> exams.MockPart:
    label = words(say("Phần %(part)s. %(kind)s", part=part.code, kind=words(question_bank.kind_of(part.kind).label)))
    return exams.MockPart(part.code, label, part.kind, part.count, part.points, part.shares)
