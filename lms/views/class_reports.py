"""Reports of a class over all its subjects, for whoever answers for the school and for its teachers."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.http.identity import current_actor
from core.http.language import translate
from core.sheets import XLSX, Cell, sheet_bytes
from core.words import say
from lms import policies
from lms.queries.class_report import ClassReport, class_report, classes_reported, teaches_group
from lms.rules.class_report import LEVEL_WORDS, STEPS, Line, counts_by_level


def index() -> ResponseReturnValue:
    return render_template("lms/class_reports/index.html", classes=classes_reported(current_actor()))


def show(group_id: int) -> ResponseReturnValue:
    report = _report(group_id)
    return render_template(
        "lms/class_reports/show.html", report=report, counts=counts_by_level(report.lines), words=LEVEL_WORDS, steps=STEPS
    )


def export(group_id: int) -> ResponseReturnValue:
    """The report as a workbook."""
    report = _report(group_id)
    headings = [translate(words) for words in (say("STT"), say("Mã HS"), say("Họ và tên"))]
    headings += [*(subject.title for subject in report.subjects), translate(say("Kết quả"))]
    rows = [_row(report, place, line) for place, line in enumerate(report.lines, start=1)]
    answer = Response(sheet_bytes(report.group.name, headings, rows, decimals=1), mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"bao-cao-lop-{group_id}.xlsx")
    return answer


def _report(group_id: int) -> ClassReport:
    actor, group = current_actor(), accounts.group(group_id)
    policies.require_report(actor, group.organisation_path, teaches=teaches_group(actor, group.id))
    term = request.args.get("term", 1, type=int)
    return class_report(actor, group, term if term in (0, 1, 2) else 1)


def _row(report: ClassReport, place: int, line: Line) -> list[Cell]:
    grades: list[Cell] = []
    for subject in report.subjects:
        grade = line.grades.get(subject.course_id)
        if grade is None or not grade.is_complete:
            grades.append(None)
        elif grade.average is not None:
            grades.append(grade.average)
        else:
            grades.append(translate(say("Đạt") if grade.passed else say("Chưa đạt")))
    level = translate(LEVEL_WORDS[line.level]) if line.level is not None else None
    return [place, line.code, line.name, *grades, level]
