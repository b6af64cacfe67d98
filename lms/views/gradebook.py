"""The gradebook of a course: a sheet for its teachers, one's own grades for a pupil, Excel out and in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from accounts import api as accounts
from core.actor import Actor
from core.errors import Invalid, NotFound, TooLarge
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page
from core.http.uploads import read_upload
from core.sheets import XLSX, read_sheet, sheet_bytes
from core.sheets import Cell as SheetCell
from core.words import say
from lms.forms.grade_columns import MarksFileForm
from lms.operations.enter_marks import Change, Outcome, enter_marks
from lms.operations.write_term_comment import LONGEST, write_term_comment
from lms.queries import gradebook as grades
from lms.queries.courses import CourseView, course_for
from lms.rules.gradebook import EMPTY, Cell, Column, Year, year_of
from lms.rules.gradebook_sheet import Pupil, compare
from lms.views.frame import frame_of

PER_PAGE = 60
MOST_BYTES = 5_000_000
_FIELD = re.compile(r"m-(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True)
class Sheet:
    """The part of a gradebook that a page shows."""

    term: int
    columns: list[Column]
    pupils: list[accounts.PersonView]
    cells: grades.Cells
    years: dict[int, Year]


def show(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id)
    frame = frame_of(actor, course)
    if not frame.may_edit:
        record = next(iter(grades.record_of(actor.person_id or 0, course.id)), None)
        return render_template("lms/gradebook/mine.html", course=course, frame=frame, record=record)
    return _sheet_page(actor, course, _term())


def save(course_id: int) -> ResponseReturnValue:
    """The whole page of cells, for who works without scripts and for a checked workbook."""
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    outcomes = enter_marks(actor, course, changes_of(request.form))
    refused = [outcome for outcome in outcomes if outcome.reason]
    if refused:
        return _sheet_page(actor, course, _term(), refused), 422
    flash(translate(say("Đã lưu %(count)d ô.", count=sum(1 for it in outcomes if it.text != it.change.was))), "success")
    return redirect(url_for("lms.gradebook.show", course_id=course.id, term=_term(), group=_group() or None))


def export(course_id: int) -> ResponseReturnValue:
    """One term as a workbook that can be filled in and sent back; the year (0) with its averages."""
    course = course_for(current_actor(), course_id, edit=True)
    sheet = _sheet(course, _term(), grades.pupils(course.id, _group()))
    headings = [translate(words) for words in (say("STT"), say("Mã HS"), say("Họ và tên"))]
    headings += [translate(column.label) for column in sheet.columns]
    headings += [
        translate(words) for words in ((say("ĐTB HK I"), say("ĐTB HK II"), say("ĐTB cả năm")) if not sheet.term else (say("ĐTB"),))
    ]
    rows = [_row(sheet, place, person) for place, person in enumerate(sheet.pupils, start=1)]
    name = f"bang-diem-{course.id}-{'ca-nam' if not sheet.term else f'hk{sheet.term}'}.xlsx"
    answer = Response(sheet_bytes(translate(say("Sổ điểm")), headings, rows, decimals=1), mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def import_form(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    return _import_page(actor, course_for(actor, course_id, edit=True), MarksFileForm())


def check_import(course_id: int) -> ResponseReturnValue:
    """What a workbook would change, shown before anything is written; the page itself carries the changes to `save`."""
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    term = _term() or 1
    pupils = grades.pupils(course.id)
    sheet = _sheet(course, term, pupils)
    known = [Pupil(person.id, person.code, person.full_name) for person in pupils]
    try:
        sent = read_upload(request.files.get("file"), limit_bytes=MOST_BYTES)
        plan = compare(read_sheet(sent.data), sheet.columns, known, sheet.cells, course.assessment)
    except (Invalid, TooLarge) as error:
        form = MarksFileForm()
        form.refuse(Invalid(fields={"file": error.message}))
        return _import_page(actor, course, form), 422
    return render_template("lms/gradebook/check_import.html", course=course, frame=frame_of(actor, course), term=term, plan=plan)


def pupil(course_id: int, person_id: int) -> ResponseReturnValue:
    """One pupil's grades in the course, and what the teacher writes of them."""
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    person = accounts.person(person_id)
    record = next(iter(grades.record_of(person_id, course.id)), None)
    if person_id not in grades.pupil_ids(course.id) or record is None:
        raise NotFound
    return render_template(
        "lms/gradebook/pupil.html", course=course, frame=frame_of(actor, course), person=person, record=record, longest=LONGEST
    )


def comment(course_id: int, person_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    for term in (0, 1, 2):
        text = request.form.get(f"comment-{term}")
        if text is not None:
            write_term_comment(actor, course, person_id, term, " ".join(text.split())[:LONGEST])
    flash(translate(say("Đã lưu nhận xét.")), "success")
    return redirect(url_for("lms.gradebook.pupil", course_id=course.id, person_id=person_id))


def mine() -> ResponseReturnValue:
    """A pupil's own grades in every course."""
    return render_template("lms/gradebook/record.html", records=grades.record_of(current_actor().person_id or 0))


def changes_of(form: MultiDict[str, str]) -> list[Change]:
    """The cells of a posted page: `m-<column>-<person>` as typed, `was-…` as it was shown."""
    found = ((_FIELD.fullmatch(name), text) for name, text in form.items())
    return [
        Change(int(match[1]), int(match[2]), form.get(f"was-{match[1]}-{match[2]}", ""), text[:20])
        for match, text in found
        if match and text.strip() != form.get(f"was-{match[1]}-{match[2]}", "")
    ]


def _import_page(actor: Actor, course: CourseView, form: MarksFileForm) -> str:
    return render_template("lms/gradebook/import_form.html", course=course, frame=frame_of(actor, course), term=_term() or 1, form=form)


def _sheet_page(actor: Actor, course: CourseView, term: int, refused: list[Outcome] | None = None) -> str:
    everybody = grades.pupils(course.id, _group())
    number = min(max(1, request.args.get("page", 1, type=int)), max(1, -(-len(everybody) // PER_PAGE)))
    shown = everybody[(number - 1) * PER_PAGE : number * PER_PAGE]
    page = Page(shown, number, PER_PAGE, len(everybody), is_capped=False)
    wrong = {(it.change.column_id, it.change.person_id): it for it in refused or []}
    return render_template(
        "lms/gradebook/show.html", course=course, frame=frame_of(actor, course), sheet=_sheet(course, term, shown), page=page,
        groups=_groups(course), group=_group(), wrong=wrong, empty_cell=EMPTY,
    )  # fmt: skip


def _sheet(course: CourseView, term: int, people: list[accounts.PersonView]) -> Sheet:
    columns = grades.columns_of([course.id]).get(course.id, [])
    cells = grades.cells_of([column.id for column in columns], [person.id for person in people])
    years = {person.id: year_of(columns, cells.get(person.id, {}), course.regular_marks) for person in people}
    return Sheet(term, [column for column in columns if column.term == term], people, cells, years)


def _row(sheet: Sheet, place: int, person: accounts.PersonView) -> list[SheetCell]:
    cells, year = sheet.cells.get(person.id, {}), sheet.years[person.id]
    marks: list[Any] = [_out(cells.get(column.id, EMPTY)) for column in sheet.columns]
    grades_shown = [year.of(1), year.of(2), year.of(0)] if not sheet.term else [year.of(sheet.term)]
    return [place, person.code, person.full_name, *marks, *(grade.average if grade.is_complete else None for grade in grades_shown)]


def _out(cell: Cell) -> SheetCell:
    return cell.value if cell.value is not None else cell.text


def _groups(course: CourseView) -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in grades.groups_of(course.id)]


def _term() -> int:
    """Term 1 or 2, or the year (0), as the address says."""
    asked = request.args.get("term", 1, type=int)
    return asked if asked in (0, 1, 2) else 1


def _group() -> int | None:
    return request.args.get("group", type=int)
