"""Release: only when nothing can change any more, by a decision, once; and the news goes up."""

import threading
from datetime import date
from decimal import Decimal as D

import pytest
from flask import Flask
from sqlalchemy import select

from core import events
from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict, Invalid
from core.jobs.worker import run_all_jobs
from exams.events import ResultsReleased
from exams.models import Exam, ExamState, Sitting, SittingState
from exams.operations.mark_by_person import mark_by_person
from exams.operations.release_results import Readiness, readiness_of, release_results
from exams.operations.start_sitting import start_sitting
from exams.operations.tell_released import tell_released
from tests.support.actors import actor_with
from tests.support.marking import close_window, held_exam, mark_of, marked, sat
from tests.support.sittings import SINGLE, ReadyExam

DAY = date(2026, 12, 1)


@pytest.fixture
def ready(app: Flask) -> ReadyExam:
    """Everybody sat and is marked; the window is over."""
    exam = held_exam(questions=(("single_choice", SINGLE),) * 2, candidates=2)
    marked(exam, 0, {1: "b"})
    marked(exam, 1, {1: "a"})
    close_window(exam)
    return exam


def exam_of(ready: ReadyExam) -> Exam:
    return session.get_one(Exam, ready.id)


def test_a_release_dates_the_exam_names_the_decision_and_is_recorded(ready: ReadyExam) -> None:
    release_results(SYSTEM, exam_of(ready), " 128/QĐ-TTTH ", DAY)
    exam = exam_of(ready)
    assert (exam.state, exam.decision_number, exam.decided_on) == (ExamState.RELEASED, "128/QĐ-TTTH", DAY)
    assert exam.released_at is not None
    assert session.scalars(select(AuditRecord.act).where(AuditRecord.subject == f"exam:{exam.id}")).all() == ["exams.released"]


def test_the_news_is_announced_in_the_same_transaction(ready: ReadyExam, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setitem(events._listeners, ResultsReleased, [heard.append])
    release_results(SYSTEM, exam_of(ready), "1", DAY)
    assert heard == [ResultsReleased(ready.id)]


def test_a_decision_needs_its_number(ready: ReadyExam) -> None:
    with pytest.raises(Invalid) as refused:
        release_results(SYSTEM, exam_of(ready), "  ", DAY)
    assert list(refused.value.fields) == ["decision_number"]


def test_an_exam_is_released_once(ready: ReadyExam) -> None:
    release_results(SYSTEM, exam_of(ready), "1", DAY)
    with pytest.raises(Conflict):
        release_results(SYSTEM, exam_of(ready), "2", DAY)


def test_two_who_press_at_once_release_once(app: Flask, ready: ReadyExam) -> None:
    session.rollback()
    together, outcomes = threading.Barrier(2), list[str]()

    def press(number: str) -> None:
        with app.app_context():
            together.wait()
            try:
                with transaction():
                    release_results(SYSTEM, exam_of(ready), number, DAY)
            except Conflict:
                outcomes.append("refused")
            else:
                outcomes.append(number)
            session.remove()

    threads = [threading.Thread(target=press, args=(number,)) for number in ("1", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "refused" in outcomes
    assert session.get_one(Exam, ready.id, populate_existing=True).decision_number in outcomes
    assert session.scalars(select(AuditRecord.act).where(AuditRecord.act == "exams.released")).all() == ["exams.released"]


def test_while_somebody_may_still_start_nothing_is_released(app: Flask) -> None:
    exam = held_exam(candidates=2)
    marked(exam, 0, {1: "b"})
    with pytest.raises(Conflict):
        release_results(SYSTEM, exam_of(exam), "1", DAY)
    close_window(exam)
    release_results(SYSTEM, exam_of(exam), "1", DAY)


def test_a_running_sitting_stops_the_release(app: Flask) -> None:
    exam = held_exam()
    with transaction():
        start_sitting(actor_with(person_id=exam.person_ids[0]), exam.id, "may-so-01")
    close_window(exam)
    assert readiness_of(exam_of(exam)) == Readiness(running=1, unmarked=0, incomplete=0)
    with pytest.raises(Conflict):
        release_results(SYSTEM, exam_of(exam), "1", DAY)


def test_an_unmarked_sitting_stops_the_release(app: Flask) -> None:
    exam = held_exam()
    sat(exam)
    close_window(exam)
    assert readiness_of(exam_of(exam)) == Readiness(running=0, unmarked=1, incomplete=0)
    with pytest.raises(Conflict):
        release_results(SYSTEM, exam_of(exam), "1", DAY)


def test_a_waiting_essay_stops_the_release_until_it_is_marked(app: Flask) -> None:
    exam = held_exam()
    sitting_id = marked(exam)
    close_window(exam)
    assert readiness_of(exam_of(exam)) == Readiness(running=0, unmarked=0, incomplete=1)
    with pytest.raises(Conflict) as refused:
        release_results(SYSTEM, exam_of(exam), "1", DAY)
    assert "1 bài chờ chấm tự luận" in str(refused.value)
    mark_by_person(SYSTEM, mark_of(sitting_id, 7), D("0.1"), "")
    release_results(SYSTEM, exam_of(exam), "1", DAY)


def test_a_draft_is_not_released(ready: ReadyExam) -> None:
    exam_of(ready).state = ExamState.DRAFT
    with pytest.raises(Conflict):
        release_results(SYSTEM, exam_of(ready), "1", DAY)


def test_readiness_counts_only_this_exam(ready: ReadyExam) -> None:
    other = held_exam()
    sat(other)
    assert readiness_of(exam_of(ready)).is_ready
    assert session.scalars(select(Sitting.state).where(Sitting.exam_id == other.id)).all() == [SittingState.ENDED]


def test_each_candidate_who_sat_is_told_once_where_the_result_is(ready: ReadyExam) -> None:
    from accounts.models import Notification

    with transaction():
        release_results(SYSTEM, exam_of(ready), "128", DAY)
    run_all_jobs()
    session.flush()
    told = session.scalars(select(Notification)).all()
    assert {note.url for note in told} == {f"/my/results/{ready.id}"}
    assert len({note.person_id for note in told}) == 2


def test_nobody_is_told_of_what_is_not_released(ready: ReadyExam) -> None:
    assert tell_released(ready.id) == 0
