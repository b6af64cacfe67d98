"""Blocks of a lesson moved, doubled, deleted and put back."""

from __future__ import annotations

import json
import random
from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import NotFound
from lms.models import Lesson, LessonVersion
from lms.operations.save_blocks import change_blocks
from lms.queries.lessons import current_version, kinds_known, known_to
from lms.rules.blocks import Block, duplicated, find, inserted, moved, removed, tidied_block
from lms.rules.course import CourseView
from lms.views.lesson_desk import Row, by_script, desk, fragment, page, row_of, sent_number

CHANCE = random.SystemRandom()


def act(course_id: int, lesson_id: int, block_id: str) -> ResponseReturnValue:
    """`act`: up, down, to (place `to`, from 0), duplicate, remove."""
    actor, course, lesson = desk(course_id, lesson_id)
    version = current_version(lesson)
    index = find(version.blocks, block_id) if version else None
    if version is None or index is None:
        raise NotFound
    block, asked = version.blocks[index], request.form.get("act", "")
    if asked == "duplicate":
        copy = duplicated(block, CHANCE)
        draft = change_blocks(actor, lesson, sent_number(), lambda blocks: inserted(blocks, copy, block_id))
        return _shown(course, lesson, draft, copy)
    if asked == "remove":
        before = version.blocks[index - 1]["id"] if index else ""
        draft = change_blocks(actor, lesson, sent_number(), lambda blocks: removed(blocks, block_id))
        return _gone(course, lesson, draft, block, after=before)
    to = {"up": index - 1, "down": index + 1}.get(asked, request.form.get("to", index, type=int))
    draft = change_blocks(actor, lesson, sent_number(), lambda blocks: moved(blocks, block_id, to))
    return _noted(draft) if by_script() else _back(course, lesson, block_id)


def put_back(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """A deleted block, as the page that deleted it kept it, behind `after`."""
    actor, course, lesson = desk(course_id, lesson_id)
    block = tidied_block(_json(request.form.get("block", "")), kinds_known())
    if block is None or not block["id"]:
        raise NotFound
    after = request.form.get("after", "")
    draft = change_blocks(
        actor, lesson, sent_number(), lambda blocks: blocks if find(blocks, block["id"]) is not None else inserted(blocks, block, after)
    )
    return _shown(course, lesson, draft, block)


def _json(sent: str) -> Any:
    try:
        return json.loads(sent)
    except (ValueError, RecursionError):
        return None


def _shown(course: CourseView, lesson: Lesson, draft: LessonVersion, block: Block) -> ResponseReturnValue:
    if not by_script():
        return _back(course, lesson, block["id"])
    return fragment("_row", course, lesson, draft, _row(course, block))


def _gone(course: CourseView, lesson: Lesson, draft: LessonVersion, block: Block, after: str) -> ResponseReturnValue:
    removed_block = {"row": _row(course, block), "after": after, "json": json.dumps(block)}
    if by_script():
        return fragment("_removed", course, lesson, draft, removed=removed_block)
    return page(course, lesson, removed=removed_block)


def _row(course: CourseView, block: Block) -> Row:
    return row_of(block, known_to(course.id, [block]))


def _noted(draft: LessonVersion) -> ResponseReturnValue:
    return Response(status=204, headers={"X-Save-Number": str(draft.save_number)})


def _back(course: CourseView, lesson: Lesson, block_id: str) -> ResponseReturnValue:
    return redirect(url_for("lms.lesson_editor.edit", course_id=course.id, lesson_id=lesson.id, _anchor=f"b-{block_id}"))
