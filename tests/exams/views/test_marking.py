"""Marking by people: without names, one after another, never over somebody else's mark unseen."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal as D

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session, transaction
from core.jobs.worker import run_quick_jobs
from exams.models import AnswerMark, Exam, ExamState, MarkState
from exams.operations.mark_by_person import mark_by_person
from exams.rules.anonymity import code_of
from tests.question_bank.kinds import contents
from tests.question_bank.rules.office import built
from tests.support.counting import Count
from tests.support.handing import answer_of, bring, file_exam, handed_in
from tests.support.marking import ESSAY, RIGHT, RUBRIC, held_exam, mark_of, marked
from tests.support.people import sign_in_as
from tests.support.sittings import Page, ReadyExam

NAMES = ("Trần Thị Bình", "0001", "0002", "0003")


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    return held_exam(candidates=3)


@pytest.fixture
def marker(client: FlaskClient, exam: ReadyExam) -> FlaskClient:
    sign_in_as(client, "marker", exam_id=exam.id)
    return client


def form(points: str, *, seen: str = "", **more: str) -> dict[str, str]:
    return {"points": points, "comment": "", "seen": seen, **more}


# Where work waits


def test_my_exams_to_mark_say_how_much_waits(marker: FlaskClient, exam: ReadyExam) -> None:
    marked(exam, 0)
    marked(exam, 1)
    page = marker.get("/marking").text
    assert "2 bài chờ" in page
    assert f"/exams/{exam.id}/marking" in page


def test_exams_of_others_are_not_listed(marker: FlaskClient, exam: ReadyExam) -> None:
    other = held_exam()
    marked(other)
    page = marker.get("/marking").text
    assert f"/exams/{other.id}/marking" not in page
    assert "Chưa có bài nào để chấm" in page


def test_the_queue_counts_by_question_and_state(marker: FlaskClient, exam: ReadyExam) -> None:
    first, second = marked(exam, 0), marked(exam, 1)
    with transaction():
        mark_by_person(SYSTEM, mark_of(first, 7), D("0.1"), "")
    waiting = marker.get(f"/exams/{exam.id}/marking").text
    assert code_of(mark_of(second, 7).id) in waiting
    assert f"Bài {code_of(mark_of(first, 7).id)}" not in waiting
    done = marker.get(f"/exams/{exam.id}/marking?state=by_person").text
    assert f"Bài {code_of(mark_of(first, 7).id)}" in done


def test_a_question_can_be_marked_on_its_own(app: Flask, client: FlaskClient) -> None:
    exam = held_exam(questions=(ESSAY, ("essay", contents.essay())))
    sitting_id = marked(exam, answers={1: {"text": "một"}, 2: {"text": "hai"}})
    sign_in_as(client, "marker", exam_id=exam.id)
    first, second = mark_of(sitting_id, 1), mark_of(sitting_id, 2)
    page = client.get(f"/exams/{exam.id}/marking?question={second.revision_id}").text
    assert f"/marking/{second.id}" in page
    assert f"/marking/{first.id}" not in page


def test_no_page_of_marking_tells_who_wrote(marker: FlaskClient, exam: ReadyExam) -> None:
    mark = mark_of(marked(exam, 0), 7)
    for path in ("", "?state=by_person", f"/{mark.id}"):
        page = marker.get(f"/exams/{exam.id}/marking{path}").text
        assert not [name for name in NAMES if name in page]
    assert "Trần Thị Bình" not in marker.get("/marking").text


# One answer


def test_the_answer_stands_beside_rubric_and_model(marker: FlaskClient, exam: ReadyExam) -> None:
    mark = mark_of(marked(exam), 7)
    page = marker.get(f"/exams/{exam.id}/marking/{mark.id}").text
    assert "Bài viết của tôi\n&lt;b&gt;đậm&lt;/b&gt;" in page
    assert all(str(row["text"]) in page for row in RUBRIC)
    assert 'data-points="0.1500"' in page
    assert contents.SECRET in page  # the model answer


@pytest.mark.parametrize("typed", ["0,15", "0.15", " 0,15 "])
def test_a_comma_is_a_decimal_point(marker: FlaskClient, exam: ReadyExam, typed: str) -> None:
    sitting_id = marked(exam)
    answer = marker.post(f"/exams/{exam.id}/marking/{mark_of(sitting_id, 7).id}", data=form(typed, comment="Được"))
    assert answer.status_code == 302
    found = mark_of(sitting_id, 7)
    assert (found.points, found.comment, found.state) == (D("0.15"), "Được", MarkState.BY_PERSON)


@pytest.mark.parametrize("typed", ["", "abc", "nan", "inf", "1e9", "-1", "0,26", "0,123456", "9" * 40])
def test_points_that_are_none_are_shown_again(marker: FlaskClient, exam: ReadyExam, typed: str) -> None:
    sitting_id = marked(exam)
    answer = marker.post(f"/exams/{exam.id}/marking/{mark_of(sitting_id, 7).id}", data=form(typed, comment="Giữ lại câu này"))
    assert answer.status_code == 422
    assert "Giữ lại câu này" in answer.text
    assert mark_of(sitting_id, 7).points is None


def test_saving_goes_to_the_next_that_waits_and_then_home(marker: FlaskClient, exam: ReadyExam) -> None:
    first, second = (mark_of(marked(exam, index), 7).id for index in (0, 1))
    here = f"/exams/{exam.id}/marking"
    assert marker.post(f"{here}/{second}", data=form("0,1")).location == f"{here}/{second}/next"
    assert marker.get(f"{here}/{second}/next").location == f"{here}/{first}"
    marker.post(f"{here}/{first}", data=form("0,1"))
    assert marker.get(f"{here}/{first}/next").location == here


def test_the_next_one_is_of_the_same_question_while_there_is_one(app: Flask, client: FlaskClient) -> None:
    exam = held_exam(questions=(ESSAY, ("essay", contents.essay())), candidates=2)
    sittings = [marked(exam, index, {1: {"text": "một"}, 2: {"text": "hai"}}) for index in (0, 1)]
    sign_in_as(client, "marker", exam_id=exam.id)
    here = f"/exams/{exam.id}/marking"
    assert client.get(f"{here}/{mark_of(sittings[0], 1).id}/next").location == f"{here}/{mark_of(sittings[1], 1).id}"


def test_saving_can_stay(marker: FlaskClient, exam: ReadyExam) -> None:
    mark = mark_of(marked(exam), 7)
    here = f"/exams/{exam.id}/marking/{mark.id}"
    assert marker.post(here, data=form("0,1", stay="1")).location == here


def test_somebody_elses_mark_meanwhile_is_a_conflict_that_shows_both(marker: FlaskClient, exam: ReadyExam) -> None:
    sitting_id = marked(exam)
    mark = mark_of(sitting_id, 7)
    with transaction():
        mark_by_person(SYSTEM, mark, D("0.25"), "Rất tốt")
    answer = marker.post(f"/exams/{exam.id}/marking/{mark.id}", data=form("0,05", comment="Kém"))
    assert answer.status_code == 409
    assert "Người khác vừa chấm bài này" in answer.text
    assert "Rất tốt" in answer.text
    assert "Kém" in answer.text
    assert mark_of(sitting_id, 7).points == D("0.25")
    again = marker.post(f"/exams/{exam.id}/marking/{mark.id}", data=form("0,05", seen=mark_of(sitting_id, 7).version))
    assert again.status_code == 302
    assert mark_of(sitting_id, 7).points == D("0.05")


def test_after_the_release_marks_are_only_read(marker: FlaskClient, exam: ReadyExam) -> None:
    sitting_id = marked(exam)
    mark = mark_of(sitting_id, 7)
    with transaction():
        mark_by_person(SYSTEM, mark, D("0.2"), "")
        session.get_one(Exam, exam.id).state = ExamState.RELEASED
    here = f"/exams/{exam.id}/marking/{mark.id}"
    assert "mark-form" not in marker.get(here).text
    assert marker.post(here, data=form("0,1", seen=mark.version)).status_code == 409
    assert mark_of(sitting_id, 7).points == D("0.2")


# Who may


def test_what_the_machine_marked_is_not_for_markers(marker: FlaskClient, exam: ReadyExam) -> None:
    mark = mark_of(marked(exam), 1)
    assert marker.get(f"/exams/{exam.id}/marking/{mark.id}").status_code == 404
    assert marker.post(f"/exams/{exam.id}/marking/{mark.id}", data=form("0,1")).status_code == 404


def test_a_mark_of_another_exam_does_not_exist(marker: FlaskClient, exam: ReadyExam) -> None:
    other = held_exam()
    mark = mark_of(marked(other, answers=RIGHT), 7)
    for exam_id in (exam.id, other.id):
        here = f"/exams/{exam_id}/marking/{mark.id}"
        assert marker.get(here).status_code == 404
        assert marker.get(f"{here}/next").status_code == 404
        assert marker.post(here, data=form("0,1")).status_code == 404
    assert marker.get(f"/exams/{other.id}/marking").status_code == 404


@pytest.mark.parametrize("role", ["invigilator", "secretary", "question_board"])
def test_others_do_not_mark(client: FlaskClient, exam: ReadyExam, role: str) -> None:
    sign_in_as(client, role, exam_id=exam.id)
    mark = mark_of(marked(exam), 7)
    assert client.post(f"/exams/{exam.id}/marking/{mark.id}", data=form("0,1")).status_code == 403


# Files, and what an examination found


@pytest.fixture
def handed(app: Flask, client: FlaskClient) -> tuple[ReadyExam, AnswerMark, bytes]:
    exam = file_exam(candidates=2)
    sign_in_as(client, person_id=exam.person_ids[0])
    page = Page.start(client, exam.id)
    data = handed_in(page)
    mark = mark_of(page.id, 1)
    sign_in_as(client, "marker", exam_id=exam.id)
    return exam, mark, data


def test_a_proposal_is_shown_with_its_evidence_and_saved_as_it_stands(
    client: FlaskClient, handed: tuple[ReadyExam, AnswerMark, bytes], queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    exam, mark, _ = handed
    with queries() as count:
        page = client.get(f"/exams/{exam.id}/marking/{mark.id}").text
    assert count.n <= 16, count
    assert "Máy đề xuất 0,15 điểm" in page and 'value="0,15"' in page and "Kiểu đoạn (style): Heading 1" in page and "3 x 4" in page
    assert "bài làm" not in page.lower().replace("bài làm</", "").replace("tải bài làm", "")
    client.post(f"/exams/{exam.id}/marking/{mark.id}", data=form("0,15"))
    session.rollback()
    found = mark_of(mark.sitting_id, 1)
    assert (found.state, found.points) == (MarkState.BY_PERSON, D("0.15"))


def test_the_marker_downloads_under_a_name_that_tells_nothing_and_may_decide_otherwise(
    client: FlaskClient, handed: tuple[ReadyExam, AnswerMark, bytes]
) -> None:
    exam, mark, data = handed
    answer = client.get(f"/exams/{exam.id}/marking/{mark.id}/file")
    assert (answer.data, answer.mimetype) == (data, "application/octet-stream")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=bai-{code_of(mark.id)}.docx"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    client.post(f"/exams/{exam.id}/marking/{mark.id}", data=form("0,2"))
    session.rollback()
    assert mark_of(mark.sitting_id, 1).points == D("0.2")
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "exams.marked")).one()
    assert record.detail == {"before": None, "after": "0.2", "proposed": "0.6"}


def test_nobody_but_a_marker_of_the_exam_gets_the_file(app: Flask, client: FlaskClient) -> None:
    exam = file_exam(candidates=2)
    url = f"/exams/{exam.id}/marking/{waiting_file(client, exam).id}/file"
    sign_in_as(client, "marker", exam_id=exam.id)
    assert client.get(url).status_code == 200
    sign_in_as(client, "marker", exam_id=held_exam().id)
    assert client.get(url).status_code == 404
    for person in exam.person_ids:
        sign_in_as(client, person_id=person)
        assert client.get(url).status_code == 403
    sign_in_as(client, "invigilator", exam_id=exam.id)
    assert client.get(url).status_code == 403


def waiting_file(client: FlaskClient, exam: ReadyExam) -> AnswerMark:
    """A handed-in file that no machine has examined yet."""
    sign_in_as(client, person_id=exam.person_ids[0])
    page, data = Page.start(client, exam.id), built.word()
    bring(page, data)
    page.save(1, answer_of(data))
    page.hand_in()
    run_quick_jobs()
    return mark_of(page.id, 1)


def test_before_the_examination_the_page_says_that_it_is_still_to_come(app: Flask, client: FlaskClient) -> None:
    exam = file_exam()
    mark = waiting_file(client, exam)
    sign_in_as(client, "marker", exam_id=exam.id)
    assert "Máy chưa kiểm tra xong" in client.get(f"/exams/{exam.id}/marking/{mark.id}").text
