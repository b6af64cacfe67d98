"""What a class report is made of, and which classes an actor may see reports of."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select

from accounts import api as accounts
from core.actor import Actor
from core.db import session
from core.permissions import Permission as P
from lms.models import Course, CourseGroup, CourseState
from lms.policies import may_report
from lms.queries.courses import taught_by
from lms.queries.gradebook import cells_of, columns_of
from lms.rules.class_report import Line, Subject, SubjectSummary, line_of, summary_of
from lms.rules.gradebook import year_of


@dataclass(frozen=True)
class ClassReport:
    """A class in one term, or the year (0). `is_whole` is false when the reader sees only the subjects they teach."""

    group: accounts.GroupView
    term: int
    subjects: list[Subject]
    lines: list[Line]
    summaries: list[SubjectSummary]
    is_whole: bool


def class_report(actor: Actor, group: accounts.GroupView, term: int) -> ClassReport:
    """The report as far as the actor may see it; five queries, however large the class."""
    is_whole = may_report(actor, group.organisation_path)
    courses = list(session.scalars(_courses(group.id) if is_whole else _courses(group.id).where(taught_by(actor))))
    people = accounts.members(group.id)
    columns = columns_of(course.id for course in courses)
    cells = cells_of([column.id for found in columns.values() for column in found], [person.id for person in people])
    subjects = [Subject(course.id, course.title, course.assessment) for course in courses]
    lines = []
    for person in people:
        own = cells.get(person.id, {})
        years = {course.id: year_of(columns.get(course.id, []), own, course.regular_marks) for course in courses}
        lines.append(line_of(person.id, person.full_name, person.code, years, subjects, term))
    return ClassReport(group, term, subjects, lines, [summary_of(subject, lines) for subject in subjects], is_whole)


def classes_reported(actor: Actor) -> list[accounts.GroupView]:
    """The classes whose report the actor may open: of organisations they report on, and those they teach a course to."""
    taught = session.scalars(select(CourseGroup.group_id).join(Course, Course.id == CourseGroup.course_id).where(taught_by(actor)))
    found = accounts.groups_by_ids(set(taught))
    for group in accounts.groups_in(actor.paths(P.COURSES_REPORT)):
        found[group.id] = group
    classes = [group for group in found.values() if group.kind == "class"]
    return sorted(classes, key=lambda group: (group.school_year, group.name))


def teaches_group(actor: Actor, group_id: int) -> bool:
    """Whether the actor teaches a course to the class."""
    return session.scalar(_courses(group_id).where(taught_by(actor)).order_by(None).with_only_columns(Course.id).limit(1)) is not None


def _courses(group_id: int) -> Select[Course]:
    inside = (CourseGroup.course_id == Course.id) & (CourseGroup.group_id == group_id)
    return select(Course).join(CourseGroup, inside).where(Course.state != CourseState.DRAFT).order_by(Course.title, Course.id)
