"""The frozen figures: from released sittings and complete scores only, the same each time, asked for once."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from exams.models import Exam, ItemStatistic, Score, Statistic
from exams.operations.ask_for_statistics import COMPUTE, ask_for_statistics
from exams.operations.release_results import release_results
from exams.queries.statistics import item_of, lines_of
from tests.exams.operations.analysed import QUESTIONS, analysed, sat_by
from tests.support.marking import close_window, held_exam, marked
from tests.support.sittings import ReadyExam


def jobs() -> int:
    return len(session.scalars(select(Job).where(Job.kind == COMPUTE)).all())


def items(exam: ReadyExam) -> dict[int, ItemStatistic]:
    return {item.number: item for item in session.scalars(select(ItemStatistic).where(ItemStatistic.exam_id == exam.id))}


def test_the_release_asks_and_the_job_freezes(app: Flask) -> None:
    exam = sat_by(12)
    close_window(exam)
    with transaction():
        release_results(SYSTEM, session.get_one(Exam, exam.id), "1", date(2026, 12, 1))
    run_all_jobs()
    whole = session.get_one(Statistic, exam.id)
    assert (whole.sittings, whole.is_awaited(clock.now())) == (12, False)
    assert whole.alpha == pytest.approx(0.9, abs=0.1)
    found = items(exam)
    assert sorted(found) == list(range(1, len(QUESTIONS) + 1))
    assert [found[number].facility for number in (1, 2, 3)] == pytest.approx([6 / 12, 9 / 12, 1])
    assert (found[1].form_code, found[1].asked) == ("101", 12)
    assert found[3].biserial is None
    assert found[1].lines["=b"]["right"]
    assert not found[1].lines["=a"]["right"]


def test_what_able_candidates_choose_against_the_key_is_flagged(app: Flask) -> None:
    exam = analysed(12)
    found = items(exam)
    assert [number for number, item in found.items() if item.is_flagged] == [3, 4]
    row = item_of(session.get_one(Exam, exam.id), found[4].revision_id)
    assert [flag.code for flag in row.flags] == ["key", "negative"]
    assert [(line.name, line.is_right, line.figures.rate) for line in lines_of(row)] == [
        ("A", False, 0.5), ("B", True, 0.5), ("C", False, 0), ("D", False, 0),
    ]  # fmt: skip


def test_every_kind_has_its_lines(app: Flask) -> None:
    exam = analysed(12)
    found = items(exam)
    names = {
        number: [line.name for line in lines_of(item_of(session.get_one(Exam, exam.id), item.revision_id))]
        for number, item in found.items()
    }
    assert names[5] == ["A", "B", "C", "D"]
    assert names[6] == ["a", "b", "c", "d"]
    assert names[7] == ["Huế", "Hà Nội"]
    assert names[8] == ["2.5"]
    assert names[9] == ["1", "2"]


def test_computing_twice_gives_the_same(app: Flask) -> None:
    exam = analysed(12)
    first = {number: (item.facility, item.biserial, item.lines) for number, item in items(exam).items()}
    with transaction():
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    run_all_jobs()
    assert {number: (item.facility, item.biserial, item.lines) for number, item in items(exam).items()} == first


def test_incomplete_sittings_do_not_count(app: Flask) -> None:
    exam = sat_by(12)
    run_all_jobs()  # the marking that handing in asked for
    with transaction():
        session.scalars(select(Score).where(Score.exam_id == exam.id)).first().is_complete = False  # type: ignore[union-attr]
        session.get_one(Exam, exam.id).releases_by_itself = True
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    run_all_jobs()
    assert session.get_one(Statistic, exam.id).sittings == 11


def test_an_exam_of_nobody_breaks_nothing(app: Flask) -> None:
    exam = held_exam(releases_by_itself=True)
    with transaction():
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    run_all_jobs()
    assert session.get_one(Statistic, exam.id).sittings == 0


def test_before_the_release_nothing_is_computed(app: Flask) -> None:
    exam = held_exam()
    with pytest.raises(Conflict), transaction():
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    assert jobs() == 0


def test_pressing_twice_asks_once_until_the_job_seems_lost(app: Flask) -> None:
    exam = held_exam(releases_by_itself=True)
    for _ in range(2):
        with transaction():
            ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    assert jobs() == 1
    acts = session.scalars(select(AuditRecord.act).where(AuditRecord.subject == f"exam:{exam.id}")).all()
    assert list(acts) == ["exams.statistics_asked"]
    with transaction():
        session.get_one(Statistic, exam.id).asked_at -= timedelta(hours=2)
    with transaction():
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    assert jobs() == 2


def test_a_question_of_another_kind_marked_by_a_person_counts_too(app: Flask) -> None:
    exam = held_exam(releases_by_itself=True)
    marked(exam)
    with transaction():
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    run_all_jobs()
    assert items(exam) == {}  # the essay still waits, so the sitting is not complete
