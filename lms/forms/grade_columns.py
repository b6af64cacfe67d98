"""The forms of the gradebook: one column, marks in a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField, StringField
from wtforms.validators import Length

from core.http.forms import Form


class ColumnForm(Form):
    title = StringField(_("Tên cột"), [Length(max=120)], description=_("Ví dụ: Kiểm tra 15 phút, chương I. Có thể để trống."))
    item_id = SelectField(
        _("Lấy điểm từ"),
        coerce=int,
        description=_("Điểm của bài tập, kỳ thi hoặc phần ôn tập sẽ tự vào cột này; điểm bạn tự ghi không bị thay."),
    )

    def offer(self, items: Sequence[tuple[int, str]]) -> None:
        """The items of the outline that earn a score."""
        self.item_id.choices = [(0, gettext("Tự nhập điểm")), *items]


class MarksFileForm(Form):
    file = FileField(_("Tệp Excel (.xlsx)"), description=_("Tệp đã xuất từ sổ điểm này, dưới 5 MB."))
