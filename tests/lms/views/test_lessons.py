"""The pages of lessons: who sees what, answers marked, files given, the desk without a script, and what each page costs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.db import session, transaction
from lms.models import Lesson, LessonVersion, VersionState
from lms.operations.add_course_file import add_course_file
from lms.operations.create_lesson import create_lesson
from lms.operations.publish_lesson import publish_lesson
from lms.queries.lessons import version_of
from tests.support.client import Client
from tests.support.counting import Count
from tests.support.courses import School, course_row, new_item, new_school
from tests.support.pages import write
from tests.support.people import actor_of, person_with, sign_in_as
from tests.support.questions import choice_content
from tests.support.together import at_once

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x1e"
QUESTION = {
    "type": "question",
    "data": {"kind": "single_choice", "content": {**choice_content(right="b"), "explanation": "<p>Lời giải kín</p>"}},
}
TEXT = {"type": "text", "data": {"html": "<h2>Một</h2><h2>Hai</h2><h3>Ba</h3><p>Chữ \\(x\\)</p>"}}


@pytest.fixture
def school(app: Flask) -> School:
    return new_school(pupils=1)


def new_lesson(school: School, *raw: dict[str, Any], is_published: bool = True, **item: Any) -> Lesson:
    with transaction():
        lesson = create_lesson(actor_of(school.teacher_id), school.course, "Đạo hàm")
        write(school, lesson.id, list(raw))
        if is_published:
            publish_lesson(actor_of(school.teacher_id), school.course, lesson)
        new_item(school.course_id, "lesson", lesson.id, title="Đạo hàm", **item)
    return lesson


def draft_of(school: School, *raw: dict[str, Any]) -> Lesson:
    with transaction():
        lesson = create_lesson(actor_of(school.teacher_id), school.course, "Đạo hàm")
        if raw:
            write(school, lesson.id, list(raw))
    return lesson


def address(lesson: Lesson, page: str = "") -> str:
    return f"/courses/{lesson.course_id}/lessons/{lesson.id}{page}"


def as_pupil(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.pupils[0])


def as_teacher(client: FlaskClient, school: School) -> None:
    sign_in_as(client, person_id=school.teacher_id)


def blocks_of(lesson: Lesson) -> list[dict[str, Any]]:
    session.refresh(lesson)
    return version_of(lesson.draft_id or lesson.published_id or 0).blocks


def number_of(lesson: Lesson) -> int:
    session.refresh(lesson)
    return version_of(lesson.draft_id).save_number if lesson.draft_id else 0


def read(client: FlaskClient, lesson: Lesson, **more: Any) -> str:
    """The page of a lesson as a pupil comes to it: by its item first."""
    answer = client.get(address(lesson), **more)
    for _ in range(2):
        answer = client.get(answer.location) if answer.status_code == 302 else answer
    return answer.text


def test_a_pupil_reads_what_is_published_and_never_the_key(client: FlaskClient, school: School) -> None:
    lesson = new_lesson(school, TEXT, QUESTION)
    with transaction():
        write(school, lesson.id, [{"type": "text", "data": {"html": "<p>Bản nháp kín</p>"}}])
    as_pupil(client, school)
    page = read(client, lesson)
    assert "<math" in page and 'href="#phan-3"' in page
    assert "Bản nháp kín" not in page and "Lời giải kín" not in page
    assert "Bản nháp kín" not in client.get(address(lesson, "?draft=1")).text
    as_teacher(client, school)
    assert "Bản nháp kín" in client.get(address(lesson, "?draft=1")).text


def test_who_is_not_in_the_course_knows_of_no_lesson(client: FlaskClient, school: School) -> None:
    lesson = new_lesson(school, TEXT)
    block = blocks_of(lesson)[0]["id"]
    for role in ("student", "teacher"):
        sign_in_as(client, person_id=person_with(role, organisation_id=new_school(pupils=0).organisation_id))
        for page in ("", f"/questions/{block}"):
            assert client.get(address(lesson, page)).status_code == 404
        assert client.get(address(lesson, "/edit")).status_code in (403, 404)


def test_a_pupil_writes_nothing(client: FlaskClient, school: School) -> None:
    lesson = new_lesson(school, TEXT)
    as_pupil(client, school)
    for page in ("/edit", "/versions", "/versions/1", "/review"):
        assert client.get(address(lesson, page)).status_code == 403
    for page in ("/edit", "/edit/blocks", "/edit/preview", "/publish", "/comments", "/versions/1/restore"):
        assert client.post(address(lesson, page)).status_code in (400, 403)


def test_a_locked_hidden_or_placeless_lesson_is_not_read(client: FlaskClient, school: School) -> None:
    locked = new_lesson(school, TEXT, opens_at=course_row(school).created_at.replace(year=2090))
    hidden = new_lesson(school, TEXT, is_visible=False)
    as_pupil(client, school)
    assert "Chữ" not in read(client, locked)
    assert client.get(address(hidden)).status_code == 404
    block = blocks_of(locked)[0]["id"]
    assert client.get(address(locked, f"/questions/{block}")).status_code == 404
    as_teacher(client, school)
    assert client.get(address(hidden)).status_code == 200


def test_a_lesson_nobody_published_says_so(client: FlaskClient, school: School) -> None:
    lesson = new_lesson(school, TEXT, is_published=False)
    as_pupil(client, school)
    assert "Bài này đang được soạn" in read(client, lesson)
    as_teacher(client, school)
    assert client.get(address(lesson)).location.endswith("/edit")


def test_an_answer_is_marked_with_and_without_script(client: FlaskClient, school: School) -> None:
    lesson = new_lesson(school, TEXT, QUESTION)
    block = blocks_of(lesson)[1]["id"]
    as_pupil(client, school)
    read(client, lesson)
    url = address(lesson, f"/check/{block}")
    whole = client.post(url, data={f"q-{block}": "a"})
    assert whole.status_code == 200 and "Lời giải kín" in whole.text and "<h1>" in whole.text
    piece = client.post(url, data={f"q-{block}": "b"}, headers={"HX-Request": "true"})
    assert "Đúng." in piece.text and "<h1" not in piece.text
    assert client.post(url, data={}).status_code == 422
    assert client.post(url, data={f"q-{block}": "zz"}).status_code == 422
    assert client.post(address(lesson, f"/check/{blocks_of(lesson)[0]['id']}")).status_code == 404
    assert "Lời giải kín" not in client.get(address(lesson, f"/questions/{block}")).text


def test_files_are_given_to_whom_a_page_sent(client: FlaskClient, school: School) -> None:
    with transaction():
        picture = add_course_file(actor_of(school.teacher_id), school.course_id, "đồ thị.png", PICTURE)
        paper = add_course_file(actor_of(school.teacher_id), school.course_id, "đề.html", b"<script>alert(1)</script>")
    lesson = new_lesson(school, {"type": "image", "data": {"file_id": picture.id, "alt": "Hình"}})
    as_pupil(client, school)
    src = re.search(r'<img src="(/courses/[^"]*)" width="40" height="30"', read(client, lesson))
    assert src is not None
    shown = client.get(src[1])
    assert (shown.status_code, shown.mimetype, shown.data) == (200, "image/png", PICTURE)
    assert shown.headers["X-Content-Type-Options"] == "nosniff" and shown.headers["Cache-Control"].startswith("private")
    assert client.get(src[1], headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304
    assert client.get(src[1].partition("?")[0]).status_code == 404, "without the page's proof"
    assert client.get(src[1].replace(f"/files/{picture.id}/", f"/files/{paper.id}/")).status_code == 404, "with the proof of another"
    assert client.get(f"/courses/{school.course_id}/files/{paper.id}").status_code == 404
    as_teacher(client, school)
    taken = client.get(f"/courses/{school.course_id}/files/{paper.id}/x")
    assert taken.headers["Content-Disposition"].startswith("attachment") and taken.mimetype == "application/octet-stream"
    assert "sandbox" in taken.headers["Content-Security-Policy"]
    assert client.get(f"/courses/{new_school(pupils=0).course_id}/files/{paper.id}").status_code == 404


def test_a_file_item_opens_its_file(client: FlaskClient, school: School) -> None:
    with transaction():
        file = add_course_file(actor_of(school.teacher_id), school.course_id, "phiếu.pdf", b"%PDF")
        new_item(school.course_id, "file", file.id)
    as_pupil(client, school)
    assert client.get(f"/courses/{school.course_id}/files/{file.id}").data == b"%PDF"


def test_uploads_are_checked(client: FlaskClient, school: School) -> None:
    as_teacher(client, school)
    url = f"/courses/{school.course_id}/files"
    sent = client.post(url, data={"file": (BytesIO(PICTURE), "a.png"), "picture": "1"})
    assert sent.status_code == 201 and (sent.json["width"], sent.json["height"]) == (40, 30)  # type: ignore[index]
    refused = client.post(url, data={"file": (BytesIO(b"<svg/>"), "a.png"), "picture": "1"}, headers={"Accept": "application/json"})
    assert refused.status_code == 422
    assert client.post(url, data={}).status_code == 422
    as_pupil(client, school)
    assert client.post(url, data={"file": (BytesIO(PICTURE), "a.png")}).status_code == 403


def test_the_desk_works_without_a_script(client: FlaskClient, school: School) -> None:
    lesson = draft_of(school)
    as_teacher(client, school)
    added = client.post(address(lesson, "/edit/blocks"), data={"type": "text", "after": "", "save_number": number_of(lesson)})
    block = blocks_of(lesson)[0]["id"]
    assert f"block={block}" in added.location
    form = client.get(added.location).text
    assert '<textarea class="input" id="f-html" name="html"' in form
    client.post(address(lesson, f"/edit/blocks/{block}"), data={"html": "một\n\na < b", "save_number": 1, "act": "save"})
    assert blocks_of(lesson)[0]["data"]["html"] == "<p>một</p><p>a &lt; b</p>"
    client.post(address(lesson, f"/edit/blocks/{block}/act"), data={"act": "duplicate", "save_number": 2})
    assert [each["data"] for each in blocks_of(lesson)] == [blocks_of(lesson)[0]["data"]] * 2
    client.post(address(lesson, f"/edit/blocks/{block}/act"), data={"act": "down", "save_number": 3})
    assert blocks_of(lesson)[1]["id"] == block
    gone = client.post(address(lesson, f"/edit/blocks/{block}/act"), data={"act": "remove", "save_number": 4})
    kept = re.search(r'name="block" value="([^"]*)"', gone.text)
    assert kept is not None and len(blocks_of(lesson)) == 1
    back = {"block": unescape(kept[1]), "after": blocks_of(lesson)[0]["id"], "save_number": 5}
    client.post(address(lesson, "/edit/put-back"), data=back)
    assert blocks_of(lesson)[1]["id"] == block
    assert client.get(address(lesson, "/edit?after=")).text.count('id="them"') == 1


@pytest.mark.parametrize("code", ["text", "maths", "image", "video", "question", "callout", "table", "file"])
def test_every_type_has_a_form_that_saves_what_it_shows(client: FlaskClient, school: School, code: str) -> None:
    lesson = draft_of(school)
    as_teacher(client, school)
    client.post(address(lesson, "/edit/blocks"), data={"type": code, "save_number": 0})
    block = blocks_of(lesson)[0]
    page = client.get(address(lesson, f"/edit?block={block['id']}")).text
    fields = dict(re.findall(r'<input[^>]*name="([\w.]+)" value="([^"]*)"', page[page.index("data-block-form") :].partition("</form>")[0]))
    assert client.post(address(lesson, f"/edit/blocks/{block['id']}"), data={**fields, "act": "save"}).status_code == 302
    assert blocks_of(lesson)[0]["type"] == code


def test_a_picture_is_sent_with_its_form(client: FlaskClient, school: School) -> None:
    lesson = draft_of(school, {"type": "image", "data": {}})
    block = blocks_of(lesson)[0]["id"]
    as_teacher(client, school)
    url = address(lesson, f"/edit/blocks/{block}")
    client.post(url, data={"file": (BytesIO(PICTURE), "a.png"), "alt": "Hình", "save_number": 1})
    assert version_of(lesson.draft_id or 0).safe[0]["data"]["width"] == 40
    assert client.post(url, data={"file": (BytesIO(b"nothing"), "a.png"), "save_number": 2}).status_code == 422


def test_another_kind_of_question_keeps_what_is_asked(client: FlaskClient, school: School) -> None:
    lesson = draft_of(school, QUESTION)
    block = blocks_of(lesson)[0]["id"]
    as_teacher(client, school)
    url = address(lesson, f"/edit/blocks/{block}")
    sent = {"kind": "numerical", "stem": "Tính 2+2", "explanation": "vì", "save_number": 1, "act": "kind"}
    assert client.post(url, data=sent).status_code == 200
    assert blocks_of(lesson)[0]["data"]["kind"] == "numerical"
    assert blocks_of(lesson)[0]["data"]["content"]["stem"] == "<p>Tính 2+2</p>"
    more = client.post(url, data={"kind": "numerical", "stem": "x", "save_number": 2, "act": "add:accepted", "key.accepted.0.value": "4"})
    assert 'name="key.accepted.1.value"' in more.text


def test_a_second_window_gets_the_choice_and_loses_nothing(client: FlaskClient, school: School) -> None:
    lesson = draft_of(school, TEXT)
    block = blocks_of(lesson)[0]["id"]
    as_teacher(client, school)
    url = address(lesson, f"/edit/blocks/{block}")
    client.post(url, data={"html": "của người kia", "save_number": 1})
    clash = client.post(url, data={"html": "của tôi", "save_number": 1})
    assert clash.status_code == 409
    assert "của người kia" in clash.text and "<p>của tôi</p>" in clash.text.replace("&lt;", "<").replace("&gt;", ">")
    client.post(url, data={"html": "của tôi", "save_number": 1, "act": "both"})
    assert [each["data"]["html"] for each in blocks_of(lesson)] == ["<p>của người kia</p>", "<p>của tôi</p>"]
    client.post(url, data={"html": "chỉ của tôi", "save_number": 1, "act": "mine"})
    assert blocks_of(lesson)[0]["data"]["html"] == "<p>chỉ của tôi</p>"
    moved = client.post(address(lesson, f"/edit/blocks/{block}/act"), data={"act": "down", "save_number": 1})
    assert moved.status_code == 409


def test_a_block_deleted_in_another_window_can_be_kept(client: FlaskClient, school: School) -> None:
    lesson = draft_of(school, TEXT)
    block = blocks_of(lesson)[0]["id"]
    as_teacher(client, school)
    client.post(address(lesson, f"/edit/blocks/{block}/act"), data={"act": "remove", "save_number": 1})
    url, sent = address(lesson, f"/edit/blocks/{block}"), {"type": "text", "html": "của tôi"}
    clash = client.post(url, data={**sent, "save_number": 1})
    assert clash.status_code == 409 and "khối này đã bị xóa" in clash.text
    client.post(url, data={**sent, "act": "mine"})
    assert blocks_of(lesson)[0]["id"] == block


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "null",
        "[1]",
        '{"type": "text"}',
        '{"id": "a1b2c3d4", "type": "nope"}',
        "[" * 100_000,
        '{"id": "../..", "type": "text"}',
        '"\\ud800"',
    ],
)
def test_what_is_no_block_is_not_put_back(client: FlaskClient, school: School, sent: str) -> None:
    lesson = draft_of(school)
    as_teacher(client, school)
    assert client.post(address(lesson, "/edit/put-back"), data={"block": sent, "save_number": 0}).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "99999999999999999999", "-1", "²"])
def test_a_save_number_that_is_none_overwrites_nothing(client: FlaskClient, school: School, number: str) -> None:
    lesson = draft_of(school, TEXT)
    as_teacher(client, school)
    url = address(lesson, f"/edit/blocks/{blocks_of(lesson)[0]['id']}")
    assert client.post(url, data={"html": "x", "save_number": number}).status_code == 409


def test_hostile_html_is_shown_nowhere(client: FlaskClient, school: School) -> None:
    hostile = '<script>alert(1)</script><p onclick=x()>chữ</p>"><img src=x onerror=alert(1)>'
    lesson = draft_of(school, *({"type": code, "data": {"html": hostile, "title": hostile, "caption": hostile, "latex": hostile, "alt": hostile, "rows": [[hostile]]}} for code in ("text", "callout", "maths", "image", "table", "file", "video")), {**QUESTION, "data": {"kind": "single_choice", "content": choice_content(stem=hostile)}})  # fmt: skip
    as_teacher(client, school)
    pages = [address(lesson, "?draft=1"), address(lesson, "/edit"), address(lesson, "/review"), address(lesson, "/versions/1")]
    pages += [address(lesson, f"/edit?block={block['id']}") for block in blocks_of(lesson)]
    for page in pages:
        text = client.get(page).text
        assert "<script>alert" not in text and "<img src=x" not in text and "<p onclick" not in text
    tidy = client.post(address(lesson, "/edit/preview"), data={"html": hostile}).text
    assert tidy == '<p>chữ</p>"&gt;'


def test_versions_are_compared_and_restored(client: FlaskClient, school: School) -> None:
    lesson = new_lesson(school, TEXT, QUESTION)
    with transaction():
        old = blocks_of(lesson)
        write(school, lesson.id, [{**old[0], "data": {"html": "<p>Chữ khác</p>"}}, {"type": "text", "data": {"html": "<p>Khối mới</p>"}}])
    as_teacher(client, school)
    page = client.get(address(lesson, "/versions?old=1&new=2")).text
    assert re.search(r"<ins>[^<]*khác", page) and "Đã bỏ" in page and "Thêm mới" in page
    assert client.get(address(lesson, "/versions?old=1&new=7")).status_code == 404
    assert client.get(address(lesson, "/versions?old=x&new=99999999999")).status_code == 200
    assert client.post(address(lesson, "/versions/1/restore")).location.endswith("/edit")
    assert blocks_of(lesson) == old


def test_a_review_goes_round_by_pages(client: FlaskClient, school: School) -> None:
    with transaction():
        course_row(school).needs_review = True
    lesson = draft_of(school, TEXT)
    block = blocks_of(lesson)[0]["id"]
    as_teacher(client, school)
    assert "Gửi duyệt" in client.get(address(lesson, "/edit")).text
    client.post(address(lesson, "/submit"))
    assert "Duyệt và đăng" not in client.get(address(lesson, "/review")).text
    assert client.post(address(lesson, "/approve")).status_code == 403
    assert client.post(address(lesson, "/edit/blocks"), data={"type": "text", "save_number": 1}).status_code == 409
    sign_in_as(client, "manager", organisation_id=school.organisation_id)
    client.post(address(lesson, "/comments"), data={"block": block, "text": "Thêm hình"})
    assert "Duyệt và đăng" in client.get(address(lesson, "/review")).text
    client.post(address(lesson, "/send-back"))
    as_teacher(client, school)
    assert "Thêm hình" in client.get(address(lesson, "/edit")).text
    settle = re.search(r"/comments/(\d+)/settle", client.get(address(lesson, "/review")).text)
    assert settle is not None
    client.post(address(lesson, settle[0]))
    assert "Thêm hình" not in client.get(address(lesson, "/edit")).text
    session.refresh(lesson)
    assert version_of(lesson.draft_id or 0).state == VersionState.SENT_BACK


def test_an_unfinished_lesson_is_refused_by_name(client: FlaskClient, school: School) -> None:
    lesson = draft_of(school, {"type": "image", "data": {}})
    as_teacher(client, school)
    refused = client.post(address(lesson, "/publish"))
    assert refused.status_code == 422
    assert "Hãy mô tả hình" in refused.text and f'href="#b-{blocks_of(lesson)[0]["id"]}"' in refused.text


def test_two_windows_at_one_moment_make_one_save(app: Flask, school: School) -> None:
    lesson = new_lesson(school, TEXT)
    lesson_id, url = lesson.id, address(lesson, "/edit/blocks")
    statuses = at_once(app, school.teacher_id, lambda browser: browser.post(url, data={"type": "text", "save_number": 0}).status_code, 3)
    assert statuses == [302, 409, 409]
    drafts = session.query(LessonVersion).filter_by(lesson_id=lesson_id, state=VersionState.DRAFT).count()
    assert drafts == 1


def test_pages_cost_the_same_however_long_the_lesson(
    client: FlaskClient, school: School, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    raw = [TEXT, QUESTION, {"type": "callout", "data": {"html": "<p>x</p>"}}] * 15
    lesson = new_lesson(school, *raw)
    as_pupil(client, school)
    read(client, lesson)
    with queries() as count:
        assert client.get(address(lesson)).status_code == 200
    assert count.n <= 10, count
    as_teacher(client, school)
    for page, most in (("", 11), ("/edit", 11), (f"/edit?block={blocks_of(lesson)[1]['id']}", 11), ("/versions", 9), ("/review", 9)):
        with queries() as count:
            client.get(address(lesson, page))
        assert count.n <= most, (page, count.n, str(count))


def test_nobody_tells_the_server_where_files_are(client: Client, school: School) -> None:
    lesson = draft_of(school, {"type": "file", "data": {"file_id": 999_999}})
    as_teacher(client, school)
    assert client.get(address(lesson, "/edit")).status_code == 200
    assert json.dumps(version_of(lesson.draft_id or 0).safe[0]["data"]) == '{"file_id": null}'
