"""The form of an exam's details."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from core.http.fields import InstantField
from core.http.forms import Form
from exams.models import Exam
from exams.operations.create_exam import ExamDetails


class ExamForm(Form):
    """Choices of `organisation_id` and `certificate_kind` are filled by the view."""

    name = StringField(_("Tên kỳ thi"), [DataRequired(), Length(max=200)])
    code = StringField(
        _("Mã kỳ thi"),
        [DataRequired(), Length(max=40), Regexp(r"^[A-Za-z0-9._-]+$", message=_("Mã chỉ gồm chữ không dấu, số và . _ -"))],
        description=_("Ngắn, không dấu, ví dụ CNTT-CB-2026-11. In trên phiếu dự thi và biên bản."),
    )
    organisation_id = SelectField(_("Đơn vị tổ chức"), coerce=int)
    certificate_kind = SelectField(_("Chứng chỉ cho người đạt"), description=_("Thi thử không cấp chứng chỉ."))
    opens_at = InstantField(_("Mở lúc"), [InputRequired()])
    closes_at = InstantField(_("Đóng lúc"), [InputRequired()])
    minutes = IntegerField(_("Thời gian làm bài"), [InputRequired(), NumberRange(1, 600)])
    late_minutes = IntegerField(
        _("Vào muộn tối đa"), [Optional(), NumberRange(0, 600)], description=_("Để trống: vào được đến khi kỳ thi đóng.")
    )
    allowance_minutes = IntegerField(
        _("Chờ bài về muộn"),
        [InputRequired(), NumberRange(0, 120)],
        description=_("Câu trả lời làm trước giờ hết hạn nhưng đến muộn vì mất mạng vẫn được tính trong khoảng này."),
    )
    forms_count = IntegerField(_("Số mã đề"), [InputRequired(), NumberRange(1, 48)])
    shuffles_questions = BooleanField(_("Trộn thứ tự câu hỏi"))
    takeover_needs_leave = BooleanField(_("Đổi máy giữa chừng phải được giám thị cho phép"))
    releases_by_itself = BooleanField(_("Thí sinh xem kết quả ngay sau khi chấm (thi thử)"))
    shows_key = BooleanField(_("Trang kết quả cho xem đáp án và lời giải"))

    def fill(self, exam: Exam) -> None:
        """Show an exam's present details."""
        self.opens_at.data, self.closes_at.data = exam.opens_at, exam.closes_at
        self.minutes.data = exam.duration_seconds // 60
        self.late_minutes.data = None if exam.late_entry_seconds is None else exam.late_entry_seconds // 60
        self.allowance_minutes.data = exam.late_arrival_seconds // 60
        self.certificate_kind.data = exam.certificate_kind or ""

    def to_command(self) -> ExamDetails:
        late = self.late_minutes.data
        return ExamDetails(
            code=(self.code.data or "").strip(),
            name=(self.name.data or "").strip(),
            organisation_id=self.organisation_id.data,
            opens_at=self.opens_at.data,
            closes_at=self.closes_at.data,
            duration_seconds=60 * (self.minutes.data or 0),
            late_entry_seconds=None if late is None else 60 * late,
            late_arrival_seconds=60 * (self.allowance_minutes.data or 0),
            forms_count=self.forms_count.data or 1,
            certificate_kind=self.certificate_kind.data or None,
            shuffles_questions=self.shuffles_questions.data,
            takeover_needs_leave=self.takeover_needs_leave.data,
            releases_by_itself=self.releases_by_itself.data,
            shows_key=self.shows_key.data,
        )
