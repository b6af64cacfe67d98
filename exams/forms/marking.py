"""The marker's form."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.http.forms import Form
from exams.forms.fields import PointsField


class MarkForm(Form):
    """Points and a comment; `seen` is the version of the mark that was on the screen."""

    points = PointsField(_l("Điểm"), [InputRequired()])
    comment = TextAreaField(_l("Nhận xét"), [Optional(), Length(max=4_000)], description=_l("Thí sinh đọc được sau khi công bố."))
    seen = HiddenField()
