"""Lessons from draft to published: who may, who is told, what is kept, what pupils get."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Notification
from core.actor import Actor
from core.audit import AuditRecord
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.search import find
from core.search_models import SearchEntry
from lms.models import CourseFile, CourseTeacher, Lesson, VersionState
from lms.operations.add_course_file import add_course_file, add_course_picture
from lms.operations.comment_on_lesson import comment_on_lesson, settle_comment
from lms.operations.copy_lesson import copy_lesson
from lms.operations.create_lesson import create_lesson
from lms.operations.publish_lesson import approve_lesson, publish_lesson, send_back_lesson, submit_lesson, withdraw_lesson
from lms.operations.rename_lesson import rename_lesson
from lms.operations.restore_version import restore_version
from lms.operations.save_blocks import StaleDraft, change_blocks, save_blocks
from lms.queries.lessons import comments_on, lesson_row, version_of
from lms.rules.blocks import Block
from tests.support.courses import School, course_row, new_school
from tests.support.pages import write
from tests.support.people import actor_of, person_with
from tests.support.questions import PNG, choice_content

TEXT = {"type": "text", "data": {"html": "<p>Đạo hàm \\(f'(x)\\)</p>"}}
SMALL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x1e"


@pytest.fixture
def school(app: Flask) -> School:
    return new_school(pupils=1)


def teacher(school: School) -> Actor:
    return actor_of(school.teacher_id)


def new(school: School, *raw: dict[str, Any]) -> Lesson:
    lesson = create_lesson(teacher(school), school.course, "Đạo hàm")
    return write(school, lesson.id, list(raw)) if raw else lesson


def colleague(school: School) -> Actor:
    person = person_with("teacher", organisation_id=school.organisation_id)
    session.add(CourseTeacher(course_id=school.course_id, person_id=person))
    session.flush()
    return actor_of(person)


def ask_for_review(school: School) -> None:
    course_row(school).needs_review = True
    session.flush()


def acts() -> list[str]:
    return [act for act in session.scalars(select(AuditRecord.act).order_by(AuditRecord.id)) if act.startswith("lms.lesson")]


def told(person_id: int) -> list[str]:
    return list(session.scalars(select(Notification.url).where(Notification.person_id == person_id).order_by(Notification.id)))


def test_a_title_must_be_there(school: School) -> None:
    with pytest.raises(Invalid):
        create_lesson(teacher(school), school.course, "  ")


def test_a_draft_keeps_what_was_written_and_what_readers_get(school: School) -> None:
    draft = version_of(new(school, TEXT).draft_id or 0)
    assert draft.blocks[0]["data"]["html"] == "<p>Đạo hàm \\(f'(x)\\)</p>"
    assert "<math" in draft.safe[0]["data"]["html"]
    assert draft.save_number == 1


def test_an_older_state_overwrites_nothing(school: School) -> None:
    lesson = new(school, TEXT)
    with pytest.raises(StaleDraft):
        write(school, lesson.id, [], save_number=0)
    assert len(version_of(lesson.draft_id or 0).blocks) == 1


def test_the_same_again_is_no_save(school: School) -> None:
    lesson = new(school, TEXT)
    same = change_blocks(teacher(school), lesson, 1, lambda blocks: blocks)
    assert same.save_number == 1


def test_an_unfinished_block_is_saved_but_not_published(school: School) -> None:
    lesson = new(school, TEXT, {"type": "image", "data": {}})
    with pytest.raises(Invalid) as refused:
        publish_lesson(teacher(school), school.course, lesson)
    block_id = version_of(lesson.draft_id or 0).blocks[1]["id"]
    assert list(refused.value.fields) == [f"{block_id}.alt", f"{block_id}.file_id"]


def test_an_empty_lesson_is_not_published(school: School) -> None:
    with pytest.raises(Invalid):
        publish_lesson(teacher(school), school.course, new(school))


def test_too_long_a_block_is_refused_and_not_cut(school: School) -> None:
    lesson = new(school)
    with pytest.raises(Invalid):
        write(school, lesson.id, [{"type": "text", "data": {"html": "<p>chữ</p>" * 8_000}}])


def test_publishing_lets_the_course_find_it_and_nobody_else(school: School) -> None:
    lesson = new(school, TEXT)
    publish_lesson(teacher(school), school.course, lesson)
    entry = session.execute(find("dao ham", {f"lesson:{lesson.id}"})).scalar_one()
    assert (entry.kind, entry.url) == ("lesson", f"/courses/{school.course_id}/lessons/{lesson.id}")
    assert session.execute(find("dao ham", {"all", "members", f"course:{school.course_id}"})).first() is None
    assert acts() == ["lms.lesson_created", "lms.lesson_published"]


def test_pupils_keep_the_published_version_while_a_new_draft_is_written(school: School) -> None:
    lesson = new(school, TEXT)
    published = publish_lesson(teacher(school), school.course, lesson)
    draft = save_blocks(teacher(school), lesson, [], 0)
    session.refresh(lesson)
    assert (lesson.published_id, lesson.draft_id) == (published.id, draft.id)
    assert (draft.number, published.blocks != draft.blocks) == (2, True)
    write(school, lesson.id, [TEXT], save_number=1)
    publish_lesson(teacher(school), school.course, lesson)
    assert version_of(published.id).state == VersionState.REPLACED


def test_a_course_with_review_publishes_by_four_eyes(school: School) -> None:
    ask_for_review(school)
    author, reviewer, lesson = teacher(school), colleague(school), new(school, TEXT)
    with pytest.raises(Conflict):
        publish_lesson(author, school.course, lesson)
    submit_lesson(author, school.course, lesson)
    assert told(reviewer.person_id or 0) == [f"/courses/{school.course_id}/lessons/{lesson.id}/review"]
    assert told(author.person_id or 0) == []
    with pytest.raises(NotAllowed):
        approve_lesson(author, school.course, lesson)
    with pytest.raises(Conflict):
        write(school, lesson.id, [], save_number=1)
    draft = version_of(lesson.draft_id or 0)
    comment = comment_on_lesson(reviewer, lesson, draft, draft.blocks[0]["id"], "Thêm ví dụ")
    send_back_lesson(reviewer, school.course, lesson)
    assert told(author.person_id or 0) == [f"/courses/{school.course_id}/lessons/{lesson.id}/edit"]
    settle_comment(author, comment)
    submit_lesson(author, school.course, lesson)
    approve_lesson(reviewer, school.course, lesson)
    assert (draft.state, draft.author_id, draft.reviewer_id) == (VersionState.PUBLISHED, author.person_id, reviewer.person_id)
    assert [each.resolved_at is not None for each in comments_on(lesson.id)] == [True]
    assert acts()[1:] == [
        f"lms.lesson_{act}" for act in ("submitted", "commented", "sent_back", "comment_settled", "submitted", "published")
    ]


def test_who_sends_it_in_is_the_author_even_when_another_began(school: School) -> None:
    ask_for_review(school)
    author, other, lesson = teacher(school), colleague(school), new(school, TEXT)
    submit_lesson(other, school.course, lesson)
    with pytest.raises(NotAllowed):
        send_back_lesson(other, school.course, lesson)
    approve_lesson(author, school.course, lesson)
    assert lesson_row(school.course_id, lesson.id).published_id is not None


def test_a_submitted_draft_can_be_taken_back(school: School) -> None:
    ask_for_review(school)
    lesson = new(school, TEXT)
    submit_lesson(teacher(school), school.course, lesson)
    withdraw_lesson(teacher(school), school.course, lesson)
    write(school, lesson.id, [], save_number=1)
    with pytest.raises(Conflict):
        withdraw_lesson(teacher(school), school.course, lesson)


def test_a_comment_says_something_and_stands_at_a_block_that_is_there(school: School) -> None:
    lesson = new(school, TEXT)
    draft = version_of(lesson.draft_id or 0)
    assert comment_on_lesson(teacher(school), lesson, draft, "nothere1", "x").block_id == ""
    with pytest.raises(Invalid):
        comment_on_lesson(teacher(school), lesson, draft, "", " ")


def test_restoring_loses_neither_the_old_nor_the_draft(school: School) -> None:
    lesson = new(school, TEXT)
    published = publish_lesson(teacher(school), school.course, lesson)
    writing = save_blocks(teacher(school), lesson, [], 0)
    restored = restore_version(teacher(school), lesson, published.number)
    assert (restored.number, restored.blocks, restored.state) == (3, published.blocks, VersionState.DRAFT)
    assert version_of(writing.id).state == VersionState.REPLACED
    assert lesson_row(school.course_id, lesson.id).draft_id == restored.id
    with pytest.raises(NotFound):
        restore_version(teacher(school), lesson, 99)


def test_another_name_is_found_too(school: School) -> None:
    lesson = new(school, TEXT)
    publish_lesson(teacher(school), school.course, lesson)
    rename_lesson(teacher(school), lesson, "Tiếp tuyến", None)
    assert session.scalars(select(SearchEntry.title)).all() == ["Tiếp tuyến"]
    with pytest.raises(Invalid):
        rename_lesson(teacher(school), lesson, "x", 999)


def test_a_copy_brings_its_files_and_is_published_when_the_lesson_is(school: School) -> None:
    other = new_school(pupils=0)
    file = add_course_picture(teacher(school), school.course_id, "a.png", SMALL)
    question = {"type": "question", "data": {"kind": "single_choice", "content": choice_content()}}
    lesson = new(school, {"type": "image", "data": {"file_id": file.id, "alt": "Hình"}}, question)
    publish_lesson(teacher(school), school.course, lesson)
    copy = copy_lesson(teacher(other), lesson.id, other.course_id)
    version = version_of(copy.published_id or 0)
    taken: Block = version.blocks[0]
    theirs = session.get_one(CourseFile, taken["data"]["file_id"])
    assert (theirs.course_id, theirs.stored, theirs.id != file.id) == (other.course_id, file.stored, True)
    assert version.safe[0]["data"]["width"] == 40
    assert version.blocks[1] == version_of(lesson.published_id or 0).blocks[1]
    assert copy.draft_id is None


def test_a_copy_of_a_draft_is_a_draft(school: School) -> None:
    copy = copy_lesson(teacher(school), new(school, TEXT).id, school.course_id)
    assert (copy.published_id, len(version_of(copy.draft_id or 0).blocks)) == (None, 1)


def test_another_courses_lesson_is_not_there(school: School) -> None:
    with pytest.raises(NotFound):
        lesson_row(new_school(pupils=0).course_id, new(school).id)


@pytest.mark.parametrize(("data", "is_picture"), [(SMALL, True), (PNG, False), (b"<svg onload=x>", False), (b"GIF89a\1\0\1\0", True)])
def test_a_picture_is_told_by_its_bytes(school: School, data: bytes, is_picture: bool) -> None:
    if not is_picture:
        with pytest.raises(Invalid):
            add_course_picture(teacher(school), school.course_id, "anh.png", data)
    file = add_course_file(teacher(school), school.course_id, "anh.png", data)
    assert (file.width is not None) is is_picture


def test_the_same_file_is_kept_once_and_its_name_is_no_path(school: School) -> None:
    first = add_course_file(teacher(school), school.course_id, "../../etc/phiếu\x00học.pdf", b"x")
    again = add_course_file(teacher(school), school.course_id, "khác.pdf", b"x")
    assert first.id == again.id
    assert "/" not in first.name and "\x00" not in first.name and first.name.endswith("phiếu-học.pdf")
