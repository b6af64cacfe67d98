"""What came of an exam: the council's table and its release; and a candidate's own result, which says why."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from accounts import api as accounts
from core import clock
from core.db import session
from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.sheets import XLSX, Cell, sheet_bytes
from core.words import say
from exams.forms.results import ReleaseForm
from exams.models import Candidate, Exam, Score, Sitting
from exams.operations.mark_again import mark_again
from exams.operations.mark_sitting import from_json
from exams.operations.release_results import count_without_sitting, readiness_of, release_results
from exams.queries import board, preparation, results
from exams.queries.leads import mock_page
from exams.queries.own import outcome_of
from exams.queries.review import marked_answers
from exams.rules.distribution import distribution_of


def index(exam_id: int) -> ResponseReturnValue:
    exam = _exam(exam_id)
    return render_template("exams/results/index.html", **_overview(exam), form=ReleaseForm(decided_on=_today()))


def release(exam_id: int) -> ResponseReturnValue:
    """The council's act."""
    exam, form = _exam(exam_id), ReleaseForm()
    if form.validate():
        try:
            release_results(current_actor(), exam, form.decision_number.data, form.decided_on.data)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã công bố kết quả.")), "success")
            return redirect(url_for("exams.results.index", exam_id=exam.id))
    return render_template("exams/results/release.html", exam=exam, form=form, **_stakes(exam)), 422


def ask_again(exam_id: int) -> ResponseReturnValue:
    """Mark every sitting anew by rule."""
    exam = _exam(exam_id)
    count = mark_again(current_actor(), exam)
    flash(ngettext("Đang chấm lại %(num)d bài.", "Đang chấm lại %(num)d bài.", count), "success")
    return redirect(url_for("exams.results.index", exam_id=exam.id))


def export(exam_id: int) -> ResponseReturnValue:
    """The whole table as a workbook."""
    exam = _exam(exam_id)
    rows = results.rows_from(session.execute(results.outcomes_of(exam)))
    headings = [translate(words) for words in (say("STT"), say("SBD"), say("Họ và tên"), say("Ngày sinh"), say("Nơi sinh"), say("Phòng"))]
    headings += [f"{part.name} ({part.code})" for part in exam.parts]
    headings += [translate(words) for words in (say("Điểm (thang 10)"), say("Kết quả"), say("Biên nhận"))]
    data = sheet_bytes(exam.code, headings, [_cells(exam, place, row) for place, row in enumerate(rows, start=1)])
    answer = Response(data, mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{exam.code}.xlsx")
    return answer


def mine(exam_id: int) -> ResponseReturnValue:
    """The candidate's own result, once it is out; until then it does not exist."""
    out = outcome_of(exam_id, current_actor().person_id)
    if out is None:
        raise NotFound
    result = results.results_from([(out.score, out.sitting, out.candidate)])[0]
    answers = marked_answers(out.exam, out.form, out.sitting)
    return render_template(
        "exams/results/mine.html", exam=out.exam, candidate=out.candidate, sitting=out.sitting, score=out.score, result=result,
        answers=answers, parts=out.exam.parts, reason_of=lambda mark: from_json(mark.reason),
        mock_page=mock_page(out.exam.id) if out.exam.is_mock else None, organisation=accounts.organisation(out.exam.organisation_id),
    )  # fmt: skip


def _exam(exam_id: int) -> Exam:
    return preparation.exam_for(current_actor(), exam_id, P.EXAMS_RELEASE)


def _overview(exam: Exam) -> dict[str, Any]:
    sort = request.args.get("sort", "number")
    page: Page[tuple[Candidate, Sitting | None, Score | None]] = page_of(results.outcomes_of(exam, sort), per_page=50)
    return {
        "exam": exam, "page": page, "rows": results.rows_from(page.items), "sort": sort, "evidence": board.evidence_of(exam), "words_of": results.outcome_words,
        "distribution": distribution_of(results.counted_scores(exam)), **_stakes(exam),
    }  # fmt: skip


def _stakes(exam: Exam) -> dict[str, Any]:
    """What stands between the exam and its release, and what the release will do."""
    passed, failed = results.passed_counts(exam)
    absent, is_over = count_without_sitting(exam), clock.now() >= exam.closes_at
    readiness = readiness_of(exam)
    return {
        "readiness": readiness, "passed": passed, "failed": failed, "absent": absent, "is_over": is_over,
        "is_ready": exam.state == "sealed" and readiness.is_ready and (is_over or not absent),
    }  # fmt: skip


def _today() -> date:
    return clock.local_day(clock.now(), current_app.config["TIME_ZONE"])


def _cells(exam: Exam, place: int, row: results.Row) -> list[Cell]:
    person, score = row.person, row.score
    born = person.birth_on.strftime("%d/%m/%Y") if person.birth_on else ""
    parts: list[Cell] = [row.parts[part.id].on_ten if part.id in row.parts else None for part in exam.parts]
    outcome = translate(results.outcome_words(row))
    receipt = row.sitting.receipt if row.sitting else None
    total = score.on_ten if score else None
    return [place, row.candidate.number, person.full_name, born, person.birth_place, row.candidate.room, *parts, total, outcome, receipt]
