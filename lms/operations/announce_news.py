"""News to a whole course: written by a teacher, told to every pupil by a job."""

from __future__ import annotations

from sqlalchemy import select

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.jobs.api import enqueue
from core.words import say
from lms import policies
from lms.models import Announcement, Course, Enrolment
from lms.rules.course import CourseView
from lms.rules.posts import LONGEST, html_of

TELL = "lms.tell_announcement"


def announce_news(actor: Actor, course: CourseView, title: str, text: str) -> Announcement:
    """Write it down and ask for it to be told. Invalid names the field that is empty or too long."""
    policies.require_work(actor, course)
    wrong = {}
    if not title.strip():
        wrong["title"] = say("Hãy đặt tiêu đề.")
    if not text.strip() or len(text) > LONGEST:
        wrong["text"] = say("Hãy viết nội dung, dưới %(most)d ký tự.", most=LONGEST)
    if wrong:
        raise Invalid(fields=wrong)
    made = Announcement(
        course_id=course.id, person_id=actor.person_id or 0, title=title.strip()[:200], text=text, safe=html_of(text), at=clock.now()
    )  # fmt: skip
    session.add(made)
    session.flush()
    audit.record(actor, "lms.announced", f"announcement:{made.id}", course=course.id, title=made.title)
    enqueue(TELL, {"announcement_id": made.id}, key=f"{TELL}:{made.id}")
    return made


def withdraw_news(actor: Actor, course: CourseView, found: Announcement) -> None:
    """Take an announcement away; who was told keeps the notice, which then leads to the list."""
    policies.require_work(actor, course)
    audit.record(actor, "lms.announcement_withdrawn", f"announcement:{found.id}", course=course.id, title=found.title, text=found.text)
    session.delete(found)


def tell_announcement(announcement_id: int) -> int:
    """Notify every pupil of the course; returns how many. Nothing when it was withdrawn meanwhile or nobody may see the course yet."""
    found = session.get(Announcement, announcement_id)
    course = session.get(Course, found.course_id) if found else None
    if found is None or course is None or course.state != "published":
        return 0
    pupils = set(session.scalars(select(Enrolment.person_id).where(Enrolment.course_id == course.id, Enrolment.left_at.is_(None))))
    accounts.notify(
        pupils, "announcement", say("%(course)s: %(title)s", course=course.title, title=found.title), f"/courses/{course.id}/announcements"
    )
    return len(pupils)
