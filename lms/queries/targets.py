"""What a new item may lead to: a picker for each kind that has something to pick from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from core.actor import Actor
from core.db import session
from curriculum import api as curriculum
from exams import api as exams
from lms import policies
from lms.models import Assignment, Item, ItemKind, Lesson
from lms.queries.people import pupil_ids
from lms.rules.course import CourseView
from video import api as video


@dataclass(frozen=True)
class Target:
    """Something an item may lead to. `label` is for the picker, `title` what the item is called unless somebody says otherwise."""

    id: int
    label: str
    title: str


@dataclass(frozen=True)
class Asked:
    """For whom and for which course; `words` narrow a long list; `locale` is the reader's language."""

    actor: Actor
    course: CourseView
    words: str = ""
    locale: str = "vi"


def targets(kind: str, asked: Asked) -> list[Target]:
    """What the picker of `kind` offers; nothing for a kind without one."""
    picker = PICKERS.get(kind)
    return picker(asked) if picker else []


def _episodes(asked: Asked) -> list[Target]:
    course = asked.course
    found = video.find_episodes(asked.actor, asked.words, subject_code=course.subject_code, grade=course.grade)
    if not found and not asked.words:
        found = video.find_episodes(asked.actor, "")
    return [Target(view.id, f"{view.title} ({view.series_title})", view.title) for view in found]


def _topics(asked: Asked) -> list[Target]:
    found = curriculum.topics(asked.course.subject_code)
    return [Target(topic.id, "– " * topic.depth + topic.label(asked.locale), topic.label(asked.locale)) for topic in found]


def _exams(asked: Asked) -> list[Target]:
    found = exams.exams_of_people(pupil_ids(asked.course.id))
    mine = [exam for exam in found if policies.may_count(asked.course.organisation_path, exam.organisation_path)]
    return [Target(exam.id, f"{exam.name} ({exam.code})", exam.name) for exam in mine]


def _lessons(asked: Asked) -> list[Target]:
    """Lessons of the course that stand nowhere in its outline."""
    placed = select(Item.target_id).where(Item.course_id == asked.course.id, Item.kind == ItemKind.LESSON)
    found = select(Lesson.id, Lesson.title).where(Lesson.course_id == asked.course.id, Lesson.id.not_in(placed)).order_by(Lesson.title)
    return [Target(number, title, title) for number, title in session.execute(found.limit(200))]


def _assignments(asked: Asked) -> list[Target]:
    """Assignments of the course that stand nowhere in its outline."""
    placed = select(Item.target_id).where(Item.course_id == asked.course.id, Item.kind == ItemKind.ASSIGNMENT)
    found = select(Assignment.id, Assignment.title).where(Assignment.course_id == asked.course.id, Assignment.id.not_in(placed))
    return [Target(number, title, title) for number, title in session.execute(found.order_by(Assignment.title).limit(200))]


PICKERS: dict[str, Callable[[Asked], list[Target]]] = {
    ItemKind.EPISODE: _episodes,
    ItemKind.REVIEW: _topics,
    ItemKind.EXAM: _exams,
    ItemKind.LESSON: _lessons,
    ItemKind.ASSIGNMENT: _assignments,
}
