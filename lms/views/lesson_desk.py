"""What the pages of the lesson editor share: who may write, and the list of blocks as it is shown to be edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request

from accounts import api as accounts
from core.actor import Actor
from core.http.identity import current_actor
from core.words import Message
from curriculum import api as curriculum
from lms import policies
from lms.kinds.contract import Known
from lms.kinds.registry import TYPES
from lms.models import Lesson, LessonVersion, VersionState
from lms.queries.courses import course_for
from lms.queries.lessons import comments_on, current_version, known_to, lesson_row
from lms.rules.blocks import Block, problems_of_block, safe_block
from lms.rules.course import CourseView
from lms.views.block_form import form_tools
from lms.views.lessons import reading_tools
from question_bank import api as questions


@dataclass(frozen=True)
class Row:
    """A block on the desk: as written, as read, and what is missing in it. `question` is a question's content as its writers read it."""

    block: Block
    safe: Block
    problems: list[Message]
    question: dict[str, Any] | None = None

    @property
    def label(self) -> Message:
        return TYPES[self.block["type"]].label


def desk(course_id: int, lesson_id: int, *, to_change: bool = True) -> tuple[Actor, CourseView, Lesson]:
    """Who is writing what; NotFound or NotAllowed for who may not, Conflict in an archived course."""
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    if to_change:
        policies.require_work(actor, course)
    return actor, course, lesson_row(course.id, lesson_id)


def row_of(block: Block, known: Known, safe: Block | None = None) -> Row:
    """A block as the desk shows it; `safe` is what readers get of it, where that is kept already."""
    content = None
    if block["type"] == "question":
        content = known.kinds[block["data"]["kind"]].map_html(block["data"]["content"], questions.safe_html)
    return Row(block, safe or safe_block(block, known), [problem.message for problem in problems_of_block(block, known)], content)


def rows_of(course: CourseView, version: LessonVersion) -> list[Row]:
    """All the blocks of a version as the desk shows them."""
    known = known_to(course.id, version.blocks)
    return [row_of(block, known, safe) for block, safe in zip(version.blocks, version.safe, strict=True)]


def save_number(version: LessonVersion | None, lesson: Lesson) -> int:
    """What the next change must name: 0 where the first change begins a draft."""
    return version.save_number if version is not None and lesson.draft_id == version.id else 0


def page(course: CourseView, lesson: Lesson, *, open_id: str = "", opened: Row | None = None, extra: str = "", **more: Any) -> str:
    """The whole desk, with the form of the block `open_id` or of `opened` (as it was typed).

    `extra` names a list in that form which gets another row. `more`: after (the chooser of types stands behind that block),
    removed (a block that can be put back), title_error, has_clash and theirs.
    """
    version = current_version(lesson)
    rows = rows_of(course, version) if version else []
    opened = opened or next((row for row in rows if row.block["id"] == open_id), None)
    if opened is not None and opened.block["id"] not in {row.block["id"] for row in rows}:
        rows.append(opened)
    comments = [comment for comment in comments_on(lesson.id) if comment.resolved_at is None]
    return render_template(
        "lms/lesson_editor/edit.html",
        course=course, lesson=lesson, version=version, rows=rows, opened=opened, types=TYPES, save_number=save_number(version, lesson),
        is_draft=version is not None and lesson.draft_id == version.id, can_change=_can_change(course, version, lesson),
        comments=comments, people=accounts.people({comment.person_id for comment in comments}), answers={},
        topics=curriculum.topics(course.subject_code), **more,
        **(form_tools(course, opened.block, extra=extra) if opened else {}), **reading_tools([row.safe for row in rows]),
    )  # fmt: skip


def fragment(template: str, course: CourseView, lesson: Lesson, version: LessonVersion, row: Row | None = None, **more: Any) -> Response:
    """A piece of the desk for its script, which learns the new save number from the head."""
    tools = reading_tools([row.safe] if row else [])
    html = render_template(
        f"lms/lesson_editor/{template}.html", course=course, lesson=lesson, row=row, save_number=version.save_number, can_change=True,
        answers={}, **tools, **more,
    )  # fmt: skip
    answer = make_response(html)
    answer.headers["X-Save-Number"] = str(version.save_number)
    return answer


def by_script() -> bool:
    """Whether the desk's own script asks."""
    return request.headers.get("X-Desk") == "1"


def sent_number() -> int | None:
    """The save number that the form was made with; -1, which no draft has, when it is missing."""
    return request.form.get("save_number", -1, type=int)


def _can_change(course: CourseView, version: LessonVersion | None, lesson: Lesson) -> bool:
    waits = version is not None and lesson.draft_id == version.id and version.state == VersionState.IN_REVIEW
    return not course.is_archived and not waits
