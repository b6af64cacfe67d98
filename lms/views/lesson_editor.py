"""Writing a lesson: the list of blocks as they look, each edited in place. Everything works by plain forms; a script makes it quick."""

from __future__ import annotations

import random

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.actor import Actor
from core.errors import Invalid, NotFound
from core.http.language import translate
from core.http.uploads import read_upload
from core.words import say
from lms.forms.blocks import data_from
from lms.kinds import rich
from lms.kinds.registry import TYPES
from lms.models import CourseFile, Lesson, LessonVersion
from lms.operations.add_course_file import LARGEST, add_course_file, add_course_picture
from lms.operations.rename_lesson import rename_lesson
from lms.operations.save_blocks import StaleDraft, change_blocks
from lms.queries.lessons import current_version, kinds_known, known_to
from lms.rules.blocks import Block, duplicated, find, inserted, new_id, problems_of_block, replaced, tidied_block
from lms.rules.course import CourseView
from lms.views.block_form import form_tools
from lms.views.lesson_desk import by_script, desk, fragment, page, row_of, sent_number
from lms.views.lessons import reading_tools

CHANCE = random.SystemRandom()


def edit(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """The desk. `?block=` opens the form of a block, `?after=` the chooser of types behind one."""
    _, course, lesson = desk(course_id, lesson_id, to_change=False)
    block_id = request.args.get("block", "")
    if by_script() and (block := _saved_block(lesson, block_id)):
        return _form(course, lesson, block)
    return page(course, lesson, open_id=block_id, after=request.args.get("after"))


def rename(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """Another title or topic."""
    actor, course, lesson = desk(course_id, lesson_id)
    try:
        rename_lesson(actor, lesson, request.form.get("title", ""), request.form.get("topic_id", type=int))
    except Invalid as error:
        message = next(iter(error.fields.values()), error.message)
        return (
            (translate(message), 422)
            if by_script()
            else (page(course, lesson, title_error=message, title=request.form.get("title", "")), 422)
        )
    if by_script():
        return "", 204
    flash(translate(say("Đã lưu tên bài.")), "success")
    return _back(course, lesson)


def add(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """A new block of the type asked for, behind `after`, its form open."""
    actor, course, lesson = desk(course_id, lesson_id)
    code = request.form.get("type", "")
    if code not in TYPES:
        raise NotFound
    block: Block = {"id": new_id(CHANCE), "type": code, "data": TYPES[code].blank(kinds_known())}
    draft = change_blocks(actor, lesson, sent_number(), lambda blocks: inserted(blocks, block, request.form.get("after", "")))
    return _form(course, lesson, block, draft) if by_script() else _back(course, lesson, block["id"])


def save(course_id: int, lesson_id: int, block_id: str) -> ResponseReturnValue:
    """What was typed in a block's form. `act`: save, auto (as one types), add:… (another row), mine or both after a clash of windows."""
    actor, course, lesson = desk(course_id, lesson_id)
    act = request.form.get("act", "save")
    block = _sent_block(actor, course, lesson, block_id)
    as_known = None if act in ("mine", "both") else sent_number()
    try:
        draft = change_blocks(actor, lesson, as_known, lambda blocks: _with(blocks, block, beside=act == "both"))
    except StaleDraft:
        return _clash(course, lesson, block)
    return _saved(course, lesson, draft, block, act)


def preview(course_id: int, lesson_id: int) -> ResponseReturnValue:
    """HTML that was pasted or typed, made tidy, each formula as a piece that shows itself. Saves nothing."""
    desk(course_id, lesson_id)
    tidy = rich.tidy_line if request.form.get("line") else rich.tidy_text
    return rich.with_chips(tidy(request.form.get("html", "")))


def _sent_block(actor: Actor, course: CourseView, lesson: Lesson, block_id: str) -> Block:
    """The block as the form says it, tidy. Its type is the saved one; where another window deleted it, the one that was sent."""
    known = kinds_known()
    old = _saved_block(lesson, block_id) or tidied_block(
        {"type": request.form.get("type"), "data": {"kind": request.form.get("old_kind")}}, known
    )
    if old is None:
        raise NotFound
    raw = data_from(old["type"], request.form, old["data"])
    upload = request.files.get("file")
    if upload is not None and upload.filename and "file_id" in raw:
        raw["file_id"] = _keep(actor, course.id, is_picture=old["type"] == "image").id
    block = tidied_block({"id": block_id, "type": old["type"], "data": raw}, known)
    if block is None or not block["id"]:
        raise NotFound
    return block


def _keep(actor: Actor, course_id: int, *, is_picture: bool) -> CourseFile:
    upload = read_upload(request.files.get("file"), limit_bytes=LARGEST)
    return (add_course_picture if is_picture else add_course_file)(actor, course_id, upload.name, upload.data)


def _with(blocks: list[Block], block: Block, *, beside: bool) -> list[Block]:
    """The block in its place; with `beside` as a copy behind what the other window saved, so that both stay."""
    if beside and find(blocks, block["id"]) is not None:
        return inserted(blocks, duplicated(block, CHANCE), block["id"])
    return replaced(blocks, block) if find(blocks, block["id"]) is not None else [*blocks, block]


def _saved(course: CourseView, lesson: Lesson, draft: LessonVersion, block: Block, act: str) -> ResponseReturnValue:
    verb, _, extra = act.partition(":")
    goes_on = verb in ("add", "drop", "kind")
    if not by_script():
        return page(course, lesson, open_id=block["id"], extra=extra) if goes_on else _back(course, lesson, anchor=block["id"])
    if goes_on:
        return _form(course, lesson, block, draft, extra=extra)
    if act in ("mine", "both"):
        return Response(status=204, headers={"X-Reload": "1"})
    return fragment("_preview" if act == "auto" else "_row", course, lesson, draft, row_of(block, known_to(course.id, [block])))


def _form(course: CourseView, lesson: Lesson, block: Block, draft: LessonVersion | None = None, *, extra: str = "") -> ResponseReturnValue:
    """The row of a block with its form open; what is missing is said once it was there before."""
    version = draft or current_version(lesson)
    if version is None:
        raise NotFound
    known = known_to(course.id, [block])
    problems = problems_of_block(block, known) if draft is None else []
    return fragment("_open", course, lesson, version, row_of(block, known), **form_tools(course, block, problems, extra=extra))


def _clash(course: CourseView, lesson: Lesson, block: Block) -> ResponseReturnValue:
    """Another window saved first: what was typed stays in the form, and the choice is the writer's."""
    saved = _saved_block(lesson, block["id"])
    theirs = row_of(saved, known_to(course.id, [saved])) if saved else None
    if by_script():
        tools = reading_tools([theirs.safe] if theirs else [])
        return render_template("lms/lesson_editor/_clash.html", course=course, lesson=lesson, theirs=theirs, answers={}, **tools), 409
    return page(course, lesson, opened=row_of(block, known_to(course.id, [block])), has_clash=True, theirs=theirs), 409


def _saved_block(lesson: Lesson, block_id: str) -> Block | None:
    version = current_version(lesson)
    index = find(version.blocks, block_id) if version else None
    return version.blocks[index] if version and index is not None else None


def _back(course: CourseView, lesson: Lesson, block_id: str = "", anchor: str = "") -> ResponseReturnValue:
    place = f"b-{block_id or anchor}" if block_id or anchor else None
    return redirect(url_for("lms.lesson_editor.edit", course_id=course.id, lesson_id=lesson.id, block=block_id or None, _anchor=place))
