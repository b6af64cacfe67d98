"""Forms of assignments: what is asked, what is handed in, how it is marked."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from core.http.fields import InstantField, PointsField
from core.http.forms import Form
from core.http.language import translate
from core.words import say
from lms.models import Assignment
from lms.operations.create_assignment import AssignmentDetails
from lms.rules.assignments import LONGEST_TEXT
from lms.rules.rubric import Criterion, from_json, read_rubric, write_rubric


class AssignmentForm(Form):
    title = StringField(_("Tên bài tập"), [DataRequired(), Length(max=200)])
    instructions = TextAreaField(
        _("Yêu cầu"), [Length(max=20_000)], description=_("Viết như thư thường; có thể dùng in đậm, danh sách và liên kết bằng HTML.")
    )
    due_at = InstantField(_("Hạn nộp"), [Optional()], description=_("Nộp sau hạn được ghi là nộp muộn. Để trống nếu không có hạn."))
    closes_at = InstantField(_("Hạn cuối cùng"), [Optional()], description=_("Sau giờ này không nhận bài nữa. Để trống: luôn nhận."))
    files_limit = IntegerField(_("Số tệp nhiều nhất"), [InputRequired(), NumberRange(0, 20)])
    max_points = PointsField(
        _("Điểm tối đa"),
        [InputRequired(), NumberRange(Decimal("0.25"), Decimal(100))],
        description=_("Có thang chấm thì lấy tổng của thang."),
    )
    rubric = TextAreaField(
        _("Thang chấm"), [Length(max=8_000)],
        description=_("Mỗi dòng một tiêu chí, ví dụ: Lập luận: 0 chưa có; 1,5 còn thiếu bước; 3 chặt chẽ. Để trống: chấm một điểm chung."),
    )  # fmt: skip

    def fill(self, found: Assignment) -> None:
        """Show what is asked now."""
        self.rubric.data = write_rubric(from_json(found.rubric))

    def validate_rubric(self, field: TextAreaField) -> None:
        """Each line must be readable."""
        try:
            self.read()
        except ValueError as wrong:
            words = say("Dòng %(line)s chưa đọc được. Mẫu: Lập luận: 0 chưa có; 1,5 còn thiếu bước; 3 chặt chẽ", line=wrong.args[0])
            raise ValidationError(translate(words)) from wrong

    def read(self) -> list[Criterion]:
        return read_rubric(self.rubric.data or "")

    def to_command(self) -> AssignmentDetails:
        return AssignmentDetails(
            (self.title.data or "").strip(), self.instructions.data or "", self.max_points.data or Decimal(10), tuple(self.read()),
            self.due_at.data, self.closes_at.data, self.files_limit.data or 0,
        )  # fmt: skip


class WorkForm(Form):
    text = TextAreaField(_("Bài làm của bạn"), [Length(max=LONGEST_TEXT)])
    files = MultipleFileField(_("Thêm tệp"))


class MarkForm(Form):
    points = PointsField(_("Điểm"), [Optional()])
    feedback = TextAreaField(_("Nhận xét"), [Length(max=5_000)], description=_("Khen điều làm tốt, nói rõ điều cần sửa."))
