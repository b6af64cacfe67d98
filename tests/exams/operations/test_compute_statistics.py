"""The frozen figures: from released sittings and complete scores only, the same each time, asked for once."""

from datetime import date, timedelta
from decimal import Decimal

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
from exams.models import AnswerMark, Exam, ItemStatistic, MarkState, Score, Statistic
from exams.operations.ask_for_statistics import COMPUTE, ask_for_statistics
from exams.operations.release_results import release_results
from exams.queries.statistics import item_of, lines_of
from question_bank.kinds.contract import Examined
from question_bank.kinds.registry import KINDS
from tests.exams.operations.analysed import QUESTIONS, analysed, sat_by
from tests.question_bank.kinds import contents
from tests.support.marking import close_window, held_exam, marked
from tests.support.sittings import ReadyExam

EVERY = {
    "single_choice": contents.single(),
    "multiple_choice": contents.multiple({"a": "0.5", "c": "0.5", "d": "-0.5"}),
    "true_false_group": contents.group("ĐSĐS"),
    "short_answer": contents.short([("Hà Nội", "1")]),
    "numerical": contents.number([("2.5", "0", "1")], "m"),
    "matching": contents.match({"p1": "c2", "p2": "c1"}),
    "ordering": contents.order(3),
    "cloze": contents.cloze(),
    "drag_words": contents.words([("mèo", "1"), ("chó", "1")]),
    "drag_picture": contents.drag_picture({"s1": "i2", "s2": "i1"}),
    "hotspot": contents.hotspot(2),
    "essay": contents.essay(),
    "stimulus": contents.stimulus([("single_choice", contents.single()), ("true_false_group", contents.group("ĐS"))]),
    "parameterised": contents.parameterised(),
    "code": contents.program(),
    "file_upload": contents.file_upload(),
    "office_practical": contents.office(),
    "description": contents.description(),
}
KEYED = {code for code in EVERY if KINDS[code].marking == "machine" and not isinstance(KINDS[code], Examined)}
LETTERS, NUMBERS = ["A", "B", "C", "D"], ["1", "2"]
LINES = {
    **dict.fromkeys(EVERY, NUMBERS), "single_choice": LETTERS, "multiple_choice": LETTERS, "true_false_group": ["a", "b", "c", "d"],
    "short_answer": ["Hà Nội"], "numerical": ["2.5"], "ordering": ["1", "2", "3"], "cloze": ["1", "2", "3"],
    "essay": [], "file_upload": [], "parameterised": [],
}  # fmt: skip
"""What the lines of each are called on its page; none where every answer is its own."""


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
    assert [(line.name, line.is_right, line.figures.rate, line.figures.discrimination) for line in lines_of(row)] == [
        ("A", False, 0.5, 1), ("B", True, 0.5, -1), ("C", False, 0, 0), ("D", False, 0, 0),
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


def test_every_kind_there_is_has_figures_and_lines_with_names(app: Flask) -> None:
    questions = [(code, content) for code, content in EVERY.items() if KINDS[code].marking != "nobody"]
    exam = held_exam(questions=questions, candidates=10, releases_by_itself=True)
    for index in range(10):
        marked(
            exam, index, {n: contents.right_answer(*each) for n, each in enumerate(questions, start=1) if index > 4 and each[0] in KEYED}
        )
    _mark_the_rest(exam)
    with transaction():
        ask_for_statistics(SYSTEM, session.get_one(Exam, exam.id))
    run_all_jobs()
    found = items(exam)
    assert len(found) == len(questions)
    for number, (code, _) in enumerate(questions, start=1):
        row = item_of(session.get_one(Exam, exam.id), found[number].revision_id)
        assert (code, row.item.facility, row.item.asked) == (code, pytest.approx(0.5), 10)
        assert (code, row.item.discrimination) == (code, pytest.approx(1))
        assert (code, row.item.biserial) == (code, pytest.approx(1))
        assert (code, row.flags) == (code, ())
        assert (code, [line.name for line in lines_of(row)]) == (code, LINES[code])
    assert sum(item.weight or 0 for item in found.values()) == pytest.approx(1)


def _mark_the_rest(exam: ReadyExam) -> None:
    """What is not marked at once: a person and an examination find the answers of the abler five right."""
    with transaction():
        for mark in session.scalars(select(AnswerMark).where(AnswerMark.exam_id == exam.id)):
            code = list(EVERY)[mark.number - 1]
            if code not in KEYED:
                is_able = mark.sitting_id in sorted(session.scalars(select(Score.sitting_id).where(Score.exam_id == exam.id)))[5:]
                mark.points, mark.state = (mark.max_points if is_able else Decimal(0)), MarkState.BY_PERSON
                mark.parts = [{"id": "1", "given": None, "right": None, "ok": is_able}] if code in ("code", "office_practical") else []


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
