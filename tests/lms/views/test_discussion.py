"""Talk in a course: asking, answering, settling, hiding; announcements; and who may not."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from lms.models import CourseState, Post, Thread
from lms.rules.posts import html_of
from tests.support.courses import School, course_row, new_school
from tests.support.people import sign_in_as


@pytest.fixture
def school(app: Flask) -> School:
    return new_school(pupils=3)


def ask(client: FlaskClient, school: School, place: int = 0, text: str = "Vì sao $x^2 \\ge 0$?") -> str:
    """A question by a pupil; the address of its thread."""
    sign_in_as(client, person_id=school.pupils[place])
    answer = client.post(f"/courses/{school.course_id}/discussion/new", data={"title": "Hỏi bài 2", "text": text, "is_question": "y"})
    assert answer.status_code == 302
    return answer.headers["Location"]


def post_ids() -> list[int]:
    return list(session.scalars(select(Post.id).order_by(Post.id)))


def test_a_question_is_told_to_the_teacher_answered_and_settled(client: FlaskClient, school: School) -> None:
    thread = ask(client, school)
    assert "<math" in client.get(thread).text
    sign_in_as(client, person_id=school.teacher_id)
    assert "hỏi trong" in client.get("/notifications").text
    assert "Hỏi bài 2" in client.get(f"/courses/{school.course_id}/discussion?show=open").text
    sign_in_as(client, person_id=school.pupils[1])
    assert client.post(thread, data={"text": "Vì bình phương không âm."}).status_code == 302
    sign_in_as(client, person_id=school.pupils[2])
    assert client.post(f"{thread}/answer", data={"post": post_ids()[1]}).status_code == 403
    sign_in_as(client, person_id=school.pupils[0])
    assert "trả lời “Hỏi bài 2”" in client.get("/notifications").text
    assert client.post(f"{thread}/answer", data={"post": post_ids()[1]}).status_code == 302
    assert "Đã giải đáp" in client.get(thread).text
    assert "Hỏi bài 2" not in client.get(f"/courses/{school.course_id}/discussion?show=open").text


def test_own_words_may_be_changed_and_nobody_elses(client: FlaskClient, school: School) -> None:
    thread = ask(client, school)
    post = post_ids()[0]
    assert client.post(f"{thread}/posts/{post}", data={"text": "Sửa lại"}).status_code == 302
    assert "Sửa lại" in client.get(thread).text
    sign_in_as(client, person_id=school.pupils[1])
    assert client.get(f"{thread}/posts/{post}").status_code == 404
    assert client.post(f"{thread}/posts/{post}", data={"text": "Của tôi"}).status_code == 403


def test_a_hidden_post_is_read_only_by_its_author_and_teachers(client: FlaskClient, school: School) -> None:
    thread = ask(client, school, text="lời không hay")
    sign_in_as(client, person_id=school.pupils[1])
    assert client.post(f"{thread}/posts/{post_ids()[0]}/hide", data={"reason": "x"}).status_code == 403
    sign_in_as(client, person_id=school.teacher_id)
    assert client.post(f"{thread}/posts/{post_ids()[0]}/hide", data={"reason": "Hãy nói lịch sự"}).status_code == 302
    for place, seen in ((0, True), (1, False)):
        sign_in_as(client, person_id=school.pupils[place])
        page = client.get(thread).text
        assert ("lời không hay" in page, "Hãy nói lịch sự" in page) == (seen, seen)


def test_a_closed_thread_takes_no_more_posts_of_pupils(client: FlaskClient, school: School) -> None:
    thread = ask(client, school)
    sign_in_as(client, person_id=school.teacher_id)
    client.post(f"{thread}/arrange", data={"pinned": "1", "closed": "1"})
    sign_in_as(client, person_id=school.pupils[0])
    assert client.post(thread, data={"text": "Nữa"}).status_code == 422
    assert len(post_ids()) == 1


def test_strangers_do_not_know_of_the_talk(client: FlaskClient, school: School) -> None:
    thread = ask(client, school)
    sign_in_as(client, person_id=new_school().pupils[0])
    for path in (thread, f"/courses/{school.course_id}/discussion", f"/courses/{school.course_id}/announcements"):
        assert client.get(path).status_code == 404
    other = new_school()
    sign_in_as(client, person_id=other.teacher_id)
    number = thread.rpartition("/")[2]
    assert client.get(f"/courses/{other.course_id}/discussion/{number}").status_code == 404


def test_an_archived_course_is_only_read(client: FlaskClient, school: School) -> None:
    thread = ask(client, school)
    with transaction():
        course_row(school).state = CourseState.ARCHIVED
    assert client.get(thread).status_code == 200
    assert client.post(thread, data={"text": "Nữa"}).status_code in (409, 422)
    assert len(post_ids()) == 1


@pytest.mark.parametrize(("title", "text"), [("", "x"), ("x", ""), ("x", " \n "), ("x", "a" * 10_001)])
def test_an_empty_or_endless_post_keeps_what_was_typed(client: FlaskClient, school: School, title: str, text: str) -> None:
    sign_in_as(client, person_id=school.pupils[0])
    answer = client.post(f"/courses/{school.course_id}/discussion/new", data={"title": title, "text": text, "is_question": "y"})
    assert answer.status_code == 422
    assert session.scalars(select(Thread)).all() == []


def test_an_announcement_is_told_to_every_pupil_once(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)
    path = f"/courses/{school.course_id}/announcements"
    assert client.post(path, data={"title": "Nghỉ học thứ Bảy", "text": "Lớp học bù thứ Hai."}).status_code == 302
    run_all_jobs()
    for person_id in school.pupils:
        sign_in_as(client, person_id=person_id)
        assert client.get("/notifications").text.count("Nghỉ học thứ Bảy") == 1
        assert "Lớp học bù thứ Hai." in client.get(path).text
        assert client.post(path, data={"title": "a", "text": "b"}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("  \n\n ", ""),
        ("giá 5$", "<p>giá 5$</p>"),
    ],
)
def test_posts_are_words(typed: str, shown: str) -> None:
    assert html_of(typed) == shown


def test_addresses_become_links_that_carry_nothing() -> None:
    shown = html_of('xem https://vi.wikipedia.org/wiki/Toán_học. và javascript:alert(1) "https://a.vn/\'onmouseover=x"')
    assert shown.count("<a ") == 2
    assert 'href="https://vi.wikipedia.org/wiki/To' in shown
    assert "onmouseover=x" not in shown.split('href="')[2].split('"')[0]
