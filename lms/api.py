"""The door to lms for the rooms above: whose courses, how far in them, and which of their pages somebody may find.

For loading a course with its history: `bring_course`, `open_course`, `outline`, then the operations exported here.
"""

from __future__ import annotations

from core import clock
from core.actor import Actor
from core.db import session
from core.words import Message
from lms.formats.archive import read_archive
from lms.operations.announce_news import announce_news
from lms.operations.discuss import begin_thread, reply, settle
from lms.operations.enrol_group import enrol_group
from lms.operations.enter_marks import Change, enter_marks
from lms.operations.hand_in_work import hand_in_work
from lms.operations.import_course import import_course
from lms.operations.mark_work import Verdict, mark_work
from lms.operations.report_progress import note, report
from lms.operations.set_course_state import publish_course
from lms.queries.assignments import assignment_row, works_waiting
from lms.queries.courses import CourseView, course_for, courses_learned, view_for
from lms.queries.findable import audiences_of
from lms.queries.gradebook import columns_of
from lms.queries.outline import item_row, outline_of
from lms.queries.progress import CourseProgress, course_progress
from lms.queries.today import Step, Today, days_at_work, today_of
from lms.rules.outline import OutlineItem

__all__ = [
    "Change", "CourseProgress", "CourseView", "OutlineItem", "Step", "Today", "Verdict", "announce_news", "assignment_row",
    "begin_thread", "bring_course", "columns_of", "course_for", "course_progress", "courses_of", "days_at_work", "enter_marks",
    "hand_in_work", "mark_work", "open_course", "outline", "reply", "report", "search_audiences", "settle", "today_of", "visit", "works_waiting",
]  # fmt: skip

MOST_COURSES = 100


def search_audiences(actor: Actor) -> set[str]:
    """The words of `core.search` for the courses that the actor learns or teaches, and for the lessons in them that are open: `lesson:7`."""
    return audiences_of(actor, clock.now())


def courses_of(person_id: int) -> list[CourseView]:
    """The courses that a person learns, those that go on first."""
    return [view_for(row) for row in session.execute(courses_learned(person_id).limit(MOST_COURSES))]


def bring_course(actor: Actor, organisation_id: int, data: bytes) -> tuple[CourseView, list[Message]]:
    """A course made from an archive (docs/formats.md), and what could not come along. Raises Invalid for what is no archive."""
    made = import_course(actor, organisation_id, read_archive(data))
    return course_for(actor, made.course.id, edit=True), made.losses


def open_course(actor: Actor, course_id: int, group_id: int) -> CourseView:
    """Enrol a class and let it in."""
    enrol_group(actor, course_for(actor, course_id, edit=True), group_id)
    publish_course(actor, course_for(actor, course_id, edit=True))
    return course_for(actor, course_id, edit=True)


def outline(course_id: int) -> list[OutlineItem]:
    """The items of a course in order."""
    return outline_of(course_id, with_hidden=True).items


def visit(person_id: int, course_id: int, item_id: int) -> None:
    """A pupil opened an item and stayed to its end."""
    note(item_row(course_id, item_id), person_id, None, is_done=True)
