"""The outline built by its pages, with and without script."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session, transaction
from curriculum.models import Subject, Topic
from lms.models import CourseFile, Item, Lesson, Section
from lms.operations.report_progress import note
from lms.queries.outline import order_of, outline_of
from lms.rules.order import mark_of
from tests.support.courses import School, new_item, new_school
from tests.support.people import sign_in_as


@pytest.fixture
def school(app: Flask, client: FlaskClient) -> School:
    school = new_school()
    sign_in_as(client, person_id=school.teacher_id)
    return school


@pytest.fixture
def url(school: School, client: FlaskClient) -> str:
    """The course's address; it has one section."""
    assert client.post(f"/courses/{school.course_id}/sections", data={"title": "Chương 1"}).status_code == 302
    return f"/courses/{school.course_id}"


def section_id(school: School) -> int:
    return session.scalars(select(Section.id).where(Section.course_id == school.course_id).order_by(Section.id)).first() or 0


def form(school: School, **values: object) -> dict[str, object]:
    return {"title": "Mục mới", "section_id": section_id(school), "is_visible": "1", "completion": "view", **values}


def test_every_kind_is_offered_and_shows_its_form(client: FlaskClient, school: School, url: str) -> None:
    kinds = re.findall(r"kind=(\w+)", client.get(f"{url}/items/new").text)
    assert sorted(kinds) == ["assignment", "episode", "exam", "file", "lesson", "link", "meeting", "review"]
    for kind in kinds:
        assert client.get(f"{url}/items/new?kind={kind}").status_code == 200


def test_a_lesson_is_made_with_its_item(client: FlaskClient, school: School, url: str) -> None:
    assert client.post(f"{url}/items/new?kind=lesson", data=form(school, title="Bài 1", target_id=0)).status_code == 302
    lesson = session.scalars(select(Lesson).where(Lesson.course_id == school.course_id)).one()
    assert (lesson.title, outline_of(school.course_id).items[0].target_id) == ("Bài 1", lesson.id)


def test_a_lesson_taken_out_is_offered_again(client: FlaskClient, school: School, url: str) -> None:
    client.post(f"{url}/items/new?kind=lesson", data=form(school, title="Bài cũ", target_id=0))
    item = outline_of(school.course_id).items[0]
    client.post(f"{url}/items/{item.id}/delete")
    assert "Bài cũ" in client.get(f"{url}/items/new?kind=lesson").text
    client.post(f"{url}/items/new?kind=lesson", data=form(school, title="", target_id=item.target_id))
    assert [(i.title, i.target_id) for i in outline_of(school.course_id).items] == [("Bài cũ", item.target_id)]


def test_a_file_is_sent_with_its_item(client: FlaskClient, school: School, url: str) -> None:
    nothing = client.post(f"{url}/items/new?kind=file", data=form(school, title=""))
    assert nothing.status_code == 422
    assert "Hãy chọn một tệp" in nothing.text
    sent = form(school, title="", file=(BytesIO(b"%PDF-1.7 phieu"), "phiếu.pdf"))
    assert client.post(f"{url}/items/new?kind=file", data=sent).status_code == 302
    file = session.scalars(select(CourseFile).where(CourseFile.course_id == school.course_id)).one()
    item = outline_of(school.course_id).items[0]
    assert (item.title, item.target_id) == (file.name, file.id)


def test_a_meeting_keeps_its_start_in_the_sites_zone(client: FlaskClient, school: School, url: str) -> None:
    given = form(school, url="https://meet.example.org/a", starts_at="2026-11-23T07:00", minutes=45, completion="mark")
    assert client.post(f"{url}/items/new?kind=meeting", data={**given, "starts_at": "hôm nào đó"}).status_code == 422
    assert client.post(f"{url}/items/new?kind=meeting", data=given).status_code == 302
    item = outline_of(school.course_id).items[0]
    assert item.detail == {"starts_at": "2026-11-23T07:00:00+07:00", "minutes": 45}
    page = client.get(f"{url}/items/{item.id}/edit").text
    assert 'value="2026-11-23T07:00"' in page
    assert "23/11/2026 07:00" in client.get(f"{url}/items/{item.id}").text


def test_a_topic_is_picked_and_names_the_item(client: FlaskClient, school: School, url: str) -> None:
    with transaction():
        subject = session.scalars(select(Subject).where(Subject.code == "toan")).one()
        topic = Topic(subject_id=subject.id, code="toan.12.x", name="Nguyên hàm", name_en="", path="/", position=1)
        session.add(topic)
        session.flush()
        topic.path, number = f"/{topic.id}/", topic.id
    assert client.post(f"{url}/items/new?kind=review", data=form(school, title="", target_id=0, completion="practise")).status_code == 422
    given = form(school, title="", target_id=number, completion="practise", threshold=60)
    assert client.post(f"{url}/items/new?kind=review", data=given).status_code == 302
    item = outline_of(school.course_id).items[0]
    assert (item.title, item.target_id, item.threshold) == ("Nguyên hàm", number, 60)


def test_an_address_that_is_not_secure_keeps_what_was_typed(client: FlaskClient, school: School, url: str) -> None:
    wrong = client.post(f"{url}/items/new?kind=link", data=form(school, url="javascript:alert(1)"))
    assert wrong.status_code == 422
    assert "https://" in wrong.text
    assert 'value="javascript:alert(1)"' in wrong.text


def test_a_kind_that_is_none_is_refused(client: FlaskClient, school: School, url: str) -> None:
    assert client.post(f"{url}/items/new?kind=quiz", data=form(school)).status_code == 404


def test_an_item_is_changed_renamed_hidden_and_deleted(client: FlaskClient, school: School, url: str) -> None:
    with transaction():
        item = new_item(school.course_id)
        note(item, school.pupils[0], None, is_done=True)
        number = item.id
    assert client.post(f"{url}/items/{number}/title", data={"title": ""}).status_code == 422
    assert client.post(f"{url}/items/{number}/title", data={"title": "Tên khác"}).status_code == 302
    assert "Tên khác" in client.get(f"{url}/edit").text
    given = form(school, title="Lần nữa", url="https://a.vn/", due_at="2026-12-01T07:00")
    assert client.post(f"{url}/items/{number}/edit", data=given).status_code == 302
    assert client.post(f"{url}/items/{number}/visibility", data={"visible": "0"}).status_code == 302
    assert "Đang ẩn" in client.get(f"{url}/edit").text
    assert "tiến độ của 1 học sinh" in client.get(f"{url}/items/{number}/delete").text
    assert client.post(f"{url}/items/{number}/delete").status_code == 302
    assert client.get(f"{url}/items/{number}/edit").status_code == 404


def test_buttons_move_without_script(client: FlaskClient, school: School, url: str) -> None:
    client.post(f"{url}/sections", data={"title": "Chương 2"})
    with transaction():
        one, two = (new_item(school.course_id).id for _ in range(2))
    (first, _), (second, _) = order_of(school.course_id)
    assert client.post(f"{url}/items/{two}/move", data={"step": "up"}).location.endswith(f"#item-{two}")
    assert client.post(f"{url}/items/{two}/move", data={"step": "up"}).status_code == 302
    assert order_of(school.course_id) == [(first, [two]), (second, [one])]
    assert client.post(f"{url}/sections/{second}/move", data={"step": "up"}).status_code == 302
    assert order_of(school.course_id) == [(second, [one]), (first, [two])]
    assert client.post(f"{url}/items/{two}/move", data={"step": "sideways"}).status_code == 422
    assert client.post(f"{url}/items/999999/move", data={"step": "up"}).status_code == 404


def test_the_script_saves_the_whole_order(client: FlaskClient, school: School, url: str) -> None:
    with transaction():
        one, two = (new_item(school.course_id).id for _ in range(2))
    order = order_of(school.course_id)
    asked = {"seen": mark_of(order), "sections": [{"id": order[0][0], "items": [two, one]}]}
    saved = client.post(f"{url}/order", json=asked)
    assert saved.status_code == 200
    assert saved.json == {"seen": mark_of(order_of(school.course_id))}
    assert order_of(school.course_id) == [(order[0][0], [two, one])]
    again = client.post(f"{url}/order", json=asked)
    assert again.status_code == 409
    assert "tải lại trang" in again.json["title"]


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"seen": 1, "sections": []},
        {"seen": "x", "sections": [1]},
        {"seen": "x", "sections": [{"id": "1", "items": []}]},
        {"seen": "x", "sections": [{"id": 1, "items": [True]}]},
    ],
)
def test_an_order_that_is_none_is_refused(client: FlaskClient, school: School, url: str, body: object) -> None:
    assert client.post(f"{url}/order", json=body).status_code == 422


def test_a_section_is_renamed_and_deleted_with_its_loss_told(client: FlaskClient, school: School, url: str) -> None:
    with transaction():
        new_item(school.course_id)
    number = section_id(school)
    assert client.post(f"{url}/sections/{number}", data={"title": ""}).status_code == 422
    assert client.post(f"{url}/sections/{number}", data={"title": "Chương I"}).status_code == 302
    assert 'value="Chương I"' in client.get(f"{url}/sections/{number}").text
    assert "1 mục trong chương" in client.get(f"{url}/sections/{number}/delete").text
    assert client.post(f"{url}/sections/{number}/delete").status_code == 302
    assert session.scalars(select(Item.id).where(Item.course_id == school.course_id)).all() == []
    assert client.get(f"{url}/sections/{number}/delete").status_code == 404
