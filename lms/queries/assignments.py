"""Assignments of a course, who handed in what, and which work is to be marked next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import selectinload

from accounts import api as accounts
from core.db import session
from core.errors import NotFound
from lms.models import Assignment, Item, ItemKind, Submission, SubmissionFile, SubmissionState
from lms.queries.gradebook import pupil_ids

SHOWN = ("", "waiting", "returned", "missing")
"""Which pupils the teacher's list shows: all, those to be marked, marked, without work."""


@dataclass(frozen=True)
class AssignmentLine:
    """An assignment in the course's list: `work` is the reader's own, `waiting` how many the teacher has still to mark."""

    assignment: Assignment
    work: Submission | None
    handed_in: int
    waiting: int


@dataclass(frozen=True)
class WorkLine:
    """A pupil in the teacher's list."""

    person: accounts.PersonView
    work: Submission | None

    @property
    def standing(self) -> str:
        """waiting, returned, or missing while nothing is handed in."""
        if self.work is None or not self.work.number:
            return "missing"
        return "returned" if self.work.state == SubmissionState.RETURNED else "waiting"


def assignment_row(course_id: int, assignment_id: int) -> Assignment:
    """An assignment of that very course; NotFound otherwise."""
    found = session.get(Assignment, assignment_id)
    if found is None or found.course_id != course_id:
        raise NotFound
    return found


def is_shown(assignment_id: int, course_id: int) -> bool:
    """Whether the outline shows the assignment to pupils."""
    found = select(Item.id).where(
        Item.kind == ItemKind.ASSIGNMENT, Item.target_id == assignment_id, Item.course_id == course_id, Item.is_visible
    )
    return session.scalar(found.limit(1)) is not None


def assignments_of(course_id: int) -> Select[Assignment]:
    """The course's assignments, what is due next first; those without a date last."""
    return (
        select(Assignment).where(Assignment.course_id == course_id).order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
    )


def lines_of(assignments: Collection[Assignment], person_id: int | None) -> list[AssignmentLine]:
    """The assignments with the reader's own work and the counts; two queries."""
    ids = [found.id for found in assignments]
    waits = case((Submission.state == SubmissionState.SUBMITTED, 1), else_=0)
    counted = select(Submission.assignment_id, func.count(), func.sum(waits)).where(
        Submission.assignment_id.in_(ids), Submission.number > 0
    )
    counts = {number: (handed_in, waiting) for number, handed_in, waiting in session.execute(counted.group_by(Submission.assignment_id))}
    own = select(Submission).where(Submission.assignment_id.in_(ids), Submission.person_id == person_id)
    mine = {work.assignment_id: work for work in session.scalars(own)}
    return [AssignmentLine(found, mine.get(found.id), *counts.get(found.id, (0, 0))) for found in assignments]


def shown_ids(course_id: int) -> set[int]:
    """The assignments that the outline shows."""
    found = select(Item.target_id).where(Item.course_id == course_id, Item.kind == ItemKind.ASSIGNMENT, Item.is_visible)
    return {number for number in session.scalars(found) if number is not None}


def own_work(assignment_id: int, person_id: int | None) -> Submission | None:
    """A pupil's work on an assignment."""
    return session.scalar(select(Submission).where(Submission.assignment_id == assignment_id, Submission.person_id == person_id))


def work_lines(course_id: int, assignment_id: int, shown: str = "") -> list[WorkLine]:
    """Every pupil of the course, in the order of class lists, with what they handed in; four queries."""
    found = select(Submission).where(Submission.assignment_id == assignment_id).options(selectinload(Submission.files))
    works = {work.person_id: work for work in session.scalars(found)}
    people = accounts.people_in_order(pupil_ids(course_id) | {number for number, work in works.items() if work.number})
    lines = [WorkLine(person, works.get(person.id)) for person in people]
    return [line for line in lines if not shown or line.standing == shown]


def submission_row(assignment_id: int, submission_id: int) -> Submission:
    """A work on that very assignment; NotFound otherwise."""
    found = session.get(Submission, submission_id)
    if found is None or found.assignment_id != assignment_id:
        raise NotFound
    return found


def works_waiting(assignment_id: int) -> list[Submission]:
    """The works of an assignment that are to be marked, in the order they were begun."""
    found = select(Submission).where(Submission.assignment_id == assignment_id, Submission.state == SubmissionState.SUBMITTED)
    return list(session.scalars(found.order_by(Submission.id)))


def next_to_mark(assignment_id: int, after_id: int) -> int | None:
    """The next work to be marked, around the end of the list; None when all are."""
    found = select(Submission.id).where(Submission.assignment_id == assignment_id, Submission.state == SubmissionState.SUBMITTED)
    later = session.scalar(found.where(Submission.id > after_id).order_by(Submission.id).limit(1))
    return later or session.scalar(found.where(Submission.id != after_id).order_by(Submission.id).limit(1))


def file_of(assignment_id: int, file_id: int) -> tuple[SubmissionFile, Submission]:
    """A file handed in for that assignment, with its work; NotFound otherwise."""
    found = session.execute(
        select(SubmissionFile, Submission).join(Submission, Submission.id == SubmissionFile.submission_id)
        .where(SubmissionFile.id == file_id, Submission.assignment_id == assignment_id)
    ).one_or_none()  # fmt: skip
    if found is None:
        raise NotFound
    return found[0], found[1]
