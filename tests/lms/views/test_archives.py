"""A course taken out and brought in again: nothing is lost, strangers are refused, hostile zips change nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from exams.api import exam_views
from lms.formats.archive import read_archive, write_archive
from lms.models import Course, Prerequisite
from lms.operations.add_course_file import add_course_file
from lms.operations.create_assignment import AssignmentDetails, change_assignment, create_assignment
from lms.operations.create_lesson import create_lesson
from lms.operations.export_course import export_course
from lms.operations.import_course import import_course
from lms.operations.publish_lesson import publish_lesson
from lms.operations.save_blocks import save_blocks
from lms.queries.courses import course_for
from lms.rules.rubric import read_rubric
from tests.support.courses import School, new_item, new_school
from tests.support.people import actor_of, sign_in_as
from tests.support.questions import new_topic
from tests.support.sittings import ready_exam

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def filled() -> School:
    """A course with a lesson, a picture, a task with a rubric, a review topic, a link, and a line that waits for another."""
    school = new_school()
    teacher = actor_of(school.teacher_id)
    with transaction():
        topic = new_topic("toan.gt")
        picture = add_course_file(teacher, school.course_id, "đồ thị.png", PNG)
        lesson = create_lesson(teacher, school.course, "Bài 1. Đạo hàm", topic.id)
        blocks = [
            {"id": "aaaaaaaa", "type": "text", "data": {"html": "<p>Cho \\(x^2\\).</p>"}},
            {"id": "bbbbbbbb", "type": "image", "data": {"file_id": picture.id, "alt": "Đồ thị", "decorative": False, "caption": ""}},
        ]
        save_blocks(teacher, lesson, blocks, 0)
        publish_lesson(teacher, school.course, lesson)
        task = create_assignment(teacher, school.course, "Bài tập")
        change_assignment(
            teacher, school.course, task, AssignmentDetails("Bài tập", "<p>Làm</p>", task.max_points, read_rubric("A: 0; 2"), None, None, 3)
        )
        first = new_item(school.course_id, "lesson", lesson.id, title="Đọc bài 1", url="")
        second = new_item(school.course_id, "assignment", task.id, title="Nộp bài", url="", completion="submit")
        new_item(school.course_id, "review", topic.id, title="Ôn", url="", completion="practise", threshold=70)
        new_item(school.course_id, "link", title="Xem thêm")
        session.add(Prerequisite(item_id=second.id, needs_item_id=first.id))
    return school


def taken_out(school: School) -> bytes:
    with transaction():
        return write_archive(export_course(actor_of(school.teacher_id), school.course))


def test_out_and_in_and_out_again_says_the_same(app: Flask) -> None:
    school = filled()
    first = read_archive(taken_out(school))
    with transaction():
        made = import_course(actor_of(school.teacher_id), school.organisation_id, first)
    assert made.losses == []
    with transaction():
        again = export_course(actor_of(school.teacher_id), course_for(actor_of(school.teacher_id), made.course.id))
    assert _bare(again.course.model_dump(mode="json")) == _bare(first.course.model_dump(mode="json"))
    assert [_bare(doc.model_dump(mode="json")) for doc in again.lessons.values()] == [
        _bare(doc.model_dump(mode="json")) for doc in first.lessons.values()
    ]
    assert list(again.assignments.values()) == list(first.assignments.values())
    assert list(again.files.values()) == [PNG]


def _bare(value: Any) -> Any:
    """Without the numbers that a site gives: they stand in keys and names."""
    text = json.dumps(value, ensure_ascii=False)
    names = sorted({word for word in _words(text) if any(char.isdigit() for char in word)})
    order = {name: f"#{place}" for place, name in enumerate(dict.fromkeys(_words(text))) if name in names}
    for name, short in sorted(order.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(name, short)
    return text


def _words(text: str) -> list[str]:
    import re

    return re.findall(r"(?:lessons|assignments|files)/[^\"]+|i\d+", text)


def test_a_teacher_takes_a_course_out_and_brings_it_in_by_the_pages(client: FlaskClient) -> None:
    school = filled()
    sign_in_as(client, person_id=school.teacher_id)
    waiting = client.post(f"/courses/{school.course_id}/export").headers["Location"]
    assert "Đang chờ" in client.get(waiting).text
    run_all_jobs()
    assert "Tải gói" in client.get(waiting).text
    data = client.get(f"{waiting}/file").data
    assert zipfile.ZipFile(BytesIO(data)).testzip() is None
    sent = {"organisation_id": str(school.organisation_id), "file": (BytesIO(data), "goi.zip")}
    waiting = client.post("/courses/import", data=sent).headers["Location"]
    run_all_jobs()
    assert "Mọi thứ trong gói đều đã vào khóa học" in client.get(waiting).text
    stranger = new_school().teacher_id
    sign_in_as(client, person_id=stranger)
    assert client.get(waiting).status_code == 404
    assert client.post(f"/courses/{school.course_id}/export").status_code == 404
    sent = {"organisation_id": str(school.organisation_id), "file": (BytesIO(data), "goi.zip")}
    assert client.post("/courses/import", data=sent).status_code == 422


def test_what_is_not_here_is_told_and_left_out(app: Flask) -> None:
    school = filled()
    archive = read_archive(taken_out(school))
    for doc in archive.course.sections[0].items:
        if doc.kind == "review":
            doc.target = "khong.co"
    next(iter(archive.lessons.values())).topic = "khong.co"
    with transaction():
        made = import_course(actor_of(school.teacher_id), school.organisation_id, archive)
    assert sorted(str(loss) for loss in made.losses) == [
        "Bài học “Bài 1. Đạo hàm”: không có chủ đề “khong.co” ở đây.",
        "Mục “Ôn” bị bỏ: không tìm thấy “khong.co” ở đây.",
    ]


def test_two_may_bring_the_same_package_and_it_can_still_be_taken(client: FlaskClient) -> None:
    school = filled()
    sign_in_as(client, person_id=school.teacher_id)
    place = client.post(f"/courses/{school.course_id}/export").headers["Location"]
    run_all_jobs()
    data = client.get(f"{place}/file").data
    for _ in range(2):
        client.post("/courses/import", data={"organisation_id": str(school.organisation_id), "file": (BytesIO(data), "g.zip")})
    run_all_jobs()
    assert session.scalar(select(func.count()).select_from(Course)) == 3
    assert client.get(f"{place}/file").data == data


def test_an_exam_of_another_organisation_does_not_come_along(app: Flask) -> None:
    school, exam = filled(), ready_exam(organisation_path="/90001/")
    archive = read_archive(taken_out(school))
    line = archive.course.sections[0].items[-1]
    line.kind, line.target, line.completion = "exam", exam_views([exam.id])[exam.id].code, "submit"
    with transaction():
        made = import_course(actor_of(school.teacher_id), school.organisation_id, archive)
    assert [loss.msgid for loss in made.losses] == ["Mục “%(title)s” bị bỏ: không tìm thấy “%(target)s” ở đây."]


def changed(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The archive with another `course.json`."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            if name == "course.json":
                found = json.loads(raw)
                change(found)
                raw = json.dumps(found).encode()
            new.writestr(name, raw)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/").replace("_DOT_", ".."), data)
    return out.getvalue()


def first_item(doc: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = doc["sections"][0]["items"][0]
    return found


def many_items(count: int) -> list[dict[str, Any]]:
    return [{"key": f"x{number}", "kind": "link", "title": "Xem", "url": "https://vi.wikipedia.org/"} for number in range(count)]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda good: b"khong phai zip", "không phải là tệp zip"),
        (lambda good: good[: len(good) // 2], "không phải là tệp zip"),
        (lambda good: zipped(a_txt=b"x"), "tệp lạ"),
        (lambda good: zipped(files___DOT___DOT_passwd=b"x"), "tệp lạ"),
        (lambda good: zipped(**{"lessons__1.json": b"{}"}), "không có course.json"),
        (lambda good: zipped(**{"course.json": b"[" * 100_000}), "không đọc được"),
        (lambda good: zipped(**{"course.json": b"{}"}), "không phải gói khóa học"),
        (lambda good: changed(good, lambda doc: doc.update(version=2)), "thuộc phiên bản 2"),
        (lambda good: changed(good, lambda doc: doc.update(owner="x")), "sai ở “owner”"),
        (lambda good: changed(good, lambda doc: doc["sections"][0]["items"][0].update(target="lessons/x.json")), "không có trong gói"),
        (lambda good: changed(good, lambda doc: doc["sections"][0]["items"][1].update(needs=["zzz"])), "không có trong gói"),
        (
            lambda good: changed(good, lambda doc: doc["sections"][0]["items"][1].update(key=doc["sections"][0]["items"][0]["key"])),
            "cùng khóa",
        ),
        (lambda good: changed(good, lambda doc: doc.update(subject="khong_co")), "Hãy chọn một môn"),
        (lambda good: zipped(**{"course.json": b"0" * 6_000_000}), "quá lớn"),
        (lambda good: changed(good, lambda doc: first_item(doc).update(detail={"starts_at": "hôm qua"})), "sai ở"),
        (lambda good: changed(good, lambda doc: first_item(doc).update(detail={"starts_at": "2026-11-21T10:00:00"})), "sai ở"),
        (lambda good: changed(good, lambda doc: first_item(doc).update(detail={"minutes": 1e300})), "sai ở"),
        (lambda good: changed(good, lambda doc: first_item(doc).update(due_at="2026-11-21T10:00:00")), "sai ở"),
        (lambda good: changed(good, lambda doc: first_item(doc).update(opens_at="0001-01-01T00:00:00+14:00")), "sai ở"),
        (lambda good: changed(good, lambda doc: first_item(doc).update(title="a\0b")), "không đọc được"),
        (lambda good: changed(good, lambda doc: first_item(doc).update(title="a\ud800b")), "không đọc được"),
        (lambda good: changed(good, lambda doc: doc["sections"].append({"title": "II", "items": many_items(400)})), "nhiều nhất 400 mục"),
        (lambda good: changed(good, lambda doc: doc["columns"].append(doc["columns"][0])), "hai cột điểm"),
    ],
    ids=[
        "text", "half", "strange", "escape", "empty", "deep", "other", "version", "unknown", "target", "needs", "key", "subject", "large",
        "no moment", "no zone", "endless", "no zone of a deadline", "before time", "nul", "surrogate", "many", "twice a column",
    ],
)  # fmt: skip
def test_what_is_no_archive_is_refused_and_nothing_is_made(client: FlaskClient, make: Callable[[bytes], bytes], words: str) -> None:
    school = filled()
    before = session.scalar(select(func.count()).select_from(Course))
    data = make(taken_out(school))
    sign_in_as(client, person_id=school.teacher_id)
    waiting = client.post("/courses/import", data={"organisation_id": str(school.organisation_id), "file": (BytesIO(data), "g.zip")})
    run_all_jobs()
    page = client.get(waiting.headers["Location"]).text
    assert words in page
    assert session.scalar(select(func.count()).select_from(Course)) == before


def test_documents_that_are_large_only_together_are_refused(app: Flask) -> None:
    bomb = zipped(**{f"lessons__{n}.json": b"[" + b"0," * 2_000_000 + b"0]" for n in range(8)})
    assert len(bomb) < 400_000
    with pytest.raises(Exception, match="lớn bất thường"):
        read_archive(bomb)


def test_a_bomb_is_not_unpacked(app: Flask) -> None:
    bomb = zipped(**{"course.json": b"{}", **{f"files__{n}": b"\0" * 40_000_000 for n in range(8)}})
    assert len(bomb) < 400_000
    with pytest.raises(Exception, match="lớn bất thường"):
        read_archive(bomb)


def test_every_cut_of_an_archive_is_refused_in_words(app: Flask) -> None:
    from core.errors import Invalid

    data = taken_out(filled())
    for end in range(0, len(data) - 1, max(1, len(data) // 150)):
        with pytest.raises(Invalid):
            read_archive(data[:end])


def test_a_package_larger_than_usual_requests_is_taken(client: FlaskClient) -> None:
    school = filled()
    sign_in_as(client, person_id=school.teacher_id)
    out = BytesIO(taken_out(school))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as packed:
        packed.writestr("files/9-lon.bin", b"\7" * 29_000_000)
        packed.writestr("files/10-lon.bin", b"\6" * 9_000_000)
    sent = {"organisation_id": str(school.organisation_id), "file": (BytesIO(out.getvalue()), "goi.zip")}
    waiting = client.post("/courses/import", data=sent)
    assert waiting.status_code == 302
    run_all_jobs()
    assert "Mọi thứ trong gói" in client.get(waiting.headers["Location"]).text
