"""Lesson pages for tests: blocks as anybody may write them, made tidy and saved."""

from __future__ import annotations

import random
from typing import Any

from core.db import session
from lms.models import Lesson
from lms.operations.save_blocks import save_blocks
from lms.queries.lessons import kinds_known
from lms.rules.blocks import tidied
from tests.support.courses import School
from tests.support.people import actor_of


def write(school: School, lesson_id: int, raw: list[dict[str, Any]], *, save_number: int = 0) -> Lesson:
    """Put blocks into the draft of a lesson, as the course's teacher; not committed."""
    lesson = session.get_one(Lesson, lesson_id)
    save_blocks(actor_of(school.teacher_id), lesson, tidied(raw, kinds_known(), random.Random()), save_number)
    return lesson
