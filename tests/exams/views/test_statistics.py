"""Item analysis on the page: for whoever releases, once results are out, with enough sittings, and without a name."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from exams.models import Exam, ItemStatistic, Statistic
from tests.exams.operations.analysed import analysed, sat_by
from tests.support.people import sign_in_as
from tests.support.sittings import ReadyExam


def chair(client: FlaskClient, exam: ReadyExam) -> FlaskClient:
    sign_in_as(client, "council_chair", exam_id=exam.id)
    return client


def revision(exam: ReadyExam, number: int) -> int:
    found = select(ItemStatistic.revision_id).where(ItemStatistic.exam_id == exam.id, ItemStatistic.number == number)
    return session.execute(found).scalar_one()


def test_the_page_has_the_whole_and_every_question_and_no_name(client: FlaskClient, app: Flask) -> None:
    exam = analysed(12)
    page = chair(client, exam).get(f"/exams/{exam.id}/statistics").text
    for words in (
        "Độ tin cậy",
        "Sai số đo",
        "Mã 101, câu 9",
        "Thủ đô của Việt Nam",
        "Xem đáp án",
        "Quá dễ",
        "Dưới 30 bài",
        "3PL từ 1.000 bài",
    ):
        assert words in page
    assert "Trần Thị Bình" not in page
    assert " style=" not in page


def test_a_question_has_its_picture_its_table_and_what_to_do(client: FlaskClient, app: Flask) -> None:
    exam = analysed(12)
    page = chair(client, exam).get(f"/exams/{exam.id}/statistics/{revision(exam, 4)}").text
    assert "Phương án A hút nhiều thí sinh giỏi: kiểm tra lại đáp án." in page
    assert page.count("<polyline") == 5
    assert "Giỏi nhất" in page
    assert "Trần Thị Bình" not in page


def test_parameters_of_the_models_are_shown_where_there_are_any(client: FlaskClient, app: Flask) -> None:
    exam = analysed(12)
    chair(client, exam)
    assert "Rasch b" not in client.get(f"/exams/{exam.id}/statistics").text
    with transaction():
        whole = session.get_one(Statistic, exam.id)
        whole.rasch_log_likelihood, whole.two_log_likelihood, whole.three_log_likelihood = -2466.938, -2466.653, -2466.907
        whole.model_sittings, whole.rasch_free, whole.two_free, whole.three_free = 1000, 6, 10, 15
        item = session.get_one(ItemStatistic, (exam.id, revision(exam, 1)))
        item.rasch_difficulty, item.two_slope, item.two_difficulty = -0.5, 1.25, -0.456
        item.three_slope, item.three_difficulty, item.three_guess = 1.5, -0.21, 0.234
    page = client.get(f"/exams/{exam.id}/statistics").text
    for words in ("Rasch b", "−2466,938", "−2466,653", "−2466,907", "1,50; −0,21; 0,23", "4945,9", "5002,4"):
        assert words in page
    assert "1,25; −0,46" not in page  # the question's own page and the workbook have those of every model
    assert page.count("hợp nhất") == 1
    assert page.index("4975,3") > page.index("hợp nhất") > page.index("Rasch (1PL)")
    shown = client.get(f"/exams/{exam.id}/statistics/{item.revision_id}").text
    assert "2PL: a 1,25, b −0,46" in shown
    assert "a 1,50, b −0,21" in shown


def test_a_model_that_was_not_fitted_says_why(client: FlaskClient, app: Flask) -> None:
    exam = analysed(12)
    chair(client, exam)
    assert "Mô hình nào hợp" not in client.get(f"/exams/{exam.id}/statistics").text
    with transaction():
        whole = session.get_one(Statistic, exam.id)
        whole.sittings, whole.model_sittings, whole.rasch_log_likelihood, whole.rasch_free = 400, 400, -900.5, 9
    page = client.get(f"/exams/{exam.id}/statistics").text
    assert "không ước lượng được ổn định" in page
    assert "cần từ 1.000 bài" in page
    assert "hợp nhất" not in page


def test_questions_can_be_sorted_and_narrowed_to_those_to_look_at(client: FlaskClient, app: Flask) -> None:
    exam = analysed(12)
    chair(client, exam)

    def order(query: str) -> list[int]:
        page = client.get(f"/exams/{exam.id}/statistics{query}").text
        places = {number: page.find(f"Mã 101, câu {number}<") for number in range(1, 10)}
        return sorted((number for number in places if places[number] >= 0), key=lambda number: places[number])

    assert order("") == order("?sort=nonsense") == list(range(1, 10))
    assert order("?sort=-facility")[0] == 3
    assert order("?sort=biserial")[:2] == [3, 4]
    assert order("?flagged=1") == [3, 4]


def test_with_few_sittings_the_page_says_that_figures_mislead(client: FlaskClient, app: Flask) -> None:
    exam = analysed(9)
    page = chair(client, exam).get(f"/exams/{exam.id}/statistics").text
    assert "Quá ít bài để thống kê" in page
    assert "Mã 101" not in page
    assert "dễ làm hiểu sai" in client.get(f"/exams/{exam.id}/statistics/{revision(exam, 4)}").text


def test_before_the_release_there_is_nothing_and_nothing_can_be_asked(client: FlaskClient, app: Flask) -> None:
    exam = sat_by(10)
    assert "Chưa có thống kê" in chair(client, exam).get(f"/exams/{exam.id}/statistics").text
    assert client.post(f"/exams/{exam.id}/statistics").status_code == 409


def test_the_button_asks_and_the_page_says_that_it_is_being_done(client: FlaskClient, app: Flask) -> None:
    exam = sat_by(10, releases_by_itself=True)
    assert "Chưa tính thống kê" in chair(client, exam).get(f"/exams/{exam.id}/statistics").text
    assert client.post(f"/exams/{exam.id}/statistics").status_code == 302
    page = client.get(f"/exams/{exam.id}/statistics").text
    assert "Đang tính từ 10 bài" in page
    assert "Tính thống kê</" not in page
    run_all_jobs()
    assert "Tính lại" in client.get(f"/exams/{exam.id}/statistics").text


def test_the_workbook_holds_every_question(client: FlaskClient, app: Flask) -> None:
    exam = analysed(12)
    answer = chair(client, exam).get(f"/exams/{exam.id}/statistics/export")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert len(rows) == 10
    assert rows[1][:3] == ["Phần I", "101", 1]
    assert rows[1][6] == pytest.approx(0.5)
    assert "Phương án A hút nhiều thí sinh giỏi" in str(rows[4][-1])
    assert rows[3][8] == ""


def test_the_number_of_queries_does_not_follow_questions_or_sittings(client: FlaskClient, app: Flask, queries: Callable[[], Any]) -> None:
    exam = analysed(12)
    chair(client, exam)
    for path, most in (("", 14), ("/export", 9), (f"/{revision(exam, 6)}", 8)):
        with queries() as count:
            assert client.get(f"/exams/{exam.id}/statistics{path}").status_code == 200
        assert count.n <= most, count


@pytest.mark.parametrize("role", ["marker", "invigilator", "secretary", "teacher", "student"])
def test_other_roles_see_no_figures(client: FlaskClient, app: Flask, role: str) -> None:
    exam = analysed(10)
    path = f"/exams/{exam.id}/statistics"
    sign_in_as(client, role)
    for page in (path, f"{path}/export", f"{path}/{revision(exam, 1)}"):
        assert client.get(page).status_code == 403
    assert client.post(path).status_code == 403


def test_figures_of_another_exam_and_of_a_mock_do_not_exist(client: FlaskClient, app: Flask) -> None:
    exam, other = analysed(10), sat_by(1)
    chair(client, other)
    assert client.get(f"/exams/{exam.id}/statistics").status_code == 404
    assert client.post(f"/exams/{exam.id}/statistics").status_code == 404
    assert client.get(f"/exams/{other.id}/statistics/{revision(exam, 1)}").status_code == 404
    chair(client, exam)
    with transaction():
        session.get_one(Exam, exam.id).is_mock = True
    assert client.get(f"/exams/{exam.id}/statistics").status_code == 404
