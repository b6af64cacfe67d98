"""Courses by their pages: made, listed, read, joined, followed; and what each page costs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core import clock
from core.db import session, transaction
from lms.models import Completion, Course, Prerequisite
from lms.operations.join_course import change_join_code
from lms.operations.report_progress import note
from lms.queries.outline import outline_of
from tests.support.counting import Count
from tests.support.courses import School, course_row, new_item, new_school
from tests.support.people import actor_of, person_with, sign_in_as

Queries = Callable[[], AbstractContextManager[Count]]


@pytest.fixture
def school(app: Flask) -> School:
    return new_school(pupils=3)


def test_a_teacher_makes_a_course_and_goes_on_to_its_outline(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    assert "Tạo khóa học" in client.get("/courses").text
    given = {
        "title": "Hình học",
        "subject_code": "toan",
        "organisation_id": school.organisation_id,
        "assessment": "marks",
        "regular_marks": 4,
        "grade": "12",
    }
    wrong = client.post("/courses/new", data={**given, "subject_code": "", "school_year": "26-27"})
    assert wrong.status_code == 422
    assert 'value="Hình học"' in wrong.text
    made = client.post("/courses/new", data=given)
    course = session.scalars(select(Course).where(Course.title == "Hình học")).one()
    assert made.location == f"/courses/{course.id}/edit"
    assert "Bắt đầu bằng một chương" in client.get(made.location).text


def test_a_course_outside_ones_organisations_is_not_offered_nor_made(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    other = new_school()
    given = {"title": "X", "subject_code": "toan", "organisation_id": other.organisation_id, "assessment": "marks", "regular_marks": 4}
    assert client.post("/courses/new", data=given).status_code == 422


def test_a_manager_sees_every_course_of_the_organisation_and_a_teacher_their_own(client: FlaskClient, school: School) -> None:
    other = new_school()
    sign_in_as(client, person_id=person_with("manager", organisation_id=school.organisation_id))
    page = client.get("/courses?view=all").text
    assert f'/courses/{school.course_id}"' in page
    assert f'/courses/{other.course_id}"' not in page
    assert f'/courses/{school.course_id}"' not in client.get("/courses?view=mine").text
    sign_in_as(client, person_id=other.teacher_id)
    assert f'/courses/{school.course_id}"' not in client.get("/courses?view=all").text
    assert client.get(f"/courses/{school.course_id}").status_code == 404


def test_courses_are_found_by_name_and_state(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    link = f'/courses/{school.course_id}"'
    assert link in client.get("/courses?q=toan").text
    assert link not in client.get("/courses?q=tin").text
    assert link not in client.get("/courses?state=draft").text


def test_a_pupil_joins_by_code_and_is_refused_with_what_was_typed(client: FlaskClient, school: School) -> None:
    with transaction():
        code = change_join_code(actor_of(school.teacher_id), school.course)
    sign_in_as(client, "student")
    assert "Bạn chưa ở trong khóa học nào" in client.get("/courses").text
    wrong = client.post("/courses/join", data={"code": "SAI-RỒI"})
    assert wrong.status_code == 422
    assert 'value="SAI-RỒI"' in wrong.text
    assert client.post("/courses/join", data={"code": code}).location == f"/courses/{school.course_id}"
    assert client.post(f"/courses/{school.course_id}/leave").location == "/courses"
    assert client.get(f"/courses/{school.course_id}").status_code == 404


def test_trying_codes_is_limited(client: FlaskClient, app: Flask) -> None:
    app.config["RATE_LIMITS"] = True
    sign_in_as(client, "student")
    got = [client.post("/courses/join", data={"code": "AAAAAAAA"}).status_code for _ in range(12)]
    assert got[:10] == [422] * 10
    assert got[-1] == 429


def test_a_pupil_sees_progress_and_what_comes_next(client: FlaskClient, school: School) -> None:
    with transaction():
        first, second = new_item(school.course_id, title="Bài 1"), new_item(school.course_id, title="Bài 2")
        session.add(Prerequisite(item_id=second.id, needs_item_id=first.id))
        new_item(school.course_id, title="Bí mật", is_visible=False)
        ids = first.id, second.id
    sign_in_as(client, person_id=school.pupils[0])
    page = client.get(f"/courses/{school.course_id}").text
    assert "0 / 2 mục" in page
    assert "Tiếp theo: Bài 1" in page
    assert "Bí mật" not in page
    locked = client.get(f"/courses/{school.course_id}/items/{ids[1]}")
    assert locked.status_code == 403
    assert "“Bài 1”" in locked.text
    assert client.get(f"/courses/{school.course_id}/items/{ids[0]}").status_code == 200
    page = client.get(f"/courses/{school.course_id}").text
    assert "1 / 2 mục" in page
    assert "Tiếp theo: Bài 2" in page


def test_a_hidden_item_is_not_there_for_a_pupil_and_its_time_is_told(client: FlaskClient, school: School) -> None:
    with transaction():
        hidden = new_item(school.course_id, is_visible=False).id
        later = new_item(school.course_id, opens_at=clock.now() + timedelta(days=1)).id
    sign_in_as(client, person_id=school.pupils[0])
    assert client.get(f"/courses/{school.course_id}/items/{hidden}").status_code == 404
    assert "Mở lúc" in client.get(f"/courses/{school.course_id}/items/{later}").text


def test_a_teachers_look_is_nobodys_progress(client: FlaskClient, school: School) -> None:
    with transaction():
        item = new_item(school.course_id).id
    sign_in_as(client, person_id=school.teacher_id)
    assert client.get(f"/courses/{school.course_id}/items/{item}").status_code == 200
    assert session.scalars(select(Completion.item_id)).all() == []


def test_settings_publish_archive_and_copy(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    url = f"/courses/{school.course_id}"
    with transaction():
        course_row(school).state = "draft"
    assert client.post(f"{url}/publish").status_code == 409
    with transaction():
        new_item(school.course_id)
    assert client.post(f"{url}/publish").status_code == 302
    given = {
        "title": "Tên mới",
        "subject_code": "toan",
        "assessment": "comments",
        "regular_marks": 2,
        "school_year": "2026-2027",
        "grade": "",
    }
    assert client.post(f"{url}/settings", data={**given, "title": ""}).status_code == 422
    assert client.post(f"{url}/settings", data=given).status_code == 302
    assert 'value="Tên mới"' in client.get(f"{url}/settings").text
    assert client.get(f"{url}/copy").status_code == 200
    assert client.post(f"{url}/copy", data={"title": "", "dates": "shift", "days": 7}).status_code == 422
    assert client.post(f"{url}/copy", data={"title": "Bản hai", "dates": "shift", "days": "một"}).status_code == 422
    copied = client.post(f"{url}/copy", data={"title": "Bản hai", "dates": "clear"})
    assert copied.status_code == 302
    assert len(outline_of(int(copied.location.split("/")[2])).items) == 1
    assert client.post(f"{url}/archive").status_code == 302
    assert "chỉ đọc" in client.get(f"{url}/settings").text
    assert client.post(f"{url}/settings", data=given).status_code == 409


def test_people_of_a_course(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    url = f"/courses/{school.course_id}"
    assert "Học Sinh A001" in client.get(f"{url}/people").text
    assert client.post(f"{url}/code").status_code == 302
    code = course_row(school).join_code
    assert code is not None
    assert f"{code[:4]}-{code[4:]}" in client.get(f"{url}/people").text
    assert f"{code[:4]}-{code[4:]}" in client.get(f"{url}/code").text
    assert client.post(f"{url}/code/close").status_code == 302
    assert client.get(f"{url}/code").status_code == 200
    assert client.post(f"{url}/groups", data={"group_id": 999}).status_code == 422
    assert client.post(f"{url}/groups/{school.group_id}/remove").status_code == 302
    assert "Chưa có học sinh" in client.get(f"{url}/people").text
    assert client.post(f"{url}/groups", data={"group_id": school.group_id}).status_code == 302
    assert client.post(f"{url}/pupils/{school.pupils[0]}/remove").status_code == 302
    assert client.post(f"{url}/pupils/{school.pupils[0]}/remove").status_code == 404
    assert client.post(f"{url}/teachers", data={"username": "khong.co"}).status_code == 422
    assert client.post(f"{url}/teachers/{school.teacher_id}/remove").status_code == 409


def test_pupils_do_not_see_the_desk_of_their_course(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    for page in ("people", "progress", "edit", "settings", "copy", "code", "items/new"):
        assert client.get(f"/courses/{school.course_id}/{page}").status_code == 403


def test_progress_shows_who_is_behind(client: FlaskClient, school: School) -> None:
    with transaction():
        due = new_item(school.course_id, due_at=clock.now() - timedelta(hours=1))
        for person in school.pupils[1:]:
            note(due, person, None, is_done=True)
    sign_in_as(client, person_id=school.teacher_id)
    url = f"/courses/{school.course_id}/progress"
    assert "Học Sinh A002" in client.get(url).text
    behind = client.get(f"{url}?behind=1&group={school.group_id}").text
    assert "chậm 1 mục" in behind
    assert "Học Sinh A002" not in behind
    assert "Lớp này chưa có học sinh" in client.get(f"{url}?group=999").text


def test_the_first_steps_are_taught(client: FlaskClient, app: Flask) -> None:
    school = new_school(pupils=0, published=False)
    sign_in_as(client, person_id=school.teacher_id)
    assert "Đề cương còn trống" in client.get(f"/courses/{school.course_id}").text
    assert "Chưa có mục nào tính tiến độ" in client.get(f"/courses/{school.course_id}/progress").text
    assert "Hãy thêm một chương trước" in client.get(f"/courses/{school.course_id}/items/new").text
    assert "Chưa có học sinh" in client.get(f"/courses/{school.course_id}/people").text


@pytest.mark.parametrize(
    ("path", "most", "as_teacher"),
    [
        ("/courses", 8, False),
        ("/courses", 8, True),
        ("/courses/{id}", 9, False),
        ("/courses/{id}", 9, True),
        ("/courses/{id}/edit", 9, True),
        ("/courses/{id}/people", 15, True),
        ("/courses/{id}/progress", 16, True),
    ],
)
def test_pages_cost_the_same_however_much_is_in_them(
    client: FlaskClient, school: School, queries: Queries, path: str, most: int, as_teacher: bool
) -> None:
    with transaction():
        for _ in range(12):
            item = new_item(school.course_id, due_at=clock.now() - timedelta(hours=1))
            for person in school.pupils:
                note(item, person, None, is_done=True)
    sign_in_as(client, person_id=school.teacher_id if as_teacher else school.pupils[0])
    client.get(path.format(id=school.course_id))
    with queries() as count:
        assert client.get(path.format(id=school.course_id)).status_code == 200
    assert count.n <= most, count
