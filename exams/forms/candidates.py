"""The forms of the candidate list."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.http.forms import Form


class RegisterForm(Form):
    """People to register: a whole group, or user names typed or pasted one a line."""

    group_id = SelectField(_("Cả lớp hoặc nhóm"), [Optional()], coerce=lambda value: int(value) if value else None)
    usernames = TextAreaField(_("Hoặc từng người"), [Length(max=60_000)], description=_("Tên đăng nhập, mỗi người một dòng."))
    room = StringField(_("Phòng thi"), [Length(max=40)])


class CandidateForm(Form):
    """What may change for one candidate before the start."""

    room = StringField(_("Phòng thi"), [Length(max=40)])
    extra_minutes = IntegerField(_("Thêm giờ"), [InputRequired(), NumberRange(0, 600)])


class StaffForm(Form):
    """A person and the part they play in this exam."""

    username = StringField(_("Tên đăng nhập"), [InputRequired(), Length(max=80)])
    role = SelectField(_("Nhiệm vụ"))
