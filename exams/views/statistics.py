"""Item analysis: the exam as a whole, its questions in one table, and each question with its picture. Nobody is named here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.db import session
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.sheets import XLSX, Cell, sheet_bytes
from core.words import say
from exams.models import Exam, ExamState, ItemStatistic
from exams.operations.ask_for_statistics import ask_for_statistics
from exams.policies import may_be_analysed
from exams.queries import preparation, results, statistics
from exams.rules.distribution import distribution_of
from exams.rules.response_models import RASCH_NEEDS, THREE_NEEDS, TWO_NEEDS
from exams.rules.statistics import ENOUGH

HEADINGS = (
    say("Phần thi"), say("Mã đề"), say("Câu"), say("Mã câu hỏi"), say("Nội dung"), say("Số bài"), say("Độ khó (tỉ lệ điểm)"),
    say("Độ phân biệt"), say("Tương quan với phần còn lại"), say("Trọng số thực tế"), say("Rasch: độ khó"),
    say("2PL: độ phân biệt"), say("2PL: độ khó"), say("3PL: độ phân biệt"), say("3PL: độ khó"), say("3PL: đoán mò"), say("Cần xem lại"),
)  # fmt: skip


def index(exam_id: int) -> ResponseReturnValue:
    """The exam as a whole and its questions; `sort` is one of the orders of the query, `flagged` leaves those to look at."""
    exam = _exam(exam_id)
    sort, is_flagged = request.args.get("sort", "place"), request.args.get("flagged") == "1"
    return render_template(
        "exams/statistics/index.html", exam=exam, sort=sort, is_flagged=is_flagged, **_standing(exam), **_questions(exam, sort, is_flagged)
    )


def show(exam_id: int, revision_id: int) -> ResponseReturnValue:
    """One question: who chose what, from the weakest fifth to the ablest."""
    exam = _exam(exam_id)
    row = statistics.item_of(exam, revision_id)
    return render_template("exams/statistics/show.html", exam=exam, row=row, lines=statistics.lines_of(row), enough=ENOUGH)


def ask(exam_id: int) -> ResponseReturnValue:
    """Compute anew."""
    exam = _exam(exam_id)
    ask_for_statistics(current_actor(), exam)
    flash(translate(say("Đang tính thống kê. Số liệu hiện ra sau ít phút.")), "success")
    return redirect(url_for("exams.statistics.index", exam_id=exam.id))


def export(exam_id: int) -> ResponseReturnValue:
    """Every question as a row of a workbook."""
    exam = _exam(exam_id)
    parts = {part.id: part.name for part in exam.parts}
    rows = statistics.rows_from(session.scalars(statistics.items_of(exam)))
    data = sheet_bytes(exam.code, [translate(words) for words in HEADINGS], [_cells(parts, row) for row in rows], decimals=3)
    answer = Response(data, mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{exam.code}-thong-ke.xlsx")
    return answer


def _exam(exam_id: int) -> Exam:
    return preparation.exam_for(current_actor(), exam_id, P.EXAMS_RELEASE)


def _standing(exam: Exam) -> dict[str, Any]:
    """What there is to compute from, and what is known of the whole."""
    found = statistics.statistic_of(exam)
    return {
        "is_out": may_be_analysed(is_released=exam.state == ExamState.RELEASED, releases_by_itself=exam.releases_by_itself),
        "complete": statistics.count_complete(exam), "enough": ENOUGH, "rasch_needs": RASCH_NEEDS, "two_needs": TWO_NEEDS,
        "three_needs": THREE_NEEDS, "models": statistics.models_of(found) if found else {},
        "whole": found if found and found.computed_at else None, "is_awaited": found is not None and found.is_awaited(clock.now()),
        "distribution": distribution_of(results.counted_scores(exam)),
    }  # fmt: skip


def _questions(exam: Exam, sort: str, is_flagged: bool) -> dict[str, Any]:
    page: Page[ItemStatistic] = page_of(statistics.items_of(exam, sort=sort, is_flagged=is_flagged), per_page=100)
    return {"page": page, "rows": statistics.rows_from(page.items), "flagged": statistics.count_flagged(exam)}


def _cells(parts: dict[int, str], row: statistics.ItemRow) -> list[Cell]:
    item = row.item
    numbers = (
        item.facility, item.discrimination, item.biserial, item.weight, item.rasch_difficulty, item.two_slope, item.two_difficulty,
        item.three_slope, item.three_difficulty, item.three_guess,
    )  # fmt: skip
    advice = " ".join(translate(flag.advice) for flag in row.flags)
    place: list[Cell] = [parts[item.part_id], item.form_code, item.number, row.wording.ref, row.preview, item.asked]
    return [*place, *(None if number is None else Decimal(repr(number)) for number in numbers), advice]
