"""Assignments from both sides: written, handed in, marked, given back, done again; and who may not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core import clock as now
from core.db import session, transaction
from lms.models import Assignment, Completion, Submission
from lms.operations.create_assignment import create_assignment
from tests.support.counting import Count
from tests.support.courses import School, new_item, new_school
from tests.support.people import actor_of, sign_in_as

RUBRIC = "Lập luận: 0; 3 chặt chẽ\nTrình bày: 0; 1 rõ"


@pytest.fixture
def school(app: Flask) -> School:
    return new_school(pupils=3)


@pytest.fixture
def task(school: School) -> str:
    """The address of an assignment that the outline shows."""
    with transaction():
        made = create_assignment(actor_of(school.teacher_id), school.course, "Bài tập 1")
        new_item(school.course_id, "assignment", made.id, completion="submit")
    return f"/courses/{school.course_id}/assignments/{made.id}"


def hand_in(client: FlaskClient, task: str, text: str = "Bài làm", **files: tuple[BytesIO, str]) -> int:
    return client.post(f"{task}/work", data={"text": text, "act": "hand_in", **files}).status_code


def work_id(school: School, place: int = 0) -> int:
    return session.scalars(select(Submission.id).where(Submission.person_id == school.pupils[place])).one()


def ask(client: FlaskClient, school: School, task: str, **values: object) -> int:
    sign_in_as(client, person_id=school.teacher_id)
    form = {
        "title": "Bài tập 1",
        "instructions": "<p>Làm <b>bài 1</b><script>x</script></p>",
        "files_limit": "2",
        "max_points": "10",
        **values,
    }
    return client.post(f"{task}/edit", data=form).status_code


def test_work_is_kept_handed_in_marked_and_given_back(client: FlaskClient, school: School, task: str) -> None:
    assert ask(client, school, task, rubric=RUBRIC) == 302
    sign_in_as(client, person_id=school.pupils[0])
    assert "<b>bài 1</b>" in client.get(task).text
    assert "<script>x" not in client.get(task).text
    assert client.post(f"{task}/work", data={"text": "nháp", "act": "keep"}).status_code == 302
    assert hand_in(client, task, "Xong", files=(BytesIO(b"%PDF"), "bai.pdf")) == 302
    assert "Đã nộp" in client.get(task).text
    work = work_id(school)
    sign_in_as(client, person_id=school.teacher_id)
    assert "bai.pdf" in client.get(f"{task}/works/{work}").text
    short = client.post(f"{task}/works/{work}", data={"c-c1": "3", "feedback": "Tốt", "act": "give_back"})
    assert short.status_code == 422
    assert "Hãy chấm đủ" in short.text
    assert client.post(f"{task}/works/{work}", data={"c-c1": "3", "c-c2": "0", "feedback": "Tốt", "act": "give_back"}).status_code == 302
    sign_in_as(client, person_id=school.pupils[0])
    page = client.get(task).text
    assert "Tốt" in page
    assert "Đã chấm" in page
    assert session.scalars(select(Completion.percent)).one() == 75
    assert client.get("/notifications").text.count("Bài tập “Bài tập 1” đã chấm: 3/4 điểm.") == 1


def test_a_marked_work_is_changed_only_when_it_is_opened_again(client: FlaskClient, school: School, task: str) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    hand_in(client, task)
    sign_in_as(client, person_id=school.teacher_id)
    client.post(f"{task}/works/{work_id(school)}", data={"points": "8", "act": "give_back"})
    sign_in_as(client, person_id=school.pupils[0])
    assert hand_in(client, task, "Sửa") == 409
    sign_in_as(client, person_id=school.teacher_id)
    assert client.post(f"{task}/works/{work_id(school)}/reopen").status_code == 302
    sign_in_as(client, person_id=school.pupils[0])
    assert hand_in(client, task, "Sửa") == 302
    assert session.get_one(Submission, work_id(school)).number == 2


def test_late_work_is_said_to_be_late_and_after_the_close_none_is_taken(client: FlaskClient, school: School, task: str) -> None:
    with transaction():
        row = session.scalars(select(Assignment)).one()
        row.due_at, row.closes_at = now.now() - timedelta(hours=1), now.now() + timedelta(hours=1)
    sign_in_as(client, person_id=school.pupils[0])
    assert hand_in(client, task) == 302
    assert session.get_one(Submission, work_id(school)).is_late
    with transaction():
        session.scalars(select(Assignment)).one().closes_at = now.now() - timedelta(seconds=1)
    assert hand_in(client, task, "Muộn nữa") == 409
    assert session.get_one(Submission, work_id(school)).text == "Bài làm"


def test_an_empty_work_is_not_handed_in(client: FlaskClient, school: School, task: str) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    assert hand_in(client, task, "  ") == 422


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a.pdf", b""), ("a.pdf", b"x" * 20_000_001)], ids=["programme", "empty", "large"]
)
def test_a_file_that_is_not_taken_says_why_and_keeps_the_text(
    client: FlaskClient, school: School, task: str, name: str, data: bytes
) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    answer = client.post(f"{task}/work", data={"text": "đã viết dài", "act": "hand_in", "files": (BytesIO(data), name)})
    assert answer.status_code == 422
    assert "đã viết dài" in answer.text


def test_too_many_files_are_refused(client: FlaskClient, school: School, task: str) -> None:
    ask(client, school, task, files_limit="1")
    sign_in_as(client, person_id=school.pupils[0])
    files = [(BytesIO(b"a"), "a.txt"), (BytesIO(b"b"), "b.txt")]
    assert client.post(f"{task}/work", data={"text": "x", "act": "keep", "files": files}).status_code == 422


def test_another_pupils_file_is_not_given(client: FlaskClient, school: School, task: str) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    hand_in(client, task, files=(BytesIO(b"cua toi"), "bai.txt"))
    file = session.get_one(Submission, work_id(school)).files[0].id
    answer = client.get(f"{task}/files/{file}")
    assert answer.data == b"cua toi"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sign_in_as(client, person_id=school.pupils[1])
    assert client.get(f"{task}/files/{file}").status_code == 403
    assert client.post(f"{task}/files/{file}/remove").status_code == 404
    sign_in_as(client, person_id=new_school().pupils[0])
    assert client.get(f"{task}/files/{file}").status_code == 404
    sign_in_as(client, person_id=school.teacher_id)
    assert client.get(f"{task}/files/{file}").status_code == 200


def test_a_file_is_taken_out_before_marking(client: FlaskClient, school: School, task: str) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    hand_in(client, task, files=(BytesIO(b"sai"), "sai.txt"))
    file = session.get_one(Submission, work_id(school)).files[0].id
    assert client.post(f"{task}/files/{file}/remove").status_code == 302
    assert "sai.txt" not in client.get(task).text


def test_a_hidden_task_does_not_exist_for_pupils(client: FlaskClient, school: School) -> None:
    with transaction():
        made = create_assignment(actor_of(school.teacher_id), school.course, "Chưa giao")
    address = f"/courses/{school.course_id}/assignments/{made.id}"
    sign_in_as(client, person_id=school.pupils[0])
    assert client.get(address).status_code == 404
    assert "Chưa giao" not in client.get(f"/courses/{school.course_id}/assignments").text
    sign_in_as(client, person_id=school.teacher_id)
    assert "chưa thấy bài tập này" in client.get(address).text


@pytest.mark.parametrize(
    "values", [{"rubric": "Không đọc được"}, {"rubric": "A: 1 chỉ một mức"}, {"max_points": "0"}, {"title": ""}, {"files_limit": "99"},
               {"due_at": "2026-11-21T10:00", "closes_at": "2026-11-20T10:00"}],
    ids=["line", "levels", "points", "title", "files", "dates"],
)  # fmt: skip
def test_a_task_that_cannot_stand_is_refused(client: FlaskClient, school: School, task: str, values: dict[str, str]) -> None:
    assert ask(client, school, task, **values) == 422


def test_points_beyond_the_most_are_refused(client: FlaskClient, school: School, task: str) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    hand_in(client, task)
    sign_in_as(client, person_id=school.teacher_id)
    assert client.post(f"{task}/works/{work_id(school)}", data={"points": "10,5", "act": "give_back"}).status_code == 422
    assert session.get_one(Submission, work_id(school)).points is None


def test_a_work_that_changed_meanwhile_is_not_marked_unseen(client: FlaskClient, school: School, task: str) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    hand_in(client, task)
    sign_in_as(client, person_id=school.teacher_id)
    page = client.get(f"{task}/works/{work_id(school)}").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    sign_in_as(client, person_id=school.pupils[0])
    hand_in(client, task, "Bài mới")
    sign_in_as(client, person_id=school.teacher_id)
    answer = client.post(f"{task}/works/{work_id(school)}", data={"points": "8", "feedback": "Tốt", "act": "give_back", "seen": seen})
    assert answer.status_code == 422
    assert "Bài mới" in answer.text
    assert "vừa được nộp lại" in answer.text
    assert 'value="8"' in answer.text
    assert session.get_one(Submission, work_id(school)).points is None


def test_marking_goes_on_to_the_next_waiting_work(client: FlaskClient, school: School, task: str) -> None:
    for place in (0, 1):
        sign_in_as(client, person_id=school.pupils[place])
        hand_in(client, task)
    sign_in_as(client, person_id=school.teacher_id)
    first, second = work_id(school, 0), work_id(school, 1)
    answer = client.post(f"{task}/works/{first}", data={"points": "8", "act": "give_back"})
    assert answer.headers["Location"].endswith(f"/works/{second}")
    answer = client.post(f"{task}/works/{second}", data={"points": "7,25", "act": "give_back"})
    assert answer.headers["Location"].endswith(task)
    assert session.get_one(Submission, second).points == Decimal("7.25")


def test_the_lists_cost_as_many_statements_for_many(
    client: FlaskClient, app: Flask, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    counts = []
    for pupils in (1, 8):
        school = new_school(pupils=pupils)
        with transaction():
            made = create_assignment(actor_of(school.teacher_id), school.course, "Bài tập")
            new_item(school.course_id, "assignment", made.id)
        for person_id in school.pupils:
            sign_in_as(client, person_id=person_id)
            hand_in(client, f"/courses/{school.course_id}/assignments/{made.id}")
        sign_in_as(client, person_id=school.teacher_id)
        with queries() as count:
            client.get(f"/courses/{school.course_id}/assignments")
            client.get(f"/courses/{school.course_id}/assignments/{made.id}")
        counts.append(count.n)
    assert counts[0] == counts[1] <= 26, counts
