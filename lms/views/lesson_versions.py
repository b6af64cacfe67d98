"""The versions of a lesson: their list, two of them side by side, an old one brought back; submitting, reading and publishing a draft."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.actor import Actor
from core.errors import Invalid, NotFound
from core.http.language import translate
from core.http.paging import page_of
from core.words import Message, say
from lms.kinds.contract import Known
from lms.kinds.registry import TYPES
from lms.models import Lesson, LessonVersion, VersionState
from lms.operations import publish_lesson as publishing
from lms.operations.comment_on_lesson import comment_on_lesson, settle_comment
from lms.operations.restore_version import restore_version
from lms.queries.lessons import VersionLine, comment_row, comments_on, version_lines, version_numbered, version_of
from lms.rules.blocks import find, words_of
from lms.rules.compare import Change, compare
from lms.rules.course import CourseView
from lms.views.lesson_desk import desk, page, rows_of
from lms.views.lessons import reading_tools


def index(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """The versions, and with `?old=1&new=3` what changed between two."""
    _, course, lesson = desk(course_id, lesson_id, to_change=False)
    lines = page_of(version_lines(lesson.id), read=lambda row: VersionLine(*row))
    old, new = (_numbered(lesson, request.args.get(name, type=int)) for name in ("old", "new"))
    return render_template(
        "lms/lesson_versions/index.html",
        course=course, lesson=lesson, page=lines, old=old, new=new, changes=_changes(old, new),
        people=accounts.people({person for line in lines.items for person in (line.author_id, line.reviewer_id) if person}),
        labels={code: each.label for code, each in TYPES.items()}, said=lambda block: words_of([block], Known()),
    )  # fmt: skip


def show(course_id: int, lesson_id: int, number: int) -> ResponseReturnValue:
    """One version as pupils would read it."""
    _, course, lesson = desk(course_id, lesson_id, to_change=False)
    version = version_numbered(lesson.id, number)
    return render_template(
        "lms/lesson_versions/show.html", course=course, lesson=lesson, version=version, answers={}, **reading_tools(version.safe)
    )


def restore(course_id: int, lesson_id: int, number: int) -> ResponseReturnValue:
    """A new draft from an old version."""
    actor, course, lesson = desk(course_id, lesson_id)
    draft = restore_version(actor, lesson, number)
    flash(translate(say("Đã chép phiên bản %(old)d thành bản nháp %(new)d.", old=number, new=draft.number)), "success")
    return _to("edit", course, lesson)


def review(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """The draft with room for comments at every block."""
    actor, course, lesson = desk(course_id, lesson_id, to_change=False)
    if lesson.draft_id is None:
        return _to("edit", course, lesson)
    version = version_of(lesson.draft_id)
    comments = comments_on(lesson.id)
    return render_template(
        "lms/lesson_versions/review.html",
        course=course, lesson=lesson, version=version, rows=rows_of(course, version), answers={},
        comments=[each for each in comments if each.resolved_at is None],
        people=accounts.people({each.person_id for each in comments} | ({version.author_id} if version.author_id else set())),
        may_approve=version.state == VersionState.IN_REVIEW and version.author_id != actor.person_id, **reading_tools(version.safe),
    )  # fmt: skip


def comment(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """Say something of the draft, at a block or of the whole."""
    actor, course, lesson = desk(course_id, lesson_id)
    if lesson.draft_id is None:
        raise NotFound
    version, block_id = version_of(lesson.draft_id), request.form.get("block", "")
    try:
        comment_on_lesson(actor, lesson, version, block_id, request.form.get("text", ""))
    except Invalid as error:
        flash(translate(next(iter(error.fields.values()), error.message)), "error")
    return _to("review", course, lesson, f"b-{block_id}" if find(version.blocks, block_id) is not None else "gop-y")


def settle(course_id: int, lesson_id: int, comment_id: int) -> ResponseReturnValue:
    """What a comment asked for is done."""
    actor, course, lesson = desk(course_id, lesson_id)
    settle_comment(actor, comment_row(lesson.id, comment_id))
    return _to("review" if request.form.get("from") == "review" else "edit", course, lesson)


def publish(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """Publish the draft of a course that asks for no review."""
    return _act(course_id, lesson_id, publishing.publish_lesson, say("Đã đăng bài. Học sinh đọc được phiên bản mới."))


def submit(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """Give the draft to the other teachers."""
    return _act(course_id, lesson_id, publishing.submit_lesson, say("Đã gửi bài đi duyệt."))


def withdraw(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """Take it back."""
    return _act(course_id, lesson_id, publishing.withdraw_lesson, say("Đã rút lại bài. Bạn sửa tiếp được."))


def approve(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """Publish what another wrote."""
    return _act(course_id, lesson_id, publishing.approve_lesson, say("Đã duyệt và đăng bài."))


def send_back(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """Give it back with comments."""
    return _act(course_id, lesson_id, publishing.send_back_lesson, say("Đã trả lại bài cho người soạn."))


def _act(course_id: int, lesson_id: int, act: Callable[[Actor, CourseView, Lesson], object], told: Message) -> ResponseReturnValue:
    """One act on the draft; where blocks are not complete, the desk says which and what is missing."""
    actor, course, lesson = desk(course_id, lesson_id)
    try:
        act(actor, course, lesson)
    except Invalid as error:
        return page(course, lesson, refused=error), 422
    flash(translate(told), "success")
    return _to("edit", course, lesson)


def _numbered(lesson: Lesson, number: int | None) -> LessonVersion | None:
    return version_numbered(lesson.id, number) if number is not None and 0 < number < 2**31 else None


def _changes(old: LessonVersion | None, new: LessonVersion | None) -> list[Change] | None:
    return compare(old.blocks, new.blocks, Known()) if old is not None and new is not None else None


def _to(name: str, course: CourseView, lesson: Lesson, anchor: str | None = None) -> ResponseReturnValue:
    endpoint = {"edit": "lms.lesson_editor.edit", "review": "lms.lesson_versions.review"}[name]
    return redirect(url_for(endpoint, course_id=course.id, lesson_id=lesson.id, _anchor=anchor))
