"""The form of the style guide: one field of each kind. Nothing sends it anywhere."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
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
    name = StringField(_l("Họ và tên"), [DataRequired()], description=_l("Như ghi trong căn cước công dân."))
    email = EmailField(_l("Thư điện tử"), [Optional()])
    password = PasswordField(_l("Mật khẩu"), [Length(12)], description=_l("Một câu dễ nhớ là tốt nhất."))
    born_on = DateField(_l("Ngày sinh"), [Optional()])
    opens_at = DateTimeLocalField(_l("Mở lúc"), [Optional()])
    minutes = IntegerField(_l("Thời gian làm bài"), [NumberRange(1, 300)])
    mark = DecimalField(_l("Điểm"), [Optional()])
    subject = SelectField(_l("Môn"), [DataRequired()], choices=[("", _l("Chọn môn")), ("toan", "Toán"), ("tin_hoc", "Tin học")])
    place = RadioField(_l("Hình thức thi"), choices=[("room", _l("Tại phòng máy")), ("home", _l("Ở nhà"))], default="room")
    modules = SelectMultipleField(
        _l("Mô-đun"),
        choices=[("IU01", "IU01"), ("IU02", "IU02"), ("IU03", "IU03")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    note = TextAreaField(_l("Ghi chú"), description=_l("Ví dụ: cần thêm giờ, cần chỗ ngồi riêng."))
    photo = FileField(_l("Ảnh 4 × 6"), [Optional()])
    agrees = BooleanField(_l("Tôi đã đọc quy chế thi"), [DataRequired()])
