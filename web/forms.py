"""The form of the style guide: one field of each kind. Nothing sends it anywhere."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    DecimalField,
    EmailField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from core.http.forms import Form


class SampleForm(Form):
    name = StringField(_("Họ và tên"), [DataRequired()], description=_("Như ghi trong căn cước công dân."))
    email = EmailField(_("Thư điện tử"), [Optional()])
    password = PasswordField(_("Mật khẩu"), [Length(12)], description=_("Một câu dễ nhớ là tốt nhất."))
    born_on = DateField(_("Ngày sinh"), [Optional()])
    opens_at = DateTimeLocalField(_("Mở lúc"), [Optional()])
    minutes = IntegerField(_("Thời gian làm bài"), [NumberRange(1, 300)])
    mark = DecimalField(_("Điểm"), [Optional()])
    subject = SelectField(_("Môn"), [DataRequired()], choices=[("", _("Chọn môn")), ("toan", "Toán"), ("tin_hoc", "Tin học")])
    place = RadioField(_("Hình thức thi"), choices=[("room", _("Tại phòng máy")), ("home", _("Ở nhà"))], default="room")
    modules = SelectMultipleField(
        _("Mô-đun"),
        choices=[("IU01", "IU01"), ("IU02", "IU02"), ("IU03", "IU03")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    note = TextAreaField(_("Ghi chú"), description=_("Ví dụ: cần thêm giờ, cần chỗ ngồi riêng."))
    photo = FileField(_("Ảnh 4 × 6"), [Optional()])
    agrees = BooleanField(_("Tôi đã đọc quy chế thi"), [DataRequired()])
