"""The marker's form."""

from __future__ import annotations

import re
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import TextInput

from core.http.forms import Form

_POINTS = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,4})?", re.ASCII)


class PointsField(DecimalField):  # type: ignore[misc]
    """Points as Vietnamese write them: a comma is a decimal point."""

    widget = TextInput()
    data: Decimal | None

    def process_formdata(self, values: list[str]) -> None:
        typed = values[0].strip() if values else ""
        if typed and not _POINTS.fullmatch(typed):
            self.data = None
            raise ValueError(self.gettext("Not a valid decimal value."))
        super().process_formdata([typed.replace(",", ".")])

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data.normalize():f}".replace(".", ",")


class MarkForm(Form):
    """Points and a comment; `seen` is the version of the mark that was on the screen."""

    points = PointsField(_l("Điểm"), [InputRequired()], places=None)
    comment = TextAreaField(_l("Nhận xét"), [Optional(), Length(max=4_000)], description=_l("Thí sinh đọc được sau khi công bố."))
    seen = HiddenField()
