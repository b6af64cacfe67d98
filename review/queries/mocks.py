"""Mock exams: what can be taken, what is open, what was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from core import clock
from core.db import session
from core.errors import NotFound
from curriculum import api as curriculum
from exams import api as exams
from question_bank import api as question_bank
from review.models import Attempt, Mock
from review.queries.banks import PRACTISED
from review.rules.mock_paper import Paper, is_offered, paper_of

SHOWN = 30
"""Mocks of a subject's history, the newest."""


@dataclass(frozen=True)
class SubjectMocks:
    """A subject of the national exam. `papers`: the whole one, then the half; () when it is not offered. `has_bank`: something is open."""

    subject: curriculum.SubjectView
    format: curriculum.NationalFormat
    papers: tuple[Paper, ...]
    has_bank: bool

    @property
    def is_ready(self) -> bool:
        return any(not paper.short for paper in self.papers)


def subjects_to_mock(banks: Mapping[str, Sequence[int]]) -> list[SubjectMocks]:
    """Every subject that the national exam examines, in the order of subjects: three queries. `banks`: subject code -> open bank ids."""
    formats = {found.subject_code: found for found in curriculum.national_formats()}
    available = _available(
        {code: ids for code, ids in banks.items() if code in formats}, {p.kind for f in formats.values() for p in f.parts}
    )
    return [
        SubjectMocks(each, formats[each.code], _papers(formats[each.code], available.get(each.code, {})), bool(banks.get(each.code)))
        for each in curriculum.subjects()
        if each.code in formats
    ]


def papers_for(subject_code: str, bank_ids: Sequence[int]) -> tuple[Paper, ...]:
    """The whole paper of a subject and the half one, with what those banks lack; () when the subject is not offered. Two queries."""
    wanted = curriculum.national_format(subject_code)
    if wanted is None:
        return ()
    return _papers(wanted, _available({subject_code: bank_ids}, {part.kind for part in wanted.parts}).get(subject_code, {}))


def open_mock(person_id: int, subject_code: str) -> Mock | None:
    """The mock of the subject that the person may still begin or go on with: two queries."""
    return open_mocks(person_id, subject_code).get(subject_code)


def open_mocks(person_id: int, subject_code: str | None = None) -> dict[str, Mock]:
    """Subject code -> the mock that is open, of those not scored yet."""
    waiting = _mine(person_id, subject_code).where(Mock.scored_at.is_(None)).limit(SHOWN)
    mocks = {mock.exam_id: mock for mock in session.scalars(waiting)}
    mine = exams.my_exams_by_ids(person_id, mocks, clock.now()) if mocks else {}
    return {mock.subject_code: mock for exam_id, mock in mocks.items() if exam_id in mine and mine[exam_id].standing == "open"}


def mocks_of(person_id: int, subject_code: str | None = None) -> list[Mock]:
    """The scored mocks of a person, the newest first, as many as are shown."""
    return list(session.scalars(_mine(person_id, subject_code).where(Mock.scored_at.is_not(None)).limit(SHOWN)))


def mock_of(person_id: int, mock_id: int) -> Mock:
    """The person's own mock; NotFound for anybody else's."""
    found = session.get(Mock, mock_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found


def mock_id_of(exam_id: int) -> int | None:
    """The mock that an exam was drawn for."""
    return session.scalar(select(Mock.id).where(Mock.exam_id == exam_id))


def times_met(person_id: int) -> dict[int, int]:
    """Question id -> how often the person has answered it, anywhere."""
    found = select(Attempt.question_id, func.count()).where(Attempt.person_id == person_id).group_by(Attempt.question_id)
    return {question_id: times for question_id, times in session.execute(found)}


def _mine(person_id: int, subject_code: str | None) -> Select[Mock]:
    found = select(Mock).where(Mock.person_id == person_id).order_by(Mock.created_at.desc(), Mock.id.desc())
    return found.where(Mock.subject_code == subject_code) if subject_code else found


def _papers(wanted: curriculum.NationalFormat, available: Mapping[str, int]) -> tuple[Paper, ...]:
    if not is_offered(wanted, PRACTISED):
        return ()
    return paper_of(wanted, available), paper_of(wanted, available, is_half=True)


def _available(banks: Mapping[str, Sequence[int]], kinds: set[str]) -> dict[str, dict[str, int]]:
    subject_of = {bank_id: code for code, bank_ids in banks.items() for bank_id in bank_ids}
    rules = [(bank_id, question_bank.PoolRule(kind=kind)) for bank_id in subject_of for kind in sorted(kinds)]
    found: dict[str, dict[str, int]] = {}
    for (bank_id, rule), count in question_bank.counts_available(rules, rested=False).items():
        of_subject = found.setdefault(subject_of[bank_id], {})
        of_subject[str(rule.kind)] = of_subject.get(str(rule.kind), 0) + count
    return found
