"""Assignments of a course: the list, what is asked, a pupil's own work, and the teacher's marking."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response as Redirect

from accounts import api as accounts
from core import clock
from core.actor import Actor
from core.errors import Conflict, Invalid, NotFound, TooLarge
from core.http.files import send_kept
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.http.uploads import Upload, read_upload
from core.words import say
from lms import policies
from lms.forms.assignment import AssignmentForm, MarkForm, WorkForm
from lms.models import Assignment
from lms.operations.create_assignment import change_assignment
from lms.operations.hand_in_work import hand_in_work, keep_work, remove_file
from lms.operations.mark_work import Verdict, let_do_again, mark_work, state_of
from lms.queries import assignments as works
from lms.queries.courses import CourseView, course_for
from lms.queries.outline import require_unlocked
from lms.rules.assignments import MOST_FILE_BYTES, Standing, standing_at
from lms.rules.rubric import from_json, points_text
from lms.views.frame import frame_of

PER_PAGE = 60
LARGEST_WORK = 5 * MOST_FILE_BYTES + 1_000_000
"""What one request may bring: five files at once; more come one after the other."""


def index(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id)
    frame = frame_of(actor, course)
    found = works.assignments_of(course.id)
    page: Page[Assignment] = page_of(found if frame.may_edit else found.where(Assignment.id.in_(works.shown_ids(course.id))), per_page=30)
    lines = works.lines_of(page.items, actor.person_id)
    return render_template("lms/assignments/index.html", course=course, frame=frame, page=page, lines=lines, now=clock.now())


def show(course_id: int, assignment_id: int) -> ResponseReturnValue:
    """A pupil's own page, or the teacher's list of works."""
    actor, course, found = _found(course_id, assignment_id)
    if policies.may_edit(actor, course):
        return _works_page(actor, course, found)
    work = works.own_work(found.id, actor.person_id)
    return _own_page(actor, course, found, WorkForm(text=work.text if work else ""))


def hand_in(course_id: int, assignment_id: int) -> ResponseReturnValue:
    """Keep the work, and hand it in when that was the button."""
    actor, course, found = _found(course_id, assignment_id)
    form = WorkForm()
    if not form.validate():
        return _own_page(actor, course, found, form), 422
    is_final = request.form.get("act") == "hand_in"
    try:
        (hand_in_work if is_final else keep_work)(actor, course, found, form.text.data or "", _uploads())
    except (Invalid, TooLarge) as error:
        form.refuse(error if isinstance(error, Invalid) else Invalid(fields={"files": error.message}))
        return _own_page(actor, course, found, form), 422
    except Conflict as refused:
        form.refuse(Invalid(refused.message))
        return _own_page(actor, course, found, form), 409
    flash(
        translate(say("Đã nộp bài. Bạn vẫn có thể sửa và nộp lại trước khi bài được chấm.") if is_final else say("Đã lưu bản nháp.")),
        "success",
    )
    return _to(course, found)


def drop_file(course_id: int, assignment_id: int, file_id: int) -> ResponseReturnValue:
    actor, course, found = _found(course_id, assignment_id)
    try:
        remove_file(actor, course, found, file_id)
    except Conflict as refused:
        flash(translate(refused.message), "error")
    return _to(course, found)


def file(course_id: int, assignment_id: int, file_id: int) -> ResponseReturnValue:
    """A file handed in, to its pupil and to the teachers; never shown in the page."""
    actor, course, found = _found(course_id, assignment_id)
    kept, work = works.file_of(found.id, file_id)
    if work.person_id != actor.person_id:
        policies.require_edit(actor, course)
    answer: Response = send_kept(kept.stored, "application/octet-stream", max_age=60)
    answer.headers.set("Content-Disposition", "attachment", filename=kept.name)
    return answer


def edit(course_id: int, assignment_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    found = works.assignment_row(course.id, assignment_id)
    form = AssignmentForm(obj=found)
    form.fill(found)
    return _edit_page(course, found, form)


def change(course_id: int, assignment_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    found = works.assignment_row(course.id, assignment_id)
    form = AssignmentForm()
    if form.validate():
        try:
            change_assignment(current_actor(), course, found, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu bài tập.")), "success")
            return _to(course, found)
    return _edit_page(course, found, form), 422


def mark(course_id: int, assignment_id: int, submission_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    found = works.assignment_row(course.id, assignment_id)
    work = works.submission_row(found.id, submission_id)
    return _mark_page(course, found, submission_id, MarkForm(points=work.points, feedback=work.feedback))


def save_mark(course_id: int, assignment_id: int, submission_id: int) -> ResponseReturnValue:
    """Keep the verdict; `give_back` also gives the work back and goes on to the next one."""
    course = course_for(current_actor(), course_id, edit=True)
    found = works.assignment_row(course.id, assignment_id)
    work = works.submission_row(found.id, submission_id)
    form = MarkForm()
    if not form.validate():
        return _mark_page(course, found, submission_id, form), 422
    chosen = {name.removeprefix("c-"): value for name, value in request.form.items() if name.startswith("c-")}
    verdict = Verdict(
        chosen, form.points.data, form.feedback.data or "", request.form.get("act") == "give_back", request.form.get("seen", "")
    )
    try:
        mark_work(current_actor(), course, found, work, verdict)
    except (Invalid, Conflict) as error:
        form.refuse(error if isinstance(error, Invalid) else Invalid(error.message))
        return _mark_page(course, found, submission_id, form), 422
    following = works.next_to_mark(found.id, submission_id) if verdict.gives_back else submission_id
    flash(translate(say("Đã trả bài.") if verdict.gives_back else say("Đã lưu điểm, chưa trả bài.")), "success")
    if following is None:
        return _to(course, found)
    return redirect(url_for("lms.assignments.mark", course_id=course.id, assignment_id=found.id, submission_id=following))


def reopen(course_id: int, assignment_id: int, submission_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    found = works.assignment_row(course.id, assignment_id)
    let_do_again(current_actor(), course, found, works.submission_row(found.id, submission_id))
    flash(translate(say("Học sinh có thể làm lại bài này.")), "success")
    return redirect(url_for("lms.assignments.mark", course_id=course.id, assignment_id=found.id, submission_id=submission_id))


def _found(course_id: int, assignment_id: int) -> tuple[Actor, CourseView, Assignment]:
    """What the actor may see: for a pupil, only what the outline shows and does not lock."""
    actor = current_actor()
    course = course_for(actor, course_id)
    found = works.assignment_row(course.id, assignment_id)
    if not policies.may_edit(actor, course):
        require_unlocked(course.id, actor.person_id, "assignment", found.id)
    return actor, course, found


def _uploads() -> list[Upload]:
    return [read_upload(sent, limit_bytes=MOST_FILE_BYTES) for sent in request.files.getlist("files") if sent.filename]


def _own_page(actor: Actor, course: CourseView, found: Assignment, form: WorkForm) -> str:
    standing = standing_at(clock.now(), found.due_at, found.closes_at)
    work = works.own_work(found.id, actor.person_id)
    return render_template(
        "lms/assignments/own.html", course=course, frame=frame_of(actor, course), assignment=found, work=work, form=form,
        is_open=standing is not Standing.CLOSED and course.is_open, standing=standing, rubric=from_json(found.rubric), points_text=points_text,
    )  # fmt: skip


def _works_page(actor: Actor, course: CourseView, found: Assignment) -> str:
    shown = request.args.get("show", "")
    if shown not in works.SHOWN:
        raise NotFound
    lines = works.work_lines(course.id, found.id)
    counts = {name: sum(1 for line in lines if not name or line.standing == name) for name in works.SHOWN}
    kept = [line for line in lines if not shown or line.standing == shown]
    number = min(max(1, request.args.get("page", 1, type=int)), max(1, -(-len(kept) // PER_PAGE)))
    page = Page(kept[(number - 1) * PER_PAGE : number * PER_PAGE], number, PER_PAGE, len(kept), is_capped=False)
    return render_template(
        "lms/assignments/works.html", course=course, frame=frame_of(actor, course), assignment=found, page=page, shown=shown, counts=counts,
        rubric=from_json(found.rubric), is_shown=works.is_shown(found.id, course.id), next_id=works.next_to_mark(found.id, 0),
        points_text=points_text,
    )  # fmt: skip


def _mark_page(course: CourseView, found: Assignment, submission_id: int, form: MarkForm) -> str:
    work = works.submission_row(found.id, submission_id)
    chosen = {name.removeprefix("c-"): value for name, value in request.form.items() if name.startswith("c-")} or work.marks
    return render_template(
        "lms/assignments/mark.html", course=course, frame=frame_of(current_actor(), course), assignment=found, work=work, form=form,
        person=accounts.person(work.person_id), rubric=from_json(found.rubric), chosen=chosen, points_text=points_text, seen=state_of(work),
    )  # fmt: skip


def _edit_page(course: CourseView, found: Assignment, form: AssignmentForm) -> str:
    return render_template("lms/assignments/edit.html", course=course, frame=frame_of(current_actor(), course), assignment=found, form=form)


def _to(course: CourseView, found: Assignment) -> Redirect:
    return redirect(url_for("lms.assignments.show", course_id=course.id, assignment_id=found.id))
