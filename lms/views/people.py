"""Who is in a course: classes, the code, pupils, teachers; joining and leaving."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from accounts import api as accounts
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import page_of_list
from core.words import Message, say
from lms.forms.course import GroupForm, JoinForm, TeacherForm
from lms.operations import enrol_group, join_course, share_course
from lms.queries.courses import CourseView, course_for
from lms.queries.people import groups_of_course, pupils_of, teachers_of
from lms.rules.join_code import grouped
from lms.views.courses import learned_page
from lms.views.frame import frame_of


def index(course_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    return _page(course, GroupForm(formdata=None), TeacherForm(formdata=None))


def add_group(course_id: int) -> ResponseReturnValue:
    actor, form = current_actor(), GroupForm()
    course = course_for(actor, course_id, edit=True)
    _offer(course, form)
    if form.validate():
        try:
            size = enrol_group.enrol_group(actor, course, form.group_id.data)
        except Invalid as error:
            form.refuse(error)
        else:
            return _back(course_id, say("Đã ghi danh cả lớp: %(n)s người.", n=size))
    return _page(course, form, TeacherForm(formdata=None)), 422


def remove_group(course_id: int, group_id: int) -> ResponseReturnValue:
    enrol_group.remove_group(current_actor(), course_for(current_actor(), course_id, edit=True), group_id)
    return _back(course_id, say("Lớp đã rời khóa học. Bài làm của học sinh vẫn được giữ."))


def remove_pupil(course_id: int, person_id: int) -> ResponseReturnValue:
    join_course.remove_pupil(current_actor(), course_for(current_actor(), course_id, edit=True), person_id)
    return _back(course_id, say("Đã đưa học sinh ra khỏi khóa học. Bài làm vẫn được giữ."))


def change_code(course_id: int) -> ResponseReturnValue:
    join_course.change_join_code(current_actor(), course_for(current_actor(), course_id, edit=True))
    return _back(course_id, say("Đã có mã mới. Mã cũ không dùng được nữa."))


def close_code(course_id: int) -> ResponseReturnValue:
    join_course.close_join_code(current_actor(), course_for(current_actor(), course_id, edit=True))
    return _back(course_id, say("Đã đóng mã. Không ai tham gia bằng mã được nữa."))


def show_code(course_id: int) -> ResponseReturnValue:
    """The code as large as a class needs to read it from the wall."""
    course = course_for(current_actor(), course_id, edit=True)
    return render_template("lms/people/show_code.html", course=course, code=grouped(course.join_code) if course.join_code else None)


def add_teacher(course_id: int) -> ResponseReturnValue:
    actor, form = current_actor(), TeacherForm()
    course = course_for(actor, course_id, edit=True)
    if form.validate():
        try:
            share_course.add_teacher(actor, course, form.username.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            return _back(course_id, say("Đã thêm giáo viên."))
    return _page(course, GroupForm(formdata=None), form), 422


def remove_teacher(course_id: int, person_id: int) -> ResponseReturnValue:
    share_course.remove_teacher(current_actor(), course_for(current_actor(), course_id, edit=True), person_id)
    if person_id == current_actor().person_id:
        return redirect(url_for("lms.courses.index"))
    return _back(course_id, say("Đã bỏ giáo viên khỏi khóa học."))


def join() -> ResponseReturnValue:
    actor, form = current_actor(), JoinForm()
    if form.validate():
        try:
            course = join_course.join_by_code(actor, form.code.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Bạn đã ở trong khóa học %(title)s.", title=course.title)), "success")
            return redirect(url_for("lms.courses.show", course_id=course.id))
    return learned_page(actor, form), 422


def leave(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    join_course.leave_course(actor, course_for(actor, course_id))
    flash(translate(say("Bạn đã rời khóa học. Bài làm của bạn vẫn được giữ.")), "success")
    return redirect(url_for("lms.courses.index"))


def _page(course: CourseView, form: GroupForm, teacher_form: TeacherForm) -> str:
    actor = current_actor()
    groups = groups_of_course(course.id)
    if not form.group_id.choices:
        _offer(course, form)
    wanted = request.args.get("group", type=int)
    return render_template(
        "lms/people/index.html", course=course, frame=frame_of(actor, course), form=form, teacher_form=teacher_form, groups=groups,
        group_names={group.id: group.name for group in groups}, wanted=wanted, page=page_of_list(pupils_of(course.id, wanted)),
        teachers=teachers_of(course.id), code=grouped(course.join_code) if course.join_code else None,
    )  # fmt: skip


def _offer(course: CourseView, form: GroupForm) -> None:
    here = {group.id for group in groups_of_course(course.id)}
    found = [group for group in accounts.groups_in([course.organisation_path]) if group.id not in here]
    form.group_id.choices = [(g.id, " · ".join(word for word in (g.name, g.school_year, str(g.size)) if word)) for g in found]


def _back(course_id: int, words: Message) -> Response:
    flash(translate(words), "success")
    return redirect(url_for("lms.people.index", course_id=course_id))
