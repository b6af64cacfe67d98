"""Results: the council's table and release; the candidate's own page, when it exists and what it may say."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal as D
from io import BytesIO
from typing import Any

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.models import Job
from exams.models import Exam, ExamState, JournalBatch, Sitting
from exams.operations.mark_by_person import mark_by_person
from tests.support.marking import EVERY_KIND, RIGHT, SECRET, close_window, held_exam, mark_of, marked, sat
from tests.support.people import person_with, sign_in_as
from tests.support.sittings import SINGLE, ReadyExam

ONE = (("single_choice", SINGLE),)


def chair(client: FlaskClient, exam: ReadyExam) -> FlaskClient:
    sign_in_as(client, "council_chair", exam_id=exam.id)
    return client


def released(exam: ReadyExam, **fields: Any) -> None:
    with transaction():
        found = session.get_one(Exam, exam.id)
        found.state, found.released_at = ExamState.RELEASED, clock.now()
        for name, value in fields.items():
            setattr(found, name, value)


def as_candidate(client: FlaskClient, exam: ReadyExam, index: int = 0) -> FlaskClient:
    sign_in_as(client, person_id=exam.person_ids[index])
    return client


# The council


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    """Two sat and are marked, one stayed away; the window is over."""
    ready = held_exam(questions=ONE * 4, candidates=3)
    marked(ready, 0, {1: "b", 2: "b", 3: "b"})
    marked(ready, 1, {1: "a"})
    close_window(ready)
    return ready


def test_the_table_has_everybody_and_says_who_was_absent(client: FlaskClient, exam: ReadyExam) -> None:
    page = chair(client, exam).get(f"/exams/{exam.id}/results").text
    for words in ("0001", "0002", "0003", "7,5", "Vắng", "Hội đồng có thể công bố"):
        assert words in page
    assert str(session.get_one(Sitting, _sitting(exam, 0)).receipt) in page


def _sitting(exam: ReadyExam, index: int) -> int:
    return session.execute(select(Sitting.id).where(Sitting.candidate_id == exam.candidate_ids[index])).scalar_one()


def test_scores_sort_both_ways_and_those_without_come_last(client: FlaskClient, exam: ReadyExam) -> None:
    chair(client, exam)

    def order(sort: str) -> list[int]:
        page = client.get(f"/exams/{exam.id}/results?sort={sort}").text
        places = {index: page.index(f">{index + 1:04}<") for index in range(3)}
        return sorted(places, key=lambda index: places[index])

    assert order("-score") == [0, 1, 2]
    assert order("score") == [1, 0, 2]
    assert order("-number") == [2, 1, 0]
    assert order("nonsense") == [0, 1, 2]


def test_the_distribution_is_drawn_with_its_table_and_no_style(client: FlaskClient, exam: ReadyExam) -> None:
    page = chair(client, exam).get(f"/exams/{exam.id}/results").text
    assert page.count('class="hist-bar"') == 2
    assert "7 đến dưới 8" in page
    assert " style=" not in page


def test_what_stands_in_the_way_is_said_in_words(client: FlaskClient, app: Flask) -> None:
    exam = held_exam(candidates=3)
    marked(exam, 0)
    sat(exam, 1)
    page = chair(client, exam).get(f"/exams/{exam.id}/results").text
    for words in ("Chưa công bố được", "1 bài đã nộp, máy chưa chấm", "1 bài còn câu chờ người chấm", "còn 1 thí sinh chưa vào thi"):
        assert words in page
    assert 'id="release"' not in page


def test_what_came_too_late_is_put_before_the_council(client: FlaskClient, exam: ReadyExam) -> None:
    with transaction():
        session.execute(update(JournalBatch).where(JournalBatch.sitting_id == _sitting(exam, 0)).values(arrival="too_late"))
    page = chair(client, exam).get(f"/exams/{exam.id}/results").text
    assert "chờ hội đồng xem" in page
    assert f"/sittings/{_sitting(exam, 0)}/replay" in page


def test_the_table_costs_the_same_for_any_number_of_candidates(client: FlaskClient, app: Flask, queries: Callable[[], Any]) -> None:
    exam = held_exam(questions=ONE * 2, candidates=9)
    for index in range(8):
        marked(exam, index, {1: "b"})
    chair(client, exam)
    with queries() as count:
        client.get(f"/exams/{exam.id}/results")
    assert count.n <= 12, count


def test_the_workbook_holds_the_table(client: FlaskClient, exam: ReadyExam) -> None:
    answer = chair(client, exam).get(f"/exams/{exam.id}/results/export")
    assert answer.mimetype.endswith("sheet")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows] == ["SBD", "0001", "0002", "0003"]
    assert rows[1][-3] == 7.5
    assert rows[3][-2] == "Vắng"


def test_the_release_is_made_by_a_decision(client: FlaskClient, exam: ReadyExam) -> None:
    answer = chair(client, exam).post(
        f"/exams/{exam.id}/results/release", data={"decision_number": "128/QĐ-TTTH", "decided_on": "2026-12-01"}
    )
    assert answer.status_code == 302
    found = session.get_one(Exam, exam.id)
    assert (found.state, found.decision_number) == (ExamState.RELEASED, "128/QĐ-TTTH")
    page = client.get(f"/exams/{exam.id}/results").text
    assert "theo quyết định 128/QĐ-TTTH ngày 01/12/2026" in page


@pytest.mark.parametrize("typed", [{}, {"decision_number": " ", "decided_on": "2026-12-01"}, {"decision_number": "1", "decided_on": "x"}])
def test_a_release_without_a_decision_is_shown_again(client: FlaskClient, exam: ReadyExam, typed: dict[str, str]) -> None:
    answer = chair(client, exam).post(f"/exams/{exam.id}/results/release", data=typed)
    assert answer.status_code == 422
    assert "Việc này không hoàn tác được" in answer.text
    assert session.get_one(Exam, exam.id).state == ExamState.SEALED


def test_the_dialog_says_what_becomes_visible_and_what_is_issued(client: FlaskClient, exam: ReadyExam) -> None:
    with transaction():
        session.get_one(Exam, exam.id).certificate_kind = "it_basic"
    page = chair(client, exam).get(f"/exams/{exam.id}/results").text
    assert "xem được điểm của mình" in page
    assert "được cấp chứng chỉ có số" in page


def test_marking_again_is_enqueued_and_stops_the_release(client: FlaskClient, exam: ReadyExam) -> None:
    asked = len(session.scalars(select(Job)).all())
    assert chair(client, exam).post(f"/exams/{exam.id}/results/mark-again").status_code == 302
    assert len(session.scalars(select(Job)).all()) == asked + 2
    assert "máy chưa chấm" in client.get(f"/exams/{exam.id}/results").text
    released(exam)
    assert client.post(f"/exams/{exam.id}/results/mark-again").status_code == 409


def test_results_of_another_exam_do_not_exist(client: FlaskClient, exam: ReadyExam) -> None:
    other = held_exam()
    chair(client, other)
    for path in ("", "/export"):
        assert client.get(f"/exams/{exam.id}/results{path}").status_code == 404
    for path in ("release", "mark-again"):
        assert client.post(f"/exams/{exam.id}/results/{path}", data={"decision_number": "1", "decided_on": "2026-12-01"}).status_code == 404
    assert session.get_one(Exam, exam.id).state == ExamState.SEALED


@pytest.mark.parametrize("role", ["marker", "invigilator", "secretary", "teacher", "student"])
def test_other_roles_do_not_see_results(client: FlaskClient, exam: ReadyExam, role: str) -> None:
    sign_in_as(client, role)
    assert client.get(f"/exams/{exam.id}/results").status_code == 403


# The candidate


def test_before_the_release_a_result_does_not_exist(client: FlaskClient, exam: ReadyExam) -> None:
    assert as_candidate(client, exam).get(f"/my/results/{exam.id}").status_code == 404


def test_a_released_result_says_why_for_every_question(client: FlaskClient, app: Flask) -> None:
    exam = held_exam()
    sitting_id = marked(exam)
    with transaction():
        mark_by_person(SYSTEM, mark_of(sitting_id, 7), D("0.15"), "Thiếu <em>ví dụ</em>")
    released(exam)
    page = as_candidate(client, exam).get(f"/my/results/{exam.id}").text
    for words in ("Đúng 4 trên 4 ý.", "Đã chọn, đúng", "Hà Nội", "2,5 m", "Chọn 2", "Người chấm cho 0,15 trên 0,25 điểm."):
        assert words in page
    assert "Thiếu &lt;em&gt;ví dụ&lt;/em&gt;" in page
    assert "&lt;b&gt;đậm&lt;/b&gt;" in page
    assert str(session.get_one(Sitting, sitting_id).receipt) in page
    assert page.count('class="answered"') == 7


def test_with_the_key_what_was_right_and_the_explanation_are_shown(client: FlaskClient, app: Flask) -> None:
    exam = held_exam()
    marked(exam, answers={1: "a", 3: {"a": False}, 4: "Huế", 6: {"p1": "c1"}})
    released(exam, shows_key=True)
    page = as_candidate(client, exam).get(f"/my/results/{exam.id}").text
    for words in ("Đáp án đúng", "Đã chọn, sai", "đáp án: Đúng", "Đáp án:", "Lời giải", SECRET):
        assert words in page


def test_without_the_key_nothing_tells_what_was_right(client: FlaskClient, app: Flask) -> None:
    exam = held_exam()
    marked(exam, answers={1: "a", 3: {"a": False}, 4: "Huế", 6: {"p1": "c1"}, 7: {"text": "x"}})
    released(exam, shows_key=False)
    page = as_candidate(client, exam).get(f"/my/results/{exam.id}").text
    assert SECRET not in page
    for words in ("Đáp án đúng", "đáp án:", "Lời giải", "Hà Nội", "line-ok", "line-bad", "line-right"):
        assert words not in page
    assert "Huế" in page
    assert "không công bố đáp án" in page


def test_questions_stand_in_the_candidates_own_order(client: FlaskClient, app: Flask) -> None:
    exam = held_exam(questions=tuple(("single_choice", {**SINGLE, "stem": f"<p>Câu gốc {n}</p>"}) for n in range(1, 9)), candidates=2)
    orders = []
    for index in (0, 1):
        marked(exam, index, {1: "b"})
    released(exam)
    for index in (0, 1):
        page = as_candidate(client, exam, index).get(f"/my/results/{exam.id}").text
        places = {number: page.index(f"Câu gốc {number}<") for number in range(1, 9)}
        orders.append(sorted(places, key=lambda number: places[number]))
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(1, 9))


def test_parts_show_their_minimum_and_whether_it_was_reached(client: FlaskClient, app: Flask) -> None:
    exam = held_exam(questions=ONE * 4, parts=2)
    with transaction():
        for part in session.get_one(Exam, exam.id).parts:
            part.minimum_percent = D(50)
    marked(exam, answers={1: "b", 2: "b"})
    released(exam)
    page = as_candidate(client, exam).get(f"/my/results/{exam.id}").text
    assert "50%" in page
    assert "Không đạt" in page


def test_a_mock_exam_shows_each_result_as_soon_as_it_is_complete(client: FlaskClient, app: Flask) -> None:
    exam = held_exam(releases_by_itself=True)
    sitting_id = marked(exam)
    as_candidate(client, exam)
    assert client.get(f"/my/results/{exam.id}").status_code == 404  # an essay waits
    with transaction():
        mark_by_person(SYSTEM, mark_of(sitting_id, 7), D("0.2"), "")
    assert client.get(f"/my/results/{exam.id}").status_code == 200


def test_a_sitting_that_runs_or_is_unmarked_has_no_result(client: FlaskClient, app: Flask) -> None:
    exam = held_exam(releases_by_itself=True)
    as_candidate(client, exam)
    assert client.get(f"/my/results/{exam.id}").status_code == 404
    sat(exam)
    assert client.get(f"/my/results/{exam.id}").status_code == 404


def test_nobody_sees_anothers_result(client: FlaskClient, exam: ReadyExam) -> None:
    released(exam)
    sign_in_as(client, person_id=person_with("candidate"))
    assert client.get(f"/my/results/{exam.id}").status_code == 404
    own = as_candidate(client, exam, 1).get(f"/my/results/{exam.id}").text
    assert "0002" in own
    assert "0001" not in own
    assert as_candidate(client, exam, 2).get(f"/my/results/{exam.id}").status_code == 404  # stayed away


def test_a_result_of_forty_questions_is_light_and_needs_few_queries(client: FlaskClient, app: Flask, queries: Callable[[], Any]) -> None:
    exam = held_exam(questions=(EVERY_KIND[:6] * 7)[:40])
    answers = {number: RIGHT[(number - 1) % 6 + 1] for number in range(1, 41)}
    marked(exam, answers=answers)
    released(exam)
    as_candidate(client, exam)
    with queries() as count:
        page = client.get(f"/my/results/{exam.id}")
    assert len(brotli.compress(page.data, quality=4)) < 30_000
    assert count.n <= 10, count


def test_my_exams_lead_to_the_result(client: FlaskClient, exam: ReadyExam) -> None:
    as_candidate(client, exam)
    assert f"/my/results/{exam.id}" not in client.get("/my/exams").text
    released(exam, opens_at=clock.now() - timedelta(days=1))
    assert f"/my/results/{exam.id}" in client.get("/my/exams").text
