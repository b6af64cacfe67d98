"""A pupil's work on an assignment: kept while it is being written, handed in, taken back before it is marked."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence

from sqlalchemy import select

from core import audit, clock, storage
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.http.uploads import Upload
from core.words import say
from lms import policies
from lms.models import Assignment, Submission, SubmissionFile, SubmissionState
from lms.operations.report_progress import report
from lms.rules.assignments import LONGEST_TEXT, Standing, refuse_file, standing_at
from lms.rules.course import CourseView

FOLDER = "submissions"


def keep_work(actor: Actor, course: CourseView, assignment: Assignment, text: str, files: Sequence[Upload]) -> Submission:
    """Keep what is written so far and the files added. Invalid for a file that is not taken, Conflict when nothing is taken any more."""
    policies.require_learns(actor, course)
    _require_taken(assignment)
    work = _own(actor, assignment)
    if work.state == SubmissionState.RETURNED:
        raise Conflict(say("Bài này đã được chấm. Muốn làm lại, hãy nhờ giáo viên mở lại."))
    for file in files:
        refused = refuse_file(file.name)
        if refused:
            raise Invalid(fields={"files": refused})
    if len(work.files) + len(files) > assignment.files_limit:
        raise Invalid(fields={"files": say("Nộp nhiều nhất %(most)d tệp. Hãy bỏ bớt hoặc nén lại.", most=assignment.files_limit)})
    work.text = text[:LONGEST_TEXT]
    for file in files:
        mime = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        stored = storage.put(FOLDER, file.data)
        work.files.append(SubmissionFile(name=file.name, stored=stored, mime=mime, size=len(file.data), added_at=clock.now()))
    session.flush()
    return work


def hand_in_work(actor: Actor, course: CourseView, assignment: Assignment, text: str, files: Sequence[Upload]) -> Submission:
    """Keep the work and hand it in; again and again until it is marked. Invalid when there is nothing to hand in."""
    work = keep_work(actor, course, assignment, text, files)
    if not work.text.strip() and not work.files:
        raise Invalid(fields={"text": say("Hãy viết bài làm hoặc thêm một tệp rồi nộp.")})
    now = clock.now()
    work.state, work.number, work.submitted_at = SubmissionState.SUBMITTED, work.number + 1, now
    work.is_late = standing_at(now, assignment.due_at, assignment.closes_at) is Standing.LATE
    audit.record(actor, "lms.work_handed_in", f"assignment:{assignment.id}", submission=work.id, number=work.number, late=work.is_late)
    report("assignment", assignment.id, work.person_id, None)
    session.flush()
    return work


def remove_file(actor: Actor, course: CourseView, assignment: Assignment, file_id: int) -> None:
    """Take a file out of one's own work, while the work may still be changed."""
    policies.require_learns(actor, course)
    _require_taken(assignment)
    work = _own(actor, assignment)
    found = next((file for file in work.files if file.id == file_id), None)
    if found is None:
        raise NotFound
    if work.state == SubmissionState.RETURNED:
        raise Conflict(say("Bài này đã được chấm. Muốn làm lại, hãy nhờ giáo viên mở lại."))
    work.files.remove(found)
    session.flush()


def _require_taken(assignment: Assignment) -> None:
    if standing_at(clock.now(), assignment.due_at, assignment.closes_at) is Standing.CLOSED:
        raise Conflict(say("Đã quá hạn cuối cùng, bài tập này không nhận bài nữa. Hãy hỏi giáo viên."))


def _own(actor: Actor, assignment: Assignment) -> Submission:
    """The actor's work, held until the transaction ends; begun when there is none."""
    mine = select(Submission).where(Submission.assignment_id == assignment.id, Submission.person_id == actor.person_id)
    found = session.scalar(mine.with_for_update().execution_options(populate_existing=True))
    if found is None:
        found = Submission(
            assignment_id=assignment.id,
            person_id=actor.person_id or 0,
            state=SubmissionState.DRAFT,
            text="",
            number=0,
            marks={},
            feedback="",
        )
        session.add(found)
        session.flush()
    return found
