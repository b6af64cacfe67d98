"""The columns of a gradebook: their names, what fills them, more of them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from core.errors import Conflict, Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from lms.forms.grade_columns import ColumnForm
from lms.operations.set_up_gradebook import add_column, change_column, remove_column
from lms.queries import gradebook as grades
from lms.queries.courses import CourseView, course_for
from lms.rules.gradebook import Column
from lms.views.frame import frame_of


def index(course_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    columns = grades.columns_of([course.id]).get(course.id, [])
    return render_template(
        "lms/grade_columns/index.html", course=course, frame=frame_of(current_actor(), course), columns=columns,
        items=dict(grades.gradable_items(course.id)),
    )  # fmt: skip


def add(course_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    term = 2 if request.form.get("term") == "2" else 1
    try:
        add_column(current_actor(), course, term)
        flash(translate(say("Đã thêm một cột điểm thường xuyên.")), "success")
    except Conflict as full:
        flash(translate(full.message), "error")
    return _back(course)


def edit(course_id: int, column_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    row = grades.column_row(course.id, column_id)
    form = ColumnForm(title=row.title, item_id=row.item_id or 0)
    form.offer(grades.gradable_items(course.id))
    return _edit_page(course, column_id, form)


def change(course_id: int, column_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    row = grades.column_row(course.id, column_id)
    form = ColumnForm()
    form.offer(grades.gradable_items(course.id))
    if form.validate():
        try:
            change_column(current_actor(), course, row, form.title.data or "", form.item_id.data or None)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu cột điểm.")), "success")
            return _back(course)
    return _edit_page(course, column_id, form), 422


def confirm(course_id: int, column_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    grades.column_row(course.id, column_id)
    return render_template(
        "lms/grade_columns/confirm.html", course=course, column=_column(course, column_id), marks=grades.marks_in(column_id)
    )


def remove(course_id: int, column_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    try:
        remove_column(current_actor(), course, grades.column_row(course.id, column_id))
        flash(translate(say("Đã xóa cột điểm.")), "success")
    except Conflict as refused:
        flash(translate(refused.message), "error")
    return _back(course)


def _edit_page(course: CourseView, column_id: int, form: ColumnForm) -> str:
    return render_template(
        "lms/grade_columns/edit.html", course=course, frame=frame_of(current_actor(), course), column=_column(course, column_id), form=form,
        marks=grades.marks_in(column_id),
    )  # fmt: skip


def _column(course: CourseView, column_id: int) -> Column:
    return next(it for it in grades.columns_of([course.id])[course.id] if it.id == column_id)


def _back(course: CourseView) -> Response:
    return redirect(url_for("lms.grade_columns.index", course_id=course.id))
