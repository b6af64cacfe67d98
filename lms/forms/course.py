"""Forms of a course: what it is, its copy, who is in it."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from core.http.forms import Form
from core.http.language import translate
from core.words import say
from lms.operations.copy_course import CourseCopy
from lms.operations.create_course import CourseDetails
from lms.rules.course import CourseView

GRADES = range(1, 13)
REGULAR_MARKS = (2, 3, 4)
"""TT 22/2021, điều 6: by how many periods a year the subject has."""
SCHOOL_YEAR = Regexp(r"^(\d{4}-\d{4})?$", message=_("Năm học ghi như 2026-2027."))
Choices = Sequence[tuple[object, str]]


class CourseForm(Form):
    """What a course is. `offer` fills what can be chosen."""

    title = StringField(_("Tên khóa học"), [DataRequired(), Length(max=200)], description=_("Ví dụ: Toán 12A1, học kì 1."))
    subject_code = SelectField(_("Môn học"))
    grade = SelectField(_("Khối lớp"))
    school_year = StringField(_("Năm học"), [SCHOOL_YEAR])
    organisation_id = SelectField(_("Đơn vị"), coerce=int)
    summary = TextAreaField(_("Giới thiệu"), [Length(max=2000)], description=_("Một vài câu cho học sinh: học gì, cần chuẩn bị gì."))
    assessment = RadioField(_("Cách đánh giá (Thông tư 22/2021)"))
    regular_marks = SelectField(_("Số điểm thường xuyên mỗi học kì"), coerce=int)
    needs_review = BooleanField(_("Bài học phải được giáo viên khác duyệt trước khi xuất bản"))

    def offer(self, subjects: Choices, organisations: Choices) -> None:
        self.subject_code.choices = [("", translate(say("Chọn một môn"))), *subjects]
        self.grade.choices = [("", translate(say("Không theo khối"))), *((str(n), str(n)) for n in GRADES)]
        self.organisation_id.choices = list(organisations)
        self.assessment.choices = [("marks", translate(say("Bằng điểm số"))), ("comments", translate(say("Bằng nhận xét")))]
        self.regular_marks.choices = [(n, str(n)) for n in REGULAR_MARKS]

    def fill(self, course: CourseView) -> None:
        """Show a course's present details."""
        self.grade.data = str(course.grade or "")

    def to_command(self, organisation_id: int | None = None) -> CourseDetails:
        """`organisation_id` of a course that is there, whose form does not ask for it."""
        return CourseDetails(
            title=self.title.data or "", subject_code=self.subject_code.data, organisation_id=organisation_id or self.organisation_id.data,
            grade=int(self.grade.data) if self.grade.data else None, school_year=self.school_year.data or "",
            summary=self.summary.data or "", assessment=self.assessment.data, regular_marks=self.regular_marks.data,
            needs_review=self.needs_review.data,
        )  # fmt: skip


class CopyForm(Form):
    """A new course made from one that is there."""

    title = StringField(_("Tên khóa học mới"), [DataRequired(), Length(max=200)])
    school_year = StringField(_("Năm học"), [SCHOOL_YEAR])
    dates = RadioField(_("Lúc mở và hạn nộp"), default="shift")
    days = IntegerField(
        _("Dời đi"),
        [Optional(), NumberRange(-3660, 3660)],
        description=_("364 ngày là sang năm sau vào đúng thứ trong tuần. Số âm là dời về trước."),
    )

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.dates.choices = [("shift", translate(say("Dời đi một số ngày"))), ("clear", translate(say("Bỏ hết, đặt lại sau")))]

    def to_command(self) -> CourseCopy:
        shifts = self.dates.data == "shift"
        return CourseCopy(self.title.data or "", self.school_year.data or "", (self.days.data or 0) if shifts else None)


class JoinForm(Form):
    code = StringField(_("Mã tham gia"), [DataRequired(), Length(max=40)], description=_("Giáo viên cho mã 8 chữ và số, ví dụ ABCD-2345."))


class GroupForm(Form):
    """A class to enrol; its choices are filled by the view."""

    group_id = SelectField(_("Lớp"), [InputRequired()], coerce=int)


class TeacherForm(Form):
    username = StringField(
        _("Tên đăng nhập của đồng nghiệp"),
        [DataRequired(), Length(max=60)],
        description=_("Người này xem, sửa và chấm được mọi thứ trong khóa học."),
    )
