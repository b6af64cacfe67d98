"""What a course is: its details, its state, its copies."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from lms.forms.course import CopyForm, CourseForm
from lms.operations.copy_course import copy_course
from lms.operations.create_course import change_course
from lms.operations.set_course_state import archive_course, publish_course
from lms.queries.courses import CourseView, course_for
from lms.views.courses import offered
from lms.views.frame import frame_of

YEAR_OF_WEEKS = 364
"""Days: a year later on the same day of the week."""


def edit(course_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    form = offered(CourseForm(obj=course))
    del form.organisation_id
    form.fill(course)
    return _page(course, form)


def change(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course, form = course_for(actor, course_id, edit=True), offered(CourseForm())
    del form.organisation_id
    if form.validate():
        try:
            change_course(actor, course, form.to_command(course.organisation_id))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu khóa học.")), "success")
            return redirect(url_for("lms.courses.show", course_id=course_id))
    return _page(course, form), 422


def publish(course_id: int) -> ResponseReturnValue:
    publish_course(current_actor(), course_for(current_actor(), course_id, edit=True))
    flash(translate(say("Khóa học đã mở cho học sinh.")), "success")
    return redirect(url_for("lms.courses.show", course_id=course_id))


def archive(course_id: int) -> ResponseReturnValue:
    archive_course(current_actor(), course_for(current_actor(), course_id, edit=True))
    flash(translate(say("Đã lưu trữ khóa học. Học sinh vẫn đọc được.")), "success")
    return redirect(url_for("lms.settings.edit", course_id=course_id))


def new_copy(course_id: int) -> ResponseReturnValue:
    course, form = course_for(current_actor(), course_id, edit=True), CopyForm()
    form.title.data, form.school_year.data = translate(say("%(title)s (bản sao)", title=course.title))[:200], course.school_year
    form.days.data = YEAR_OF_WEEKS
    return _copy_page(course, form)


def copy(course_id: int) -> ResponseReturnValue:
    actor, form = current_actor(), CopyForm()
    course = course_for(actor, course_id, edit=True)
    if form.validate():
        try:
            made = copy_course(actor, course, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã sao chép. Khóa học mới là bản nháp và chưa có học sinh.")), "success")
            return redirect(url_for("lms.outline.edit", course_id=made.id))
    return _copy_page(course, form), 422


def _page(course: CourseView, form: CourseForm) -> str:
    return render_template("lms/settings/edit.html", course=course, frame=frame_of(current_actor(), course), form=form)


def _copy_page(course: CourseView, form: CopyForm) -> str:
    return render_template("lms/settings/new_copy.html", course=course, frame=frame_of(current_actor(), course), form=form)
