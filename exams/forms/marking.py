"""The marker's form."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.http.fields import PointsField
from core.http.forms import Form


class MarkForm(Form):
    """Points and a comment; `seen` is the version of the mark that was on the screen."""

    points = PointsField(_("Điểm"), [InputRequired()])
    comment = TextAreaField(_("Nhận xét"), [Optional(), Length(max=4_000)], description=_("Thí sinh đọc được sau khi công bố."))
    seen = HiddenField()
