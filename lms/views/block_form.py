"""What the form of a block needs beside its data: pickers, and the question's own form."""

from __future__ import annotations

from typing import Any

from core.db import session
from core.http.identity import current_actor
from core.words import Message
from lms.kinds import rich
from lms.kinds.callout import TONES
from lms.kinds.contract import Problem
from lms.kinds.question import KINDS
from lms.queries.files import files_of
from lms.rules.blocks import Block
from lms.rules.course import CourseView
from question_bank import api as questions
from video import api as video

MOST_FILES = 200
_LISTS = ("options", "statements", "accepted")


def form_tools(course: CourseView, block: Block, problems: list[Problem] | None = None, *, extra: str = "") -> dict[str, Any]:
    """For `fields/_<type>.html`; `problems` are shown at their fields, `extra` names a list of a question that gets another row."""
    tools: dict[str, Any] = {"shown_line": rich.shown_line, "with_chips": rich.with_chips, "tones": TONES}
    if block["type"] in ("image", "file"):
        found = session.scalars(files_of(course.id).limit(MOST_FILES)).all()
        tools["files"] = [file for file in found if file.width or block["type"] == "file"]
    if block["type"] == "video":
        tools["choices"] = video.find_episodes(current_actor(), subject_code=course.subject_code, grade=course.grade, limit=100)
    if block["type"] == "question":
        tools |= {"form": _question_form(block, problems or [], extra), "kinds": [questions.kind_of(code) for code in KINDS]}
    return tools


def _question_form(block: Block, problems: list[Problem], extra: str) -> questions.QuestionForm:
    form = questions.QuestionForm(questions.kind_of(block["data"]["kind"]), block["data"]["content"])
    form.errors = _by_place(problems)
    if extra in _LISTS:
        form.extra_rows[extra] = 1
    return form


def _by_place(problems: list[Problem]) -> dict[str, Message]:
    return {problem.place: problem.message for problem in reversed(problems)}
