"""The council's form of release."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from core.http.forms import Form


class ReleaseForm(Form):
    """The decision by which results are released."""

    decision_number = StringField(_("Số quyết định"), [DataRequired(), Length(max=80)], description=_("Ví dụ 128/QĐ-TTTH."))
    decided_on = DateField(_("Ngày quyết định"), [InputRequired()])
