"""The gradebook's pages: who sees what, cells saved, Excel out and in, the pupil's and the class's view."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from accounts.models import RoleAssignment
from core.db import session, transaction
from core.sheets import read_sheet, sheet_bytes
from lms.models import GradeMark
from lms.queries.gradebook import columns_of
from tests.support.courses import School, new_school
from tests.support.people import person_with, sign_in_as


@pytest.fixture
def school(app: Flask) -> School:
    return new_school(pupils=3)


def columns(school: School, term: int = 1) -> list[int]:
    return [column.id for column in columns_of([school.course_id])[school.course_id] if column.term == term]


def fill(client: FlaskClient, school: School, marks: dict[tuple[int, int], str]) -> None:
    """Enter marks of term 1 by the page: (pupil's place, column's place) -> text."""
    ids = columns(school)
    form = {f"m-{ids[column]}-{school.pupils[pupil]}": text for (pupil, column), text in marks.items()}
    assert client.post(f"/courses/{school.course_id}/gradebook?term=1", data=form).status_code == 302


def test_a_teacher_sees_every_pupil_and_saves_the_page(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    fill(client, school, {(0, 0): "8,5", (1, 0): "V"})
    page = client.get(f"/courses/{school.course_id}/gradebook").text
    assert page.count('class="grade-input') == 18
    assert 'value="8,5"' in page
    assert "≈ 8,5" in page


def test_a_wrong_mark_keeps_what_was_typed_and_says_why(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    column = columns(school)[0]
    answer = client.post(f"/courses/{school.course_id}/gradebook?term=1", data={f"m-{column}-{school.pupils[0]}": "15"})
    assert answer.status_code == 422
    assert 'value="15"' in answer.text
    assert "Cần điểm từ 0 đến 10" in answer.text


def test_cells_are_saved_one_by_one_with_the_new_average(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    column, pupil = columns(school)[0], school.pupils[0]
    change = {"column": column, "person": pupil, "was": "", "text": "9"}
    answer = client.post(f"/courses/{school.course_id}/gradebook/marks?term=1", json={"changes": [change, {**change, "text": "11"}]})
    assert answer.status_code == 200
    kept, refused = answer.json["outcomes"]
    assert (kept["stands"], kept["reason"]) == ("9,0", None)
    assert refused["stands"] is None
    assert "9,0" in answer.json["averages"][str(pupil)]


@pytest.mark.parametrize("body", [None, [], {}, {"changes": []}, {"changes": [1]}, {"changes": [{"column": True, "person": 1, "was": "", "text": ""}]},
                                  {"changes": [{"column": 2**40, "person": 1, "was": "", "text": "8"}]}])  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused(client: FlaskClient, school: School, body: object) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    assert client.post(f"/courses/{school.course_id}/gradebook/marks", json=body).status_code == 422


def test_a_pupil_sees_only_their_own_marks(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    fill(client, school, {(0, 0): "8,5", (1, 0): "3,5"})
    sign_in_as(client, person_id=school.pupils[0])
    page = client.get(f"/courses/{school.course_id}/gradebook").text
    assert "8,5" in page
    assert "3,5" not in page
    for path in ("gradebook/export", "gradebook/import", "gradebook/columns", f"gradebook/pupils/{school.pupils[1]}"):
        assert client.get(f"/courses/{school.course_id}/{path}").status_code == 403
    assert "8,5" in client.get("/grades").text


def test_a_teacher_of_another_course_does_not_know_of_it(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=new_school().teacher_id)
    for path in ("", "/export", "/columns", f"/pupils/{school.pupils[0]}"):
        assert client.get(f"/courses/{school.course_id}/gradebook{path}").status_code == 404


def test_excel_goes_out_and_comes_back_with_every_change_shown_first(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    with transaction():
        _give_codes(school)
    fill(client, school, {(0, 0): "8", (0, 1): "7"})
    out = client.get(f"/courses/{school.course_id}/gradebook/export?term=1")
    rows = read_sheet(out.data)
    assert rows[0] == ["STT", "Mã HS", "Họ và tên", "TX1", "TX2", "TX3", "TX4", "GK", "CK", "ĐTB"]
    assert rows[1][:6] == [1.0, "001", "Học Sinh A001", 8.0, 7.0, ""]
    rows[1][3], rows[1][5], rows[2][3], rows[3][3] = 9.5, "6,5", "mười", ""
    rows.append([4.0, "999", "Người Lạ", 8.0, "", "", "", "", "", ""])
    sent = sheet_bytes(
        "x", rows[0], [[str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in rows[1:]]
    )
    check = client.post(f"/courses/{school.course_id}/gradebook/import?term=1", data={"file": (BytesIO(sent), "diem.xlsx")})
    assert check.status_code == 200
    assert "2 ô sẽ thay đổi" in check.text
    assert "2 ô hoặc dòng không nhận được" in check.text
    assert session.get(GradeMark, (columns(school)[2], school.pupils[0])) is None


@pytest.mark.parametrize("data", [b"not a workbook", b"PK\x03\x04broken", sheet_bytes("x", ["Tên", "Điểm"], [["An", "8"]])])
def test_a_file_that_is_no_gradebook_is_refused_in_words(client: FlaskClient, school: School, data: bytes) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    answer = client.post(f"/courses/{school.course_id}/gradebook/import?term=1", data={"file": (BytesIO(data), "a.xlsx")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_comments_are_kept_and_read_by_the_pupil(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    page = f"/courses/{school.course_id}/gradebook/pupils/{school.pupils[0]}"
    assert client.post(page, data={"comment-1": "Tiến bộ rõ.", "comment-2": ""}).status_code == 302
    assert "Tiến bộ rõ." in client.get(page).text
    sign_in_as(client, person_id=school.pupils[0])
    assert "Tiến bộ rõ." in client.get("/grades").text


def test_columns_are_named_and_added(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    path = f"/courses/{school.course_id}/gradebook/columns"
    assert client.post(path, data={"term": "2"}).status_code == 302
    column = columns(school)[0]
    assert client.post(f"{path}/{column}", data={"title": "15 phút chương I", "item_id": "0"}).status_code == 302
    page = client.get(path).text
    assert "15 phút chương I" in page
    assert "TX5" in page
    assert client.post(f"{path}/{column}", data={"title": "x", "item_id": "99999"}).status_code == 422


def test_pages_cost_as_many_statements_for_many_pupils(client: FlaskClient, app: Flask, queries) -> None:  # type: ignore[no-untyped-def]
    small, large = new_school(pupils=1), new_school(pupils=12)
    counts = []
    for school in (small, large):
        sign_in_as(client, person_id=school.teacher_id)
        client.get(f"/courses/{school.course_id}/gradebook")
        with queries() as count:
            client.get(f"/courses/{school.course_id}/gradebook")
        counts.append(count.n)
    assert counts[0] == counts[1] <= 10, counts


def _give_codes(school: School) -> None:
    from accounts.models import Person

    for place, person_id in enumerate(school.pupils, start=1):
        session.get_one(Person, person_id).code = f"{place:03d}"


def test_a_class_report_shows_a_teacher_only_their_subject(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    fill(client, school, {(0, column): "8" for column in range(6)})
    page = client.get(f"/class-reports/{school.group_id}?term=1").text
    assert "<strong>8,0</strong>" in page
    assert "Bạn thấy những môn bạn dạy" in page
    manager = person_with("manager", organisation_id=school.organisation_id)
    sign_in_as(client, person_id=manager)
    page = client.get(f"/class-reports/{school.group_id}?term=1").text
    assert "Kết quả học tập" in page
    assert read_sheet(client.get(f"/class-reports/{school.group_id}/export?term=1").data)[1][3] == 8.0
    sign_in_as(client, person_id=new_school().teacher_id)
    assert client.get(f"/class-reports/{school.group_id}").status_code == 404


def test_who_now_teaches_elsewhere_has_no_report_of_the_old_school(client: FlaskClient, school: School) -> None:
    elsewhere = new_school()
    with transaction():
        mine = RoleAssignment.person_id == school.teacher_id
        session.execute(update(RoleAssignment).where(mine).values(organisation_id=elsewhere.organisation_id))
    sign_in_as(client, person_id=school.teacher_id)
    assert client.get(f"/class-reports/{school.group_id}").status_code == 404
    assert f"/class-reports/{school.group_id}" not in client.get("/class-reports").text


def test_parents_see_their_own_child_and_nobody_elses(client: FlaskClient, school: School) -> None:
    from accounts.api import link_guardian
    from core.actor import SYSTEM

    parent = person_with("parent", organisation_id=school.organisation_id)
    with transaction():
        link_guardian(SYSTEM, parent, school.pupils[0])
    sign_in_as(client, person_id=school.teacher_id)
    fill(client, school, {(0, 0): "8,5"})
    sign_in_as(client, person_id=parent)
    assert "Học Sinh A001" in client.get("/children").text
    assert "8,5" in client.get(f"/children/{school.pupils[0]}").text
    assert client.get(f"/children/{school.pupils[1]}").status_code == 404


def test_a_column_asks_on_a_page_of_its_own_before_it_goes(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    fill(client, school, {(0, 0): "8"})
    page = client.get(f"/courses/{school.course_id}/gradebook/columns/{columns(school)[0]}/remove")
    assert page.status_code == 200
    assert "1 điểm trong cột" in page.text
