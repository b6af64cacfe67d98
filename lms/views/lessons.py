"""A lesson as it is read, and the answers given in it."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.actor import Actor
from core.errors import NotFound
from core.http.identity import current_actor
from lms import policies
from lms.models import Lesson, LessonVersion
from lms.queries.courses import course_for
from lms.queries.lessons import lesson_row, version_of
from lms.queries.outline import outline_of
from lms.rules.blocks import Block, episode_ids, find
from lms.rules.contents import with_contents
from lms.rules.course import CourseView
from lms.rules.reading import Stand, stand_of
from lms.views.files import file_url
from lms.views.self_check import Checked, checked, prefix_of
from video import api as video


def show(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """The lesson as pupils get it; to its teachers also the draft, by `?draft=1`."""
    actor = current_actor()
    course = course_for(actor, course_id)
    return lesson_page(actor, course, lesson_row(course.id, lesson_id))


def question(course_id: int, lesson_id: int, block_id: str) -> ResponseReturnValue:
    """One question anew, to answer it once more in place."""
    actor = current_actor()
    course = course_for(actor, course_id)
    lesson = lesson_row(course.id, lesson_id)
    _, index, version = _asked(actor, course, lesson, block_id)
    return _question(course, lesson, version.safe[index], {})


def check(course_id: int, lesson_id: int, block_id: str) -> ResponseReturnValue:
    """Mark one question. With htmx only its block comes back, without script the whole page."""
    actor = current_actor()
    course = course_for(actor, course_id)
    lesson = lesson_row(course.id, lesson_id)
    stand, index, version = _asked(actor, course, lesson, block_id)
    result = checked(version.blocks[index], version.safe[index], request.form)
    status = 422 if result.refusal else 200
    if request.headers.get("HX-Request"):
        return _question(course, lesson, version.safe[index], {block_id: result}), status
    return _page(actor, course, lesson, version, stand, {block_id: result}), status


def lesson_page(actor: Actor, course: CourseView, lesson: Lesson) -> ResponseReturnValue:
    """The page of a lesson. A pupil comes by its item, which says why it is closed, or notes that it was opened."""
    stand, version = _opened(actor, course, lesson)
    is_closed = _is_closed(stand, course, actor)
    if is_closed and stand.item is None:
        raise NotFound
    if stand.item is not None and (is_closed or (course.learns and course.is_open and not stand.item.is_begun)):
        return redirect(url_for("lms.items.show", course_id=course.id, item_id=stand.item.id))
    if version is None:
        if policies.may_edit(actor, course):
            return redirect(url_for("lms.lesson_editor.edit", course_id=course.id, lesson_id=lesson.id))
        return render_template("lms/lessons/not_yet.html", course=course, lesson=lesson, stand=stand)
    return _page(actor, course, lesson, version, stand, {})


def _opened(actor: Actor, course: CourseView, lesson: Lesson) -> tuple[Stand, LessonVersion | None]:
    """Where the lesson stands for this reader, and the version they get: pupils the published one, nothing else ever."""
    may_edit = policies.may_edit(actor, course)
    stand = stand_of(outline_of(course.id, actor.person_id if course.learns else None, with_hidden=may_edit), lesson.id)
    number = lesson.published_id
    if may_edit and lesson.draft_id is not None and request.args.get("draft"):
        number = lesson.draft_id
    return stand, version_of(number) if number is not None else None


def _asked(actor: Actor, course: CourseView, lesson: Lesson, block_id: str) -> tuple[Stand, int, LessonVersion]:
    """The question block of that id in the version this reader gets; NotFound when there is none, or not for them."""
    stand, version = _opened(actor, course, lesson)
    index = find(version.blocks, block_id) if version is not None and not _is_closed(stand, course, actor) else None
    if version is None or index is None or version.blocks[index]["type"] != "question":
        raise NotFound
    return stand, index, version


def _question(course: CourseView, lesson: Lesson, block: Block, answers: dict[str, Checked]) -> str:
    return render_template(
        "lms/lessons/_question.html", course=course, lesson=lesson, block=block, answers=answers, prefix_of=prefix_of, wants_focus=True
    )


def _is_closed(stand: Stand, course: CourseView, actor: Actor) -> bool:
    return not policies.may_edit(actor, course) and (stand.item is None or bool(stand.item.locks))


def _page(actor: Actor, course: CourseView, lesson: Lesson, version: LessonVersion, stand: Stand, answers: dict[str, Checked]) -> str:
    blocks, headings = with_contents(version.safe)
    return render_template(
        "lms/lessons/show.html",
        course=course, lesson=lesson, version=version, blocks=blocks, headings=headings, stand=stand, answers=answers,
        may_edit=policies.may_edit(actor, course), is_draft=version.id != lesson.published_id, **reading_tools(version.safe),
    )  # fmt: skip


def reading_tools(safe: list[Any]) -> dict[str, Any]:
    """What `_block.html` needs beside a block: addresses of files, and the episodes that videos name."""
    episodes = episode_ids(safe)
    return {
        "file_url": file_url,
        "prefix_of": prefix_of,
        "episodes": video.episodes(episodes) if episodes else {},
        "watch_url": video.watch_url,
    }
