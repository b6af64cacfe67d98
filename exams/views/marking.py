"""Marking by people, without names: where work waits, the queue of an exam, one answer with its rubric."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.db import session
from core.errors import Conflict, Invalid
from core.http.files import send_attachment
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.words import Message, say
from exams.forms.marking import MarkForm
from exams.models import AnswerMark, Exam, ExamState, MarkState
from exams.operations.mark_by_person import mark_by_person
from exams.queries import marking, preparation
from exams.queries.handed_files import file_of_mark
from exams.rules.anonymity import code_of


def mine() -> ResponseReturnValue:
    """Every exam in which this person may mark, those with work first."""
    return render_template("exams/marking/mine.html", tasks=marking.tasks_of(current_actor()))


def index(exam_id: int) -> ResponseReturnValue:
    exam = _exam(exam_id)
    state = MarkState.BY_PERSON if request.args.get("state") == MarkState.BY_PERSON else MarkState.WAITING
    question = request.args.get("question", type=int)
    found = marking.queue_of(exam, state=state, revision_id=question)
    page: Page[AnswerMark] = page_of(found, per_page=marking.ANSWERS_ON_A_PAGE)
    return render_template(
        "exams/marking/index.html", exam=exam, page=page, state=state, question=question, code_of=code_of,
        questions=marking.questions_to_mark(exam), texts=marking.preview_texts(page.items),
        proposals={mark.id: marking.proposed_points(mark) for mark in page.items}, is_open=_is_open(exam),
    )  # fmt: skip


def show(exam_id: int, mark_id: int) -> ResponseReturnValue:
    exam = _exam(exam_id)
    mark = marking.mark_for(exam, mark_id)
    points = marking.proposed_points(mark) if mark.points is None else mark.points
    return _page(exam, mark, MarkForm(points=points, comment=mark.comment))


def save(exam_id: int, mark_id: int) -> ResponseReturnValue:
    exam, form = _exam(exam_id), MarkForm()
    mark = marking.mark_for(exam, mark_id)
    if not form.validate():
        return _page(exam, mark, form), 422
    assert form.points.data is not None  # InputRequired has spoken
    try:
        mark_by_person(current_actor(), mark, form.points.data, (form.comment.data or "").strip(), seen=form.seen.data or "")
    except Invalid as error:
        form.refuse(error)
        return _page(exam, mark, form), 422
    except Conflict as error:
        session.refresh(mark)
        return _page(exam, mark, form, conflict=error.message), 409
    if "stay" in request.form:
        flash(translate(say("Đã lưu điểm.")), "success")
        return redirect(url_for("exams.marking.show", exam_id=exam.id, mark_id=mark.id))
    return redirect(url_for("exams.marking.go_on", exam_id=exam.id, mark_id=mark.id))


def go_on(exam_id: int, mark_id: int) -> ResponseReturnValue:
    """To the next answer that waits, of the same question as long as there is one."""
    exam = _exam(exam_id)
    following = marking.next_waiting(exam, marking.mark_for(exam, mark_id))
    if following is None:
        flash(translate(say("Không còn bài nào chờ chấm trong kỳ thi này.")), "success")
        return redirect(url_for("exams.marking.index", exam_id=exam.id))
    return redirect(url_for("exams.marking.show", exam_id=exam.id, mark_id=following))


def handed_file(exam_id: int, mark_id: int) -> ResponseReturnValue:
    """What was handed in, to be saved under a name that does not tell whose it is."""
    mark = marking.mark_for(_exam(exam_id), mark_id)
    found = file_of_mark(mark)
    return send_attachment(found.stored, f"bai-{code_of(mark.id)}.{found.name.rpartition('.')[2]}")


def _exam(exam_id: int) -> Exam:
    return preparation.exam_for(current_actor(), exam_id, P.EXAMS_MARK)


def _is_open(exam: Exam) -> bool:
    return exam.state != ExamState.RELEASED


def _page(exam: Exam, mark: AnswerMark, form: MarkForm, conflict: Message | None = None) -> str:
    if form.seen.data is None or conflict is not None:
        form.seen.data = mark.version
    wording = marking.wording_of(mark)
    return render_template(
        "exams/marking/show.html", exam=exam, mark=mark, form=form, conflict=conflict, code=code_of(mark.id), is_open=_is_open(exam),
        part=marking.part_name_of(mark), finding=marking.finding_of(mark), waits_for_machine=marking.waits_for_machine(mark, wording),
        proposed=marking.proposed_points(mark), wording=wording, rubric=marking.rubric_of(mark, wording), left=marking.count_waiting(exam),
    )  # fmt: skip
