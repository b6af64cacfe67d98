"""The frame that every page of one course shows: its head and its tabs."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import get_locale

from core.actor import Actor
from core.http.templates import quick_url_for
from core.words import Message, say
from curriculum import api as curriculum
from lms import policies
from lms.rules.course import CourseView


@dataclass(frozen=True)
class Tab:
    """A place in a course. Its address is the course's own with `path` after it."""

    name: str
    label: Message
    path: str
    for_teachers: bool = False


TABS = (
    Tab("outline", say("Nội dung"), ""),
    Tab("announcements", say("Bảng tin"), "/announcements"),
    Tab("discussion", say("Thảo luận"), "/discussion"),
    Tab("assignments", say("Bài tập"), "/assignments"),
    Tab("gradebook", say("Sổ điểm"), "/gradebook"),
    Tab("progress", say("Tiến độ"), "/progress", for_teachers=True),
    Tab("people", say("Thành viên"), "/people", for_teachers=True),
)


@dataclass(frozen=True)
class Frame:
    """What `lms/_course.html` needs besides the course. `tabs`: (name, label, address); `subject` is its name for this reader."""

    tabs: list[tuple[str, Message, str]]
    may_edit: bool
    subject: str


def frame_of(actor: Actor, course: CourseView) -> Frame:
    """The frame of `course` for `actor`; one query."""
    may_edit, home = policies.may_edit(actor, course), quick_url_for("lms.courses.show", course_id=course.id)
    shown = [(tab.name, tab.label, home + tab.path) for tab in TABS if may_edit or not tab.for_teachers]
    subject = curriculum.subject(course.subject_code)
    return Frame(shown, may_edit, subject.label(str(get_locale())) if subject else course.subject_code)
