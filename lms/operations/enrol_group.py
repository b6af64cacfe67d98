"""Classes in a course: a class comes and goes as a whole, and its members come and go with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from lms import policies
from lms.models import Course, CourseGroup, CourseState, CourseTeacher, Enrolment
from lms.rules.course import CourseView

MOST_AT_ONCE = 2_000


def enrol_group(actor: Actor, course: CourseView, group_id: int) -> int:
    """Enrol a class of the course's organisation; returns how many are in it. Nothing changes when it is enrolled already."""
    policies.require_work(actor, course)
    group = accounts.group(group_id)
    if not group.organisation_path.startswith(course.organisation_path):
        raise Invalid(fields={"group_id": say("Lớp này không thuộc đơn vị của khóa học.")})
    if group.size > MOST_AT_ONCE:
        raise Invalid(fields={"group_id": say("Lớp có quá %(n)s người. Hãy chia nhỏ.", n=MOST_AT_ONCE)})
    if session.get(CourseGroup, (course.id, group_id)) is None:
        session.add(CourseGroup(course_id=course.id, group_id=group_id))
        session.flush()
        members = [person.id for person in accounts.members(group_id)]
        enrol(course.id, members, group_id)
        audit.record(actor, "lms.group_enrolled", f"course:{course.id}", group=group_id, name=group.name)
    return group.size


def remove_group(actor: Actor, course: CourseView, group_id: int) -> None:
    """The class leaves; what its pupils have done is kept and comes back with them."""
    policies.require_work(actor, course)
    session.execute(delete(CourseGroup).where(CourseGroup.course_id == course.id, CourseGroup.group_id == group_id))
    here = (Enrolment.course_id == course.id, Enrolment.group_id == group_id, Enrolment.left_at.is_(None))
    for person_id in list(session.scalars(select(Enrolment.person_id).where(*here))):
        _leave_with_group(course.id, person_id)
    audit.record(actor, "lms.group_removed", f"course:{course.id}", group=group_id)


def follow_joined(group_id: int, person_ids: Sequence[int]) -> None:
    """People joined a class: they are in its courses."""
    for course_id in _courses_of(group_id):
        enrol(course_id, person_ids, group_id)


def follow_left(group_id: int, person_id: int) -> None:
    """Somebody left a class: they leave its courses, unless another class of theirs is in them."""
    mine = (Enrolment.person_id == person_id, Enrolment.group_id == group_id, Enrolment.left_at.is_(None))
    for course_id in list(session.scalars(select(Enrolment.course_id).where(*mine))):
        _leave_with_group(course_id, person_id)


def enrol(course_id: int, person_ids: Iterable[int], group_id: int | None) -> None:
    """Put people into a course by a class or, when `group_id` is None, by themselves. Who had left is back with all their work.

    Teachers of the course are never its pupils.
    """
    teachers = set(session.scalars(select(CourseTeacher.person_id).where(CourseTeacher.course_id == course_id)))
    fresh = [number for number in dict.fromkeys(person_ids) if number not in teachers]
    if not fresh:
        return
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    rows = [{"course_id": course_id, "person_id": number, "group_id": group_id, "joined_at": clock.now()} for number in fresh]
    for start in range(0, len(rows), 200):
        added = insert(Enrolment).values(rows[start : start + 200])
        again = {"left_at": None, "group_id": added.excluded.group_id}
        kept = added.on_conflict_do_update(index_elements=["course_id", "person_id"], set_=again).returning(Enrolment)
        session.scalars(kept, execution_options={"populate_existing": True}).all()


def _leave_with_group(course_id: int, person_id: int) -> None:
    theirs = [group.id for group in accounts.groups_of(person_id)]
    other = select(CourseGroup.group_id).where(CourseGroup.course_id == course_id, CourseGroup.group_id.in_(theirs)).limit(1)
    group_id = session.scalar(other)
    change = {"group_id": group_id} if group_id is not None else {"left_at": clock.now()}
    session.execute(update(Enrolment).where(Enrolment.course_id == course_id, Enrolment.person_id == person_id).values(**change))


def _courses_of(group_id: int) -> list[int]:
    found = select(CourseGroup.course_id).join(Course, Course.id == CourseGroup.course_id)
    return list(session.scalars(found.where(CourseGroup.group_id == group_id, Course.state != CourseState.ARCHIVED)))
